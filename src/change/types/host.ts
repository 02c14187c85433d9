/**
 * A file system for the compiler, read-only, over the files of a world. The compiler wants absolute paths, so files get the
 * path of the project's root as a prefix; directories above it keep their paths.
 */
import type { FileSystemHost, RuntimeDirEntry } from "ts-morph";
import { decode } from "../../base/text/encoding.js";
import type { FilePath } from "../../base/text/span.js";
import type { FileSystem } from "../../base/world/world.js";
import { isFile } from "./types.js";

export interface Paths {
  absolute(path: FilePath): string;
  relative(path: string): FilePath;
}

/** @param root  as the operating system writes it; a drive letter is left out, because the compiler need not know it */
export function createPaths(root: string): Paths {
  const base = partsOf(root.replace(/^[A-Za-z]:/, "").replaceAll("\\", "/"));
  return {
    absolute: (path) => `/${[...base, ...partsOf(path)].reduce<readonly string[]>(step, []).join("/")}`,
    relative(path) {
      const parts = partsOf(path);
      const different = base.findIndex((part, index) => part !== parts[index]);
      const common = different < 0 ? base.length : different;
      return [...base.slice(common).map(() => ".."), ...parts.slice(common)].join("/");
    },
  };
}

function partsOf(path: string): readonly string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}

function step(done: readonly string[], part: string): readonly string[] {
  return part === ".." ? done.slice(0, -1) : [...done, part];
}

/** @param changed  texts that stand in for those of `files`, as they are whenever the compiler asks */
export function createHost(
  files: FileSystem,
  paths: Paths,
  changed: () => ReadonlyMap<FilePath, string>,
): FileSystemHost {
  const exists = (path: string): boolean => changed().has(paths.relative(path)) || isFile(files, paths.relative(path));
  const read = (path: string): string => {
    const text = changed().get(paths.relative(path)) ?? textOf(files, paths.relative(path));
    if (text === undefined) throw new NoSuchFile(path);
    // The compiler would take the mark for a character of the first line.
    return text.startsWith("\uFEFF") ? text.slice(1) : text;
  };
  const isDirectory = (path: string): boolean => kindOf(files, paths.relative(path)) === "directory";
  const entries = (directory: string): RuntimeDirEntry[] =>
    files.entries(paths.relative(directory)).map(({ name, kind }) => ({
      name: `${directory === "/" ? "" : directory}/${name}`,
      isFile: kind === "file",
      isDirectory: kind === "directory",
      isSymlink: false,
    }));
  return {
    isCaseSensitive: () => true,
    readDirSync: entries,
    readFileSync: read,
    readFile: async (path) => read(path),
    fileExistsSync: exists,
    fileExists: async (path) => exists(path),
    directoryExistsSync: isDirectory,
    directoryExists: async (path) => isDirectory(path),
    realpathSync: (path) => paths.absolute(files.realPath(paths.relative(path))),
    getCurrentDirectory: () => paths.absolute(""),
    ...WRITES_NOTHING,
  };
}

/** The compiler knows by the code that the file is not there. */
class NoSuchFile extends Error {
  readonly code = "ENOENT";
}

function textOf(files: FileSystem, path: FilePath): string | undefined {
  try {
    const bytes = files.read(path);
    const decoded = bytes && decode(bytes);
    return decoded?.kind === "text" ? decoded.text : undefined;
  } catch {
    return undefined;
  }
}

function kindOf(files: FileSystem, path: FilePath): "file" | "directory" | undefined {
  try {
    return files.stat(path)?.kind;
  } catch {
    return undefined;
  }
}

/** Nothing here asks the compiler to write or to search by glob; should it do so, that is to be known. */
const WRITES_NOTHING = {
  delete: refuse,
  deleteSync: refuse,
  writeFile: refuse,
  writeFileSync: refuse,
  mkdir: refuse,
  mkdirSync: refuse,
  move: refuse,
  moveSync: refuse,
  copy: refuse,
  copySync: refuse,
  glob: refuse,
  globSync: refuse,
};

function refuse(): never {
  throw new Error("the type layer only reads");
}
