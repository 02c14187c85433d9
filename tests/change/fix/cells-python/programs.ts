/** Runs programs, all in one process of Python, and gives what came of each. */
import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { MemoryFiles } from "../../../support/memory-world.js";
import { tempProject } from "../../../support/temp-project.js";

/** Of one run; two runs are the same where all of it is equal. */
export interface Outcome {
  readonly result: string | null;
  readonly error: string | null;
  /** `open`, `close`, `commit`, `rollback`, in their order, when the program was done. */
  readonly log: readonly string[];
  /** The same when nothing holds on to anything any more. */
  readonly late: readonly string[];
  /** The rows that are in the database afterwards. */
  readonly kept: readonly (readonly string[])[];
}

/** With a query that finds something, and with one that fails. */
export type Outcomes = Readonly<Record<"found" | "failing", Outcome>>;

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL("run_programs.py", import.meta.url));

/**
 * @param projects by name, each with its programs `app/row_*.py`
 * @returns by project and program: `value-before/row_3.py`
 */
export async function runPrograms(
  python: string,
  projects: Readonly<Record<string, MemoryFiles>>,
): Promise<Readonly<Record<string, Outcomes>>> {
  const files = Object.entries(projects).flatMap(([name, each]) =>
    Object.entries(each).map(([path, text]) => [`projects/${name}/${path}`, text] as const),
  );
  const folder = tempProject(Object.fromEntries(files));
  mkdirSync(join(folder, "databases"));
  const given = ["-B", SCRIPT, join(folder, "projects"), join(folder, "databases")];
  const { stdout } = await run(python, given, { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as Readonly<Record<string, Outcomes>>;
}
