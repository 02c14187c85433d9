/** A file system with some texts replaced, so that a change can be judged before it is written. */
import { encode } from "../text/encoding.js";
import type { FilePath } from "../text/span.js";
import type { FileSystem } from "./world.js";

/**
 * @param texts of files that are there below; a file that is in none of the two is not listed
 * @param removed files that are there below and are not to be seen
 * @returns a file system that reads these texts and hands everything else on
 */
export function overlay(
  files: FileSystem,
  texts: ReadonlyMap<FilePath, string>,
  removed: ReadonlySet<FilePath> = new Set(),
): FileSystem {
  const bytesOf = new Map([...texts].map(([file, text]) => [file, encode(text)]));
  return {
    root: files.root,
    async list(query) {
      const listing = await files.list(query);
      return removed.size === 0 ? listing : { ...listing, files: listing.files.filter((file) => !removed.has(file)) };
    },
    read: (path, use) => (removed.has(path) ? undefined : (bytesOf.get(path)?.slice() ?? files.read(path, use))),
    stat: (path) => {
      if (removed.has(path)) return undefined;
      const bytes = bytesOf.get(path);
      return bytes === undefined ? files.stat(path) : { kind: "file", size: bytes.length };
    },
    // Nobody asks twice about a change that was not written.
    stamp: (path, earlier) => (removed.has(path) ? "" : bytesOf.has(path) ? undefined : files.stamp(path, earlier)),
    entries: (directory) => files.entries(directory),
    isDeadLink: (path) => !bytesOf.has(path) && files.isDeadLink(path),
    realPath: (path) => files.realPath(path),
    checkWritable: (path) => files.checkWritable(path),
    write: (path, bytes) => files.write(path, bytes),
    create: (path, bytes, mode) => files.create(path, bytes, mode),
    remove: (path) => files.remove(path),
  };
}
