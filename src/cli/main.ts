/** Runs a command line and returns the exit status. Errors are printed on standard error, never thrown. */
import { CommanderError } from "commander";
import { asFault, renderFault } from "./faults.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";
import { runProgram } from "./program.js";
import { usageFault } from "./usage.js";

export type { CommandInvocation, ExitStatus } from "./invocation.js";

/** @throws never */
export async function main(invocation: CommandInvocation): Promise<ExitStatus> {
  try {
    return await runProgram(invocation);
  } catch (error) {
    // Without a command commander has printed its help already.
    if (error instanceof CommanderError && error.code === "commander.help") return 2;
    const fault = error instanceof CommanderError ? usageFault(error) : asFault(error, invocation);
    if (fault === undefined) return 0;
    invocation.world.terminal.writeError(renderFault(fault));
    return fault.exitStatus;
  }
}
