/** A state that git stores, as a file system: paths and contents come from git, and only ignored files from the disk. */
import { createHash } from "node:crypto";
import { relative, resolve, sep } from "node:path";
import { ancestorsOf, baseName, childPath, directoryOf } from "../../../text/paths.js";
import type { FilePath } from "../../../text/span.js";
import { GitError } from "../../git.js";
import { listAmong } from "../../listing.js";
import { type DirectoryEntry, type FileSystem, type Stat, UnreadableError, UnwritableError } from "../../world.js";
import { realFiles } from "../files.js";
import { linksIn } from "./links.js";
import { findIndexPlace, fromRoot, type IndexPlace } from "./repository.js";
import {
  type GitTree,
  type Objects,
  readIndex,
  readRevision,
  type TreeEntry,
  type Untracked,
  untrackedIn,
} from "./tree.js";

/** @param revision the id of a tree; the index if absent */
export async function snapshotOf(
  directory: string,
  revision: string | undefined,
  objects: Objects,
): Promise<FileSystem> {
  const place = await findIndexPlace(directory);
  const { top, prefix, index } = place;
  const [tree, untracked] = await Promise.all([
    revision === undefined ? indexTree(directory, place) : readRevision(directory, revision),
    untrackedIn(top, index),
  ]);
  return filesOf({ tree, untracked, objects, disk: realFiles(directory), top, prefix });
}

async function indexTree(directory: string, { index, prefix }: IndexPlace): Promise<GitTree> {
  const { tree, unmerged } = await readIndex(directory, index);
  if (unmerged.length === 0) return tree;
  throw new GitError({ kind: "unmerged-index", files: unmerged.map((path) => fromRoot(prefix, path)) });
}

interface Held {
  readonly tree: GitTree;
  readonly objects: Objects;
  readonly untracked: Untracked;
  /** The work tree, from the root. */
  readonly disk: FileSystem;
  /** The top of the work tree, as the operating system writes it. */
  readonly top: string;
  /** From the top to the root: `packages/app/`. */
  readonly prefix: string;
}

async function filesOf(held: Held): Promise<FileSystem> {
  const { tree, objects, disk, prefix } = held;
  await objects.fetch([...tree].flatMap(([path, { kind, id }]) => (kind === "link" || EARLY.test(path) ? [id] : [])));
  const own = [...tree].filter(([path, { kind }]) => kind === "file" && path.startsWith(prefix));
  const files = own.map(([path]) => path.slice(prefix.length));
  return {
    root: disk.root,
    async list(query) {
      const listing = listAmong(files, query);
      await objects.fetch(listing.files.flatMap((file) => tree.get(prefix + file)?.id ?? []));
      return listing;
    },
    ...readingOf(held),
    checkWritable: refuse,
    write: async (path) => refuse(path),
    create: async (path) => refuse(path),
    remove: async (path) => refuse(path),
  };
}

/** Read one by one before anything is listed. */
const EARLY = /(^|\/)(\.gitignore|package\.json|db-ssot\.json)$/;

function refuse(path: FilePath): never {
  throw new UnwritableError(path, "it is part of a state that git holds");
}

/** Where a path leads. The last two are named from the top of the repository. */
type Found =
  | { readonly kind: "nothing" }
  /** Named from the root. */
  | { readonly kind: "disk"; readonly path: FilePath }
  | { readonly kind: "directory"; readonly path: FilePath }
  | { readonly kind: "file"; readonly path: FilePath; readonly entry: TreeEntry };

