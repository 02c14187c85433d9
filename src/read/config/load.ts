/**
 * Loads the configuration: reads, extends, validates and completes it. Once the files of the project are known, merges
 * configurations below the root and checks that named files exist.
 */
import { directoryOf, isWithin, relativePath } from "../../base/text/paths.js";
import { compareText, type FilePath } from "../../base/text/span.js";
import type { FileSystem } from "../../base/world/world.js";
import { completeConfig, EMPTY_CONFIG } from "./complete.js";
import type { Config } from "./config.js";
import { type KeyPath, writeKeyPath } from "./document.js";
import { type ConfigReading, extendLayer } from "./extend.js";
import { type FaultPlace, throwFaults } from "./fault.js";
import { withFile } from "./name.js";
import { composeNearer, type NearerConfig } from "./nearer.js";
import { findMissingPlaces } from "./places.js";
import type { RawConfig } from "./raw.js";
import { readConfig, readDirectory } from "./read.js";
import type { RuleSummary } from "./schema.js";
import { EMPTY_TABLE, partAt, placeOfOrigin, plainValue, type TracedTable, writtenAt } from "./traced.js";

export interface LoadedConfig {
  readonly config: Config;
  /** The same before it was completed, in which every part knows where it was written; empty where nothing is configured. */
  readonly tree: TracedTable;
  /** Directories below the root whose configurations are composed into it, and those that are projects of their own. */
  readonly nearer: readonly FilePath[];
  readonly apart: readonly FilePath[];
}

/**
 * The configuration of the root alone, without those of directories below.
 *
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
  if (document === undefined) return { config: EMPTY_CONFIG, tree: EMPTY_TABLE, nearer: [], apart: [] };
  const tree = await extendLayer({ files, rules }, { document, kind: "own", directory: "" });
  return { config: completeConfig(plainValue(tree) as RawConfig, document.file), tree, nearer: [], apart: [] };
}

/** Where a configuration may stand below the root. */
export interface Nearby {
  /** Every `db-ssot.json` and `package.json` of the project that is not left out. */
  readonly candidates: readonly FilePath[];
  /** Name of the package that a directory holds. */
  readonly nameOf: (directory: FilePath) => string | undefined;
}

/**
 * The configuration of the root with all that stand below it.
 *
 * @throws {Fault} with everything that is wrong with one of them
 */
export async function loadNearer(loaded: LoadedConfig, reading: ConfigReading, nearby: Nearby): Promise<LoadedConfig> {
  const directories = [...new Set(nearby.candidates.map(directoryOf))].filter((directory) => directory !== "");
  const apart: FilePath[] = [];
  const nearer: NearerConfig[] = [];
  for (const directory of directories.sort(compareText)) {
    if (apart.some((each) => isWithin(each, directory))) continue;
    const document = await readDirectory(reading.files, directory);
    if (document === undefined) continue;
    const tree = await extendLayer(reading, { document, kind: "nearer", directory });
    if (isRoot(tree)) apart.push(directory);
    else nearer.push({ directory, label: nearby.nameOf(directory) ?? directory, tree });
  }
  if (nearer.length === 0) return { ...loaded, apart };
  const tree = composeNearer(loaded.tree, nearer);
  const config = completeConfig(plainValue(tree) as RawConfig, loaded.config.origin);
  return { config, tree, nearer: nearer.map(({ directory }) => directory), apart };
}

/**
 * @param files all source files of the project, not only those that this run was asked about
 * @throws {Fault} with every module and glob that is not there
 */
export function checkPlaces({ config, tree }: LoadedConfig, files: readonly FilePath[]): void {
  throwFaults(findMissingPlaces(config, tree, files));
}

/** A value of the configuration in its own file. */
export interface WrittenValue {
  readonly path: string;
  readonly value: unknown;
  readonly place: FaultPlace | undefined;
  /** From a package that many projects share, so that not all of it is about this one. */
  readonly shared: boolean;
  /** What this file would write for a name that counts from the root. */
  spelled(name: string): string;
}

/** Where the value at `path` was written; nothing where nobody wrote it. */
export function findWritten({ tree }: LoadedConfig, path: KeyPath): WrittenValue | undefined {
  const origin = partAt(tree, path)?.origin;
  return (
    origin && {
      path: writeKeyPath(origin.path),
      value: writtenAt(origin),
      place: placeOfOrigin(origin),
      shared: origin.layer.kind === "shared",
      spelled: (name) => withFile(name, (file) => relativePath(origin.layer.directory, file)),
    }
  );
}

function isRoot(tree: TracedTable): boolean {
  const root = tree.entries.get("root");
  return root?.kind === "value" && root.value === true;
}
