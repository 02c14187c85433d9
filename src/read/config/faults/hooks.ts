/** Errors in installing a git hook. */
import { list, type NamedChoice, suggest, unable, usage } from "./entry.js";

export const HOOK_FAULTS = {
  "no-hooks": unable((d: { root: string }) => ({
    what: `${d.root} is not in a git work tree, or git is not installed`,
    why: "hooks belong to a repository",
    fix: "run `git init` first, or change to a repository",
  })),
  "unknown-hook-manager": usage((d: NamedChoice) => ({
    what: `there is no hook manager \`${d.value}\``,
    why: `the hook managers are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "leave out `--manager` to detect it",
  })),
  "manager-not-used": usage((d: { manager: string; used: readonly string[] }) => ({
    what: `\`${d.manager}\` is not used here`,
    why: "none of its configuration files exists",
    fix: `use ${list(d.used)}, or set it up first`,
  })),
  "hook-by-hand": unable((d: { manager: string; file: string; reason: string; byHand: string }) => ({
    what: `\`${d.file}\` has to be changed by hand`,
    why: `${d.reason}; nothing was changed`,
    fix: `add ${d.byHand}, or choose a hook manager other than \`${d.manager}\` with \`--manager\``,
  })),
};
