/** What a state of a repository holds: every path from the top of the work tree, with the id of its contents. */
import type { FilePath } from "../text/span.js";
import { askGit } from "./real-git-command.js";

export interface Entry {
  readonly kind: "file" | "link";
  readonly id: string;
  /** The permissions that git gives it. */
  readonly mode: number;
}

/** Submodules are left out: they are repositories of their own. */
export type Tree = ReadonlyMap<FilePath, Entry>;

export interface IndexTree {
  readonly tree: Tree;
  /** Files that a merge has left in several versions. */
  readonly unmerged: readonly FilePath[];
}

/** What a commit would hold: without files that are only to be added later, with those that a sparse checkout leaves out. */
export async function readIndex(directory: string, index: string): Promise<IndexTree> {
  const { output } = await askGit(directory, ["diff-index", ...RAW, await emptyTree(directory)], { index });
  const tree = new Map<FilePath, Entry>();
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
export async function readRevision(directory: string, id: string): Promise<Tree> {
  const { output } = await askGit(directory, ["ls-tree", "-r", "-z", "--full-tree", id]);
  const tree = new Map<FilePath, Entry>();
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

function add(tree: Map<FilePath, Entry>, path: FilePath, mode: string, id: string): void {
  if (mode.startsWith("100")) tree.set(path, { kind: "file", id, mode: mode === "100755" ? 0o755 : 0o644 });
  else if (mode === "120000") tree.set(path, { kind: "link", id, mode: 0o777 });
}
