/** The disk as a `FileSystem` below one root, and the files that the user names for results. */
import fs from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { sha256 } from "../../text/hash.js";
import { compareText, type FilePath } from "../../text/span.js";
import {
  type DirectoryEntry,
  type FileSystem,
  type Listing,
  type ListQuery,
  type Outputs,
  UnreadableError,
  UnwritableError,
} from "../world.js";
import { codeOf, isMissing, reasonOf } from "./errors.js";
import { checkWritable, create, insideOf, leadsOut, remove, write } from "./writes.js";

/** @param directory the root; relative to the working directory, or absolute */
export function realFiles(directory: string): FileSystem {
  const root = resolve(directory);
  return {
    root,
    list: (query) => list(root, query),
    read: (path) => read(root, path),
    stat: (path) => stat(root, path),
    stamp: (path, earlier) => stamp(root, path, earlier),
    entries: (directory) => entries(root, directory),
    isDeadLink: (path) => isDeadLink(root, path),
    realPath: (path) => realPath(root, path),
    checkWritable: (path) => checkWritable(root, path),
    write: (path, bytes, mode) => write(root, path, bytes, mode),
    create: (path, bytes, mode) => create(root, path, bytes, mode),
    remove: (path) => remove(root, path),
  };
}

async function list(root: string, query: ListQuery): Promise<Listing> {
  // Loaded late: it takes as long as Node itself, and some commands list nothing.
  const { default: glob } = await import("fast-glob");
  const unreadable: { path: FilePath; reason: string }[] = [];
  // The synchronous walk uses a queue; the asynchronous one recurses for every directory if reading is synchronous.
  const files = glob.sync([...query.patterns], {
    cwd: root,
    ignore: [...query.ignore],
    dot: true,
    followSymbolicLinks: false,
    // `readdirFor` reports a directory that cannot be read; without this fast-glob would abandon the whole listing.
    suppressErrors: true,
    fs: { readdirSync: readdirFor(root, query, unreadable) as unknown as typeof fs.readdirSync },
  });
  return { files: files.sort(compareText), unreadable: unreadable.sort((a, b) => compareText(a.path, b.path)) };
}

/**
 * What fast-glob calls to read a directory; it asks only for entries with their types. Reading synchronously is three times
 * as fast here as the thread pool: the directories are many and small, and nothing else is to be done meanwhile.
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
  let file: number | undefined;
  try {
    // Opening a pipe would otherwise wait for a writer.
    file = fs.openSync(locate(root, path), fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
    const found = fs.fstatSync(file);
    if (found.isDirectory()) throw new UnreadableError(path, "it is a directory");
    return found.isFile() ? fs.readFileSync(file) : undefined;
  } catch (error) {
    // ENXIO: it is a socket.
    if (isMissing(error) || codeOf(error) === "ENXIO") return undefined;
    throw error instanceof UnreadableError ? error : new UnreadableError(path, reasonOf(error));
  } finally {
    if (file !== undefined) fs.closeSync(file);
  }
}

function stat(root: string, path: FilePath): ReturnType<FileSystem["stat"]> {
  try {
    const found = fs.statSync(locate(root, path), { throwIfNoEntry: false });
    if (found?.isFile()) return { kind: "file", size: found.size, mode: found.mode & 0o777 };
    return found?.isDirectory() ? { kind: "directory", size: found.size } : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new UnreadableError(path, reasonOf(error));
  }
}

/**
 * As git does it: by number, size and times of change, and never while another change could still leave the same times. A directory
 * whose times are others, as after a file was replaced in it, is the same by the names in it.
 */
function stamp(root: string, path: FilePath, earlier = ""): string | undefined {
  try {
    const found = fs.statSync(locate(root, path), { throwIfNoEntry: false, bigint: true });
    if (found === undefined) return "";
    const { dev, ino, mode, size, mtimeNs, ctimeNs, mtimeMs, ctimeMs } = found;
    const isRecent = Date.now() - Number(mtimeMs > ctimeMs ? mtimeMs : ctimeMs) < COARSEST_CLOCK_MS;
    const times = isRecent
      ? undefined
      : [dev, ino, mode, size, mtimeNs, ctimeNs].map((each) => each.toString(36)).join(" ");
    if (!found.isDirectory()) return times;
    const [earlierNames, earlierTimes] = earlier.split(", ");
    if (times !== undefined && times === earlierTimes) return earlier;
    const names = namesIn(root, path);
    return names === earlierNames ? earlier : `${names}, ${times ?? "recent"}`;
  } catch (error) {
    return isMissing(error) ? "" : undefined;
  }
}

/** What lies in a directory, with the kind of each; links are not followed. */
function namesIn(root: string, directory: FilePath): string {
  const names = fs
    .readdirSync(locate(root, directory), { withFileTypes: true })
    .map((entry) => `${entry.isDirectory() ? "directory" : entry.isFile() ? "file" : "other"} ${entry.name}`);
  return sha256(names.sort().join("\0"));
}

/** FAT counts every other second. A time in the future is that of another machine's clock. */
const COARSEST_CLOCK_MS = 2000;

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

function isDeadLink(root: string, path: FilePath): boolean {
  const link = locate(root, path);
  try {
    return fs.lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() === true && followed(link) === undefined;
  } catch {
    return false;
  }
}

function realPath(root: string, path: FilePath): FilePath {
  try {
    const real = fs.realpathSync.native(locate(root, path));
    const within = relative(fs.realpathSync.native(root), real);
    // Another drive has no relative path.
    return isAbsolute(within) ? path : within.replaceAll(sep, "/");
  } catch {
    return path;
  }
}

/**
 * Files that the user names for results. They may lie anywhere: a report for another program, or `/dev/stdout`. The name of
 * a file in the project is taken literally: a repository can contain a link of that name that leads elsewhere.
 *
 * @param directory for relative paths
 */
export function realOutputs(directory: string): Outputs {
  return {
    write: (path, text) => put(directory, path, (file) => fs.writeFileSync(file, text)),
    append: (path, text) => put(directory, path, (file) => fs.appendFileSync(file, text)),
  };
}

function put(directory: string, path: string, write: (file: string) => void): void {
  const file = resolve(directory, path);
  try {
    if (!leadsOut(relative(directory, file))) insideOf(directory, path);
    fs.mkdirSync(dirname(file), { recursive: true });
    write(file);
  } catch (error) {
    throw error instanceof UnwritableError ? error : new UnwritableError(path, reasonOf(error));
  }
}
