/** `db-ssot cache clear`: removes what earlier runs kept. */
import type { Command } from "commander";
import type { CommandContext } from "./command.js";
import { counted } from "./report/summary.js";

export function addCache(program: Command, { run }: CommandContext): void {
  program
    .command("cache")
    .summary("remove what earlier runs kept")
    .description("Manages what `check` keeps between runs, so that it reads only files that have changed.")
    .helpCommand(false)
    .command("clear")
    .summary("remove what earlier runs kept")
    .description("Removes what `check` has kept of all projects of this user. The next runs read their files anew.")
    .addHelpText("after", EXAMPLES)
    .action(() =>
      run(async ({ world: { cache, terminal } }) => {
        const count = (await cache?.clear()) ?? 0;
        terminal.write(count === 0 ? "nothing was kept\n" : `removed what was kept of ${counted(count, "project")}\n`);
        return 0;
      }),
    );
}

const EXAMPLES = `
Examples:
  db-ssot cache clear           remove everything that was kept

It is kept in the cache folder of the user (~/.cache/db-ssot), or in the folder that DB_SSOT_CACHE_DIR names. Where the variable CI is
set, nothing is kept without that. Facts are kept by the content of a file, so a branch switch needs no clearing.

Exit status: 0 removed, or nothing was kept, 3 internal or I/O failure.`;
