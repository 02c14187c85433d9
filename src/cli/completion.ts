/** `db-ssot completion SHELL`: prints a script that completes commands, options, rules and formats. */
import { Argument, type Command, type Option } from "commander";
import { ALL_RULES } from "../judge/rules/index.js";
import type { CommandContext } from "./command.js";
import { PAGES } from "./explain.js";
import { FORMATS as history } from "./history.js";
import { FORMATS as inventory } from "./inventory.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";
import { reporters } from "./report/index.js";
import { FORMATS as why } from "./why.js";

/** As users call them; PowerShell's own name for itself is `pwsh`. */
const SHELLS = ["bash", "zsh", "fish", "pwsh"] as const;
type Shell = (typeof SHELLS)[number];

export function addCompletion(program: Command, { run }: CommandContext): void {
  program
    .command("completion")
    .summary("print a completion script for your shell")
    .description("Prints a script with which a shell completes commands, options, rules and formats.")
    .addArgument(new Argument("<shell>", "the shell to print it for").choices(SHELLS))
    .addHelpText("after", EXAMPLES)
    .action((shell: Shell) => run((invocation) => printScript(invocation, program.name(), shell)));
  // What the script asks on every tab, with the words so far.
  program
    .command("completion-server", { hidden: true })
    .argument("[words...]")
    .action((words: string[]) => run((invocation) => printCandidates(invocation, program, words)));
}

async function printScript({ world }: CommandInvocation, name: string, shell: Shell): Promise<ExitStatus> {
  const { getCompletionScript } = await import("@pnpm/tabtab");
  const script = await getCompletionScript({ name, completer: name, shell });
  world.terminal.write(`${script.trimEnd()}\n`);
  return 0;
}

/** @param words of the whole line up to the cursor, the name of the program first; the last one is being typed, and may be empty */
async function printCandidates(
  { world }: CommandInvocation,
  program: Command,
  words: readonly string[],
): Promise<ExitStatus> {
  const { log } = await import("@pnpm/tabtab");
  const shell = SHELLS.find((known) => known === world.environment("SHELL")) ?? "bash";
  const candidates = candidatesFor(program, words.slice(1));
  if (candidates !== "files") log([...candidates], shell, (line) => world.terminal.write(`${line}\n`));
  // Bash completes file names when there are no candidates.
  else if (shell !== "bash") world.terminal.write(`${FILES}\n`);
  return 0;
}

/** What the library's scripts take for "files". */
const FILES = "__tabtab_complete_files__";

interface Candidate {
  readonly name: string;
  readonly description?: string;
}

function candidatesFor(program: Command, words: readonly string[]): readonly Candidate[] | "files" {
  const before = words.slice(0, -1);
  const word = words.at(-1) ?? "";
  const command = commandAt(program, before);
  const options = visibleOptions(program, command);
  const last = before.at(-1);
  const asked = options.find((option) => takesValue(option) && [option.long, option.short].includes(last));
  if (asked !== undefined) {
    const name = asked.attributeName();
    return valuesOf(name, asked.argChoices ?? (name === "format" ? FORMATS_OF[command.name()] : undefined));
  }
  if (word.startsWith("-")) {
    return options.map(({ long, short, description }) => ({ name: long ?? short ?? "", description }));
  }
  const commands = visibleCommands(command);
  if (commands.length > 0) return commands.map((each) => ({ name: each.name(), description: each.summary() }));
  const argument = command.registeredArguments.at(-1);
  return argument === undefined ? [] : valuesOf(argument.name(), argument.argChoices);
}

function commandAt(program: Command, words: readonly string[]): Command {
  return words.reduce(
    (command, word) => visibleCommands(command).find((each) => each.name() === word) ?? command,
    program,
  );
}

function visibleCommands(command: Command): readonly Command[] {
  return command.createHelp().visibleCommands(command);
}

/** Those of the whole program may be written anywhere. */
function visibleOptions(program: Command, command: Command): readonly Option[] {
  const help = command.createHelp();
  return [...new Set([...help.visibleOptions(command), ...help.visibleOptions(program)])];
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}

/** Other commands write the reports of a check. */
const FORMATS_OF: Readonly<Record<string, readonly string[]>> = { history, inventory, why };

/** What goes by a name of ours, wherever it is asked for. */
const VALUES: Readonly<Record<string, () => readonly string[]>> = {
  rule: () => ALL_RULES.map((rule) => rule.id),
  page: () => PAGES.map((page) => page.id),
  format: () => [...reporters.keys()],
};

function valuesOf(name: string, choices: readonly string[] | undefined): readonly Candidate[] | "files" {
  const values = choices ?? VALUES[name]?.();
  return values === undefined ? "files" : values.map((value) => ({ name: value }));
}

const EXAMPLES = `
Examples:
  source <(db-ssot completion bash)             in this shell; in ~/.bashrc, for every shell
  source <(db-ssot completion zsh)              the same, in ~/.zshrc
  db-ssot completion fish > ~/.config/fish/completions/db-ssot.fish
  db-ssot completion pwsh >> $PROFILE

The shell calls \`db-ssot\` by that name: install it where the shell finds it (npm install --global db-ssot).

Exit status: 0 printed, 2 unknown shell.`;
