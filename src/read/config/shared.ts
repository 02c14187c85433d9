/**
 * Resolves `extends`: to a file, or to one of an installed package. Packages are looked up in every `node_modules` upwards,
 * as Node does; only JSON is read, and nothing is run.
 */
import { nearest } from "../../base/text/nearest.js";
import { childPath, directoryOf, resolvePath } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import { type FileSystem, UnreadableError } from "../../base/world/world.js";
import { CONFIG_FILE, PACKAGE_FILE } from "./read.js";

export type Extended =
  | { readonly kind: "found"; readonly path: FilePath; readonly shared: boolean }
  | { readonly kind: "missing-file"; readonly path: FilePath; readonly nearest?: string | undefined }
  | { readonly kind: "missing-package"; readonly name: string; readonly nearest?: string | undefined }
  /** The package is there, and not what is wanted of it. */
  | { readonly kind: "unshared"; readonly directory: FilePath; readonly subpath: string };

/** @param from the file that says it. @throws never */
export function findExtended(files: FileSystem, from: FilePath, written: string): Extended {
  const text = written.replaceAll("\\", "/");
  if (/^\.{0,2}\//.test(text)) return findFile(files, from, text);
  const [name = "", subpath = ""] = /^(@[^/]+\/[^/]+|[^/]+)\/?(.*)$/.exec(text)?.slice(1) ?? [];
  const directory = findPackage(files, from, name);
  if (directory === undefined) return missingPackage(files, from, text, name);
  const path = sharedFiles(files, directory, subpath).find((file) => kindOf(files, file) === "file");
  if (path === undefined) return { kind: "unshared", directory, subpath };
  return { kind: "found", path, shared: true };
}

function findFile(files: FileSystem, from: FilePath, text: string): Extended {
  const path = text.startsWith("/") ? text : resolvePath(directoryOf(from), text);
  if (!text.startsWith("/") && kindOf(files, path) === "file")
    return { kind: "found", path, shared: isInstalled(path) };
  const near = nearest(path, filesBeside(files, path));
  return { kind: "missing-file", path, nearest: near && asWritten(directoryOf(from), near) };
}

/** A file of a package that extends its neighbour is as foreign as the package. */
function isInstalled(path: FilePath): boolean {
  return `/${path}`.includes("/node_modules/");
}

function asWritten(directory: FilePath, path: FilePath): string {
  return directoryOf(path) === directory ? `./${path.slice(directory === "" ? 0 : directory.length + 1)}` : path;
}

function filesBeside(files: FileSystem, path: FilePath): readonly FilePath[] {
  const directory = directoryOf(path);
  return files
    .entries(directory)
    .filter(({ name, kind }) => kind === "file" && name.endsWith(".json"))
    .map(({ name }) => childPath(directory, name));
}

/** A file that is written without `./` reads as a package. */
function missingPackage(files: FileSystem, from: FilePath, text: string, name: string): Extended {
  const beside = kindOf(files, resolvePath(directoryOf(from), text)) === "file";
  return { kind: "missing-package", name, nearest: beside ? `./${text}` : undefined };
}

/** Follows links only if the path as written finds nothing, since a package is identified by the path where it was found. */
function findPackage(files: FileSystem, from: FilePath, name: string): FilePath | undefined {
  const ways = [...new Set([from, files.realPath(from)])];
  return ways
    .flatMap((way) => directoriesAbove(files, directoryOf(way)))
    .map((directory) => childPath(directory, `node_modules/${name}`))
    .find((directory) => kindOf(files, directory) === "directory");
}

/** The directory itself and every one above it, beyond the root up to the top of the disk. */
function directoriesAbove(files: FileSystem, directory: FilePath): readonly FilePath[] {
  const depth = [...files.root.split(/[\\/]/), ...directory.split("/")].filter(
    (name) => !["", ".."].includes(name),
  ).length;
  return Array.from({ length: depth + 1 }, (_, level) => resolvePath(directory, "../".repeat(level)));
}

/** What a name of the package may stand for, the likeliest first. */
function sharedFiles(files: FileSystem, directory: FilePath, subpath: string): readonly FilePath[] {
  const manifest = readManifest(files, childPath(directory, PACKAGE_FILE));
  const exported = exportedPaths(manifest.exports, subpath === "" ? "." : `./${subpath}`);
  const main = typeof manifest.main === "string" ? [manifest.main] : [];
  const plain = subpath === "" ? [...main, CONFIG_FILE] : [subpath, `${subpath}.json`];
  return [...exported, ...plain].filter((path) => path.endsWith(".json")).map((path) => resolvePath(directory, path));
}

/** Ignores the conditions of `exports`: only files in JSON count, and any of them will do. */
function exportedPaths(exports: unknown, name: string): readonly string[] {
  const isMap = isObject(exports) && Object.keys(exports).some((key) => key.startsWith("."));
  const entries = Object.entries(isMap ? exports : { ".": exports });
  return entries.flatMap(([key, target]) => {
    const [prefix = "", suffix] = key.split("*");
    const fits = suffix === undefined ? key === name : name.startsWith(prefix) && name.endsWith(suffix);
    const star = suffix === undefined ? "" : name.slice(prefix.length, name.length - suffix.length);
    return fits ? textsIn(target).map((text) => text.replaceAll("*", () => star)) : [];
  });
}

function textsIn(target: unknown): readonly string[] {
  if (typeof target === "string") return [target];
  return typeof target === "object" && target !== null ? Object.values(target).flatMap(textsIn) : [];
}

function readManifest(files: FileSystem, path: FilePath): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(files.read(path)));
    return isObject(value) ? value : {};
  } catch {
    // Without a manifest that can be read, the package has the files that stand in it.
    return {};
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(files: FileSystem, path: FilePath): "file" | "directory" | undefined {
  try {
    return files.stat(path)?.kind;
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}
