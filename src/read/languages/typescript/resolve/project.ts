/** The project for the resolver: its paths, indexed, and its JSON files, each parsed once on demand. */

import { parse } from "jsonc-parser";
import { ancestorsOf, baseName, directoryOf } from "../../../../base/text/paths.js";
import type { FilePath } from "../../../../base/text/span.js";
import { remember } from "../../remember.js";
import type { ResolverInput } from "../../resolver.js";
import { asObject, type JsonObject } from "./json.js";

export interface ScriptProject {
  isSource(path: FilePath): boolean;
  /** A directory with source files, at any depth. */
  isDirectory(path: FilePath): boolean;
  readonly directories: ReadonlySet<FilePath>;
  /** Source files that lie in the directory itself. */
  sourcesIn(directory: FilePath): readonly FilePath[];
  /** Source files with this name up to the first dot. */
  sourcesNamed(stem: string): readonly FilePath[];
  exists(path: FilePath): boolean;
  isIgnored(path: FilePath): boolean;
  read(path: FilePath): string | undefined;
  /** An object of JSON with comments; `undefined` when the file is not there or holds something else. */
  json(path: FilePath): JsonObject | undefined;
}

export function indexProject(input: ResolverInput): ScriptProject {
  const sources = new Set(input.files);
  const byDirectory = groupBy(input.files, directoryOf);
  const byStem = groupBy(input.files, (file) => stemOf(baseName(file)));
  const directories = new Set([...byDirectory.keys()].flatMap(ancestorsOf));
  return {
    isSource: (path) => sources.has(path),
    isDirectory: (path) => directories.has(path),
    directories,
    sourcesIn: (directory) => byDirectory.get(directory) ?? [],
    sourcesNamed: (stem) => byStem.get(stem) ?? [],
    exists: (path) => input.exists(path),
    isIgnored: (path) => input.isIgnored(path),
    read: (path) => input.read(path),
    json: remember((path: FilePath) => readJson(input, path)),
  };
}

export function stemOf(name: string): string {
  return name.replace(/(?<=.)\..*$/, "");
}

function readJson(input: ResolverInput, path: FilePath): JsonObject | undefined {
  const text = input.read(path);
  if (text === undefined) return undefined;
  try {
    return asObject(parse(text.replace(/^\uFEFF/, "")));
  } catch (error) {
    // The parser is recursive. It reports no other fault by throwing.
    if (!(error instanceof RangeError)) throw error;
    input.reportProblem?.(path, "nested too deeply to be read; imports are resolved without it");
    return undefined;
  }
}

function groupBy(files: readonly FilePath[], keyOf: (file: FilePath) => string): ReadonlyMap<string, FilePath[]> {
  const groups = new Map<string, FilePath[]>();
  for (const file of files) {
    const group = groups.get(keyOf(file));
    if (group) group.push(file);
    else groups.set(keyOf(file), [file]);
  }
  return groups;
}
