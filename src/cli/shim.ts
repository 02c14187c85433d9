/** `db-ssot shim`: adds a missing member as a deprecated stand-in for the accessor, for callers that cannot change yet. */
import type { Command } from "commander";
import { shim } from "../change/shim/shim.js";
import type { CommandContext } from "./command.js";
import { reportContext } from "./formats.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";
import { addConfigOption, type ProjectOptions, typedPath } from "./options.js";
import { createProgress } from "./progress.js";
import { changesPatch } from "./report/changes.js";
import { shimForPeople } from "./report/shim.js";
import { addWritingOptions, recoverInterrupted, type WritingOptions, writeAndReport } from "./writing.js";

interface ShimOptions extends ProjectOptions, WritingOptions {}

export function addShim(program: Command, { run }: CommandContext): void {
  const command = program
    .command("shim")
    .summary("add a missing method as a deprecated wrapper around the accessor")
    .description(
      "Adds a method that callers miss as a deprecated wrapper around the accessor, until the callers are rewritten.",
    )
    .argument("<class.member>", "the method; prefixed with `path#` if several classes have the name");
  addConfigOption(addWritingOptions(command))
    .addHelpText("after", EXAMPLES)
    .action((member: string, options: ShimOptions) => run((invocation) => runShim(invocation, member, options)));
}

async function runShim(invocation: CommandInvocation, member: string, options: ShimOptions): Promise<ExitStatus> {
  const { terminal, clock } = invocation.world;
  const progress = createProgress(terminal, clock);
  try {
    await recoverInterrupted(invocation, options);
    const config = options.config === undefined ? {} : { config: typedPath(invocation, options.config) };
    const result = await shim(invocation.world, { member, ...config, progress: progress.report });
    progress.erase();
    const context = reportContext(invocation, result.after.analysis.gathered.texts);
    const said = shimForPeople(result, !options.diff, context);
    if (options.diff) {
      terminal.write(changesPatch(result, context));
      terminal.writeError(`${said}nothing was written\n`);
    } else {
      await writeAndReport(invocation, result.changes, options);
      terminal.write(said);
    }
    return 0;
  } finally {
    progress.erase();
  }
}

const EXAMPLES = `
Examples:
  db-ssot shim DatabaseManager.getAsyncSession          add it
  db-ssot shim DatabaseManager.getAsyncSession --diff   what would change
  db-ssot shim src/db/manager.ts#DatabaseManager.getAsyncSession
                                                        if several classes have the name

Exit status: 0 added, 2 usage or configuration, 3 it cannot be added safely.`;
