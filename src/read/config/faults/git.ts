/** The faults of states that git is asked for. */
import { few, list, unable, usage } from "./entry.js";

export const GIT_FAULTS = {
  "no-git": unable((_details: Record<string, never>) => ({
    what: "the command `git` cannot be started",
    why: "the index and other revisions are read by it",
    fix: "install git, or add its directory to `PATH`",
  })),
  "no-repository": usage((d: { root: string }) => ({
    what: `${d.root} lies in no repository of git`,
    why: "only a repository has an index and revisions",
    fix: "start in a directory of the repository, or leave `--staged`, `--since` and `--rev` out",
  })),
  "distrusted-repository": unable((d: { root: string }) => ({
    what: `git does not trust the repository of ${d.root}, which belongs to somebody else`,
    why: "its configuration could name programs, so that git reads nothing there; in containers of CI this is common",
    fix: "run `git config --global --add safe.directory` with the top of the repository before",
  })),
  "unknown-revision": usage((d: { name: string }) => ({
    what: `there is no revision \`${d.name}\``,
    why: "it is no branch, tag or commit that this clone has; CI often fetches only the branch that it builds",
    fix: `see \`git branch --all\`, or fetch it: \`fetch-depth: 0\` in actions/checkout, \`GIT_DEPTH: 0\` in GitLab CI`,
  })),
  "shallow-clone": unable((d: { name: string }) => ({
    what: `this clone is too shallow to tell where it parted from \`${d.name}\``,
    why: "only the last commits were fetched, and what the branch brings is what came after that place",
    fix: "fetch all of the history: `fetch-depth: 0` in actions/checkout, `GIT_DEPTH: 0` in GitLab CI, `git fetch --unshallow` elsewhere",
  })),
  "partial-clone": unable((_details: Record<string, never>) => ({
    what: "this clone does not have the contents of all files",
    why: "it was made with a filter; git would fetch them one by one, and nothing here goes over a network",
    fix: "clone without `--filter`, or fetch the rest before: `git fetch --refetch --no-filter`",
  })),
  "unrelated-history": usage((d: { name: string }) => ({
    what: `\`${d.name}\` and the last commit have no commit in common`,
    why: "what is new since then is counted from the commit where the two parted",
    fix: "name a branch or a commit of the same history",
  })),
  "unmerged-index": usage((d: { files: readonly string[] }) => ({
    what: `a merge has left conflicts in ${few(d.files)}`,
    why: "git holds several versions of these files, and none of them can be committed",
    fix: "resolve the conflicts, `git add` the files, and run it again",
  })),
  "several-states": usage((d: { options: readonly string[] }) => ({
    what: `${list(d.options)} cannot be given together`,
    why: "each names the files that are judged: those that are staged, those of the work tree, those of a revision",
    fix: "run them one after the other, or leave all but one out",
  })),
  "git-failed": unable((d: { command: string; reason: string }) => ({
    what: `\`${d.command}\` failed`,
    why: `git says: ${d.reason}`,
    fix: "fix that first; the same command shows it",
  })),
};
