/** The command line on a folder of the disk, in this process: what `runBuilt` gives without the start of a program. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { realFiles, realOutputs } from "../../src/base/world/real/files.js";
import { realWorld } from "../../src/base/world/real/world.js";
import type { World } from "../../src/base/world/world.js";
import { main } from "../../src/cli/main.js";
import type { RunResult } from "./cli.js";

const PAGES = realFiles(fileURLToPath(new URL("../../src/judge/rules", import.meta.url)));
const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

/**
 * @param folder  absolute; the working directory of the command
 * @param command the words after `db-ssot`, with single spaces between them
 * @param given   variables of the environment besides those of the tests
 */
export async function runOnDisk(
  folder: string,
  command: string,
  given: Readonly<Record<string, string>> = {},
): Promise<RunResult> {
  const written = { output: "", errors: "" };
  const worldAt = (root: string): World => ({
    ...realWorld(resolve(folder, root)),
    terminal: {
      write: (text) => {
        written.output += text;
      },
      writeError: (text) => {
        written.errors += text;
      },
      colour: false,
      interactive: false,
      width: 80,
    },
    outputs: realOutputs(folder),
    environment: (name) => (given[name] ?? process.env[name]) || undefined,
  });
  const status = await main({
    words: command.split(" ").filter((word) => word !== ""),
    world: worldAt("."),
    worldAt,
    pages: PAGES,
    circumstances: {
      version,
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
      command: `db-ssot ${command}`,
    },
  });
  return { status, ...written };
}
