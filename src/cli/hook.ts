/** `db-ssot hook`: runs the check before each commit, with the hook manager of the repository. */
import type { Command } from "commander";
import type { FileChange } from "../base/text/patch.js";
import { isWithin } from "../base/text/paths.js";
import type { HookPlace } from "../base/world/hooks.js";
import { writeChanges } from "../change/journal/write.js";
import { fault } from "../read/config/faults.js";
import type { CommandContext } from "./command.js";
import { type HookChange, install, look, uninstall } from "./hook/hook.js";
import { readRepository } from "./hook/repository.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";
import { changesPatch } from "./report/changes.js";
import { installedForPeople, standingForPeople, uninstalledForPeople } from "./report/hook.js";

interface HookOptions {
  readonly diff?: boolean;
  readonly manager?: string;
  readonly dryRun?: boolean;
}

interface InstallOptions extends HookOptions {
  readonly fix?: boolean;
}

export function addHook(program: Command, context: CommandContext): void {
  const hook = program
    .command("hook")
    .summary("run the check before each commit")
    .description("Adds `check --staged` to the hooks of the repository, removes it, or shows where it is installed.")
    .helpCommand(false)
    .addHelpText("after", EXAMPLES);
  addInstall(hook, context);
  addUninstall(hook, context);
  addStatus(hook, context);
}

function addInstall(hook: Command, { run }: CommandContext): void {
  const command = hook
    .command("install")
    .summary("add the check to the hook that the repository uses")
    .description(
      "Finds husky, lefthook, the pre-commit framework, simple-git-hooks, yorkie or a hook of git itself, and adds the check to what is there.",
    )
    .option("--fix", "apply safe fixes before the check");
  addChangeOptions(command)
    .addHelpText("after", INSTALL_EXAMPLES)
    .action((options: InstallOptions) => run((invocation) => installHook(invocation, options)));
}

function addUninstall(hook: Command, { run }: CommandContext): void {
  const command = hook
    .command("uninstall")
    .summary("remove what install added")
    .description("Removes what `hook install` added, and nothing else; a file that it created is deleted.");
  addChangeOptions(command)
    .addHelpText("after", UNINSTALL_EXAMPLES)
    .action((options: HookOptions) => run((invocation) => runUninstall(invocation, options)));
}

function addStatus(hook: Command, { run }: CommandContext): void {
  hook
    .command("status")
    .summary("show where the check is installed")
    .description("Lists the files from which git runs hooks here, and whether the check is in them.")
    .addHelpText("after", STATUS_EXAMPLES)
    .action(() => run(runStatus));
}

function addChangeOptions(command: Command): Command {
  return command
    .option("--diff", "print the changes as a patch and write nothing")
    .option("--dry-run", "the same as --diff")
    .option("--manager <name>", "which hook manager, if there are several: husky, lefthook, git …");
}

/** @throws {Fault} if there is no repository, or the user has to choose a manager or add the command by hand */
export async function installHook(invocation: CommandInvocation, options: InstallOptions = {}): Promise<ExitStatus> {
  const { terminal } = invocation.world;
  const place = await findHooks(invocation);
  const { manager, fix = false } = options;
  const { version } = invocation.circumstances;
  const done = install(readRepository(place), { version, fix, manager });
  if (await isOnlyShown(invocation, place, [done.change], options)) return 0;
  terminal.write(installedForPeople(done, terminal));
  return 0;
}

async function runUninstall(invocation: CommandInvocation, options: HookOptions): Promise<ExitStatus> {
  const { terminal } = invocation.world;
  const place = await findHooks(invocation);
  const changes = uninstall(readRepository(place), options.manager);
  if (await isOnlyShown(invocation, place, changes, options)) return 0;
  terminal.write(uninstalledForPeople(changes, terminal));
  return 0;
}

async function runStatus(invocation: CommandInvocation): Promise<ExitStatus> {
  const { terminal } = invocation.world;
  const standings = look(readRepository(await findHooks(invocation)));
  terminal.write(standingForPeople(standings, terminal));
  return standings.some(({ isInstalled, place }) => isInstalled && place.isActive) ? 0 : 1;
}

/** @throws {Fault} where there is no repository */
async function findHooks({ world }: CommandInvocation): Promise<HookPlace> {
  const place = await world.hooks.find();
  if (place === undefined) throw fault("no-hooks", { root: world.files.root });
  return place;
}

/** Writes the changes, or prints them as a patch. */
async function isOnlyShown(
  invocation: CommandInvocation,
  place: HookPlace,
  changes: readonly HookChange[],
  options: HookOptions,
): Promise<boolean> {
  const { terminal } = invocation.world;
  if (options.diff || options.dryRun) {
    terminal.write(changesPatch({ changes: changes.map(asFileChange) }, terminal));
    terminal.writeError("nothing was written\n");
    return true;
  }
  await landFiles(invocation, place, changes);
  for (const { place: target, before, after } of changes) {
    if (target.kind === "file" || before === after) continue;
    await (after === undefined ? place.remove() : place.write(after));
  }
  return false;
}

/**
 * What lies in the project goes through its journal, so that `undo` knows it; the rest through one at the repository's top.
 * A file that is not committed yet is no obstacle, since most are made the minute before: what is added says whose it is.
 */
async function landFiles(
  { world, circumstances }: CommandInvocation,
  { top, prefix }: HookPlace,
  changes: readonly HookChange[],
): Promise<void> {
  const request = { command: circumstances.command, allowDirty: true };
  const files = changes.filter(({ place }) => place.kind === "file").map(asFileChange);
  const isOwn = ({ file }: FileChange): boolean => isWithin(prefix, file);
  const own = files
    .filter(isOwn)
    .map((change) => ({ ...change, file: change.file.slice(prefix === "" ? 0 : prefix.length + 1) }));
  await writeChanges(world, own, request);
  const others = files.filter((change) => !isOwn(change));
  await writeChanges({ ...world, ...top }, others, request);
}

function asFileChange({ place, before, after }: HookChange): FileChange {
  return { file: place.file, before, after };
}

const EXAMPLES = `
Examples:
  db-ssot hook install        add the check to what the repository uses
  db-ssot hook status         where it is installed
  db-ssot hook uninstall      remove it

Exit status: see each command; 2 usage, 3 internal or I/O failure.`;

const INSTALL_EXAMPLES = `
Examples:
  db-ssot hook install                     detect the hook manager and add the check
  db-ssot hook install --diff              what would change
  db-ssot hook install --fix               fix before checking
  db-ssot hook install --manager lefthook  if several are used

Exit status: 0 installed, 2 usage, 3 there is no repository, or you have to add it by hand.`;

const UNINSTALL_EXAMPLES = `
Examples:
  db-ssot hook uninstall          remove it everywhere
  db-ssot hook uninstall --diff   what would change

Exit status: 0 removed everywhere, 2 usage, 3 internal or I/O failure.`;

const STATUS_EXAMPLES = `
Examples:
  db-ssot hook status             one line per file

Exit status: 0 installed where git runs it, 1 not installed, 3 there is no repository.`;
