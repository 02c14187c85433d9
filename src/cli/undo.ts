/** `db-ssot undo`: takes the last run back that wrote. */
import type { Command } from "commander";
import { undo } from "../change/journal/undo.js";
import type { CommandContext } from "./command.js";
import { undoneForPeople } from "./report/undone.js";

export function addUndo(program: Command, { run }: CommandContext): void {
  program
    .command("undo")
    .summary("undo the last run")
    .description(
      "Restores the files that the last run of `fix`, `consolidate` or `shim` wrote, byte for byte. Run again, it undoes the run before. An interrupted run is undone first.",
    )
    .addHelpText("after", EXAMPLES)
    .action(() =>
      run(async ({ world }) => {
        world.terminal.write(undoneForPeople(await undo(world), world.terminal));
        return 0;
      }),
    );
}

const EXAMPLES = `
Examples:
  db-ssot undo                  undo the last run

Nothing is restored if a file of the run has changed since. The last 20 runs are kept in .db-ssot, which git ignores.

Exit status: 0 undone, or nothing to undo, 3 internal or I/O failure.`;
