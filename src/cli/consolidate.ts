/** `db-ssot consolidate`: merges managers or accessors of one name. */
import type { Command } from "commander";
import { consolidate } from "../change/consolidate/consolidate.js";
import type { Consolidation } from "../change/consolidate/consolidation.js";
import type { CommandContext } from "./command.js";
import { chooseFormat, reportContext } from "./formats.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";
import { addConfigOption, type ProjectOptions, typedPath } from "./options.js";
import { createProgress } from "./progress.js";
import { changesPatch } from "./report/changes.js";
import { consolidationForPeople, consolidationJson } from "./report/consolidation.js";
import { addWritingOptions, recoverInterrupted, type WritingOptions, writeAndReport } from "./writing.js";

interface ConsolidateOptions extends ProjectOptions, WritingOptions {
  readonly into?: string;
  readonly shim: boolean;
  readonly format: string;
}

export function addConsolidate(program: Command, { run }: CommandContext): void {
  const command = program
    .command("consolidate")
    .summary("merge duplicate managers or accessors")
    .description(
      "Merges classes or functions that have the same name into one definition. Members that only one of them has are added, members that are the same are kept once, and members that contradict each other stop the merge. Callers are rewritten to import it from there, and the old module keeps a deprecated re-export.",
    )
    .argument("<name>", "a class or function that is defined more than once")
    .option("--into <module>", "the module whose definition is kept (default: the one next to the accessor)")
    .option("--no-shim", "leave no deprecated re-export in the old module");
  addConfigOption(addWritingOptions(command))
    .option("--format <name>", `output format: ${FORMATS.join(", ")}`, "pretty")
    .addHelpText("after", EXAMPLES)
    .action((name: string, options: ConsolidateOptions) =>
      run((invocation) => runConsolidate(invocation, name, options)),
    );
}

const FORMATS = ["pretty", "json"];

async function runConsolidate(
  invocation: CommandInvocation,
  name: string,
  options: ConsolidateOptions,
): Promise<ExitStatus> {
  const { world } = invocation;
  chooseFormat(options.format, FORMATS);
  const progress = createProgress(world.terminal, world.clock);
  try {
    await recoverInterrupted(invocation, options);
    const result = await consolidate(world, {
      name,
      noShim: !options.shim,
      ...(options.into === undefined ? {} : { into: typedPath(invocation, options.into) }),
      ...(options.config === undefined ? {} : { config: typedPath(invocation, options.config) }),
      progress: progress.report,
    });
    progress.erase();
    const isWritten = result.kind === "merged" && options.diff !== true;
    if (isWritten) await writeAndReport(invocation, result.changes, options);
    print(invocation, result, isWritten, options);
    return result.kind === "refused" ? 1 : 0;
  } finally {
    progress.erase();
  }
}

/** A patch alone goes to standard output, so that `git apply` can read it from there. */
function print(
  invocation: CommandInvocation,
  result: Consolidation,
  written: boolean,
  { diff = false, format }: ConsolidateOptions,
): void {
  const { terminal } = invocation.world;
  const context = reportContext(invocation, new Map());
  if (format === "json") {
    terminal.write(consolidationJson(result, written, context));
    return;
  }
  const said = consolidationForPeople(result, written, context);
  if (result.kind !== "merged" || !diff) {
    terminal.write(said);
    return;
  }
  terminal.write(changesPatch(result, context));
  terminal.writeError(said);
}

const EXAMPLES = `
Examples:
  db-ssot consolidate DatabaseManager --diff                       what would change
  db-ssot consolidate DatabaseManager                              change it
  db-ssot consolidate DatabaseManager --into src/database/index.ts
                                                                   merge into this module
  db-ssot consolidate getDb --no-shim                              leave nothing in the old module

Exit status: 0 merged, 1 the definitions contradict each other, 2 usage or configuration, 3 internal or I/O failure.`;
