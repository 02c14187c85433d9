/** Writing, file by file. Takes what changes, gives nothing; a failure says how far it came. */
import { fault } from "../config/faults.js";
import { decode, encode } from "../text/encoding.js";
import type { FilePath } from "../text/span.js";
import { type FileSystem, UnreadableError, UnwritableError } from "../world/world.js";

/** A file and its text on both sides of a fix. */
export interface TextChange {
  readonly file: FilePath;
  readonly before: string;
  readonly after: string;
}

/** @throws {Fault} `unwritable-file`, with the files written before it; the others are as they were */
export async function writeChanges(files: FileSystem, changes: readonly TextChange[]): Promise<void> {
  const written: FilePath[] = [];
  for (const change of changes) {
    try {
      refuseStale(files, change);
      await files.write(change.file, encode(change.after));
    } catch (error) {
      if (!(error instanceof UnwritableError || error instanceof UnreadableError)) throw error;
      throw fault("unwritable-file", { path: error.path, reason: error.reason, written });
    }
    written.push(change.file);
  }
}

/** What somebody saved while the run went on is not overwritten. */
function refuseStale(files: FileSystem, { file, before }: TextChange): void {
  const bytes = files.read(file);
  const now = bytes && decode(bytes);
  if (now?.kind !== "text" || now.text !== before) throw new UnwritableError(file, "it was changed during this run");
}
