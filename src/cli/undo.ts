/** `db-ssot undo`: takes the last run back that wrote. */
import type { Command } from "commander";
import { undo } from "../change/journal/undo.js";
import type { CommandContext } from "./command.js";
import { undoneForPeople } from "./report/undone.js";

export function addUndo(program: Command, { run }: CommandContext): void {
  program
    .command("undo")
    .summary("take the last run back")
    .description(
      "Gives the files of the last run that wrote the bytes they had before it: of `fix`, `consolidate` or `shim`. Asked again, it takes back the run before. A run that was interrupted goes first.",
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
  db-ssot undo                  take back what the last run wrote

Nothing is taken back where a file of the run has changed since. The last 20 runs are kept, in .db-ssot, which git does not see.

Exit status: 0 taken back, or nothing to undo, 3 it could not do its work.`;
