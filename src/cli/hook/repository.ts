/** Reads the files of a repository that decide about its hooks. */
import { decode } from "../../base/text/encoding.js";
import { ancestorsOf, childPath } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import type { HookPlace } from "../../base/world/hooks.js";
import type { Repository } from "./manager.js";
import { CONSULTED } from "./managers/index.js";

export function readRepository(place: HookPlace): Repository {
  const { prefix, directory, chosenBy, within, hook } = place;
  const texts = new Map<FilePath, string>();
  for (const path of ancestorsOf(prefix).flatMap((each) => CONSULTED.map((name) => childPath(each, name)))) {
    const text = readText(place, path);
    if (text !== undefined) texts.set(path, text);
  }
  const programs = ancestorsOf(prefix).map((each) => childPath(each, "node_modules/.bin/db-ssot"));
  const program = programs.find((path) => place.top.files.stat(path)?.kind === "file");
  return { texts, prefix, directory, chosenBy, within, hook, program };
}

function readText({ top }: HookPlace, path: FilePath): string | undefined {
  if (top.files.stat(path)?.kind !== "file") return undefined;
  const bytes = top.files.read(path);
  const decoded = bytes === undefined ? undefined : decode(bytes);
  return decoded?.kind === "text" ? decoded.text : undefined;
}
