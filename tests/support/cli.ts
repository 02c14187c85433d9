/** The command line on a project in memory. */

import { main } from "../../src/cli/main.js";
import { type MemoryFiles, type MemoryOptions, type MemoryWorld, memoryWorld } from "./memory-world.js";

export interface RunResult {
  readonly status: number;
  /** Standard output. */
  readonly output: string;
  /** Standard error. */
  readonly errors: string;
}

export interface CliRun extends RunResult {
  /** As the command left it. */
  readonly world: MemoryWorld;
}

/** @param command the words after `db-ssot`, with single spaces between them */
export function runCli(command: string, files: MemoryFiles, options: MemoryOptions = {}): Promise<CliRun> {
  return runCliIn(memoryWorld(files, options), command);
}

/** Another command in the world that an earlier one left. */
export function runCliIn(world: MemoryWorld, command: string): Promise<CliRun> {
  return runFrom(world, command, "");
}

/** The same, typed in a directory of the project. Returns what it prints. */
export async function runCliBelow(world: MemoryWorld, directory: string, command: string): Promise<string> {
  const { output } = await runFrom(world, command, directory);
  return output;
}

async function runFrom(world: MemoryWorld, command: string, directory: string): Promise<CliRun> {
  const before = { output: world.output().length, errors: world.errors().length };
  const status = await main({
    words: command.split(" ").filter((word) => word !== ""),
    world,
    directory,
    pages: memoryWorld({ "missing-member.md": PAGE }).files,
    circumstances: { version: "1.2.3", node: "20.19.0", platform: "linux x64", command: `db-ssot ${command}` },
  });
  const output = world.output().slice(before.output);
  return { status, output, errors: world.errors().slice(before.errors), world };
}

const PAGE = `# missing-member

## What it does

Reports a **call** of a member; see [the rules](../README.md).

## Example

\`\`\`ts
await DatabaseManager.getAsyncSession();
\`\`\`
`;
