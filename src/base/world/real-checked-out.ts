/**
 * What git makes of a text of the index when it writes it into the work tree. Git itself is asked, but only for files that
 * it would change: it takes a while to start.
 */
import fs from "node:fs";
import { join } from "node:path";
import { gitIn } from "./real-git-process.js";
import { inTemporary } from "./real-temporary.js";

/** `filter`: a program that the configuration names. It is not for us to run it. */
export type Conversion = "none" | "by-git" | "filter";

/** @returns what is done to a file, asked once for each. @throws {StagingError} */
export function rememberConversions(): (top: string, path: string) => Promise<Conversion> {
  const known = new Map<string, Promise<Conversion>>();
  let converting: Promise<boolean> | undefined;
  const ask = async (top: string, path: string): Promise<Conversion> => {
    converting ??= convertsEverything(top);
    const named = await attributesOf(top, path);
    return named === "none" && (await converting) ? "by-git" : named;
  };
  return (top, path) => {
    const conversion = known.get(path) ?? ask(top, path);
    known.set(path, conversion);
    return conversion;
  };
}

/** @throws {StagingError} */
export async function checkedOut(
  top: string,
  path: string,
  texts: readonly Uint8Array[],
  conversion: Conversion,
): Promise<readonly Uint8Array[] | undefined> {
  if (conversion === "filter") return undefined;
  return conversion === "none" ? texts : inTemporary((directory) => convert(top, path, texts, directory));
}

/** With a store of objects of its own: what is only looked at leaves nothing in the repository. */
async function convert(
  top: string,
  path: string,
  texts: readonly Uint8Array[],
  directory: string,
): Promise<readonly Uint8Array[]> {
  const git = gitIn(top);
  const environment = { GIT_OBJECT_DIRECTORY: join(directory, "objects") };
  fs.mkdirSync(environment.GIT_OBJECT_DIRECTORY);
  const files = texts.map((_, index) => join(directory, String(index)));
  for (const [index, file] of files.entries()) fs.writeFileSync(file, texts[index] ?? new Uint8Array());
  const hashed = await git(["hash-object", "-w", "--no-filters", "--", ...files], { environment });
  const ids = hashed.output.toString("utf8").trim().split("\n");
  const converted = ids.map((id) => git(["cat-file", "--filters", `--path=${path}`, id], { environment }));
  return (await Promise.all(converted)).map(({ output }) => Uint8Array.from(output));
}

/** `core.eol` alone converts nothing: an attribute has to say that a file is a text. */
async function convertsEverything(top: string): Promise<boolean> {
  const { output } = await gitIn(top)(["config", "--get", "core.autocrlf"], { accepts: (status) => status === 1 });
  return !/^(?:|false|no|off|0|input)$/i.test(output.toString("utf8").trim());
}

async function attributesOf(top: string, path: string): Promise<Conversion> {
  const input = Buffer.from(`${path}\0`);
  const { output } = await gitIn(top)(["check-attr", "-z", "--stdin", ...ATTRIBUTES], { input });
  const parts = output.toString("utf8").split("\0");
  const set = ATTRIBUTES.filter((_, index) => !/^(?:unspecified|unset)$/.test(parts[3 * index + 2] ?? ""));
  if (set.includes("filter")) return "filter";
  return set.length > 0 ? "by-git" : "none";
}

const ATTRIBUTES = ["filter", "text", "crlf", "eol", "ident", "working-tree-encoding"];
