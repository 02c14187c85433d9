/** tsconfig.json and jsconfig.json: where modules are, with `extends` followed. */

import { baseName, childPath, directoryOf } from "../../../../base/text/paths.js";
import type { FilePath } from "../../../../base/text/span.js";
import { remember } from "../../remember.js";
import { asObject, asTexts, type JsonObject } from "./json.js";
import { installedName, joinPath } from "./paths.js";
import { type Pattern, parsePattern } from "./patterns.js";
import type { ScriptProject } from "./project.js";
import { splitPackage } from "./specifier.js";
import type { Workspaces } from "./workspace.js";

export interface ModulePaths {
  /** `paths`; targets are paths of the project. One that lies outside, or in node_modules, is left out and makes the pattern `partial`. */
  readonly patterns: readonly (Pattern & { readonly partial: boolean })[];
  readonly baseUrl?: FilePath;
  readonly rootDirs: readonly FilePath[];
  /** Where compiled files go. */
  readonly outputs: readonly FilePath[];
  /** What is compiled into the outputs. */
  readonly rootDir?: FilePath;
}

export interface Tsconfigs {
  /** One entry for each directory with a configuration, nearest first; in each, the configurations that it names. */
  around(directory: FilePath): readonly (readonly ModulePaths[])[];
}

export function readTsconfigs(project: ScriptProject, workspaces: Workspaces): Tsconfigs {
  const read = (file: FilePath) => toModulePaths(optionsOf(file, directoryOf(file), { project, workspaces, seen: [] }));
  const around = remember((directory: FilePath): readonly (readonly ModulePaths[])[] => {
    const own = configsIn(directory, project).map(read);
    const outer = directory === "" ? [] : around(directoryOf(directory));
    return own.length > 0 ? [own, ...outer] : outer;
  });
  return { around };
}

/** The configurations of one directory. Those that it only refers to count too: Vite's `tsconfig.app.json` has the paths. */
function configsIn(directory: FilePath, project: ScriptProject): readonly FilePath[] {
  const main = ["tsconfig.json", "jsconfig.json"]
    .map((name) => childPath(directory, name))
    .filter((file) => project.json(file) !== undefined)
    .slice(0, 1);
  const referenced = main.flatMap((file) => referencesOf(project.json(file) ?? {}, directory));
  const base = childPath(directory, "tsconfig.base.json");
  return [...new Set([...main, ...referenced, base])].filter((file) => project.json(file) !== undefined);
}

/** A reference to a directory needs no care: its files find the configuration there by themselves. */
function referencesOf(config: JsonObject, directory: FilePath): readonly FilePath[] {
  return [config.references]
    .flat()
    .flatMap((reference) => asTexts(asObject(reference).path))
    .filter((path) => path.endsWith(".json") && baseName(path) !== "tsconfig.json")
    .flatMap((path) => joinPath(directory, path) ?? []);
}

/** Options as written, each with the directory that its relative paths start from. */
type Options = Readonly<
  Record<string, { readonly value: unknown; readonly directory: FilePath; readonly leaf: FilePath }>
>;

interface Reading {
  readonly project: ScriptProject;
  readonly workspaces: Workspaces;
  /** Files on the way here, against a circle of `extends`. */
  readonly seen: readonly FilePath[];
}

/** @param leaf  the directory of the configuration that was asked for, which is what `${configDir}` means */
function optionsOf(file: FilePath, leaf: FilePath, reading: Reading): Options {
  const config = reading.project.json(file);
  if (config === undefined || reading.seen.includes(file)) return {};
  const inner = { ...reading, seen: [...reading.seen, file] };
  const inherited = asTexts(config.extends).map((name) => {
    const base = extendedFile(name, directoryOf(file), reading);
    return base === undefined ? {} : optionsOf(base, leaf, inner);
  });
  const own = Object.entries(asObject(config.compilerOptions)).map(
    ([name, value]) => [name, { value, directory: directoryOf(file), leaf }] as const,
  );
  return Object.assign({}, ...inherited, Object.fromEntries(own));
}

/** A package that is not part of the project, such as `@tsconfig/node20`, is passed over: such packages set no paths. */
function extendedFile(name: string, directory: FilePath, { project, workspaces }: Reading): FilePath | undefined {
  const path = name.startsWith(".") ? joinPath(directory, name) : extendedPackage(name, directory, workspaces);
  if (path === undefined) return undefined;
  return [path, `${path}.json`, childPath(path, "tsconfig.json")].find((file) => project.json(file) !== undefined);
}

function extendedPackage(name: string, directory: FilePath, workspaces: Workspaces): FilePath | undefined {
  const { package: packageName, subpath } = splitPackage(name);
  const found = workspaces.directoryOf(directory, packageName);
  return found === undefined ? undefined : joinPath(found, subpath);
}

function toModulePaths(options: Options): ModulePaths {
  const baseUrl = placesOf(options, "baseUrl")[0];
  const rootDir = placesOf(options, "rootDir")[0];
  return {
    patterns: patternsOf(options, baseUrl),
    baseUrl,
    rootDir,
    rootDirs: placesOf(options, "rootDirs"),
    outputs: [...placesOf(options, "outDir"), ...placesOf(options, "declarationDir")].filter((path) => path !== ""),
  };
}

function patternsOf(options: Options, baseUrl: FilePath | undefined): ModulePaths["patterns"] {
  const option = options.paths;
  if (option === undefined) return [];
  return Object.entries(asObject(option.value)).map(([name, value]) => {
    const written = asTexts(value);
    const targets = written.flatMap((text) => placeOf(text, baseUrl ?? option.directory, option.leaf) ?? []);
    return { ...parsePattern(name, targets), partial: targets.length < written.length };
  });
}

function placesOf(options: Options, name: string): readonly FilePath[] {
  const option = options[name];
  if (option === undefined) return [];
  return asTexts(option.value).flatMap((text) => placeOf(text, option.directory, option.leaf) ?? []);
}

function placeOf(text: string, directory: FilePath, leaf: FilePath): FilePath | undefined {
  const below = /^\$\{configDir\}(.*)$/.exec(text)?.[1];
  if (below !== undefined) return joinPath(leaf, below);
  const path = text.startsWith("/") ? undefined : joinPath(directory, text);
  return path === undefined || installedName(path) !== undefined ? undefined : path;
}