function readingOf(held: Held): Pick<FileSystem, "read" | "stat" | "stamp" | "entries" | "isDeadLink" | "realPath"> {
  const { objects, disk, prefix } = held;
  const find = finder(held);
  const namesIn = childrenOf(held.tree);

  const stat = (path: FilePath): Stat | undefined => {
    const found = find(path);
    if (found.kind === "nothing") return undefined;
    if (found.kind === "disk") return disk.stat(found.path);
    return found.kind === "directory" ? { kind: "directory", size: 0 } : fileStat(found.entry, objects);
  };

  const entryOf = (directory: FilePath, name: string): readonly DirectoryEntry[] => {
    try {
      const found = stat(childPath(directory, name));
      return found === undefined ? [] : [{ name, kind: found.kind }];
    } catch (error) {
      if (error instanceof UnreadableError) return [];
      throw error;
    }
  };

  return {
    stat,
    read(path) {
      const found = find(path);
      if (found.kind === "nothing") return undefined;
      if (found.kind === "disk") return disk.read(found.path);
      if (found.kind === "directory") throw new UnreadableError(path, "it is a directory");
      return objects.read(found.entry.id);
    },
    stamp(path, earlier) {
      const found = findOrNothing(find, path);
      // Perhaps a link that cannot be followed.
      if (found.kind === "nothing") return stat(path) === undefined ? "" : undefined;
      if (found.kind === "disk") return disk.stamp(found.path, earlier);
      if (found.kind === "file") return `${found.entry.mode.toString(8)} ${found.entry.id}`;
      return digestOf(namesIn(found.path));
    },
    entries(directory) {
      const found = findOrNothing(find, directory);
      if (found.kind === "disk") return disk.entries(found.path);
      if (found.kind !== "directory") return [];
      const tracked = namesIn(found.path).map((name) => name.replace(/\/$/, ""));
      const names = [...tracked, ...disk.entries(fromRoot(prefix, found.path)).map(({ name }) => name)];
      return [...new Set(names)].flatMap((name) => entryOf(directory, name));
    },
    isDeadLink(path) {
      if (held.tree.get(prefix + path)?.kind !== "link") return false;
      const found = findOrNothing(find, path);
      return found.kind === "nothing" || (found.kind === "disk" && disk.stamp(found.path) === "");
    },
    realPath(path) {
      const found = findOrNothing(find, path);
      if (found.kind === "nothing") return path;
      return found.kind === "disk" ? disk.realPath(found.path) : fromRoot(prefix, found.path);
    },
  };
}

/** Of the names in a directory, those of directories with a slash. */
function digestOf(names: readonly string[]): string {
  return createHash("sha1")
    .update([...names].sort().join("\0"))
    .digest("base64url");
}

/** The size is computed when it is needed: it needs the contents, and most callers only want to know if the file exists. */
function fileStat({ mode, id }: TreeEntry, objects: Objects): Stat {
  return {
    kind: "file",
    mode,
    get size() {
      return objects.read(id).length;
    },
  };
}

function finder({ tree, objects, untracked, top, prefix }: Held): (path: FilePath) => Found {
  const locate = linksIn(tree, objects, untracked, top);
  const directories = directoriesOf(tree);
  const root = resolve(top, prefix);
  return (path) => {
    const location = locate(prefix + path);
    if (location.kind === "circle") throw new UnreadableError(path, "its symbolic links go in a circle");
    if (location.kind === "outside") {
      return { kind: "disk", path: relative(root, location.path).replaceAll(sep, "/") };
    }
    const { path: at } = location;
    const entry = tree.get(at);
    if (entry !== undefined) return { kind: "file", path: at, entry };
    if (directories.has(at) || untracked.liesIn(at)) return { kind: "directory", path: at };
    return untracked.holds(at) ? { kind: "disk", path: fromRoot(prefix, at) } : { kind: "nothing" };
  };
}

/** As on the disk: a link that cannot be followed is an empty directory, and its own real path. */
function findOrNothing(find: (path: FilePath) => Found, path: FilePath): Found {
  try {
    return find(path);
  } catch (error) {
    if (error instanceof UnreadableError) return { kind: "nothing" };
    throw error;
  }
}

function directoriesOf(tree: GitTree): ReadonlySet<FilePath> {
  const found = new Set<FilePath>([""]);
  for (const directory of new Set([...tree.keys()].map(directoryOf))) {
    for (const each of ancestorsOf(directory)) found.add(each);
  }
  return found;
}

/** Directories end in a slash. Computed at the first question: few commands look into directories. */
function childrenOf(tree: GitTree): (directory: FilePath) => readonly string[] {
  let names: Map<FilePath, Set<string>> | undefined;
  const make = (): Map<FilePath, Set<string>> => {
    const made = new Map<FilePath, Set<string>>();
    for (const file of tree.keys()) {
      let name = baseName(file);
      for (let directory = directoryOf(file); ; directory = directoryOf(directory)) {
        const names = made.get(directory) ?? new Set();
        made.set(directory, names);
        if (names.has(name)) break;
        names.add(name);
        if (directory === "") break;
        name = `${baseName(directory)}/`;
      }
    }
    return made;
  };
  return (directory) => {
    names ??= make();
    return [...(names.get(directory) ?? [])];
  };
}
