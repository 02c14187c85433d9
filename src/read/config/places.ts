/**
 * Checks a complete configuration against the files of the project: missing modules, globs that match nothing. Defaults are
 * never errors, since only written values have a position.
 */
import picomatch from "picomatch";
import { nearest } from "../../base/text/nearest.js";
import { baseName, relativePath } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import type { Config } from "./config.js";
import { type KeyPath, writeKeyPath } from "./document.js";
import type { FaultRow } from "./fault.js";
import { faultRow } from "./faults.js";
import { isExclusion, matchFiles } from "./globs.js";
import { readName } from "./name.js";
import { itemsIn, type Origin, partAt, placeOfOrigin, type TracedTable, textIn, writtenAt } from "./traced.js";

/**
 * `ignore` is not looked at: the files that it names are not in the list, and may not be made yet. Nor are globs of shared
 * packages, which are written for many projects.
 *
 * @param tree  what the configuration was completed from
 * @param files all source files of the project, not only those that this run was asked about
 * @throws never
 */
export function findMissingPlaces(config: Config, tree: TracedTable, files: readonly FilePath[]): readonly FaultRow[] {
  const written = ({ key, ...named }: Named): readonly Written[] => {
    const origin = partAt(tree, key)?.origin;
    return origin === undefined ? [] : [{ origin, ...named }];
  };
  const globs = globsOf(config).flatMap(written);
  const modules = [...modulesOf(config), ...filesNamed(config, tree)].flatMap(written);
  return [...missingModules(modules, files), ...emptyGlobs(globs, files)];
}

interface Named {
  readonly key: KeyPath;
  readonly text: string;
  /** What follows the path of a file: `#getDb`. */
  readonly rest?: string;
}

interface Written extends Omit<Named, "key"> {
  /** Its `text` counts from the root. */
  readonly origin: Origin;
}

function missingModules(modules: readonly Written[], files: readonly FilePath[]): readonly FaultRow[] {
  const existing = new Set(files);
  return modules.flatMap(({ origin, text, rest }) => {
    if (existing.has(text)) return [];
    const near = asIn(origin, nearestModule(text, files), rest);
    const module = rest === undefined ? String(writtenAt(origin)) : (asIn(origin, text) ?? text);
    return [
      faultRow("missing-module", { path: writeKeyPath(origin.path), module, nearest: near }, placeOfOrigin(origin)),
    ];
  });
}

/** A path of the root as the file would write it that it is to stand in. */
function asIn({ layer }: Origin, path: string | undefined, rest = ""): string | undefined {
  return path === undefined ? undefined : `${relativePath(layer.directory, path)}${rest}`;
}

/** The files of names such as `src/db.ts#getDb`. */
function filesNamed({ sources }: Config, tree: TracedTable): readonly Named[] {
  const lists = sources.flatMap((_, index) =>
    (["managers", "legacy", "alsoAllowed"] as const).map((key) => ["sources", index, key]),
  );
  return lists.flatMap((list) =>
    itemsIn(partAt(tree, list)).flatMap((item, at): readonly Named[] => {
      const text = textIn(item);
      const { home, path } = readName(text ?? "");
      return home.kind === "file" ? [{ key: [...list, at], text: home.file, rest: `#${path.join(".")}` }] : [];
    }),
  );
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
export function nearestModule(module: string, files: readonly FilePath[]): FilePath | undefined {
  const stem = withoutEnding(module.replace(/\/$/, ""));
  const same = files.find((file) => [stem, `${stem}/index`, `${stem}/__init__`].includes(withoutEnding(file)));
  return same ?? nearest(module, files) ?? findMoved(module, files);
}

/** A file of the same name elsewhere, where there is only one. */
function findMoved(module: string, files: readonly FilePath[]): FilePath | undefined {
  const moved = files.filter((file) => baseName(file) === baseName(module));
  return moved.length === 1 ? moved[0] : undefined;
}

/** A glob in a file that several directories extend is a fault where it matches nothing in any of them. */
function emptyGlobs(globs: readonly Written[], files: readonly FilePath[]): readonly FaultRow[] {
  const judged = globs.filter(({ origin, text }) => origin.layer.kind !== "shared" && !isExclusion(text));
  const empty = judged.filter(({ text }) => !files.some(matchFiles([text])));
  const served = new Set(judged.filter((each) => !empty.includes(each)).map(({ origin }) => placeKey(origin)));
  const told = new Set<string>();
  return empty.flatMap(({ origin, text }) => {
    const key = placeKey(origin);
    if (served.has(key) || told.has(key)) return [];
    told.add(key);
    const near = nearestGlob(text, files);
    const details = { path: writeKeyPath(origin.path), glob: String(writtenAt(origin)), nearest: asIn(origin, near) };
    return [faultRow("glob-matches-nothing", details, placeOfOrigin(origin))];
  });
}

function placeKey({ layer, path }: Origin): string {
  return `${layer.document.file} ${writeKeyPath(path)}`;
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
