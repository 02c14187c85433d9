/**
 * The text that git writes to the work tree for a text of the index. Starting git takes time, so only changed files are
 * asked about.
 */
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StagingError } from "../../staging.js";
import { codeOf, reasonOf } from "../errors.js";
import { askGitForIndex } from "./run.js";

/** `filter`: a program that the configuration names, which we never run. */
export type Conversion = "none" | "by-git" | "filter";

/** Asks git once for each file. @throws {StagingError} */
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

/** Uses its own object store, so that nothing is left in the repository. */
async function convert(
  top: string,
  path: string,
  texts: readonly Uint8Array[],
  directory: string,
): Promise<readonly Uint8Array[]> {
  const objects = join(directory, "objects");
  fs.mkdirSync(objects);
  const files = texts.map((_, index) => join(directory, String(index)));
  for (const [index, file] of files.entries()) fs.writeFileSync(file, texts[index] ?? new Uint8Array());
  const hashed = await askGitForIndex(top, ["hash-object", "-w", "--no-filters", "--", ...files], { objects });
  const ids = hashed.output.toString("utf8").trim().split("\n");
  const converted = ids.map((id) => askGitForIndex(top, ["cat-file", "--filters", `--path=${path}`, id], { objects }));
  return (await Promise.all(converted)).map(({ output }) => Uint8Array.from(output));
}

/** `core.eol` alone converts nothing: an attribute has to mark the file as text. */
async function convertsEverything(top: string): Promise<boolean> {
  const { output } = await askGitForIndex(top, ["config", "--get", "core.autocrlf"], { accepts: [1] });
  return !/^(?:|false|no|off|0|input)$/i.test(output.toString("utf8").trim());
}

async function attributesOf(top: string, path: string): Promise<Conversion> {
  const input = Buffer.from(`${path}\0`);
  const { output } = await askGitForIndex(top, ["check-attr", "-z", "--stdin", ...ATTRIBUTES], { input });
  const parts = output.toString("utf8").split("\0");
  const set = ATTRIBUTES.filter((_, index) => !/^(?:unspecified|unset)$/.test(parts[3 * index + 2] ?? ""));
  if (set.includes("filter")) return "filter";
  return set.length > 0 ? "by-git" : "none";
}

const ATTRIBUTES = ["filter", "text", "crlf", "eol", "ident", "working-tree-encoding"];

/** Runs `work` with a directory of its own. @throws {StagingError} if the system refuses */
export async function inTemporary<Result>(work: (directory: string) => Promise<Result>): Promise<Result> {
  let directory: string | undefined;
  try {
    directory = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), "db-ssot-git-"));
    return await work(directory);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw new StagingError({ kind: "git-failed", reason: reasonOf(error) });
  } finally {
    if (directory !== undefined) fs.rmSync(directory, { recursive: true, force: true });
  }
}
