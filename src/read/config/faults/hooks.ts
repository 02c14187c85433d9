/** The faults of putting a command into a repository's hooks. */
import { list, type NamedChoice, suggest, unable, usage } from "./entry.js";

export const HOOK_FAULTS = {
  "no-hooks": unable((d: { root: string }) => ({
    what: `${d.root} lies in no work tree of git, or there is no git to ask`,
    why: "a hook belongs to a repository",
    fix: "run `git init` first, or go into the repository",
  })),
  "unknown-hook-manager": usage((d: NamedChoice) => ({
    what: `there is no manager of hooks \`${d.value}\` that is known here`,
    why: `known are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "leave `--manager` out, and what the repository uses is found",
  })),
  "manager-not-used": usage((d: { manager: string; used: readonly string[] }) => ({
    what: `\`${d.manager}\` is not used here`,
    why: "none of the files from which it takes its hooks is there",
    fix: `choose one that is, ${list(d.used)}, or set it up first`,
  })),
  "hook-by-hand": unable((d: { manager: string; file: string; reason: string; byHand: string }) => ({
    what: `\`${d.file}\` is not for this program to change`,
    why: `${d.reason}; nothing was changed`,
    fix: `add ${d.byHand}, or choose another manager than \`${d.manager}\` with \`--manager\``,
  })),
};
