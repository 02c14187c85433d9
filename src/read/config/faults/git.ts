/** Errors in reading states from git. */
import { few, list, unable, usage } from "./entry.js";

export const GIT_FAULTS = {
  "no-git": unable((_details: Record<string, never>) => ({
    what: "the command `git` cannot be started",
    why: "db-ssot uses it to read the index and other revisions",
    fix: "install git, or add its directory to `PATH`",
  })),
  "no-repository": usage((d: { root: string }) => ({
    what: `${d.root} is not in a git repository`,
    why: "only a repository has an index and revisions",
    fix: "run it inside a repository, or leave out `--staged`, `--since` and `--rev`",
  })),
  "distrusted-repository": unable((d: { root: string }) => ({
    what: `git does not trust the repository of ${d.root}, which belongs to another user`,
    why: "its configuration could run programs, so git refuses to read it; this is common in CI containers",
    fix: "first run `git config --global --add safe.directory` with the root of the repository",
  })),
  "unknown-revision": usage((d: { name: string }) => ({
    what: `there is no revision \`${d.name}\``,
    why: "this clone has no such branch, tag or commit; CI often fetches only the branch that it builds",
    fix: `check \`git branch --all\`, or fetch it: \`fetch-depth: 0\` in actions/checkout, \`GIT_DEPTH: 0\` in GitLab CI`,
  })),
  "shallow-clone": unable((d: { name: string }) => ({
    what: `this clone is too shallow to find the merge base with \`${d.name}\``,
    why: "only the last commits were fetched",
    fix: "fetch the full history: `fetch-depth: 0` in actions/checkout, `GIT_DEPTH: 0` in GitLab CI, `git fetch --unshallow` elsewhere",
  })),
  "partial-clone": unable((_details: Record<string, never>) => ({
    what: "this clone does not have the contents of all files",
    why: "it was cloned with a filter, and db-ssot does not use the network",
    fix: "clone without `--filter`, or fetch the rest first: `git fetch --refetch --no-filter`",
  })),
  "unrelated-history": usage((d: { name: string }) => ({
    what: `\`${d.name}\` and the last commit have no common history`,
    why: "new findings are counted from the merge base",
    fix: "use a branch or a commit with common history",
  })),
  "unmerged-index": usage((d: { files: readonly string[] }) => ({
    what: `there are merge conflicts in ${few(d.files)}`,
    why: "the index has several versions of these files",
    fix: "resolve the conflicts, `git add` the files, and run the command again",
  })),
  "several-states": usage((d: { options: readonly string[] }) => ({
    what: `${list(d.options)} cannot be combined`,
    why: "each selects other files: the index, the work tree, or a revision",
    fix: "use one of them",
  })),
  "several-steps": usage((d: { options: readonly string[] }) => ({
    what: `${list(d.options)} cannot be combined`,
    why: "each selects other revisions",
    fix: "use one of them",
  })),
  "no-commits": usage((d: { since: string }) => ({
    what: `there is no commit since ${d.since}`,
    why: "the history of the last commit has none that is so young",
    fix: "name an earlier day, or leave `--since` out",
  })),
  "git-failed": unable((d: { command: string; reason: string }) => ({
    what: `\`${d.command}\` failed`,
    why: `git says: ${d.reason}`,
    fix: "fix the cause; you can run the same command to see it",
  })),
};
