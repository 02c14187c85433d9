/** Finds the tsconfig that covers a file, and the parts of it that matter here. */

import { type CompilerOptions, type Diagnostic, type FileSystemHost, Project, ts } from "ts-morph";
import { ancestorsOf, childPath, directoryOf } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import type { FileSystem } from "../../base/world/world.js";
import type { Paths } from "./host.js";
import { CONFIG_NAMES, isFile } from "./types.js";

export interface CompilerConfig {
  readonly file: FilePath;
  readonly options: CompilerOptions;
  /** Declarations that hold for all its files, whether anybody imports them or not. */
  readonly ambient: readonly FilePath[];
}

export interface Configs {
  /** The nearest one upward that names the file, or that refers to one that does. */
  covering(file: FilePath): Covering;
}

export type Covering =
  | { readonly kind: "config"; readonly config: CompilerConfig }
  /** `note` where there is one that cannot be read. */
  | { readonly kind: "none"; readonly note?: string };

export function createConfigs(files: FileSystem, host: FileSystemHost, paths: Paths): Configs {
  const known = new Map<FilePath, Reading>();
  const readOnce = (file: FilePath): Reading => {
    const reading = known.get(file) ?? readConfig(file, host, paths);
    known.set(file, reading);
    return reading;
  };

  /** @param seen  configurations on the way here, against a circle of references */
  function coveringFrom(config: FilePath, file: FilePath, seen: readonly FilePath[] = []): Covering {
    if (seen.includes(config) || !isFile(files, config)) return { kind: "none" };
    const reading = readOnce(config);
    if (reading.kind === "broken") return { kind: "none", note: reading.note };
    if (reading.names.has(file)) return { kind: "config", config: reading.config };
    return first(reading.references, (other) => coveringFrom(other, file, [...seen, config]));
  }

  return {
    covering: (file) =>
      first(ancestorsOf(directoryOf(file)), (directory) => {
        const own = CONFIG_NAMES.map((name) => childPath(directory, name)).find((path) => isFile(files, path));
        return own === undefined ? { kind: "none" } : coveringFrom(own, file);
      }),
  };
}

/** Of several that do not cover, what was said first stands: it is the nearest. */
function first(paths: readonly FilePath[], ask: (path: FilePath) => Covering): Covering {
  let none: Covering = { kind: "none" };
  for (const path of paths) {
    const answer = ask(path);
    if (answer.kind === "config") return answer;
    if (none.kind === "none" && none.note === undefined) none = answer;
  }
  return none;
}

type Reading =
  | { readonly kind: "broken"; readonly note: string }
  | {
      readonly kind: "read";
      readonly config: CompilerConfig;
      /** Every file that it names. */
      readonly names: ReadonlySet<FilePath>;
      /** Configurations that it refers to. */
      readonly references: readonly FilePath[];
    };

function readConfig(file: FilePath, host: FileSystemHost, paths: Paths): Reading {
  try {
    const project = new Project({
      fileSystem: namesOnly(host),
      tsConfigFilePath: paths.absolute(file),
      skipFileDependencyResolution: true,
      skipLoadingLibFiles: true,
    });
    const broken = project.getConfigFileParsingDiagnostics().find(isGrave);
    if (broken !== undefined) return { kind: "broken", note: noteOf(file, textOf(broken)) };
    const options = project.getCompilerOptions();
    const sources = project.getSourceFiles().map((source) => paths.relative(source.getFilePath()));
    const names = new Set(isUnchecked(file, options) ? [] : sources);
    const ambient = sources.filter((name) => /\.d\.[cm]?ts$/.test(name));
    return { kind: "read", config: { file, options, ambient }, names, references: referencesOf(file, host, paths) };
  } catch (error) {
    return { kind: "broken", note: noteOf(file, error instanceof Error ? error.message : String(error)) };
  }
}

/** Which files a configuration names is asked of their names: thousands of sources, and the library, are not read for it. */
function namesOnly(host: FileSystemHost): FileSystemHost {
  const read = (path: string): string => (path.endsWith(".json") ? host.readFileSync(path) : "");
  return { ...host, readFileSync: read, readFile: async (path) => read(path) };
}

/** An option that this compiler does not know yet, or a configuration of nothing but references, is no reason to give up. */
function isGrave(diagnostic: Diagnostic): boolean {
  const unknownOption = [5023, 5025];
  const noFiles = [18002, 18003];
  return ![...unknownOption, ...noFiles].includes(diagnostic.getCode());
}

/** What a jsconfig.json says is meant for editors, unless it asks that JavaScript be checked. */
function isUnchecked(file: FilePath, options: CompilerOptions): boolean {
  return file.endsWith("jsconfig.json") && options.checkJs !== true;
}

function referencesOf(file: FilePath, host: FileSystemHost, paths: Paths): readonly FilePath[] {
  const { config } = ts.parseConfigFileTextToJson(file, host.readFileSync(paths.absolute(file)));
  const written: unknown = config?.references;
  if (!Array.isArray(written)) return [];
  const directory = directoryOf(file);
  return written.flatMap((reference: unknown) => {
    const path = reference instanceof Object && "path" in reference ? reference.path : undefined;
    if (typeof path !== "string") return [];
    const target = paths.relative(paths.absolute(childPath(directory, path)));
    return [target.endsWith(".json") ? target : childPath(target, "tsconfig.json")];
  });
}

function noteOf(file: FilePath, reason: string): string {
  return `types were not compared for the files of ${file}: ${reason}`;
}

function textOf(diagnostic: Diagnostic): string {
  return ts.flattenDiagnosticMessageText(diagnostic.compilerObject.messageText, " ").replace(/\s+/g, " ");
}
