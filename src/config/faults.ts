/**
 * The one table of the faults of use: what is the case, why that is a fault, how to mend it, and the exit status. It
 * stands here and not with the command line because the configuration and the project raise faults too.
 */
import { Fault, type FaultRow, type FaultStatus, type Place } from "./fault.js";

interface Entry<Details> {
  readonly exitStatus: FaultStatus;
  readonly say: (details: Details) => { readonly what: string; readonly why: string; readonly mend: string };
}

function usage<Details>(say: Entry<Details>["say"]): Entry<Details> {
  return { exitStatus: 2, say };
}

function unable<Details>(say: Entry<Details>["say"]): Entry<Details> {
  return { exitStatus: 3, say };
}

export const FAULTS = {
  "no-such-path": usage((d: { path: string; nearest?: string | undefined }) => ({
    what: `there is no \`${d.path}\``,
    why: "a path that was asked for and is not there would pass as a path without findings",
    mend: suggest(d.nearest) ?? "give a file or a directory that exists; paths count from the current directory",
  })),
  "outside-root": usage((d: { path: string; root: string }) => ({
    what: `\`${d.path}\` lies outside ${d.root}`,
    why: "a project is read from its root, and nothing above it",
    mend: "start in a directory that holds both the project and that path",
  })),
  "empty-project": usage((d: { root: string; extensions: readonly string[] }) => ({
    what: `there are no source files in ${d.root}`,
    why: `files that end in ${d.extensions.join(", ")} are read; those that \`.gitignore\` or \`ignore\` name are left out`,
    mend: "start in the project's root, give the paths to read, or take a glob out of `ignore`",
  })),
  "unreadable-root": unable((d: { root: string; reason: string }) => ({
    what: `cannot read ${d.root}: ${d.reason}`,
    why: "nothing was checked, since no file could be listed",
    mend: "give yourself the right to read that directory, or start in another one",
  })),
  "unreadable-file": unable((d: { path: string; reason: string }) => ({
    what: `cannot read \`${d.path}\`: ${d.reason}`,
    why: "the run needs that file and ended without it; nothing was written",
    mend: "give yourself the right to read it, or name it in `ignore`",
  })),
  "unwritable-file": unable((d: Unwritten) => ({
    what: `cannot write \`${d.path}\`: ${d.reason}`,
    why: tellWritten(d),
    mend: "mend what stands in the way, then run the same command again",
  })),
  "half-written": unable((d: { path: string; reason: string; written: readonly string[]; obstacle: string }) => ({
    what: `cannot write \`${d.path}\`: ${d.reason}`,
    why: `written before it, and not all taken back: ${few(d.written)}; ${d.obstacle}`,
    mend: "mend what stands in the way, then run `db-ssot undo`: it makes the tree whole",
  })),
  "uncommitted-changes": usage((d: { paths: readonly string[] }) => ({
    what: `not committed: ${few(d.paths)}`,
    why: "this run would write into them, and what is yours and what is the run's could not be told apart afterwards",
    mend: "commit or stash them first, or pass `--allow-dirty`",
  })),
  "already-running": unable((d: { pid: number }) => ({
    what: `db-ssot is at work on these files already, as process ${d.pid}`,
    why: "two runs at once would write over each other; nothing was written",
    mend: "wait until it has ended, then run the same command again; if that process is another program, remove `.db-ssot/lock`",
  })),
  "changed-since": unable((d: { path: string; command: string }) => ({
    what: `\`${d.path}\` has changed since \`${d.command}\``,
    why: "taking that run back would lose the change; nothing was taken back",
    mend: `bring \`${d.path}\` back to what the run left, or to what was before it, then run \`db-ssot undo\` again`,
  })),
  "changed-after-interruption": unable((d: { path: string; command: string; journal: string }) => ({
    what: `\`${d.path}\` has changed since \`${d.command}\` was interrupted`,
    why: "some files may hold the texts of that run and some not; making them whole would lose the change, so nothing was touched",
    mend: `bring \`${d.path}\` back to what was before the run, then run \`db-ssot undo\`; or remove ${d.journal} to keep all files as they are`,
  })),
  "unreadable-journal": unable((d: { path: string; problem: string }) => ({
    what: `cannot read \`${d.path}\`: ${d.problem}`,
    why: "it says how the files were before a run, and no file is written that could not be taken back",
    mend: "if the files are as you want them, remove it",
  })),

  "config-exists": usage((d: { path: string }) => ({
    what: `\`${d.path}\` is there already`,
    why: "`init` never replaces a configuration, which may hold decisions that cannot be detected",
    mend: `edit \`${d.path}\`, or remove it first and run \`db-ssot init\` again`,
  })),
  "no-config": usage((d: { path: string }) => ({
    what: `\`${d.path}\` has no key \`db-ssot\``,
    why: "in a `package.json` the configuration is the value of that key",
    mend: `add \`"db-ssot": { "sources": [] }\` to \`${d.path}\`, or leave \`--config\` out`,
  })),
  "two-configs": usage((d: { own: string; shared: string; key: string }) => ({
    what: `there are two configurations: \`${d.own}\`, and the key \`${d.key}\` of \`${d.shared}\``,
    why: "which of them counts would be a guess",
    mend: "keep one of them, or say which with `--config`",
  })),
  "unreadable-config": usage((d: { path: string; reason: string }) => ({
    what: `cannot read \`${d.path}\`: ${d.reason}`,
    why: "without its configuration a run would judge by other rules than yours",
    mend: "make it a readable file in UTF-8",
  })),
  "invalid-json": usage((d: { problem: string }) => ({
    what: d.problem,
    why: "the configuration is JSON; comments and trailing commas are allowed",
    mend: "mend the syntax at this place",
  })),
  "duplicate-key": usage((d: { path: string; firstLine: number }) => ({
    what: `\`${d.path}\` is given twice`,
    why: `the first one, in line ${d.firstLine}, would have no effect`,
    mend: "keep one of the two",
  })),

  "unknown-key": usage((d: { path: string; known: readonly string[]; nearest?: string | undefined }) => ({
    what: `\`${d.path}\` is not a key of the configuration`,
    why: `the keys here are ${list(d.known)}`,
    mend: suggest(d.nearest) ?? "remove it, or write one of these keys",
  })),
  "missing-key": usage((d: { path: string; meaning: string; example: string }) => ({
    what: `\`${d.path}\` is missing`,
    why: d.meaning,
    mend: `add \`${d.example}\``,
  })),
  "wrong-type": usage((d: Expectation & { expected: string; found: string }) => ({
    what: `\`${d.path}\` is ${d.found} where ${d.expected} is expected`,
    why: d.meaning,
    mend: `write for example \`${d.example}\``,
  })),
  "wrong-length": usage((d: Expectation & { problem: string }) => ({
    what: `\`${d.path}\` ${d.problem}`,
    why: d.meaning,
    mend: `write for example \`${d.example}\``,
  })),
  "malformed-name": usage((d: Expectation & { value: string; nearest?: string | undefined }) => ({
    what: `\`${d.path}\`: \`${d.value}\` is not a name`,
    why: `${d.meaning}; a name stands alone, its parts joined by dots, without parentheses, brackets or spaces`,
    mend: suggest(d.nearest) ?? `write for example \`${d.example}\``,
  })),
  "negated-glob": usage((d: { path: string; value: string }) => ({
    what: `\`${d.path}\`: \`${d.value}\` would take away from what is left out`,
    why: "a directory that is left out is never entered, so no file of it can be taken back",
    mend: "remove it, and write the other globs so that they spare those files",
  })),
  "unknown-form": usage((d: Choice & { path: string }) => ({
    what: `\`${d.path}\`: there is no form \`${d.value}\``,
    why: `the forms of an accessor are ${list(d.known)}`,
    mend: suggest(d.nearest) ?? "write `auto` to have the form read from the accessor's definition",
  })),
  "unknown-severity": usage((d: Choice & { path: string }) => ({
    what: `\`${d.path}\`: there is no severity \`${d.value}\``,
    why: `the severities are ${list(d.known)}`,
    mend: suggest(d.nearest) ?? "write one of these",
  })),
  "unknown-rule": usage((d: Choice) => ({
    what: `there is no rule \`${d.value}\``,
    why: `the rules are ${list(d.known)}`,
    mend: suggest(d.nearest) ?? "write one of these",
  })),
  "unknown-format": usage((d: Choice) => ({
    what: `there is no format \`${d.value}\``,
    why: `the formats are ${list(d.known)}`,
    mend: suggest(d.nearest) ?? "write one of these",
  })),
  "duplicate-source": usage((d: { name: string; firstLine: number }) => ({
    what: `two sources are named \`${d.name}\``,
    why: `findings name their source, and the first \`${d.name}\` stands in line ${d.firstLine}; a source without a name is \`primary\``,
    mend: "give one of them another `name`",
  })),
  "missing-module": usage((d: { path: string; module: string; nearest?: string | undefined }) => ({
    what: `\`${d.path}\`: there is no source file \`${d.module}\``,
    why: "the path counts from the project's root, with its ending, and the file must not be an ignored one",
    mend: suggest(d.nearest) ?? "write the path of the file that exports the accessor",
  })),
  "missing-accessor": usage(
    (d: { source: string; name: string; module: string; known: readonly string[]; nearest?: string | undefined }) => ({
      what: `the accessor \`${d.name}\` of the source \`${d.source}\` is not exported by ${d.module}`,
      why: d.known.length === 0 ? `${d.module} exports nothing that can be read` : `it exports ${list(d.known)}`,
      mend: suggest(d.nearest) ?? "write the name under which the module exports the accessor",
    }),
  ),
  "glob-matches-nothing": usage((d: { path: string; glob: string; nearest?: string | undefined }) => ({
    what: `\`${d.path}\`: no source file matches \`${d.glob}\``,
    why: "a glob that matches nothing protects nothing, most often because a directory was moved; globs count from the project's root",
    mend: suggest(d.nearest) ?? "write the directory as it is now, or remove the glob",
  })),

  "no-such-fix": usage((d: Choice & { finding?: string | undefined }) => ({
    what: d.finding ?? `there is no fix at \`${d.value}\``,
    why:
      d.known.length === 0
        ? "`--only` names a fix by the place of its finding, and no finding here has one that is wanted"
        : `\`--only\` names a fix by the place of its finding, as \`check\` prints it; there are ${few(d.known)}`,
    mend: suggest(d.nearest) ?? "copy the place from `db-ssot check`, and add `--unsafe` where the fix is unsafe",
  })),
  "no-terminal": usage((_details: Record<string, never>) => ({
    what: "there is nobody to ask: `--interactive` needs a terminal",
    why: "its questions are answered with a key, and standard input or standard error is no terminal here",
    mend: "run it in a terminal, or leave `--interactive` out; `--only` picks single fixes without questions",
  })),
  stopped: unable((_details: Record<string, never>) => ({
    what: "stopped at your word",
    why: "nothing was written",
    mend: "run the same command again; `q` instead of Ctrl-C keeps what was chosen before",
  })),
  "unknown-definition": usage((d: { value: string; nearest?: string | undefined }) => ({
    what: `no module defines \`${d.value}\` at its top`,
    why: "classes and functions at the top of modules are consolidated; tests, scripts and migrations are left out",
    mend: suggest(d.nearest) ?? "write the name as it is where it is defined, not as it is imported",
  })),
  "unknown-target": usage(
    (d: { name: string; value: string; modules: readonly string[]; nearest?: string | undefined }) => ({
      what: `\`${d.value}\` does not define \`${d.name}\``,
      why: `it is defined in ${list(d.modules)}`,
      mend: suggest(d.nearest) ?? "give `--into` one of these, as a path from the project's root",
    }),
  ),
  "several-groups": usage((d: { name: string; modules: readonly string[] }) => ({
    what: `\`${d.name}\` is defined twice in more than one package or language`,
    why: `which of them are meant would be a guess: ${list(d.modules)}`,
    mend: "say with `--into` which module is to have it; the others of its package go into that one",
  })),
  "no-accessor": usage((_details: Record<string, never>) => ({
    what: "there is no clear way in to the database, so there is nothing to rewrite to",
    why: "no accessor is configured and none could be detected without a guess",
    mend: "run `db-ssot init` and name the accessor in `db-ssot.json`",
  })),
  "malformed-member": usage((d: { value: string }) => ({
    what: `\`${d.value}\` names no member of a class`,
    why: "a member is named together with its class, `DatabaseManager.getAsyncSession`",
    mend: "write the class, a dot and the member; where several classes have the name, the file and `#` before them",
  })),
  "unknown-manager": usage((d: Choice & { file?: string }) => ({
    what: `there is no manager \`${d.value}\`${d.file === undefined ? "" : ` in ${d.file}`}`,
    why: d.known.length === 0 ? "no class here is known to hand out handles" : `the managers are ${list(d.known)}`,
    mend: suggest(d.nearest) ?? "write one of these, or name the class in `managers` of `db-ssot.json`",
  })),
  "several-managers": usage((d: { name: string; files: readonly string[] }) => ({
    what: `there are several managers \`${d.name}\`, and no call says which of them is meant`,
    why: `they stand in ${list(d.files)}`,
    mend: `write the file before the name: \`${d.files[0]}#${d.name}\``,
  })),
  "member-exists": usage((d: { name: string; place: string }) => ({
    what: `\`${d.name}\` is there already, at ${d.place}`,
    why: "a second member of the name would take the place of the first",
    mend: "call it, or see `db-ssot check` for what is wrong with the calls",
  })),
  "no-shim": unable((d: { name: string; reasons: readonly string[] }) => ({
    what: `no member \`${d.name}\` can stand in for the accessor`,
    why: d.reasons.join("; "),
    mend: "rewrite the calls with `db-ssot fix`, or by hand; nothing was written",
  })),
  "failing-command": unable((d: { command: string; printed: string }) => ({
    what: `\`${d.command}\` fails without any fix`,
    why: d.printed,
    mend: "mend that first, or verify with a command that passes; it is run in a copy of the project that has no `.git`",
  })),
  "flaky-command": unable((d: { command: string }) => ({
    what: `\`${d.command}\` passes and fails with the same files`,
    why: "it was run several times without any fix, and what it says of a fix would be chance; nothing was changed",
    mend: "make it pass each time, or verify with a part of it that does",
  })),
  "no-copy": unable((d: { command: string; directory: string; reason: string }) => ({
    what: `cannot copy the project to ${d.directory}: ${d.reason}`,
    why: `\`${d.command}\` is run in a copy, so that no file of yours is ever broken; nothing was changed`,
    mend: "make room there, or name another directory for temporary files in `TMPDIR`",
  })),
  "internal-error": unable((d: { message: string; stack: string; circumstances: Circumstances }) => ({
    what: `this is a fault of db-ssot itself: ${d.message}`,
    why: d.stack,
    mend: `please report it together with these lines: ${writeCircumstances(d.circumstances)}`,
  })),
};

