/** A state that git holds, as files: paths and contents by git, and from the disk only what git ignores. */
import type { FilePath } from "../text/span.js";
import { listAmong } from "./listing.js";
import { type Held, readingOf } from "./real-snapshot-reading.js";
import { type FileSystem, UnwritableError } from "./world.js";

export async function snapshotOf(held: Held): Promise<FileSystem> {
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

/** What is asked for one by one, before anything is listed. */
const EARLY = /(^|\/)(\.gitignore|package\.json|db-ssot\.json)$/;

function refuse(path: FilePath): never {
  throw new UnwritableError(path, "it is part of a state that git holds");
}
