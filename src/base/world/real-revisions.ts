/** Names of commits into ids, and where histories part. */
import { GitError, type GitProblem } from "./git.js";
import { askGit } from "./real-git-command.js";

/** @returns the id of the last commit; `undefined` before the first one */
export function headOf(directory: string): Promise<string | undefined> {
  return idOf(directory, "HEAD^{commit}");
}

/** @returns the id of the tree that a revision holds */
export async function treeOf(directory: string, name: string): Promise<string> {
  return (await idOf(directory, `${name}^{tree}`)) ?? fail({ kind: "unknown-revision", name });
}

/** @returns the id of the commit where the histories of a revision and of the last commit parted */
export async function mergeBaseOf(directory: string, name: string): Promise<string> {
  const commit = (await idOf(directory, `${name}^{commit}`)) ?? fail({ kind: "unknown-revision", name });
  const head = (await headOf(directory)) ?? fail({ kind: "unknown-revision", name: "HEAD" });
  const { status, output } = await askGit(directory, ["merge-base", commit, head], { accepts: [1] });
  if (status === 0) return output.toString("latin1").trim();
  return fail({ kind: (await isShallow(directory)) ? "shallow-clone" : "unrelated-history", name });
}

/** A name that begins with a dash would be an option, and no name of git's does. */
async function idOf(directory: string, name: string): Promise<string | undefined> {
  if (name.startsWith("-") || name.includes("\0")) return undefined;
  const { status, output } = await askGit(directory, ["rev-parse", "--verify", "--quiet", name], { accepts: [1, 128] });
  if (status === 0) return output.toString("latin1").trim();
  // Both a name that leads nowhere and a directory without a repository end like this.
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
