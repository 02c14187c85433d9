/** What a command needs to enter itself in the program. */
import type { ExitStatus, Invocation } from "./invocation.js";

export interface CommandContext {
  /** Runs a command's work and keeps its exit status. */
  readonly run: (work: (invocation: Invocation) => Promise<ExitStatus>) => Promise<void>;
}
