/**
 * Replacing the index in one step, as git itself does: a copy is changed beside it, becomes the lock by a link, and is
 * renamed. A process that is killed leaves the old index or the new one, at worst with the lock, which `clearBeside` knows
 * by the copy that it is a link to.
 */
import fs from "node:fs";
import { basename, dirname, join } from "node:path";
import process from "node:process";
import { isSameBytes } from "../text/encoding.js";
import { codeOf, reasonOf } from "./real-errors.js";
import { isAlive } from "./real-processes.js";
import { type PreparedIndex, StagingError } from "./staging.js";

export interface IndexCopy {
  readonly path: string;
}

/**
 * @param change makes the copy what the index is to be; called again where another git has written the index meanwhile
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

/** Copies of processes that have ended, and their locks. */
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
/** Of the copy, or of the lock that git takes on it. */
const LEFTOVER = /^(index|index\.lock)\.db-ssot-(\d+)(?:\.lock)?$/;
const MOST_ATTEMPTS = 5;
/** Editors ask git for the status all the time, which may lock the index for a moment. */
const MOST_LOOKS = 40;
const LOOK_MS = 50;

/** A process may have the number of one that has ended. */
const inUse = new Set<string>();

function lockOf(index: string): string {
  return `${index}.lock`;
}

function copy(index: string, path: string): Uint8Array {
  const { mode, atime, mtimeMs } = fs.statSync(index);
  const bytes = fs.readFileSync(index);
  // It may be a link to what a process of the same number has put in the place of the index.
  fs.rmSync(path, { force: true });
  fs.writeFileSync(path, bytes, { mode: mode & 0o777 });
  // Git looks into a file that is not older than the index, and believes the time of an older one: a copy that is younger
  // than the index would hide a change that was made right after the file was staged.
  fs.utimesSync(path, atime, Math.floor(mtimeMs) / 1000);
  return bytes;
}

/** @returns false where the index is no longer the one that the copy was made of */
async function swap(index: string, path: string, original: Uint8Array): Promise<boolean> {
  const lock = lockOf(index);
  await takeLock(path, lock);
  let isHeld = true;
  try {
    const isUnchanged = asStaging(() => isSameBytes(fs.readFileSync(index), original));
    if (isUnchanged) {
      asStaging(() => fs.renameSync(lock, index));
      // A lock that is there now belongs to another git.
      isHeld = false;
    }
    return isUnchanged;
  } finally {
    // A lock that is left behind would keep git out for good.
    if (isHeld) fs.rmSync(lock, { force: true });
  }
}

async function takeLock(path: string, lock: string): Promise<void> {
  for (let look = 1; !asStaging(() => linkOnce(path, lock)); look++) {
    if (look === MOST_LOOKS) throw new StagingError({ kind: "locked-index", lock: basename(lock) });
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** @returns false where the lock is there already */
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
