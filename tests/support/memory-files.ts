/** Files in memory: a map from path to bytes behind the interface of the disk. */
import { encode } from "../../src/base/text/encoding.js";
import { ancestorsOf, directoryOf } from "../../src/base/text/paths.js";
import type { FilePath } from "../../src/base/text/span.js";
import { listAmong } from "../../src/base/world/listing.js";
import { type DirectoryEntry, type FileSystem, UnreadableError, UnwritableError } from "../../src/base/world/world.js";

/** What the files hold, by path; a path that begins with `../../src/base/` lies above the root and is not listed. */
export type MemoryFiles = Readonly<Record<FilePath, string | Uint8Array>>;

export interface MemoryFileOptions {
  readonly root?: string;
  /** Files and directories that are there and cannot be read. */
  readonly unreadable?: readonly FilePath[];
  /** Files that cannot be written. */
  readonly readOnly?: readonly FilePath[];
}

export function memoryFiles(contents: MemoryFiles, options: MemoryFileOptions = {}): FileSystem {
  const bytesOf = bytesByPath(contents);
  const unreadable = new Set(options.unreadable ?? []);
  const readOnly = new Set(options.readOnly ?? []);
  const refuse = (path: FilePath): void => {
    if (withParents(path).some((each) => unreadable.has(each))) throw new UnreadableError(path, "permission denied");
  };
  const checkWritable = (path: FilePath): void => {
    if (path.startsWith("../")) throw new UnwritableError(path, "it leads out of the project");
    if (readOnly.has(path)) throw new UnwritableError(path, "permission denied");
    if (isDirectory(bytesOf, path)) throw new UnwritableError(path, "it is a directory");
  };
  return {
    root: options.root ?? "/project",
    list: async (query) => listAmong([...bytesOf.keys()].filter(isInside), query, unreadable),
    read: (path) => {
      if (bytesOf.has(path)) refuse(path);
      else if (isDirectory(bytesOf, path)) throw new UnreadableError(path, "it is a directory");
      return bytesOf.get(path)?.slice();
    },
    stat: (path) => {
      refuse(directoryOf(path));
      const bytes = bytesOf.get(path);
      if (bytes !== undefined) return { kind: "file", size: bytes.length };
      return isDirectory(bytesOf, path) ? { kind: "directory", size: 0 } : undefined;
    },
    stamp: (path) => {
      const bytes = bytesOf.get(path);
      if (bytes !== undefined) return `file ${Buffer.from(bytes).toString("latin1")}`;
      if (!isDirectory(bytesOf, path)) return "";
      return entriesOf([...bytesOf.keys()], path)
        .map(({ name, kind }) => `${name} ${kind}`)
        .sort()
        .join("\n");
    },
    entries: (directory) => entriesOf([...bytesOf.keys()], directory),
    isDeadLink: () => false,
    realPath: (path) => path,
    checkWritable,
    write: async (path, bytes) => {
      checkWritable(path);
      bytesOf.set(path, bytes.slice());
    },
    create: async (path, bytes) => {
      if (bytesOf.has(path) || isDirectory(bytesOf, path)) return false;
      checkWritable(path);
      bytesOf.set(path, bytes.slice());
      return true;
    },
    remove: async (path) => {
      checkWritable(path);
      bytesOf.delete(path);
    },
  };
}

/** A map of its own, which may be changed. */
export function bytesByPath(contents: MemoryFiles): Map<FilePath, Uint8Array> {
  const entries = Object.entries(contents);
  return new Map(entries.map(([path, content]) => [path, typeof content === "string" ? encode(content) : content]));
}

function isInside(path: FilePath): boolean {
  return !path.startsWith("../");
}

function isDirectory(bytesOf: ReadonlyMap<FilePath, Uint8Array>, path: FilePath): boolean {
  return path === "" || [...bytesOf.keys()].some((file) => file.startsWith(`${path}/`));
}

function entriesOf(files: readonly FilePath[], directory: FilePath): readonly DirectoryEntry[] {
  const start = directory === "" ? "" : `${directory}/`;
  const kinds = new Map<string, DirectoryEntry["kind"]>();
  for (const file of files) {
    const [name = "", ...rest] = file.startsWith(start) ? file.slice(start.length).split("/") : [];
    if (name !== "" && name !== "..") kinds.set(name, rest.length > 0 ? "directory" : "file");
  }
  return [...kinds].map(([name, kind]) => ({ name, kind }));
}

function withParents(path: FilePath): FilePath[] {
  return ancestorsOf(path).filter((each) => each !== "");
}
