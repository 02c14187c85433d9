/** The paths and contents of a state in a repository, and the files that git ignores beside them. */
import { ancestorsOf, directoryOf } from "../../../text/paths.js";
import type { FilePath } from "../../../text/span.js";
import { GitError } from "../../git.js";
import { askGit, askGitNow } from "./run.js";

export interface TreeEntry {
  readonly kind: "file" | "link";
  readonly id: string;
  /** The permissions that git gives it. */
  readonly mode: number;
}

/** Paths from the top of the work tree. Submodules are left out: they are repositories of their own. */
export type GitTree = ReadonlyMap<FilePath, TreeEntry>;

export interface IndexTree {
  readonly tree: GitTree;
  /** Files that a merge has left in several versions. */
  readonly unmerged: readonly FilePath[];
}

/** What a commit would hold: without files marked with `add --intent-to-add`, with those outside a sparse checkout. */
export async function readIndex(directory: string, index: string): Promise<IndexTree> {
  const { output } = await askGit(directory, ["diff-index", ...RAW, await emptyTree(directory)], { index });
  const tree = new Map<FilePath, TreeEntry>();
  const unmerged: FilePath[] = [];
  const parts = output.toString("utf8").split("\0");
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, mode = "", , id = "", status] = (parts[at] ?? "").split(" ");
    const path = parts[at + 1] ?? "";
    if (status === "U") unmerged.push(path);
    else add(tree, path, mode, id);
  }
  return { tree, unmerged };
}

const RAW = ["--cached", "--ita-invisible-in-index", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff"];

/** @param id of a commit or a tree */
export async function readRevision(directory: string, id: string): Promise<GitTree> {
  const { output } = await askGit(directory, ["ls-tree", "-r", "-z", "--full-tree", id]);
  const tree = new Map<FilePath, TreeEntry>();
  for (const line of output.toString("utf8").split("\0")) {
    const tab = line.indexOf("\t");
    const [mode = "", , object = ""] = line.slice(0, tab).split(" ");
    if (tab >= 0) add(tree, line.slice(tab + 1), mode, object);
  }
  return tree;
}

/** The id of a tree without files, by the hash that the repository uses. */
export async function emptyTree(directory: string): Promise<string> {
  const { output } = await askGit(directory, ["hash-object", "-t", "tree", "--stdin"], { input: "" });
  return output.toString("latin1").trim();
}

function add(tree: Map<FilePath, TreeEntry>, path: FilePath, mode: string, id: string): void {
  if (mode.startsWith("100")) tree.set(path, { kind: "file", id, mode: mode === "100755" ? 0o755 : 0o644 });
  else if (mode === "120000") tree.set(path, { kind: "link", id, mode: 0o777 });
}

/** Contents by id. The bytes of an id never change, so that all states share what was read. */
export interface Objects {
  /** Reads these in one go, so that `read` finds them. @throws {GitError} `partial-clone` if one is missing */
  fetch(ids: Iterable<string>): Promise<void>;
  /** @throws {GitError} `partial-clone` if it is missing */
  read(id: string): Uint8Array;
}

/** @param directory in the repository */
export function objectsOf(directory: string): Objects {
  const known = new Map<string, Uint8Array>();
  const readNow = (id: string): Uint8Array => {
    const { output } = askGitNow(directory, BATCH, { input: linesOf([id]) });
    const [, bytes] = firstIn(output);
    known.set(id, bytes);
    return bytes;
  };
  return {
    async fetch(ids) {
      const wanted = [...new Set(ids)].filter((id) => !known.has(id));
      for (let start = 0; start < wanted.length; start += AT_ONCE) {
        const part = wanted.slice(start, start + AT_ONCE);
        let { output } = await askGit(directory, BATCH, { input: linesOf(part) });
        for (const id of part) {
          const [rest, bytes] = firstIn(output);
          known.set(id, bytes);
          output = rest;
        }
      }
    },
    read: (id) => known.get(id) ?? readNow(id),
  };
}

/** The stored bytes: no filter of the configuration runs. */
const BATCH = ["cat-file", "--batch"];

/** Keeps the answer far below the limit of a buffer. */
const AT_ONCE = 4000;

function linesOf(ids: readonly string[]): string {
  return ids.map((id) => `${id}\n`).join("");
}

/**
 * A line `<id> <type> <size>`, the bytes and a line break; `<id> missing` alone where there is none.
 * @returns the rest of the output, and the bytes
 */
function firstIn(output: Buffer): readonly [Buffer, Uint8Array] {
  const start = output.indexOf(LINE_BREAK) + 1;
  const [, type, size] = output.toString("latin1", 0, start - 1).split(" ");
  if (type === "missing") throw new GitError({ kind: "partial-clone" });
  const end = start + Number(size);
  return [output.subarray(end + 1), output.subarray(start, end)];
}

const LINE_BREAK = 10;

/**
 * What git ignores in the work tree, so that it is part of no state: installed packages, virtual environments, generated
 * clients. A snapshot reads it from the disk.
 */
export interface Untracked {
  /** Git ignores the path, which need not exist, or a directory around it. Paths count from the top. */
  holds(path: FilePath): boolean;
  /** The directory contains something untracked; it may be untracked itself. */
  liesIn(directory: FilePath): boolean;
}

/** @param top of the work tree */
export async function untrackedIn(top: string, index: string): Promise<Untracked> {
  const { output } = await askGit(top, IGNORED, { index });
  const paths = output
    .toString("utf8")
    .split("\0")
    .filter((path) => path !== "");
  const ignored = new Set(paths.map((path) => path.replace(/\/$/, "")));
  const around = new Set([...ignored].flatMap((path) => ancestorsOf(directoryOf(path))));
  return {
    holds: (path) => INSTALLED.test(path) || ancestorsOf(path).some((each) => each !== "" && ignored.has(each)),
    liesIn: (directory) => around.has(directory),
  };
}

const IGNORED = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"];

/** Installed packages are untracked even if git does not ignore them; the history is part of no state either. */
const INSTALLED = /^\.git(\/|$)|(^|\/)node_modules(\/|$)/;
