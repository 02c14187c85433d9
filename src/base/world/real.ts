/** The real world: the disk below a root, the process's terminal, the system's clock. */
import process from "node:process";
import { realCopies } from "./real-copies.js";
import { reasonOf } from "./real-errors.js";
import { realFiles } from "./real-files.js";
import { realGit } from "./real-git.js";
import { realHooks } from "./real-hooks.js";
import { realMachine } from "./real-machine.js";
import { realOutputs } from "./real-outputs.js";
import { realProcesses } from "./real-processes.js";
import { realPrompts } from "./real-prompts.js";
import { realStaging } from "./real-staging.js";
import type { Clock, Environment, Terminal, World } from "./world.js";

/** @param root the project's root; relative to the working directory, or absolute */
export function realWorld(root: string): World {
  return {
    files: realFiles(root),
    git: realGit(root),
    hooks: realHooks(root),
    staging: realStaging(root),
    terminal: realTerminal(),
    clock: realClock(),
    processes: realProcesses(),
    copies: realCopies(root),
    prompts: realPrompts(),
    outputs: realOutputs(process.cwd()),
    environment: realEnvironment(),
    machine: realMachine(),
  };
}

function realTerminal(): Terminal {
  failWith(process.stdout);
  failWith(process.stderr);
  return {
    write: (text) => void process.stdout.write(text),
    writeError: (text) => void process.stderr.write(text),
    colour: mayColour(process.env, process.stdout),
    interactive: process.stderr.isTTY === true,
    // A terminal without a size says 0.
    width: process.stdout.columns || 80,
  };
}

/** An incomplete result must not pass for a complete one: the process ends with 3, whatever the run itself says. */
function failWith(stream: NodeJS.WriteStream): void {
  stream.removeListener("error", endIncomplete);
  stream.on("error", endIncomplete);
}

let isIncomplete = false;

function endIncomplete(error: NodeJS.ErrnoException): void {
  // A reader such as `head` closes the pipe when it has enough; that is no fault of the run.
  if (error.code === "EPIPE" || isIncomplete) return;
  isIncomplete = true;
  process.once("exit", () => {
    process.exitCode = 3;
  });
  process.stderr.write(`error  incomplete-output\n  cannot write all of the output: ${reasonOf(error)}\n`);
}

/** `NO_COLOR` wins over `FORCE_COLOR`, which wins over what the stream is; see https://no-color.org. */
export function mayColour(
  environment: Readonly<Record<string, string | undefined>>,
  stream: { readonly isTTY?: boolean },
): boolean {
  if (environment.NO_COLOR) return false;
  const forced = environment.FORCE_COLOR;
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return stream.isTTY === true && environment.TERM !== "dumb";
}

export function realClock(): Clock {
  return { now: () => performance.now(), today: () => new Date().toISOString().slice(0, 10) };
}

export function realEnvironment(): Environment {
  return (name) => process.env[name] || undefined;
}
