/** The commands, and what they have in common. Adding one adds its file and a line here. */
import { Command } from "commander";
import { addBaseline } from "./baseline.js";
import { addCheck } from "./check.js";
import type { CommandContext } from "./command.js";
import { addCompletion } from "./completion.js";
import { addConfig } from "./config.js";
import { addConsolidate } from "./consolidate.js";
import { addExplain } from "./explain.js";
import { addFix } from "./fix.js";
import { addHook } from "./hook.js";
import { addInit } from "./init.js";
import { addInventory } from "./inventory.js";
import type { ExitStatus, Invocation } from "./invocation.js";
import { atRoot } from "./root.js";
import { addShim } from "./shim.js";
import { addUndo } from "./undo.js";

/**
 * @throws {CommanderError} where the words cannot be understood, or where help or the version was all that was asked for
 * @throws {Fault} where a command ends without its result
 */
export async function runProgram(invocation: Invocation): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  let running: Command | undefined;
  const program = createProgram(invocation, {
    run: async (work) => {
      const coloured = withColour(invocation, program.opts<{ color?: boolean }>().color);
      status = await atRoot(coloured, running, work);
    },
  });
  program.hook("preAction", (_program, command) => {
    running = command;
  });
  await program.parseAsync([...invocation.words], { from: "user" });
  return status;
}

/** In the order in which help lists them. */
const COMMANDS = [
  addCheck,
  addFix,
  addUndo,
  addBaseline,
  addInit,
  addInventory,
  addConfig,
  addConsolidate,
  addShim,
  addHook,
  addExplain,
  addCompletion,
];

/** The whole command line, to be run or to be described. */
export function createProgram(
  invocation: Pick<Invocation, "world" | "circumstances">,
  context: CommandContext,
): Command {
  const program = createRoot(invocation);
  for (const add of COMMANDS) add(program, context);
  return program;
}

function createRoot({ world, circumstances }: Pick<Invocation, "world" | "circumstances">): Command {
  const { terminal } = world;
  return new Command("db-ssot")
    .description("One way in to your database: finds what bypasses it, and rewrites it.")
    .version(circumstances.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand(false)
    .option("--color", "colours, whatever the terminal says")
    .option("--no-color", "no colours")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.writeError(text),
      // The error itself is thrown, and told as all faults are.
      outputError: () => {},
      getOutHelpWidth: () => terminal.width,
      getErrHelpWidth: () => terminal.width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .exitOverride()
    .addHelpText("after", EXAMPLES);
}

function withColour(invocation: Invocation, colour: boolean | undefined): Invocation {
  if (colour === undefined) return invocation;
  const { world } = invocation;
  return { ...invocation, world: { ...world, terminal: { ...world.terminal, colour } } };
}

const EXAMPLES = `
Examples:
  db-ssot check                   what is wrong
  db-ssot fix --diff              what would change
  db-ssot fix                     change it
  db-ssot init                    write down the way in to the database
  db-ssot explain missing-member  what a rule is about`;
