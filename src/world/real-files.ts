/** The disk below one root, as the interface `FileSystem` wants it. */
import fs from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import glob from "fast-glob";
import { compareText, type FilePath } from "../text/span.js";
import {
  type DirectoryEntry,
  type FileSystem,
  type Listing,
  type ListQuery,
  UnreadableError,
  UnwritableError,
} from "./world.js";

/** @param directory the root; relative to the working directory, or absolute */
export function realFiles(directory: string): FileSystem {
  const root = resolve(directory);
  return {
    root,
    list: (query) => list(root, query),
    read: (path) => read(root, path),
    stat: (path) => stat(root, path),
    entries: (directory) => entries(root, directory),
    realPath: (path) => realPath(root, path),
    write: (path, bytes) => write(root, path, bytes),
  };
}

async function list(root: string, query: ListQuery): Promise<Listing> {
  const unreadable: { path: FilePath; reason: string }[] = [];
  // The synchronous walk goes by a queue; the other one calls itself for every directory when reading takes no turn.
  const files = glob.sync([...query.patterns], {
    cwd: root,
    ignore: [...query.ignore],
    dot: true,
    followSymbolicLinks: false,
    // A directory that cannot be read is told below; without this fast-glob would give up the whole listing.
    suppressErrors: true,
    fs: { readdirSync: readdirFor(root, query, unreadable) as unknown as typeof fs.readdirSync },
  });
  return { files: files.sort(compareText), unreadable: unreadable.sort((a, b) => compareText(a.path, b.path)) };
}

/**
 * What fast-glob calls to read a directory; it asks for nothing but entries with their types. Reading synchronously is
 * three times as fast here as the thread pool: the directories are many and small, and nothing else is to be done meanwhile.
 */
function readdirFor(root: string, query: ListQuery, unreadable: { path: FilePath; reason: string }[]) {
  return (directory: string): fs.Dirent[] => {
    const path = directory.slice(root.length).replaceAll(sep, "/").replace(/^\//, "");
    try {
      if (path !== "" && query.enter?.(path) === false) return [];
      return fs.readdirSync(directory, { withFileTypes: true });
    } catch (error) {
      if (!isMissing(error)) unreadable.push({ path, reason: reasonOf(error) });
      return [];
    }
  };
}

/** Joined by hand: `path.resolve` takes as long as the system call that follows, and every system understands `/`. */
function locate(root: string, path: FilePath): string {
  return `${root}/${path}`;
}

function read(root: string, path: FilePath): Uint8Array | undefined {
  try {
    return fs.readFileSync(locate(root, path));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new UnreadableError(path, reasonOf(error));
  }
}

function stat(root: string, path: FilePath): ReturnType<FileSystem["stat"]> {
  try {
    const found = fs.statSync(locate(root, path), { throwIfNoEntry: false });
    if (found?.isFile()) return { kind: "file", size: found.size };
    return found?.isDirectory() ? { kind: "directory", size: found.size } : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new UnreadableError(path, reasonOf(error));
  }
}

function entries(root: string, directory: FilePath): readonly DirectoryEntry[] {
  try {
    return fs.readdirSync(locate(root, directory), { withFileTypes: true }).flatMap((entry) => {
      const { name } = entry;
      const found = entry.isSymbolicLink() ? followed(locate(root, `${directory}/${name}`)) : entry;
      if (found?.isDirectory()) return { name, kind: "directory" };
      return found?.isFile() ? { name, kind: "file" } : [];
    });
  } catch {
    return [];
  }
}

function followed(link: string): fs.Stats | undefined {
  try {
    return fs.statSync(link, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function realPath(root: string, path: FilePath): FilePath {
  try {
    const real = fs.realpathSync.native(locate(root, path));
    const within = relative(fs.realpathSync.native(root), real);
    // What lies on another drive has no path from here.
    return isAbsolute(within) ? path : within.replaceAll(sep, "/");
  } catch {
    return path;
  }
}

async function write(root: string, path: FilePath, bytes: Uint8Array): Promise<void> {
  const target = resolve(root, path);
  try {
    if (!leadsInside(root, target)) throw new UnwritableError(path, "it leads out of the project");
    fs.mkdirSync(dirname(target), { recursive: true });
    // A rename would replace a read-only file without a word; whoever protected it meant it.
    if (fs.existsSync(target)) fs.accessSync(target, fs.constants.W_OK);
    // Loaded here, because most runs write nothing.
    const { default: writeFileAtomic } = await import("write-file-atomic");
    await writeFileAtomic(target, Buffer.from(bytes));
  } catch (error) {
    throw error instanceof UnwritableError ? error : new UnwritableError(path, reasonOf(error));
  }
}

/** Symbolic links are followed as far as the path exists: a link may not lead a write out of the root. */
function leadsInside(root: string, target: string): boolean {
  const path = relative(fs.realpathSync(root), realPathOf(target));
  return path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

function realPathOf(target: string): string {
  const link = fs.lstatSync(target, { throwIfNoEntry: false });
  if (link !== undefined) return fs.realpathSync(target);
  const parent = dirname(target);
  return parent === target ? target : resolve(realPathOf(parent), relative(parent, target));
}

function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code === "ENOENT" || code === "ENOTDIR";
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space left on the device",
  EISDIR: "it is a directory",
  ELOOP: "its symbolic links go in a circle",
  ENOENT: "it leads to nothing",
  ENAMETOOLONG: "its name is too long",
  ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GB",
};

function reasonOf(error: unknown): string {
  const known = reasons[codeOf(error) ?? ""];
  return known ?? (error instanceof Error ? error.message : String(error));
}
