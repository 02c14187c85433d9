/** From files to a complete configuration, the whole way: read, validate, complete; and, once the files are known, check. */
import type { FilePath } from "../text/span.js";
import type { FileSystem } from "../world/world.js";
import { completeConfig, EMPTY_CONFIG } from "./complete.js";
import type { Config } from "./config.js";
import type { ConfigDocument } from "./document.js";
import { Fault, throwFaults } from "./fault.js";
import { findMissingPlaces } from "./places.js";
import { readConfig } from "./read.js";
import type { RuleSummary } from "./schema.js";
import { validateDocument } from "./validate.js";

export interface LoadedConfig {
  readonly config: Config;
  /** Absent when nothing was configured. */
  readonly document?: ConfigDocument;
}

/**
 * @param rules every rule there is
 * @param path  what the user gave to `--config`, relative to the root of `files`
 * @throws {Fault} with everything that is wrong
 */
export async function loadConfig(
  files: FileSystem,
  rules: readonly RuleSummary[],
  path?: FilePath,
): Promise<LoadedConfig> {
  const document = await readConfig(files, path);
  if (document === undefined) return { config: EMPTY_CONFIG };
  const validated = await validateDocument(document, rules);
  if (validated.kind === "faults") throw new Fault(validated.faults);
  return { config: completeConfig(validated.raw, document.file), document };
}

/**
 * @param files all source files of the project, not only those that this run was asked about
 * @throws {Fault} with every module and glob that is not there
 */
export function checkPlaces({ config, document }: LoadedConfig, files: readonly FilePath[]): void {
  if (document !== undefined) throwFaults(findMissingPlaces(config, document, files));
}
