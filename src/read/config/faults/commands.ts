/** Errors in the arguments of single commands, and in the command that verifies fixes. */
import { few, list, type NamedChoice, suggest, unable, usage } from "./entry.js";

export const COMMAND_FAULTS = {
  "no-such-fix": usage((d: NamedChoice & { finding?: string | undefined }) => ({
    what: d.finding ?? `there is no fix at \`${d.value}\``,
    why:
      d.known.length === 0
        ? "`--only` takes the place of a finding, and no finding has a fix"
        : `\`--only\` takes the place of a finding; there are fixes at ${few(d.known)}`,
    fix: suggest(d.nearest) ?? "copy the place from `db-ssot check`, and add `--unsafe` if the fix is unsafe",
  })),
  "formats-in-one-place": usage((d: { formats: readonly string[]; file?: string }) => ({
    what: `the formats ${list(d.formats)} are all written to ${d.file === undefined ? "standard output" : `\`${d.file}\``}`,
    fix: `give each its own file: ${d.formats.map((name) => `\`--format ${name}=FILE\``).join(" ")}`,
  })),
  "several-details": usage((d: { options: readonly string[] }) => ({
    what: `${list(d.options)} cannot be combined`,
    fix: "keep one of them",
  })),
  "format-without-file": usage((d: { format: string }) => ({
    what: `\`--format ${d.format}=\` names no file`,
    fix: `write \`--format ${d.format}=FILE\`, or \`--format ${d.format}\` for standard output`,
  })),
  "unwritable-report": unable((d: { format: string; path: string; reason: string }) => ({
    what: `cannot write \`${d.path}\`: ${d.reason}`,
    why: `the \`${d.format}\` report is missing; all other reports were written`,
    fix: "fix the cause, or name another file",
  })),
  "no-such-finding": usage((d: NamedChoice) => ({
    what: `there is no finding \`${d.value}\``,
    why: d.known.length === 0 ? "nothing is missing in this project" : `what is missing is ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "give the place of a finding as `db-ssot check` prints it, or one of these names",
  })),
  "unexplained-finding": usage((d: { place: string; rule: string; known: readonly string[] }) => ({
    what: `\`${d.place}\` is a finding of ${d.rule}, about which the history is not asked`,
    why: `\`why\` explains what is not there: findings of ${list(d.known)}`,
    fix: `run \`db-ssot explain ${d.rule}\``,
  })),
  "unknown-page": usage((d: NamedChoice) => ({
    what: `there is no page \`${d.value}\``,
    why: `the pages are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "write one of these; for a command, run `db-ssot COMMAND --help`",
  })),
  "malformed-place": usage((d: { value: string }) => ({
    what: `\`${d.value}\` is not a place in a file`,
    why: "a place is a file, a line and a column, both counted from 1",
    fix: "write it like this: `src/routes/health.ts:14:29`",
  })),
  "no-such-place": usage((d: { path: string; most: string }) => ({
    what: `\`${d.path}\` has ${d.most}`,
    why: "the place is after the end of the file or line",
    fix: "copy the place from `db-ssot check`",
  })),
  "nothing-at-place": usage((d: { value: string; others: readonly string[] }) => ({
    what: `there is no name or call at \`${d.value}\``,
    why: "only names, members and calls have a value",
    fix: d.others.length === 0 ? "give the place of a name" : `give one of ${few(d.others)}`,
  })),
  "unread-file": usage((d: { path: string; reason: string }) => ({
    what: `\`${d.path}\` is not read: ${d.reason}`,
    why: "a file that is left out has no facts",
    fix: "give another file; `db-ssot debug read FILE` says why one is left out",
  })),
  "no-terminal": usage((_details: Record<string, never>) => ({
    what: "`--interactive` needs a terminal",
    why: "standard input or standard error is not a terminal",
    fix: "run it in a terminal, or pick single fixes with `--only`",
  })),
  stopped: unable((_details: Record<string, never>) => ({
    what: "interrupted",
    why: "nothing was written",
    fix: "run the same command again; `q` instead of Ctrl-C applies what you have chosen",
  })),
  "unknown-definition": usage((d: { value: string; nearest?: string | undefined }) => ({
    what: `no module defines \`${d.value}\` at top level`,
    why: "only classes and functions at the top level of a module count, without tests, scripts and migrations",
    fix: suggest(d.nearest) ?? "write the name of the definition, not of an import",
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
    why: `the definitions are in ${list(d.modules)}`,
    fix: "choose the module with `--into`; the other definitions of its package are merged into it",
  })),
  "no-accessor": usage((_details: Record<string, never>) => ({
    what: "no accessor was found, so there is nothing to rewrite to",
    why: "no accessor is configured, and none could be detected with certainty",
    fix: "run `db-ssot init` and name the accessor in `db-ssot.json`",
  })),
  "create-unneeded": usage((d: { module: string; name: string }) => ({
    what: `there is an accessor already: \`${d.name}\` of ${d.module}`,
    why: "a second one would be one too many",
    fix: "run `db-ssot init` without `--create`, then `db-ssot fix`",
  })),
  "create-nothing": usage((_details: Record<string, never>) => ({
    what: "there is nothing to make a shared module of",
    why: "no two files build a client for the same database themselves; scripts, tests and migrations do not count",
    fix: "write the module by hand and name it: `db-ssot init --accessor FILE#NAME`",
  })),
  "create-shared": usage((d: { module: string }) => ({
    what: `${d.module} shares a client already`,
    why: "a second shared module would be one too many",
    fix: `name it: \`db-ssot init --accessor ${d.module}#NAME\``,
  })),
  "create-exists": usage((d: { file: string }) => ({
    what: `${d.file} exists already`,
    why: "nothing was written",
    fix: "give another file: `db-ssot init --create FILE`",
  })),
  "create-place": usage((d: { file: string }) => ({
    what: `${d.file} cannot hold the shared module`,
    why: "it would be ignored, or be read as a test, a script or a declaration, and not as the program's own code",
    fix: "give another file: `db-ssot init --create FILE`",
  })),
  "create-language": usage((d: { file: string; like: string }) => ({
    what: `${d.file} is not a file of the language of ${d.like}`,
    why: "the shared module is made of a client that is built there",
    fix: "give a file with the same extension",
  })),
  "create-bound": unable((d: { reasons: readonly string[] }) => ({
    what: "no client can be built in another file as it is",
    why: d.reasons.join("; "),
    fix: "write the module by hand and name it: `db-ssot init --accessor FILE#NAME`",
  })),
  "malformed-member": usage((d: { value: string }) => ({
    what: `\`${d.value}\` is not a member of a class`,
    fix: "write it like `DatabaseManager.getAsyncSession` or `src/db.ts#DatabaseManager.getAsyncSession`",
  })),
  "unknown-manager": usage((d: NamedChoice & { file?: string }) => ({
    what: `there is no manager \`${d.value}\`${d.file === undefined ? "" : ` in ${d.file}`}`,
    why: d.known.length === 0 ? "no class here is known to give handles" : `the managers are ${list(d.known)}`,
    fix: suggest(d.nearest) ?? "write one of these, or name the class in `managers` of `db-ssot.json`",
  })),
  "several-managers": usage((d: { name: string; files: readonly string[] }) => ({
    what: `there are several managers \`${d.name}\``,
    why: `they are in ${list(d.files)}`,
    fix: `put the file before the name: \`${d.files[0]}#${d.name}\``,
  })),
  "member-exists": usage((d: { name: string; place: string }) => ({
    what: `\`${d.name}\` exists already, at ${d.place}`,
    why: "a second member with this name would replace the first",
    fix: "call it; `db-ssot check` reports what is wrong with the calls",
  })),
  "no-shim": unable((d: { name: string; reasons: readonly string[] }) => ({
    what: `no member \`${d.name}\` can wrap the accessor`,
    why: d.reasons.join("; "),
    fix: "rewrite the calls with `db-ssot fix`, or by hand; nothing was written",
  })),
  "no-command": usage((_details: Record<string, never>) => ({
    what: "`--verify` needs a command, and the configuration has none",
    why: "nothing was written",
    fix: 'add the command: `db-ssot fix --verify "npm test"`',
  })),
  "failing-command": unable((d: { command: string; printed: string }) => ({
    what: `\`${d.command}\` fails without any fix`,
    why: d.printed,
    fix: "fix that first, or use a command that passes; it runs in a copy of the project without `.git`",
  })),
  "flaky-command": unable((d: { command: string }) => ({
    what: `\`${d.command}\` is flaky: it passes and fails with the same files`,
    why: "a flaky command cannot verify a fix; nothing was changed",
    fix: "make it pass every time, or use a part of it that does",
  })),
  "no-copy": unable((d: { command: string; directory: string; reason: string }) => ({
    what: `cannot copy the project to ${d.directory}: ${d.reason}`,
    why: `\`${d.command}\` runs in a copy of the project; nothing was changed`,
    fix: "free some space, or set `TMPDIR` to another directory",
  })),
};
