/** package.json files: looked up on demand, read once, reduced to what resolving needs. */

import { ancestorsOf, childPath } from "../../../../base/text/paths.js";
import type { FilePath } from "../../../../base/text/span.js";
import { remember } from "../../remember.js";
import { asObject, asText, asTexts, isObject, type JsonObject } from "./json.js";
import { joinPath } from "./paths.js";
import { matchPattern, parsePattern } from "./patterns.js";
import type { ScriptProject } from "./project.js";

export interface Manifest {
  readonly directory: FilePath;
  readonly name?: string;
  readonly exports: unknown;
  readonly imports: unknown;
  /** `source`, `module`, `main` and `types`, in this order: code before declarations. */
  readonly entries: readonly string[];
  /** Every kind of dependency: name and range. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** Globs of `workspaces`. */
  readonly workspaces: readonly string[];
}

export interface Manifests {
  at(directory: FilePath): Manifest | undefined;
  /** Those of the directory and of the ones around it, nearest first. */
  around(directory: FilePath): readonly Manifest[];
}

export function readManifests(project: ScriptProject): Manifests {
  const at = remember((directory: FilePath) => {
    const json = project.json(childPath(directory, "package.json"));
    return json && toManifest(directory, json);
  });
  const around = remember((directory: FilePath) => ancestorsOf(directory).flatMap((ancestor) => at(ancestor) ?? []));
  return { at, around };
}

/**
 * Paths of the package that a subpath may stand for, or `undefined` when `exports` does not name it. Every condition
 * counts, since which one holds depends on who imports.
 */
export function exportTargets({ exports, directory }: Manifest, subpath: string): readonly FilePath[] | undefined {
  const named = isObject(exports) && Object.keys(exports).some((key) => key.startsWith("."));
  const map = named ? exports : { ".": exports };
  const targets = conditionTargets(map, subpath === "" ? "." : `./${subpath}`);
  return targets?.flatMap((target) => joinPath(directory, target) ?? []);
}

/** What a `#name` stands for: paths that begin with `./`, and names of packages. */
export function importTargets({ imports }: Manifest, specifier: string): readonly string[] | undefined {
  return conditionTargets(imports, specifier);
}

/** Where the package begins when `exports` does not say. */
export function entryPaths({ directory, entries }: Manifest): readonly FilePath[] {
  return [...entries, "index", "src/index"].flatMap((entry) => joinPath(directory, entry) ?? []);
}

function conditionTargets(map: unknown, name: string): readonly string[] | undefined {
  const patterns = Object.entries(asObject(map)).map(([key, value]) =>
    parsePattern(
      key.endsWith("/") ? `${key}*` : key,
      leavesOf(value).map((leaf) => leaf.replace(/\/$/, "/*")),
    ),
  );
  const targets = matchPattern(patterns, name)?.targets ?? [];
  return targets.length > 0 ? targets : undefined;
}

/** All strings in nested conditions and fallbacks, those of code first. */
function leavesOf(value: unknown): readonly string[] {
  const leaves = isObject(value) || Array.isArray(value) ? Object.values(value).flatMap(leavesOf) : asTexts(value);
  return [
    ...leaves.filter((leaf) => !/\.d\.[cm]?ts$/.test(leaf)),
    ...leaves.filter((leaf) => /\.d\.[cm]?ts$/.test(leaf)),
  ];
}

function toManifest(directory: FilePath, json: JsonObject): Manifest {
  const name = asText(json.name);
  return {
    directory,
    name,
    exports: json.exports,
    imports: json.imports,
    entries: ["source", "module", "main", "types", "typings"].flatMap((field) => asTexts(json[field])),
    dependencies: new Map(
      ["peerDependencies", "optionalDependencies", "devDependencies", "dependencies"].flatMap((field) =>
        Object.entries(asObject(json[field])).flatMap(([key, range]) =>
          asTexts(range).map((text) => [key, text] as const),
        ),
      ),
    ),
    workspaces: [...asTexts(json.workspaces), ...asTexts(asObject(json.workspaces).packages)],
  };
}
