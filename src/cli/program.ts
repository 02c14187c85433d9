/** The commands of the program, and their common options. To add a command, add its file and a line here. */
import { Command } from "commander";
import type { CommandContext } from "./command.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";

/**
 * @throws {CommanderError} where the words cannot be understood, or where help or the version was all that was asked for
 * @throws {Fault} where a command ends without its result
 */
export async function runProgram(invocation: CommandInvocation): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  let running: Command | undefined;
  const context: CommandContext = {
    run: async (work) => {
      const { atRoot } = await import("./root.js");
      status = await atRoot(withColour(invocation, program.opts<{ color?: boolean }>().color), running, work);
    },
  };
  // Behind anything else, such as `--help`, all commands are asked for.
  const asked = invocation.words.find((word) => !/^--(no-)?color$/.test(word));
  const program = await createProgram(invocation, context, asked);
  program.hook("preAction", (_program, command) => {
    running = command;
  });
  await program.parseAsync([...invocation.words], { from: "user" });
  return status;
}

type Add = (program: Command, context: CommandContext) => void;

/** In the order in which help lists them. Each is loaded when it is asked for, since all together take longer than most of them run. */
const COMMANDS: Readonly<Record<string, () => Promise<Add>>> = {
  check: async () => (await import("./check.js")).addCheck,
  fix: async () => (await import("./fix.js")).addFix,
  undo: async () => (await import("./undo.js")).addUndo,
  baseline: async () => (await import("./baseline.js")).addBaseline,
  init: async () => (await import("./init.js")).addInit,
  inventory: async () => (await import("./inventory.js")).addInventory,
  history: async () => (await import("./history.js")).addHistory,
  config: async () => (await import("./config.js")).addConfig,
  consolidate: async () => (await import("./consolidate.js")).addConsolidate,
  shim: async () => (await import("./shim.js")).addShim,
  hook: async () => (await import("./hook.js")).addHook,
  cache: async () => (await import("./cache.js")).addCache,
  explain: async () => (await import("./explain.js")).addExplain,
  why: async () => (await import("./why.js")).addWhy,
  debug: async () => (await import("./debug.js")).addDebug,
  completion: async () => (await import("./completion.js")).addCompletion,
};

/**
 * The command line, to be run or to be described.
 *
 * @param asked the command to add, alone; none is added for `--version`, and all are for any other word
 */
export async function createProgram(
  invocation: Pick<CommandInvocation, "world" | "circumstances">,
  context: CommandContext,
  asked = "",
): Promise<Command> {
  const program = createRoot(invocation);
  const isVersion = asked === "-V" || asked === "--version";
  const wanted = isVersion ? [] : Object.hasOwn(COMMANDS, asked) ? [asked] : Object.keys(COMMANDS);
  for (const name of wanted) (await COMMANDS[name]?.())?.(program, context);
  return program;
}

function createRoot({ world, circumstances }: Pick<CommandInvocation, "world" | "circumstances">): Command {
  const { terminal } = world;
  return new Command("db-ssot")
    .description("Holds a code base to one accessor per database: finds what bypasses it, and rewrites it.")
    .version(circumstances.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand(false)
    .option("--color", "always use colours")
    .option("--no-color", "never use colours")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.writeError(text),
      // The error is thrown, and printed like all faults.
      outputError: () => {},
      getOutHelpWidth: () => terminal.width,
      getErrHelpWidth: () => terminal.width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .addHelpText("after", EXAMPLES);
}

function withColour(invocation: CommandInvocation, colour: boolean | undefined): CommandInvocation {
  if (colour === undefined) return invocation;
  const { world } = invocation;
  return { ...invocation, world: { ...world, terminal: { ...world.terminal, colour } } };
}

const EXAMPLES = `
Examples:
  db-ssot check                   what is wrong
  db-ssot fix --diff              what would change
  db-ssot fix                     change it
  db-ssot init                    write the configuration
  db-ssot explain missing-member  explain a rule`;
