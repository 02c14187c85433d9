/** A directory for the length of some work, outside of everybody's tree. */
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codeOf, reasonOf } from "./real-errors.js";
import { StagingError } from "./staging.js";

/** @throws {StagingError} where the system refuses */
export async function inTemporary<Result>(work: (directory: string) => Promise<Result>): Promise<Result> {
  let directory: string | undefined;
  try {
    directory = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), "db-ssot-git-"));
    return await work(directory);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw new StagingError({ kind: "git-failed", reason: reasonOf(error) });
  } finally {
    if (directory !== undefined) fs.rmSync(directory, { recursive: true, force: true });
  }
}
