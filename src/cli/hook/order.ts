/** The command lines that run before each commit, by the package manager of the project. */
import { ancestorsOf, childPath } from "../../base/text/paths.js";
import { asTyped } from "../../base/text/shell.js";
import type { FilePath } from "../../base/text/span.js";

export interface HookCommand {
  /** Command lines in the order in which they run: `npx --no-install db-ssot check --staged`. */
  readonly runs: readonly string[];
  /** The way to the project from where they are started; empty where that is the project. */
  readonly directory: FilePath;
}

export interface Wanted {
  /** Fix before checking. */
  readonly fix: boolean;
  /** Of this program. */
  readonly version: string;
}

/** How a command of an installed package is run; the first whose lock file is nearest counts. */
const PACKAGE_MANAGERS: readonly { readonly locks: readonly string[]; readonly run: string; readonly quick: string }[] =
  [
    { locks: ["pnpm-lock.yaml"], run: "pnpm exec", quick: "pnpm exec" },
    { locks: ["yarn.lock"], run: "yarn run", quick: "yarn run" },
    // Without the word it would fetch what is not installed.
    { locks: ["bun.lock", "bun.lockb"], run: "bunx --no-install", quick: "bunx" },
    { locks: ["package-lock.json", "npm-shrinkwrap.json"], run: "npx --no-install", quick: "npx" },
  ];

export const LOCK_FILES: readonly string[] = PACKAGE_MANAGERS.flatMap(({ locks }) => locks);

/**
 * @param prefix the way from the top to the project
 * @param installed the way from the project to what starts the installed program
 */
export function orderFor(
  texts: ReadonlyMap<FilePath, string>,
  prefix: FilePath,
  wanted: Wanted,
  installed?: FilePath,
): HookCommand {
  const program = installed === undefined ? programFor(texts, prefix, wanted) : asTyped([installed]);
  const commands = wanted.fix ? ["fix", "check"] : ["check"];
  return { runs: commands.map((command) => `${program} ${command} --staged`), directory: prefix };
}

function programFor(texts: ReadonlyMap<FilePath, string>, prefix: FilePath, { version }: Wanted): string {
  if (isInstalledByNode(texts, prefix)) return `${packageManager(texts, prefix).run} db-ssot`;
  // A project in Python has nowhere to write the version down but here.
  return `npx --yes db-ssot@${version}`;
}

/** `npx lefthook install`, by the package manager of the project; without one, the command itself. */
export function programLine(texts: ReadonlyMap<FilePath, string>, prefix: FilePath, command: string): string {
  return isInstalledByNode(texts, prefix) ? `${packageManager(texts, prefix).quick} ${command}` : command;
}

function packageManager(texts: ReadonlyMap<FilePath, string>, prefix: FilePath) {
  for (const directory of ancestorsOf(prefix)) {
    const found = PACKAGE_MANAGERS.find(({ locks }) => locks.some((lock) => texts.has(childPath(directory, lock))));
    if (found !== undefined) return found;
  }
  return NPM;
}

const NPM = { run: "npx --no-install", quick: "npx" };

export function isInstalledByNode(texts: ReadonlyMap<FilePath, string>, prefix: FilePath): boolean {
  return ancestorsOf(prefix).some((directory) => texts.has(childPath(directory, "package.json")));
}

/** The whole order as one command line of a shell. */
export function oneLine({ runs, directory }: HookCommand): string {
  const line = runs.join(" && ");
  return directory === "" ? line : `(cd ${asTyped([directory])} && ${line})`;
}

const PROGRAM = String.raw`(?:(?:npx --no-install|npx --yes|npx|pnpm exec|yarn run|bunx --no-install) )?db-ssot(?:@[\w.+-]+)?`;
const RUN = `${PROGRAM} (?:check|fix) --staged`;
const DIRECTORY = String.raw`(?:[\w./:=@%+,#\\-]+|"[^"]*"|'(?:[^']|'\\'')*')`;
const LINE = `${RUN}(?: && ${RUN})?`;
const WRITTEN = new RegExp(`(?:^| && )(?:${LINE}|\\(cd ${DIRECTORY} && ${LINE}\\))$`);

/** Where in a command line begins what `oneLine` wrote at its end, with the `&&` before it; `undefined` where nothing is. */
export function writtenFrom(line: string): number | undefined {
  return WRITTEN.exec(line)?.index;
}

/** Whether one of these lines runs db-ssot, even if it was added by hand. */
export function runsAlready(lines: string): boolean {
  return /^(?!\s*#).*\bdb-ssot(?:@\S+)?\s+(?:check|fix)\b/m.test(lines);
}
