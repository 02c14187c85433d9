/**
 * Holds a complete configuration against the files of the project: modules that are not there, globs that match nothing.
 * Defaults are never faults, since only what stands in the document has a place.
 */
import picomatch from "picomatch";
import { nearest } from "../text/nearest.js";
import { baseName } from "../text/paths.js";
import type { FilePath } from "../text/span.js";
import type { Config } from "./config.js";
import { type ConfigDocument, type KeyPath, placeOf, writeKeyPath } from "./document.js";
import type { FaultRow } from "./fault.js";
import { faultRow } from "./faults.js";
import { isExclusion, matchFiles } from "./globs.js";

/**
 * `ignore` is not looked at: the files that it names are not in the list, and may not be made yet.
 *
 * @param files all source files of the project, not only those that this run was asked about
 * @throws never
 */
export function findMissingPlaces(
  config: Config,
  document: ConfigDocument,
  files: readonly FilePath[],
): readonly FaultRow[] {
  return [...missingModules(config, document, files), ...emptyGlobs(config, document, files)];
}

interface Named {
  readonly key: KeyPath;
  readonly text: string;
}

function missingModules(config: Config, document: ConfigDocument, files: readonly FilePath[]): readonly FaultRow[] {
  const existing = new Set(files);
  return modulesOf(config).flatMap(({ key, text: module }) => {
    const place = placeOf(document, key, "value");
    if (place === undefined || existing.has(module)) return [];
    const details = { path: writeKeyPath(key), module, nearest: nearestModule(module, files) };
    return [faultRow("missing-module", details, place)];
  });
}

function modulesOf(config: Config): readonly Named[] {
  return config.sources.flatMap((source, index) => [
    { key: ["sources", index, "accessor", "module"], text: source.accessor.module },
    ...source.alsoAllowed.map(({ module }, allowed) => ({
      key: ["sources", index, "alsoAllowed", allowed, "module"],
      text: module,
    })),
  ]);
}

/** A module is often written as an import would write it: without its ending, with the wrong one, or as a directory. */
function nearestModule(module: string, files: readonly FilePath[]): FilePath | undefined {
  const stem = withoutEnding(module.replace(/\/$/, ""));
  const same = files.find((file) => [stem, `${stem}/index`, `${stem}/__init__`].includes(withoutEnding(file)));
  return same ?? nearest(module, files) ?? findMoved(module, files);
}

/** A file of the same name elsewhere, where there is only one. */
function findMoved(module: string, files: readonly FilePath[]): FilePath | undefined {
  const moved = files.filter((file) => baseName(file) === baseName(module));
  return moved.length === 1 ? moved[0] : undefined;
}

function emptyGlobs(config: Config, document: ConfigDocument, files: readonly FilePath[]): readonly FaultRow[] {
  return globsOf(config).flatMap(({ key, text: glob }) => {
    const place = placeOf(document, key, "value");
    if (place === undefined || isExclusion(glob) || files.some(matchFiles([glob]))) return [];
    const details = { path: writeKeyPath(key), glob, nearest: nearestGlob(glob, files) };
    return [faultRow("glob-matches-nothing", details, place)];
  });
}

function globsOf(config: Config): readonly Named[] {
  const name = (path: KeyPath, globs: readonly string[]) =>
    globs.map((text, index) => ({ key: [...path, index], text }));
  return [
    ...config.sources.flatMap((source, index) => [
      ...name(["sources", index, "files"], source.files),
      ...name(["sources", index, "internals"], source.internals),
    ]),
    ...config.overrides.flatMap((override, index) => name(["overrides", index, "files"], override.files)),
  ];
}

/** Keeps the pattern and looks for the directory: `scr/**` → `src/**`, `src/database` → `src/database/**`. */
function nearestGlob(glob: string, files: readonly FilePath[]): string | undefined {
  const { base, glob: pattern } = picomatch.scan(glob.replace(/\/$/, ""));
  const directories = directoriesOf(files);
  const rest = pattern === "" ? "**" : pattern;
  const candidates = pattern === "" ? [...directories, ...files] : [...directories];
  const near = directories.has(base) ? base : nearest(base, candidates);
  if (near === undefined) return undefined;
  const suggestion = directories.has(near) ? `${near}/${rest}` : near;
  return files.some(matchFiles([suggestion])) ? suggestion : undefined;
}

function directoriesOf(files: readonly FilePath[]): ReadonlySet<string> {
  const directories = new Set<string>();
  for (const file of files) {
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1)) {
      directories.add(file.slice(0, end));
    }
  }
  return directories;
}

function withoutEnding(file: FilePath): string {
  return file.replace(/\.[^./]+$/, "");
}
