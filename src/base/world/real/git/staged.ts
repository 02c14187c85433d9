/** Which files a commit would change: the index against the last commit. */
import { compareText, type FilePath } from "../../../text/span.js";
import { GitError, type StagedFile } from "../../git.js";
import { fromRoot, type IndexPlace } from "./repository.js";
import { askGit } from "./run.js";
import { emptyTree } from "./tree.js";

/** @throws {GitError} `unmerged-index` if a merge has left conflicts */
export async function stagedIn(
  directory: string,
  { index, prefix }: IndexPlace,
  head: string | undefined,
): Promise<readonly StagedFile[]> {
  const before = head ?? (await emptyTree(directory));
  const { output } = await askGit(directory, ["diff-index", ...NAMES, before], { index });
  const changes = changesIn(output.toString("utf8").split("\0"));
  const unmerged = changes.filter(({ letter }) => letter === "U");
  if (unmerged.length > 0) {
    throw new GitError({ kind: "unmerged-index", files: unmerged.map(({ path }) => fromRoot(prefix, path)) });
  }
  return changes
    .flatMap((change) => stagedFile(change, prefix))
    .sort((a, b) => compareText(a.file, b.file) || compareText(a.kind, b.kind));
}

const NAMES = [
  "--cached",
  "--ita-invisible-in-index",
  "--name-status",
  "-z",
  "--find-renames",
  "--no-ext-diff",
  "--ignore-submodules=all",
];

/** Paths from the top of the repository. */
interface Change {
  readonly letter: string;
  readonly path: FilePath;
  readonly from?: FilePath;
}

/** Each is a letter and a path; for a rename the letter has a number behind it, and two paths follow. */
function changesIn(parts: readonly string[]): readonly Change[] {
  const changes: Change[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const letter = parts[at]?.[0] ?? "";
    const path = parts[at + 1] ?? "";
    if (letter !== "R") changes.push({ letter, path });
    else {
      at += 1;
      changes.push({ letter, path: parts[at + 1] ?? "", from: path });
    }
  }
  return changes;
}

/** A file that moves into the root is added, one that moves out is removed. */
function stagedFile({ letter, path, from }: Change, prefix: string): readonly StagedFile[] {
  const file = path.slice(prefix.length);
  const isInside = path.startsWith(prefix);
  if (from === undefined) return isInside ? [{ kind: KINDS[letter] ?? "changed", file }] : [];
  const before = from.slice(prefix.length);
  if (!from.startsWith(prefix)) return isInside ? [{ kind: "added", file }] : [];
  return isInside ? [{ kind: "renamed", file, from: before }] : [{ kind: "removed", file: before }];
}

const KINDS: Readonly<Record<string, "added" | "removed">> = { A: "added", D: "removed" };
