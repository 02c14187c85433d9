/** The keys that set the extent of a project (`root`, `ignore`), read before the configuration is validated. */
import type { FilePath } from "../../base/text/span.js";
import type { FileSystem } from "../../base/world/world.js";
import { completeGlobs } from "./complete.js";
import { extendLayer } from "./extend.js";
import { readDirectory } from "./read.js";
import type { RuleSummary } from "./schema.js";
import { plainValue } from "./traced.js";

export interface Bounds {
  /** No configuration above it counts. */
  readonly root: boolean;
  /** Globs of what is left out, from its directory. */
  readonly ignore: readonly string[];
}

/**
 * @param loadRules  called only where the configuration extends another
 * @returns nothing where the directory has no configuration
 * @throws {Fault} when it cannot be read, is not JSON, or stands in two places
 */
export async function readBounds(
  files: FileSystem,
  loadRules: () => Promise<readonly RuleSummary[]>,
  directory: FilePath,
): Promise<Bounds | undefined> {
  const document = await readDirectory(files, directory);
  if (document === undefined) return undefined;
  const own = boundsIn(document.value);
  if (!isObject(document.value) || document.value.extends === undefined) return own;
  const tree = await extendLayer({ files, rules: await loadRules() }, { document, kind: "own", directory });
  return boundsIn(plainValue(tree));
}

function boundsIn(value: unknown): Bounds {
  const { root, ignore } = isObject(value) ? value : {};
  const globs = Array.isArray(ignore) ? ignore.filter((glob) => typeof glob === "string") : [];
  return { root: root === true, ignore: completeGlobs(globs) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
