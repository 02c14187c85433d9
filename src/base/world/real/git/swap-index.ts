/**
 * Replaces the index in one step, as git does: changes a copy, links it as the lock, and renames it. A killed process leaves
 * the old or the new index, at worst with the lock, which `clearBeside` recognizes as a link to the copy.
 */
import fs from "node:fs";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { isSameBytes } from "../../../text/encoding.js";
import { type PreparedIndex, StagingError } from "../../staging.js";
import { codeOf, reasonOf } from "../errors.js";
import { isAlive } from "../processes.js";

export interface IndexCopy {
  readonly path: string;
}

/**
 * @param change edits the copy; called again if another git has written the index meanwhile
 * @throws {StagingError}
 */
export async function copyBeside(index: string, change: (copy: IndexCopy) => Promise<void>): Promise<PreparedIndex> {
  const path = `${index}${OWN}${process.pid}`;
  const end = (): void => {
    inUse.delete(path);
    fs.rmSync(path, { force: true });
  };
  const prepare = async (): Promise<Uint8Array> => {
    const bytes = asStaging(() => copy(index, path));
    await change({ path });
    return bytes;
  };
  inUse.add(path);
  try {
    let original = await prepare();
    const commit = async (): Promise<void> => {
      for (let attempt = 1; !(await swap(index, path, original)); attempt++) {
        if (attempt === MOST_ATTEMPTS) throw new StagingError({ kind: "locked-index", lock: lockOf(index) });
        original = await prepare();
      }
    };
    return { commit, end };
  } catch (error) {
    end();
    throw error;
  }
}

/** Removes the copies of processes that have ended, and their locks. */
export function clearBeside(index: string): void {
  const directory = dirname(index);
  for (const name of asStaging(() => fs.readdirSync(directory))) {
    const [, base = "", id = ""] = LEFTOVER.exec(name) ?? [];
    const path = join(directory, name);
    const isOwn = Number(id) === process.pid;
    if (base === "" || (isOwn ? inUse.has(path) : isAlive(Number(id)))) continue;
    const lock = lockOf(join(directory, base));
    if (isSameFile(path, lock)) fs.rmSync(lock, { force: true });
    fs.rmSync(path, { force: true });
  }
}

const OWN = ".db-ssot-";
/** The copy, or the lock that git takes on it. */
const LEFTOVER = /^(index|index\.lock)\.db-ssot-(\d+)(?:\.lock)?$/;
const MOST_ATTEMPTS = 5;
/** Editors ask git for the status frequently, which may lock the index for a moment. */
const MOST_LOOKS = 40;
const LOOK_MS = 50;

/** A process may have the id of one that has ended. */
const inUse = new Set<string>();

function lockOf(index: string): string {
  return `${index}.lock`;
}

function copy(index: string, path: string): Uint8Array {
  const { mode, atime, mtimeMs } = fs.statSync(index);
  const bytes = fs.readFileSync(index);
  // It may be a link to the index that a process of the same id has written.
  fs.rmSync(path, { force: true });
  fs.writeFileSync(path, bytes, { mode: mode & 0o777 });
  // Git compares the contents of a file that is not older than the index, and trusts the time of an older one: a copy that is
  // newer than the index would hide a change made right after staging.
  fs.utimesSync(path, atime, Math.floor(mtimeMs) / 1000);
  return bytes;
}

/** @returns false if the index has changed since the copy was made */
async function swap(index: string, path: string, original: Uint8Array): Promise<boolean> {
  const lock = lockOf(index);
  await takeLock(path, lock);
  let isHeld = true;
  try {
    const isUnchanged = asStaging(() => isSameBytes(fs.readFileSync(index), original));
    if (isUnchanged) {
      asStaging(() => fs.renameSync(lock, index));
      // A lock that exists now belongs to another git.
      isHeld = false;
    }
    return isUnchanged;
  } finally {
    // A forgotten lock would block git for good.
    if (isHeld) fs.rmSync(lock, { force: true });
  }
}

async function takeLock(path: string, lock: string): Promise<void> {
  for (let look = 1; !asStaging(() => linkOnce(path, lock)); look++) {
    if (look === MOST_LOOKS) throw new StagingError({ kind: "locked-index", lock: basename(lock) });
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** @returns false if the lock exists already */
function linkOnce(path: string, lock: string): boolean {
  try {
    fs.linkSync(path, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    return copyOnce(path, lock);
  }
}

/** For file systems without links. */
function copyOnce(path: string, lock: string): boolean {
  try {
    fs.copyFileSync(path, lock, fs.constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function isSameFile(path: string, lock: string): boolean {
  const [one, other] = [path, lock].map((each) => fs.statSync(each, { throwIfNoEntry: false }));
  if (one === undefined || other === undefined) return false;
  if (one.ino === other.ino && one.dev === other.dev) return true;
  return one.size === other.size && isSameBytes(fs.readFileSync(path), fs.readFileSync(lock));
}

function asStaging<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new StagingError({ kind: "git-failed", reason: reasonOf(error) });
  }
}