export type FaultCode = keyof typeof FAULTS;
type DetailsOf = { [Code in FaultCode]: Parameters<(typeof FAULTS)[Code]["say"]>[0] };

/** The fault `code` as it shows in one case. */
export function faultRow<Code extends FaultCode>(code: Code, details: DetailsOf[Code], place?: Place): FaultRow {
  const table: { [Each in FaultCode]: Entry<DetailsOf[Each]> } = FAULTS;
  const { exitStatus, say } = table[code];
  return { code, exitStatus, ...say(details), ...(place && { place }) };
}

/** The fault `code` alone, to be thrown. */
export function fault<Code extends FaultCode>(code: Code, details: DetailsOf[Code], place?: Place): Fault {
  return new Fault([faultRow(code, details, place)]);
}

/** What one must know to repeat a fault of ours. */
export interface Circumstances {
  /** Of this program. */
  readonly version: string;
  /** Of Node. */
  readonly node: string;
  /** `linux x64`. */
  readonly platform: string;
  /** As it was typed. */
  readonly command: string;
}

interface Expectation {
  readonly path: string;
  /** What the key is for. */
  readonly meaning: string;
  /** A right value, as JSON. */
  readonly example: string;
}

interface Choice {
  readonly value: string;
  readonly known: readonly string[];
  readonly nearest?: string | undefined;
}

function suggest(nearest: string | undefined): string | undefined {
  return nearest === undefined ? undefined : `write \`${nearest}\``;
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

/** The first of many. */
function few(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${list(names.slice(0, MOST_NAMED))} and ${more} more` : list(names);
}

const MOST_NAMED = 6;

interface Unwritten {
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

function writeCircumstances({ version, node, platform, command }: Circumstances): string {
  return `db-ssot ${version}, node ${node}, ${platform}, \`${command}\``;
}
