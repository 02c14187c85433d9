/** Runs the built command as its own process, as a user does. `npm test` builds it first. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import type { RunResult } from "../support/cli.js";

const COMMAND = fileURLToPath(new URL("../../bin/db-ssot.js", import.meta.url));

/** Not that of the person who runs the tests. */
const CACHES = mkdtempSync(join(tmpdir(), "db-ssot-caches-"));
afterAll(() => rmSync(CACHES, { recursive: true, force: true }));

/**
 * @param command the words after `db-ssot`, with single spaces between them
 * @param given   variables of the environment besides those of the tests
 */
export function runBuilt(
  folder: string,
  command: string,
  nodeOptions: readonly string[] = [],
  given: Readonly<Record<string, string>> = {},
): Promise<RunResult> {
  const { FORCE_COLOR: _, ...environment } = process.env;
  const words = [...nodeOptions, COMMAND, ...command.split(" ").filter((word) => word !== "")];
  return new Promise((resolve) => {
    const options = {
      cwd: folder,
      env: { ...environment, NO_COLOR: "1", DB_SSOT_CACHE_DIR: CACHES, ...given },
      maxBuffer: 2 ** 26,
    };
    execFile(process.execPath, words, options, (error, output, errors) => {
      resolve({ status: typeof error?.code === "number" ? error.code : 0, output, errors });
    });
  });
}
