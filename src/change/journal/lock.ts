/**
 * Allows one run at a time on one root. The lock is a file with the number of the process that holds it; the lock of a
 * process that has ended is taken over. README.md proves that no two can hold it.
 */

import { encode } from "../../base/text/encoding.js";
import { childPath } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import { type FileSystem, UnwritableError, type World } from "../../base/world/world.js";
import { fault } from "../../read/config/faults.js";
import { removeOwnLeftovers } from "./leftovers.js";
import { HIDDEN_BY, JOURNAL, LOCK, PRIVATE, RUNS } from "./places.js";

/**
 * Holds the lock for the length of some work. Work that is done inside of such work, in the same files, holds it already.
 *
 * @throws {Fault} `already-running` where another run holds it
 * @throws {UnwritableError} where no lock can be made
 */
export async function holdingLock<Result>(
  world: Pick<World, "files" | "processes">,
  work: () => Promise<Result>,
): Promise<Result> {
  const { files, processes } = world;
  const holder = held.get(files.root);
  if (holder === files) return work();
  if (holder !== undefined) throw fault("already-running", { pid: processes.own });
  held.set(files.root, files);
  try {
    await take(world);
    try {
      await removeOwnLeftovers(files);
      await files.create(HIDDEN_BY, encode("*\n"), PRIVATE);
      return await work();
    } finally {
      await release(files);
    }
  } finally {
    held.delete(files.root);
  }
}

/** What this process holds, by root: a lock with its own number is otherwise that of a dead process with the same number. */
const held = new Map<string, FileSystem>();

const MOST_ATTEMPTS = 100;
const MOST_LOOKS = 1000;

async function take({ files, processes }: Pick<World, "files" | "processes">): Promise<void> {
  refuseLinks(files);
  const own = encode(`${processes.own}\n`);
  const isRunning = (id: number): boolean => id !== processes.own && processes.isAlive(id);
  for (let attempt = 1; ; attempt++) {
    if (await files.create(LOCK, own, PRIVATE)) return;
    const pid = holderOf(files);
    if (pid === undefined) continue;
    if (isRunning(pid) || attempt === MOST_ATTEMPTS) throw fault("already-running", { pid });
    await removeOfDead(files, processes.own, isRunning);
  }
}

/** A repository can contain links: the files of the journal would be made, and removed, where they lead. */
function refuseLinks(files: FileSystem): void {
  const link = [JOURNAL, RUNS].find((directory) => files.realPath(directory) !== directory);
  if (link !== undefined) throw new UnwritableError(link, "it is a symbolic link");
}

/** @returns `undefined` where there is no lock; 0, which no process has, where it names none */
function holderOf(files: FileSystem): number | undefined {
  const bytes = files.read(LOCK);
  if (bytes === undefined) return undefined;
  const id = Number.parseInt(new TextDecoder().decode(bytes), 10);
  return id > 0 ? id : 0;
}

/**
 * Removes the lock of a process that has ended, while nobody else does: each who wants to says so first, and looks for the
 * others afterwards. Of two, the one that looks last sees the other.
 */
async function removeOfDead(files: FileSystem, own: number, isRunning: (id: number) => boolean): Promise<void> {
  const claim = claimOf(own);
  await files.create(claim, new Uint8Array(), PRIVATE);
  try {
    if (!(await isAlone(files, own, isRunning))) return;
    const pid = holderOf(files);
    if (pid !== undefined && !isRunning(pid)) await files.remove(LOCK);
  } finally {
    await files.remove(claim);
  }
}

/** The process with the lowest number waits until the others have withdrawn, so that one of them comes through. */
async function isAlone(files: FileSystem, own: number, isRunning: (id: number) => boolean): Promise<boolean> {
  for (let look = 0; look < MOST_LOOKS; look++) {
    const others: number[] = [];
    for (const id of claims(files)) {
      if (isRunning(id)) others.push(id);
      else if (id !== own) await files.remove(claimOf(id));
    }
    if (others.length === 0) return true;
    if (others.some((id) => id < own)) return false;
  }
  return false;
}

function claims(files: FileSystem): readonly number[] {
  return files
    .entries(JOURNAL)
    .flatMap(({ name }) => /^claim-(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number);
}

function claimOf(id: number): FilePath {
  return childPath(JOURNAL, `claim-${id}`);
}

/** Where nothing is recorded, nothing is left of the journal. */
async function release(files: FileSystem): Promise<void> {
  try {
    if (files.entries(RUNS).length === 0) {
      // No file has this name; its directory goes where it is empty.
      await files.remove(childPath(RUNS, "0.json"));
      await files.remove(HIDDEN_BY);
    }
    await files.remove(LOCK);
  } catch (error) {
    // The lock of a process that has ended holds nobody up, and the work itself is done or has its own fault.
    if (!(error instanceof UnwritableError)) throw error;
  }
}
