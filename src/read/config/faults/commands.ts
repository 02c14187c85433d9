/** The faults of what single commands are asked for, and of the command that fixes have to pass. */
import { few, list, type NamedChoice, suggest, unable, usage } from "./entry.js";

export const COMMAND_FAULTS = {
  "no-such-fix": usage((d: NamedChoice & { finding?: string | undefined }) => ({
    what: d.finding ?? `there is no fix at \`${d.value}\``,
    why:
      d.known.length === 0
        ? "`--only` names a fix by the place of its finding, and no finding here has one that is wanted"
        : `\`--only\` names a fix by the place of its finding, as \`check\` prints it; there are ${few(d.known)}`,
    fix: suggest(d.nearest) ?? "copy the place from `db-ssot check`, and add `--unsafe` where the fix is unsafe",
  })),
  "formats-in-one-place": usage((d: { formats: readonly string[]; file?: string }) => ({
    what: `the formats ${list(d.formats)} all go to ${d.file === undefined ? "standard output" : `\`${d.file}\``}`,
    fix: `give each a file of its own: ${d.formats.map((name) => `\`--format ${name}=FILE\``).join(" ")}`,
  })),
  "several-details": usage((d: { options: readonly string[] }) => ({
    what: `${list(d.options)} cannot be given together`,
    fix: "keep one of them",
  })),
  "format-without-file": usage((d: { format: string }) => ({
    what: `\`--format ${d.format}=\` names no file`,
    fix: `write \`--format ${d.format}=FILE\`, or \`--format ${d.format}\` for standard output`,
  })),
  "unwritable-report": unable((d: { format: string; path: string; reason: string }) => ({
    what: `cannot write \`${d.path}\`: ${d.reason}`,
    why: `the report of the format \`${d.format}\` was to go there; what else was asked for is written`,
    fix: "fix the cause, or name another file",
  })),
  "unknown-page": usage((d: NamedChoice) => ({
    what: `there is no page \`${d.value}\``,
    why: `the pages are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "write one of these; for a command, run `db-ssot COMMAND --help`",
  })),
  "malformed-place": usage((d: { value: string }) => ({
    what: `\`${d.value}\` is not a place in a file`,
    why: "a place is a file, a line and a column, both counted from 1",
    fix: "write it as findings show it: `src/routes/health.ts:14:29`",
  })),
  "no-such-place": usage((d: { path: string; most: string }) => ({
    what: `\`${d.path}\` has ${d.most}`,
    why: "there is nothing at a place behind the end",
    fix: "copy the place from `db-ssot check`, or from an editor that counts from 1",
  })),
  "nothing-at-place": usage((d: { value: string; others: readonly string[] }) => ({
    what: `there is no name or call at \`${d.value}\``,
    why: "facts hold names, members and calls; nothing else evaluates to a value",
    fix: d.others.length === 0 ? "give the place of a name" : `give one of ${few(d.others)}`,
  })),
  "unread-file": usage((d: { path: string; reason: string }) => ({
    what: `\`${d.path}\` is not read: ${d.reason}`,
    why: "there are facts only about files that a check reads",
    fix: "give a source file of the project",
  })),
  "no-terminal": usage((_details: Record<string, never>) => ({
    what: "`--interactive` needs a terminal",
    why: "standard input or standard error is not a terminal",
    fix: "run it in a terminal, or leave `--interactive` out; `--only` picks single fixes without questions",
  })),
  stopped: unable((_details: Record<string, never>) => ({
    what: "interrupted",
    why: "nothing was written",
    fix: "run the same command again; `q` instead of Ctrl-C keeps what was chosen before",
  })),
  "unknown-definition": usage((d: { value: string; nearest?: string | undefined }) => ({
    what: `no module defines \`${d.value}\` at its top`,
    why: "classes and functions at the top of modules are consolidated; tests, scripts and migrations are left out",
    fix: suggest(d.nearest) ?? "write the name as it is where it is defined, not as it is imported",
  })),
  "unknown-target": usage(
    (d: { name: string; value: string; modules: readonly string[]; nearest?: string | undefined }) => ({
      what: `\`${d.value}\` does not define \`${d.name}\``,
      why: `it is defined in ${list(d.modules)}`,
      fix: suggest(d.nearest) ?? "give `--into` one of these, as a path from the project's root",
    }),
  ),
  "several-groups": usage((d: { name: string; modules: readonly string[] }) => ({
    what: `\`${d.name}\` is defined twice in more than one package or language`,
    why: `which of them are meant would be a guess: ${list(d.modules)}`,
    fix: "say with `--into` which module is to have it; the others of its package go into that one",
  })),
  "no-accessor": usage((_details: Record<string, never>) => ({
    what: "no accessor was found, so there is nothing to rewrite to",
    why: "no accessor is configured and none could be detected without a guess",
    fix: "run `db-ssot init` and name the accessor in `db-ssot.json`",
  })),
  "malformed-member": usage((d: { value: string }) => ({
    what: `\`${d.value}\` names no member of a class`,
    fix: "write `DatabaseManager.getAsyncSession`; if several classes have the name, `src/db.ts#DatabaseManager.getAsyncSession`",
  })),
  "unknown-manager": usage((d: NamedChoice & { file?: string }) => ({
    what: `there is no manager \`${d.value}\`${d.file === undefined ? "" : ` in ${d.file}`}`,
    why: d.known.length === 0 ? "no class here is known to hand out handles" : `the managers are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "write one of these, or name the class in `managers` of `db-ssot.json`",
  })),
  "several-managers": usage((d: { name: string; files: readonly string[] }) => ({
    what: `there are several managers \`${d.name}\`, and no call says which of them is meant`,
    why: `they stand in ${list(d.files)}`,
    fix: `write the file before the name: \`${d.files[0]}#${d.name}\``,
  })),
  "member-exists": usage((d: { name: string; place: string }) => ({
    what: `\`${d.name}\` is there already, at ${d.place}`,
    why: "a second member of the name would take the place of the first",
    fix: "call it, or see `db-ssot check` for what is wrong with the calls",
  })),
  "no-shim": unable((d: { name: string; reasons: readonly string[] }) => ({
    what: `no member \`${d.name}\` can stand in for the accessor`,
    why: d.reasons.join("; "),
    fix: "rewrite the calls with `db-ssot fix`, or by hand; nothing was written",
  })),
  "no-command": usage((_details: Record<string, never>) => ({
    what: "`--verify` names no command, and neither does the configuration",
    why: "nothing can be verified without one; nothing was written",
    fix: 'write the command behind it: `db-ssot fix --verify "npm test"`',
  })),
  "failing-command": unable((d: { command: string; printed: string }) => ({
    what: `\`${d.command}\` fails without any fix`,
    why: d.printed,
    fix: "fix that first, or verify with a command that passes; it is run in a copy of the project that has no `.git`",
  })),
  "flaky-command": unable((d: { command: string }) => ({
    what: `\`${d.command}\` passes and fails with the same files`,
    why: "it was run several times without any fix, and what it says of a fix would be chance; nothing was changed",
    fix: "make it pass each time, or verify with a part of it that does",
  })),
  "no-copy": unable((d: { command: string; directory: string; reason: string }) => ({
    what: `cannot copy the project to ${d.directory}: ${d.reason}`,
    why: `\`${d.command}\` is run in a copy, so that no file of yours is ever broken; nothing was changed`,
    fix: "make room there, or name another directory for temporary files in `TMPDIR`",
  })),
};
