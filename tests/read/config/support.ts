/** What the tests of the configuration share: files in memory, the rules there are, and a short way to a fault. */

import type { FileSystem } from "../../../src/base/world/world.js";
import type { Config } from "../../../src/read/config/config.js";
import { Fault } from "../../../src/read/config/fault.js";
import { loadConfig } from "../../../src/read/config/load.js";
import type { RuleSummary } from "../../../src/read/config/schema.js";
import { type MemoryFiles, memoryWorld } from "../../support/memory-world.js";

export const RULES: readonly RuleSummary[] = [
  { id: "missing-member", summary: "a member that the manager does not have", options: { a: [] } },
  {
    id: "direct-client",
    summary: "a client built outside the internals",
    options: { a: 0, stores: false, depth: 1, include: [] },
  },
  { id: "stale-reference", summary: "a comment that names what does not exist" },
];

export function filesOf(files: MemoryFiles): FileSystem {
  return memoryWorld(files).files;
}

/** The complete configuration that a value of `db-ssot.json` means. */
export async function configOf(value: unknown): Promise<Config> {
  return (await loadConfig(filesOf({ "db-ssot.json": JSON.stringify(value) }), RULES)).config;
}

/** Each fault in one line: `db-ssot.json:1:2 unknown-key | what | help`. */
export async function faultsOf(action: () => unknown): Promise<readonly string[]> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.rows.map(({ code, place, what, fix }) => {
      const where = place === undefined ? "" : `${place.file}:${place.line}:${place.column} `;
      return `${where}${code} | ${what} | ${fix}`;
    });
  }
  return [];
}

/** As `faultsOf`, of a text of `db-ssot.json`. */
export function faultsOfText(text: string): Promise<readonly string[]> {
  return faultsOf(() => loadConfig(filesOf({ "db-ssot.json": text }), RULES));
}
