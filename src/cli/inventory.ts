/** `db-ssot inventory`: counts how the project accesses its databases. */
import type { Command } from "commander";
import { analyse } from "../judge/analysis/analyse.js";
import { takeEffects } from "../judge/inventory/effects.js";
import { takeInventory } from "../judge/inventory/inventory.js";
import type { CommandContext } from "./command.js";
import { chooseFormat, reportContext } from "./formats.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";
import { addConfigOption, addProjectOption, type ProjectOptions, requestFrom } from "./options.js";
import { createProgress } from "./progress.js";
import { contractsTable, inventoryJson, inventoryTable } from "./report/index.js";

interface InventoryOptions extends ProjectOptions {
  readonly format: string;
}

export function addInventory(program: Command, { run }: CommandContext): void {
  const command = program
    .command("inventory")
    .summary("count how the database is accessed")
    .description(
      "Prints every access pattern with its number of places and files, and what each accessor and manager does with the handle.",
    )
    .argument("[paths...]", "files and directories (default: the whole project)");
  addProjectOption(addConfigOption(command))
    .option("--format <name>", `output format: ${FORMATS.join(", ")}`, "table")
    .addHelpText("after", EXAMPLES)
    .action((paths: string[], options: InventoryOptions) =>
      run((invocation) => runInventory(invocation, paths, options)),
    );
}

export const FORMATS: readonly string[] = ["table", "json"];

/** A count is not a judgement: the exit status is 0 whatever it says. */
async function runInventory(
  invocation: CommandInvocation,
  paths: readonly string[],
  { format, ...options }: InventoryOptions,
): Promise<ExitStatus> {
  const chosen = chooseFormat(format, FORMATS);
  const { terminal, clock } = invocation.world;
  const progress = createProgress(terminal, clock);
  try {
    const analysis = await analyse(invocation.world, requestFrom(invocation, paths, options, progress));
    progress.erase();
    const inventory = takeInventory(analysis.subject, analysis.discovery.selected);
    const context = reportContext(invocation, analysis.gathered.texts);
    const contracts = takeEffects(analysis.subject);
    const shown =
      chosen === "json"
        ? inventoryJson(inventory, contracts, context)
        : inventoryTable(inventory, context) + contractsTable(contracts, context);
    terminal.write(shown);
    return 0;
  } finally {
    progress.erase();
  }
}

const EXAMPLES = `
Examples:
  db-ssot inventory                the whole project
  db-ssot inventory src            one directory
  db-ssot inventory --format json  for another program

Exit status: 0 counted, 2 usage or configuration, 3 internal or I/O failure.`;
