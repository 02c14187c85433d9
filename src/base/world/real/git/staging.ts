/** Reads and changes the index of a repository on the disk with `git`; swap-index.ts replaces it. */
import fs from "node:fs";
import { join } from "node:path";
import { isSameBytes } from "../../../text/encoding.js";
import type { FilePath } from "../../../text/span.js";
import { type IndexChange, type MergeInput, type PreparedIndex, type Staging, StagingError } from "../../staging.js";
import { checkedOut, inTemporary, rememberConversions } from "./checked-out.js";
import { type IndexPlace, indexPlaceOf } from "./repository.js";
import { askGitForIndex, type GitOptions } from "./run.js";
import { clearBeside, copyBeside, type IndexCopy } from "./swap-index.js";

/** @param directory the project's root, which may lie below the top of its repository */
export function realStaging(directory: string): Staging {
  // The index stays where it is during a run.
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

interface IndexEntry {
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
  const output = entries.length === 0 ? Buffer.alloc(0) : await outputAt(place, ["cat-file", "--batch"], { input });
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

/** Lists the whole index: that takes as long as one file, and no path has to fit on a command line. */
async function readEntries(
  place: IndexPlace,
  index: string,
  files: readonly FilePath[],
): Promise<readonly IndexEntry[]> {
  const wanted = new Set(files.map((file) => place.prefix + file));
  const answer = await outputAt(place, ["ls-files", "--stage", "-t", "-z"], { index });
  return answer
    .toString("utf8")
    .split("\0")
    .flatMap((line) => {
      const [, tag, mode = "", id = "", stage, path = ""] = ENTRY.exec(line) ?? [];
      const isPlain = tag === "H" && stage === "0" && mode.startsWith("100");
      return isPlain && wanted.has(path) ? [{ mode, id, file: path.slice(place.prefix.length) }] : [];
    });
}

/** `H 100644 d00491f… 0<tab>src/a.ts`; `S` instead of `H` for what is not checked out. */
const ENTRY = /^(\S) (\d+) ([0-9a-f]+) (\d)\t(.*)$/s;

async function prepare(place: IndexPlace, changes: readonly IndexChange[]): Promise<PreparedIndex> {
  if (place.kind === "of-partial-commit") throw new StagingError({ kind: "partial-commit" });
  clearBeside(place.index);
  const ids = new Map<FilePath, string>();
  for (const { file, after } of changes) {
    const id = await outputAt(place, ["hash-object", "-w", "--stdin", "--no-filters"], { input: after });
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
  await outputAt(place, [...WITHOUT_HOOKS, "update-index", "-z", "--index-info"], { input, index: path });
}

/** Git starts one after each change of an index; it must not see the copy. */
const WITHOUT_HOOKS = ["-c", "core.hooksPath=/dev/null"];

async function mergeTexts({ base, ours, theirs }: MergeInput): Promise<Uint8Array | undefined> {
  return inTemporary(async (directory) => {
    for (const [name, bytes] of Object.entries({ base, ours, theirs })) fs.writeFileSync(join(directory, name), bytes);
    const words = ["merge-file", "-p", "-q", "ours", "base", "theirs"];
    const merged = await askGitForIndex(directory, words, { accepts: CONFLICTS });
    return merged.status === 0 ? Uint8Array.from(merged.output) : undefined;
  });
}

/** `merge-file` ends with the number of conflicts. */
const CONFLICTS = Array.from({ length: 127 }, (_, index) => index + 1);

/** Runs at the top of the repository, from which git counts paths. */
async function outputAt({ top }: IndexPlace, words: readonly string[], options: GitOptions): Promise<Buffer> {
  return (await askGitForIndex(top, words, options)).output;
}
