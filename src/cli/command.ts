/** What a command gets when it is added to the program. */
import type { CommandInvocation, ExitStatus } from "./invocation.js";

export interface CommandContext {
  /** Runs a command's work and keeps its exit status. */
  readonly run: (work: (invocation: CommandInvocation) => Promise<ExitStatus>) => Promise<void>;
}
