/** Errors in writing: files that cannot be written, and runs that block each other. */
import { few, unable, usage } from "./entry.js";

export const WRITING_FAULTS = {
  "unwritable-file": unable((d: Unwritten) => ({
    what: `cannot write \`${d.path}\`: ${d.reason}`,
    why: tellWritten(d),
    fix: "fix the cause, then run the same command again",
  })),
  "half-written": unable((d: { path: string; reason: string; written: readonly string[]; obstacle: string }) => ({
    what: `cannot write \`${d.path}\`: ${d.reason}`,
    why: `written before, and not all restored: ${few(d.written)}; ${d.obstacle}`,
    fix: "fix the cause, then run `db-ssot undo` to restore all files",
  })),
  "unwritable-index": unable((d: { reason: string; fix: string }) => ({
    what: `cannot write the git index: ${d.reason}`,
    why: "no file was changed, and neither was the index",
    fix: d.fix,
  })),
  "partial-commit": unable((_: Readonly<Record<string, never>>) => ({
    what: "this commit names its files, so it cannot keep fixes of staged files",
    why: "git commits from a temporary index, and the next commit would revert the fixes; nothing was written",
    fix: "run `db-ssot fix --staged` first, or `git add` the files and commit without naming them",
  })),
  "staged-verify": usage((_: Readonly<Record<string, never>>) => ({
    what: "`--verify` cannot be combined with `--staged`",
    why: "the command would test the work tree, not what is committed",
    fix: "run the command in the hook, after `db-ssot fix --staged`, or leave out `--staged`",
  })),
  "interrupted-before-commit": unable((d: { command: string }) => ({
    what: `\`${d.command}\` was interrupted before this commit began`,
    why: "a part of its changes is already in the index of this commit; nothing was changed",
    fix: "run `db-ssot undo`, then commit again",
  })),
  "uncommitted-changes": usage((d: { paths: readonly string[] }) => ({
    what: `uncommitted changes in ${few(d.paths)}`,
    why: "this run would write to these files and mix its changes with yours",
    fix: "commit or stash them first, or pass `--allow-dirty`",
  })),
  "unknown-changes": unable((d: { reason: string; fix: string }) => ({
    what: `cannot determine which files have uncommitted changes: ${d.reason}`,
    why: "an uncommitted change could be lost; nothing was written",
    fix: `${d.fix}; or pass \`--allow-dirty\` to write anyway`,
  })),
  "already-running": unable((d: { pid: number }) => ({
    what: `db-ssot is already running on these files, as process ${d.pid}`,
    why: "two runs would overwrite each other's changes; nothing was written",
    fix: "wait until it ends, then run the same command again; if that process is another program, remove `.db-ssot/lock`",
  })),
  "changed-since": unable((d: { path: string; command: string }) => ({
    what: `\`${d.path}\` has changed since \`${d.command}\``,
    why: "undoing that run would lose the change; nothing was undone",
    fix: `restore \`${d.path}\` to its state after or before that run, then run \`db-ssot undo\` again`,
  })),
  "changed-after-interruption": unable((d: { path: string; command: string; journal: string }) => ({
    what: `\`${d.path}\` has changed since \`${d.command}\` was interrupted`,
    why: "restoring the files of that run would lose the change; nothing was changed",
    fix: `restore \`${d.path}\` to its state before the run, then run \`db-ssot undo\`; or remove ${d.journal} to keep all files`,
  })),
  "unreadable-journal": unable((d: { path: string; problem: string }) => ({
    what: `cannot read \`${d.path}\`: ${d.problem}`,
    why: "it records how to undo a run, and no file is written without that",
    fix: "if the files are right, remove it",
  })),
};

export interface Unwritten {
  readonly path: string;
  readonly reason: string;
  /** Files written before it that stay as they were written. */
  readonly written?: readonly string[] | undefined;
  /** Files written before it that are as they were again. */
  readonly restored?: readonly string[];
}

/** Nothing is claimed of files where nobody counted. */
function tellWritten({ written, restored = [] }: Unwritten): string {
  if (restored.length > 0) return `files written before were restored: ${few(restored)}`;
  if (written === undefined) return "the run stopped there; this file was not changed";
  if (written.length === 0) return "no file was changed";
  return `changed before: ${few(written)}; no other file was changed`;
}
