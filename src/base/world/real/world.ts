/** The real world: the disk below a root, the repository around it, the process's terminal, the system's clock. */
import process from "node:process";
import type { Clock, Environment, World } from "../world.js";
import { realCache } from "./cache.js";
import { realCopies } from "./copies.js";
import { realFiles, realOutputs } from "./files.js";
import { realGit } from "./git/git.js";
import { realHooks } from "./git/hooks.js";
import { realStaging } from "./git/staging.js";
import { realMachine } from "./machine.js";
import { realProcesses } from "./processes.js";
import { realPrompts, realTerminal } from "./terminal.js";

/**
 * @param root   the project's root; relative to the working directory, or absolute
 * @param build  identifies the program, whose results are kept for later runs; nothing is kept where absent
 */
export function realWorld(root: string, build?: string): World {
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
    ...(build === undefined ? {} : { cache: realCache({ root, build }) }),
  };
}

export function realClock(): Clock {
  return { now: () => performance.now(), today: () => new Date().toISOString().slice(0, 10) };
}

export function realEnvironment(): Environment {
  return (name) => process.env[name] || undefined;
}
