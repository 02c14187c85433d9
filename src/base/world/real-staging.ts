/** The index of a repository on the disk, read and written by the command `git`. Swapping it is left to real-index.ts. */
import fs from "node:fs";
import { join } from "node:path";
import { isSameBytes } from "../text/encoding.js";
import type { FilePath } from "../text/span.js";
import { checkedOut, rememberConversions } from "./real-checked-out.js";
import { gitIn, type RunGit } from "./real-git-process.js";
import { clearBeside, copyBeside, type IndexCopy } from "./real-index.js";
import { type IndexPlace, indexPlaceOf } from "./real-index-place.js";
import { inTemporary } from "./real-temporary.js";
import { type IndexChange, type MergeInput, type PreparedIndex, type Staging, StagingError } from "./staging.js";

/** @param directory the project's root, which may lie below the top of its repository */
export function realStaging(directory: string): Staging {
  // While a run lasts, the index stays where it is.
  let found: Promise<IndexPlace | undefined> | undefined;
  const place = (): Promise<IndexPlace | undefined> => {
    found ??= indexPlaceOf(directory);
    return found;
  };
  const conversions = rememberConversions();
  return {
    read: async (files) => {
      const found = await place();
      return found === undefined ? new Map() : readFiles(found, found.index, files);
    },
    isTemporary: async () => (await place())?.kind !== "own",
    prepare: async (changes) => prepare(await demand(place()), changes),
    clear: async () => {
      const found = await place();
      if (found !== undefined) clearBeside(found.index);
    },
    checkedOut: async (file, texts) => {
      const { top, prefix } = await demand(place());
      return checkedOut(top, prefix + file, texts, await conversions(top, prefix + file));
    },
    mergeTexts,
  };
}

async function demand(place: Promise<IndexPlace | undefined>): Promise<IndexPlace> {
  const found = await place;
  if (found === undefined) throw new StagingError({ kind: "git-failed", reason: "there is no repository" });
  return found;
}

interface Entry {
  readonly mode: string;
  readonly id: string;
  readonly file: FilePath;
}

async function readFiles(
  place: IndexPlace,
  index: string,
  files: readonly FilePath[],
): Promise<ReadonlyMap<FilePath, Uint8Array>> {
  const entries = await readEntries(place, index, files);
  const input = Buffer.from(entries.map(({ id }) => `${id}\n`).join(""));
  const output = entries.length === 0 ? Buffer.alloc(0) : await gitAt(place)(["cat-file", "--batch"], { input });
  const bytes = new Map<FilePath, Uint8Array>();
  let offset = 0;
  for (const { id, file } of entries) {
    const end = output.indexOf("\n", offset);
    const [, kind, size] = output.toString("utf8", offset, end).split(" ");
    // A clone may lack an object that it would have to fetch.
    if (kind !== "blob") throw new StagingError({ kind: "git-failed", reason: `it has no object ${id}` });
    offset = end + 1 + Number(size) + 1;
    bytes.set(file, Uint8Array.from(output.subarray(end + 1, offset - 1)));
  }
  return bytes;
}

/** Asked for the whole index: it takes as long as asking for one file, and no path has to be written on a command line. */
async function readEntries(place: IndexPlace, index: string, files: readonly FilePath[]): Promise<readonly Entry[]> {
  const wanted = new Set(files.map((file) => place.prefix + file));
  const answer = await gitAt(place)(["ls-files", "--stage", "-t", "-z"], { environment: { GIT_INDEX_FILE: index } });
  return answer
    .toString("utf8")
    .split("\0")
    .flatMap((line) => {
      const [, tag, mode = "", id = "", stage, path = ""] = ENTRY.exec(line) ?? [];
      const isPlain = tag === "H" && stage === "0" && mode.startsWith("100");
      return isPlain && wanted.has(path) ? [{ mode, id, file: path.slice(place.prefix.length) }] : [];
    });
}

/** `H 100644 d00491f… 0<tab>src/a.ts`; `S` in the place of `H` for what is not checked out. */
const ENTRY = /^(\S) (\d+) ([0-9a-f]+) (\d)\t(.*)$/s;

async function prepare(place: IndexPlace, changes: readonly IndexChange[]): Promise<PreparedIndex> {
  if (place.kind === "of-partial-commit") throw new StagingError({ kind: "partial-commit" });
  clearBeside(place.index);
  const git = gitAt(place);
  const ids = new Map<FilePath, string>();
  for (const { file, after } of changes) {
    const id = await git(["hash-object", "-w", "--stdin", "--no-filters"], { input: after });
    ids.set(file, id.toString("utf8").trim());
  }
  return copyBeside(place.index, (copy) => changeCopy(place, copy, changes, ids));
}

async function changeCopy(
  place: IndexPlace,
  { path }: IndexCopy,
  changes: readonly IndexChange[],
  ids: ReadonlyMap<FilePath, string>,
): Promise<void> {
  const files = changes.map(({ file }) => file);
  const held = await readFiles(place, path, files);
  for (const { file, before } of changes) {
    const bytes = held.get(file);
    if (bytes === undefined || !isSameBytes(bytes, before)) throw new StagingError({ kind: "changed-entry", file });
  }
  const lines = (await readEntries(place, path, files)).map(
    ({ mode, file }) => `${mode} ${ids.get(file)}\t${place.prefix}${file}\0`,
  );
  const input = Buffer.from(lines.join(""));
  await gitAt(place)([...WITHOUT_HOOKS, "update-index", "-z", "--index-info"], {
    input,
    environment: { GIT_INDEX_FILE: path },
  });
}

/** One of them is started after each change of an index, and would be told of a copy that nobody else knows. */
const WITHOUT_HOOKS = ["-c", "core.hooksPath=/dev/null"];

async function mergeTexts({ base, ours, theirs }: MergeInput): Promise<Uint8Array | undefined> {
  return inTemporary(async (directory) => {
    for (const [name, bytes] of Object.entries({ base, ours, theirs })) fs.writeFileSync(join(directory, name), bytes);
    const conflicts = (status: number): boolean => status > 0 && status < 128;
    const words = ["merge-file", "-p", "-q", "ours", "base", "theirs"];
    const merged = await gitIn(directory)(words, { accepts: conflicts });
    return merged.status === 0 ? Uint8Array.from(merged.output) : undefined;
  });
}

/** From the top of the repository, from which git counts paths. */
function gitAt({ top }: IndexPlace): RunGit {
  const git = gitIn(top);
  return async (words, order) => (await git(words, order)).output;
}
