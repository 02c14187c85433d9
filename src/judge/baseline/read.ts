/** Reads the baseline file of a project. A malformed file is an error for the user. */

import { decode } from "../../base/text/encoding.js";
import { childPath, directoryOf } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import { type FileSystem, UnreadableError } from "../../base/world/world.js";
import type { Config } from "../../read/config/config.js";
import { throwFaults } from "../../read/config/fault.js";
import { fault, faultRow } from "../../read/config/faults.js";
import type { PlacedEntry } from "./entry.js";
import { parseBaseline } from "./parse.js";

export const BASELINE_FILE = "db-ssot-baseline.jsonl";

export interface Baseline {
  readonly path: FilePath;
  readonly text: string;
  readonly entries: readonly PlacedEntry[];
}

/** Beside the configuration; at the root where there is none. */
export function baselinePath({ origin }: Pick<Config, "origin">): FilePath {
  return origin === undefined ? BASELINE_FILE : childPath(directoryOf(origin), BASELINE_FILE);
}

/**
 * @returns `undefined` where there is none
 * @throws {Fault} where it cannot be read, or any line of it cannot be understood: what it says would be lost
 */
export function readBaseline(files: FileSystem, config: Pick<Config, "origin">): Baseline | undefined {
  const path = baselinePath(config);
  const text = readText(files, path);
  if (text === undefined) return undefined;
  const { entries, flaws } = parseBaseline(text);
  const newer = flaws.filter(({ kind }) => kind === "newer");
  const told = (newer.length > 0 ? newer : flaws).slice(0, MOST_REPORTED);
  throwFaults(
    told.map(({ kind, line, message }) =>
      faultRow(`${kind}-baseline`, { path, message }, { file: path, line, column: 1 }),
    ),
  );
  return { path, text, entries };
}

/** Where one line is broken, all may be. */
const MOST_REPORTED = 3;

function readText(files: FileSystem, path: FilePath): string | undefined {
  try {
    const bytes = files.stat(path)?.kind === "file" ? files.read(path) : undefined;
    if (bytes === undefined) return undefined;
    const decoded = decode(bytes);
    if (decoded.kind === "text") return decoded.text;
    throw fault("malformed-baseline", { path, message: "it is not UTF-8" });
  } catch (error) {
    if (error instanceof UnreadableError) throw fault("unreadable-file", { path, reason: error.reason });
    throw error;
  }
}
