/** What git knows about the files below a root. Changes neither the work tree nor git's own files. */
import { type Git, GitError, type GitProblem } from "../../git.js";
import { historyIn } from "./history.js";
import { findIndexPlace, prefixOf } from "./repository.js";
import { askGit } from "./run.js";
import { snapshotOf } from "./snapshot.js";
import { stagedIn } from "./staged.js";
import { objectsOf } from "./tree.js";
import { uncommittedIn } from "./uncommitted.js";

/** @param directory the project's root, which may lie below the top of its repository */
export function realGit(directory: string): Git {
  const objects = objectsOf(directory);
  return {
    uncommitted: (files) => uncommittedIn(directory, files),
    prefix: () => prefixOf(directory),
    head: () => headOf(directory),
    mergeBase: (revision) => mergeBaseOf(directory, revision),
    staged: async () => stagedIn(directory, await findIndexPlace(directory), await headOf(directory)),
    snapshot: async (state) => {
      const revision = state.kind === "index" ? undefined : await treeOf(directory, state.name);
      return snapshotOf(directory, revision, objects);
    },
    history: historyIn(directory, objects),
  };
}

/** @returns the id of the last commit; `undefined` before the first one */
function headOf(directory: string): Promise<string | undefined> {
  return idOf(directory, "HEAD^{commit}");
}

/** @returns the id of the tree that a revision holds */
async function treeOf(directory: string, name: string): Promise<string> {
  return (await idOf(directory, `${name}^{tree}`)) ?? fail({ kind: "unknown-revision", name });
}

/** @returns the id of the commit where the histories of a revision and of the last commit parted */
async function mergeBaseOf(directory: string, name: string): Promise<string> {
  const commit = (await idOf(directory, `${name}^{commit}`)) ?? fail({ kind: "unknown-revision", name });
  const head = (await headOf(directory)) ?? fail({ kind: "unknown-revision", name: "HEAD" });
  const { status, output } = await askGit(directory, ["merge-base", commit, head], { accepts: [1] });
  if (status === 0) return output.toString("latin1").trim();
  return fail({ kind: (await isShallow(directory)) ? "shallow-clone" : "unrelated-history", name });
}

/** A name that begins with a dash would be an option; no name of git begins so. */
async function idOf(directory: string, name: string): Promise<string | undefined> {
  if (name.startsWith("-") || name.includes("\0")) return undefined;
  const { status, output } = await askGit(directory, ["rev-parse", "--verify", "--quiet", name], { accepts: [1, 128] });
  if (status === 0) return output.toString("latin1").trim();
  // An unknown name and a directory without a repository both end like this.
  await askGit(directory, ["rev-parse", "--git-dir"]);
  return undefined;
}

async function isShallow(directory: string): Promise<boolean> {
  const { output } = await askGit(directory, ["rev-parse", "--is-shallow-repository"]);
  return output.toString("latin1").trim() === "true";
}

function fail(problem: GitProblem): never {
  throw new GitError(problem);
}
