/** `db-ssot init`: writes down the way in to the database, as far as it can be seen. */
import type { Command } from "commander";
import { type Analysis, analyse } from "../analysis/analyse.js";
import { fault } from "../config/faults.js";
import { CONFIG_FILE, PACKAGE_FILE, readConfig } from "../config/read.js";
import { writeConfig } from "../config/write.js";
import { encode } from "../text/encoding.js";
import { visible } from "../text/width.js";
import type { FileSystem } from "../world/world.js";
import type { CommandContext } from "./command.js";
import type { ExitStatus, Invocation } from "./invocation.js";
import { createProgress } from "./progress.js";

export function addInit(program: Command, { run }: CommandContext): void {
  program
    .command("init")
    .summary(`write ${CONFIG_FILE} from what the code shows`)
    .description(`Looks for the accessor of each database, says what it is assumed from, and writes ${CONFIG_FILE}.`)
    .addHelpText("after", EXAMPLES)
    .action(() => run(init));
}

async function init({ world }: Invocation): Promise<ExitStatus> {
  const { terminal, clock, files } = world;
  await refuseConfigured(files);
  const progress = createProgress(terminal, clock);
  try {
    const { detection } = await analyse(world, { detect: true, progress: progress.report });
    progress.erase();
    const found = detection ?? NOTHING_DETECTED;
    const assumed = found.assumptions.map((assumption) => `${visible(assumption)}\n`).join("");
    if (found.sources.length === 0) {
      terminal.write(assumed + HOW_TO_NAME_ONE);
      return 2;
    }
    const text = writeConfig(found.sources);
    await files.write(CONFIG_FILE, encode(text));
    terminal.write(`${assumed}\nwrote ${CONFIG_FILE}:\n\n${text}\n${WHAT_NEXT}`);
    return 0;
  } finally {
    progress.erase();
  }
}

const NOTHING_DETECTED: NonNullable<Analysis["detection"]> = { sources: [], assumptions: [], unclear: [] };

/** @throws {Fault} where there is a configuration, right or wrong: it may hold decisions that cannot be detected */
async function refuseConfigured(files: FileSystem): Promise<void> {
  if (files.stat(CONFIG_FILE) !== undefined) throw fault("config-exists", { path: CONFIG_FILE });
  if ((await readConfig(files)) !== undefined) throw fault("config-exists", { path: PACKAGE_FILE });
}

const WHAT_NEXT = `Read it before you trust it: what was assumed gave warnings, what is written down gives errors.
A function that is to go and that nothing marks as deprecated wants its name in \`legacy\`.
Then: db-ssot check
`;

const HOW_TO_NAME_ONE = `
nothing was written: name the way in yourself, in ${CONFIG_FILE}:

{
  "$schema": "./node_modules/db-ssot/schema.json",
  "sources": [{ "accessor": { "module": "src/database/index.ts", "name": "getDb" } }]
}

In Python: { "module": "app/database/__init__.py", "name": "get_db" }
`;

const EXAMPLES = `
Examples:
  db-ssot init                     look, say what is assumed, write ${CONFIG_FILE}

Exit status: 0 written, 2 there is a configuration already, or no clear accessor to write down.`;
