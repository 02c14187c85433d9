/**
 * Keeps the result of a computation for as long as nothing changes that it was made of. Every question that the computation
 * asks of the files is noted; a later run takes the result where all of them would be answered as before.
 */
import type { FilePath } from "../text/span.js";
import type { Cache, Clock, FileSystem, Stat } from "./world.js";

/** What a computation may ask of the world. */
export interface Asked {
  readonly files: FileSystem;
  readonly clock: Clock;
}

/**
 * @param key   all that the result depends on beside the files, the day and the program
 * @param make  asks nothing of the world but of what it is given; its result is plain data
 * @returns the result as JSON gives it back, whether it was kept or not
 */
export async function unlessUnchanged<Result>(
  { files, clock, cache }: Asked & { readonly cache?: Cache | undefined },
  key: readonly string[],
  make: (asked: Asked) => Promise<Result>,
): Promise<Result> {
  if (cache === undefined) return make({ files, clock });
  const slots = slotsOf(cache, [...key, files.root]);
  const now: Asked = { files, clock };
  for (const slot of slots.all()) {
    const kept = slots.read(slot);
    if (isKept(kept) && isAsItWas(kept.seen, now)) {
      slots.use(slot);
      return kept.result as Result;
    }
  }
  const notes = takeNotes(now);
  const result = JSON.parse(JSON.stringify(await make(notes.asked))) as Result;
  const seen = notes.seen();
  if (seen !== undefined) slots.write({ seen, result } satisfies Kept);
  return result;
}

/** So many states are kept for one key: what is staged and the last commit take turns. */
const MOST_STATES = 3;

interface Kept {
  readonly seen: Seen;
  readonly result: unknown;
}

/** What was asked, with the answers. */
interface Seen {
  /** Absent where it was not asked for. */
  readonly day?: string | undefined;
  readonly stamps: readonly (readonly [FilePath, string])[];
  readonly kinds: readonly (readonly [FilePath, Stat["kind"] | ""])[];
  readonly realPaths: readonly (readonly [FilePath, FilePath])[];
}

/** What was written by this program, and is as it was written. */
function isKept(value: unknown): value is Kept {
  return typeof value === "object" && value !== null && "seen" in value && "result" in value;
}

function isAsItWas({ day, stamps, kinds, realPaths }: Seen, { files, clock }: Asked): boolean {
  try {
    return (
      (day === undefined || clock.today() === day) &&
      stamps.every(([path, stamp]) => files.stamp(path) === stamp) &&
      kinds.every(([path, kind]) => (files.stat(path)?.kind ?? "") === kind) &&
      realPaths.every(([path, real]) => files.realPath(path) === real)
    );
  } catch {
    return false;
  }
}

interface Notes {
  readonly asked: Asked;
  /** `undefined` where some answer cannot be compared later. */
  seen(): Seen | undefined;
}

function takeNotes({ files, clock }: Asked): Notes {
  const stamps = new Map<FilePath, string>();
  const kinds = new Map<FilePath, Stat["kind"] | "">();
  const realPaths = new Map<FilePath, FilePath>();
  let isComparable = true;
  /** Before the answer, so that what changes meanwhile has another stamp. */
  const noteStamp = (path: FilePath): void => {
    if (stamps.has(path)) return;
    const stamp = files.stamp(path);
    if (stamp === undefined) isComparable = false;
    else stamps.set(path, stamp);
  };
  const noted: FileSystem = {
    ...files,
    list(query) {
      noteStamp("");
      const enter = (directory: FilePath): boolean => {
        const isEntered = query.enter?.(directory) ?? true;
        if (isEntered) noteStamp(directory);
        return isEntered;
      };
      return files.list({ ...query, enter });
    },
    read(path) {
      noteStamp(path);
      return files.read(path);
    },
    stat(path) {
      try {
        const found = files.stat(path);
        kinds.set(path, found?.kind ?? "");
        return found && withNotes(found, () => noteStamp(path));
      } catch (error) {
        isComparable = false;
        throw error;
      }
    },
    entries(directory) {
      // Of a link among them, the target decides.
      isComparable = false;
      return files.entries(directory);
    },
    isDeadLink(path) {
      const isDead = files.isDeadLink(path);
      // What is missing is noted with its directory; a link that leads somewhere by now is of another kind.
      if (isDead) kinds.set(path, "");
      return isDead;
    },
    realPath(path) {
      const real = files.realPath(path);
      realPaths.set(path, real);
      return real;
    },
  };
  let day: string | undefined;
  const today = (): string => {
    day ??= clock.today();
    return day;
  };
  return {
    asked: { files: noted, clock: { now: clock.now, today } },
    seen: () => (isComparable ? { day, stamps: [...stamps], kinds: [...kinds], realPaths: [...realPaths] } : undefined),
  };
}

/** Most callers ask only for the kind. */
function withNotes(found: Stat, note: () => void): Stat {
  return {
    kind: found.kind,
    get size() {
      note();
      return found.size;
    },
    get mode() {
      note();
      return found.mode;
    },
  } as Stat;
}

interface Slots {
  /** The last one used first. */
  all(): readonly string[];
  read(slot: string): unknown;
  use(slot: string): void;
  /** In the place of the one that was used longest ago. */
  write(kept: Kept): void;
}

function slotsOf(cache: Cache, key: readonly string[]): Slots {
  const orderKey = ["run", "order", ...key];
  const known = cache.get(orderKey);
  const order = Array.isArray(known) ? known.map(String) : [];
  const first = (slot: string): void => {
    if (order[0] !== slot) cache.put(orderKey, [slot, ...order.filter((each) => each !== slot)]);
  };
  return {
    all: () => order,
    read: (slot) => cache.get(["run", slot, ...key]),
    use: first,
    write(kept) {
      const slot = order.length < MOST_STATES ? String(order.length) : (order.at(-1) ?? "0");
      cache.put(["run", slot, ...key], kept);
      first(slot);
    },
  };
}
