/** Projects for stand-ins: what `shim` makes of a small project, and what a caller of the result is told. */

import { type ShimResult, shim } from "../../../src/change/shim/shim.js";
import type { MemoryFiles } from "../../support/memory-world.js";
import { memoryWorld } from "../../support/memory-world.js";
import { readProject, withConfig } from "../../support/snippet-project.js";

export const TYPESCRIPT = {
  accessor: { module: "src/database.ts", name: "getDb" },
  managers: ["DatabaseManager"],
  internals: ["src/database.ts"],
};

export const PYTHON = {
  accessor: { module: "app/database.py", name: "get_db" },
  managers: ["DatabaseManager"],
  internals: ["app/database.py"],
};

export interface Shimmed extends ShimResult {
  /** The texts of the files that changed. */
  readonly texts: Readonly<Record<string, string>>;
  /** The project with them. */
  readonly files: MemoryFiles;
}

/**
 * @param source  a project in the notation of snippets
 * @param written  files whose every byte counts
 */
export async function shimmed(
  source: string,
  member: string,
  config: object,
  written: MemoryFiles = {},
): Promise<Shimmed> {
  const files = withConfig({ ...readProject(source).files, ...written }, { sources: [config] });
  const result = await shim(memoryWorld(files), { member });
  const texts = Object.fromEntries(result.changes.map(({ file, after }) => [file, after]));
  return { ...result, texts, files: { ...files, ...texts } };
}

/** Where each caller is, and what is wrong with it: `src/a.ts:3 unserved: it passes no callback`. */
export function callersOf({ shims }: ShimResult): readonly string[] {
  return shims.flatMap(({ callers }) =>
    callers.map(({ file, line, fit, reason }) => `${file}:${line} ${fit}${reason === undefined ? "" : `: ${reason}`}`),
  );
}
