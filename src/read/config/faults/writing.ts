/** The faults of writing: files that refuse, and runs that stand in the way of each other. */
import { few, unable, usage } from "./entry.js";

export const WRITING_FAULTS = {
  "unwritable-file": unable((d: Unwritten) => ({
    what: `cannot write \`${d.path}\`: ${d.reason}`,
    why: tellWritten(d),
    fix: "fix what stands in the way, then run the same command again",
  })),
  "half-written": unable((d: { path: string; reason: string; written: readonly string[]; obstacle: string }) => ({
    what: `cannot write \`${d.path}\`: ${d.reason}`,
    why: `written before it, and not all taken back: ${few(d.written)}; ${d.obstacle}`,
    fix: "fix what stands in the way, then run `db-ssot undo`: it makes the tree whole",
  })),
  "unwritable-index": unable((d: { reason: string; fix: string }) => ({
    what: `cannot write the index of git: ${d.reason}`,
    why: "no file was changed, and the index is as it was",
    fix: d.fix,
  })),
  "partial-commit": unable((_: Readonly<Record<string, never>>) => ({
    what: "this commit names the files that it takes, and what is staged has fixes that it could not keep",
    why: "git commits an index that it throws away afterwards: the next commit would take the fixes back; nothing was written",
    fix: "run `db-ssot fix --staged` before it, or `git add` the files and commit without naming them",
  })),
  "staged-verify": usage((_: Readonly<Record<string, never>>) => ({
    what: "`--verify` does not go together with `--staged`",
    why: "the command would run on the work tree, which is not what is going to be committed",
    fix: "run the command in the hook, after `db-ssot fix --staged`, or leave out `--staged`",
  })),
  "interrupted-before-commit": unable((d: { command: string }) => ({
    what: `\`${d.command}\` was interrupted before this commit began`,
    why: "its half of the index is in this commit already, and in the index that git keeps as well; nothing was touched",
    fix: "run `db-ssot undo`, then commit again",
  })),
  "uncommitted-changes": usage((d: { paths: readonly string[] }) => ({
    what: `not committed: ${few(d.paths)}`,
    why: "this run would write into them, and what is yours and what is the run's could not be told apart afterwards",
    fix: "commit or stash them first, or pass `--allow-dirty`",
  })),
  "unknown-changes": unable((d: { reason: string; fix: string }) => ({
    what: `cannot tell which files have uncommitted changes: ${d.reason}`,
    why: "a change that is not committed could be overwritten, and git could not bring it back; nothing was written",
    fix: `${d.fix}; or pass \`--allow-dirty\` to write all the same`,
  })),
  "already-running": unable((d: { pid: number }) => ({
    what: `db-ssot is at work on these files already, as process ${d.pid}`,
    why: "two runs at once would write over each other; nothing was written",
    fix: "wait until it has ended, then run the same command again; if that process is another program, remove `.db-ssot/lock`",
  })),
  "changed-since": unable((d: { path: string; command: string }) => ({
    what: `\`${d.path}\` has changed since \`${d.command}\``,
    why: "taking that run back would lose the change; nothing was taken back",
    fix: `bring \`${d.path}\` back to what the run left, or to what was before it, then run \`db-ssot undo\` again`,
  })),
  "changed-after-interruption": unable((d: { path: string; command: string; journal: string }) => ({
    what: `\`${d.path}\` has changed since \`${d.command}\` was interrupted`,
    why: "some files may hold the texts of that run and some not; making them whole would lose the change, so nothing was touched",
    fix: `bring \`${d.path}\` back to what was before the run, then run \`db-ssot undo\`; or remove ${d.journal} to keep all files as they are`,
  })),
  "unreadable-journal": unable((d: { path: string; problem: string }) => ({
    what: `cannot read \`${d.path}\`: ${d.problem}`,
    why: "it says how the files were before a run, and no file is written that could not be taken back",
    fix: "if the files are as you want them, remove it",
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
  if (restored.length > 0) return `written before it and taken back: ${few(restored)}; all files are as they were`;
  if (written === undefined) return "the run ended there; the file itself is as it was";
  if (written.length === 0) return "no file was changed";
  return `changed before it: ${few(written)}; every other file is as it was`;
}
