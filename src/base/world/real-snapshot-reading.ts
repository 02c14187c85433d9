/** Answers about single paths of a state that git holds. The tree comes first; the disk has what git ignores, and what lies outside. */
import { relative, resolve, sep } from "node:path";
import { ancestorsOf, baseName, childPath, directoryOf } from "../text/paths.js";
import type { FilePath } from "../text/span.js";
import type { Objects } from "./real-objects.js";
import { fromRoot } from "./real-place.js";
import { linksIn } from "./real-snapshot-links.js";
import type { Entry, Tree } from "./real-trees.js";
import type { Untracked } from "./real-untracked.js";
import { type DirectoryEntry, type FileSystem, type Stat, UnreadableError } from "./world.js";

/** Where a path leads. The last two are named from the top of the repository. */
type Found =
  | { readonly kind: "nothing" }
  /** Named from the root. */
  | { readonly kind: "disk"; readonly path: FilePath }
  | { readonly kind: "directory"; readonly path: FilePath }
  | { readonly kind: "file"; readonly path: FilePath; readonly entry: Entry };

export interface Held {
  readonly tree: Tree;
  readonly objects: Objects;
  readonly untracked: Untracked;
  /** The work tree, from the root. */
  readonly disk: FileSystem;
  /** The top of the work tree, as the operating system writes it. */
  readonly top: string;
  /** From the top to the root: `packages/app/`. */
  readonly prefix: string;
}

export function readingOf(held: Held): Pick<FileSystem, "read" | "stat" | "entries" | "realPath"> {
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
    entries(directory) {
      const found = findOrNothing(find, directory);
      if (found.kind === "disk") return disk.entries(found.path);
      if (found.kind !== "directory") return [];
      const names = [...namesIn(found.path), ...disk.entries(fromRoot(prefix, found.path)).map(({ name }) => name)];
      return [...new Set(names)].flatMap((name) => entryOf(directory, name));
    },
    realPath(path) {
      const found = findOrNothing(find, path);
      if (found.kind === "nothing") return path;
      return found.kind === "disk" ? disk.realPath(found.path) : fromRoot(prefix, found.path);
    },
  };
}

/** Whether a file is there is asked far more often than how large it is, for which its contents are read. */
function fileStat({ mode, id }: Entry, objects: Objects): Stat {
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

/** As the disk has it: what cannot be followed holds nothing, and is its own real path. */
function findOrNothing(find: (path: FilePath) => Found, path: FilePath): Found {
  try {
    return find(path);
  } catch (error) {
    if (error instanceof UnreadableError) return { kind: "nothing" };
    throw error;
  }
}

function directoriesOf(tree: Tree): ReadonlySet<FilePath> {
  const found = new Set<FilePath>([""]);
  for (const directory of new Set([...tree.keys()].map(directoryOf))) {
    for (const each of ancestorsOf(directory)) found.add(each);
  }
  return found;
}

/** Made when it is first asked for: few commands look into directories. */
function childrenOf(tree: Tree): (directory: FilePath) => readonly string[] {
  let names: Map<FilePath, Set<string>> | undefined;
  const make = (): Map<FilePath, Set<string>> => {
    const made = new Map<FilePath, Set<string>>();
    for (const file of tree.keys()) {
      for (let path = file; path !== ""; path = directoryOf(path)) {
        const directory = directoryOf(path);
        made.set(directory, (made.get(directory) ?? new Set()).add(baseName(path)));
      }
    }
    return made;
  };
  return (directory) => {
    names ??= make();
    return [...(names.get(directory) ?? [])];
  };
}
