/**
 * Keeps the result of a computation for as long as nothing changes that it was made of. Every question that the computation
 * asks of the files is noted; a later run takes the result where all of them would be answered as before. Of a file that was read by
 * questions, the computation itself says which.
 */
import type { FilePath } from "../text/span.js";
import type { Cache, Clock, FileSystem, ReadUse, Stat } from "./world.js";

/** What a computation may ask of the world. */
export interface Asked {
  readonly files: FileSystem;
  readonly clock: Clock;
}

export interface Computation<Result, Excerpts> {
  /** All that the result depends on beside the files, the day and the program. */
  readonly key: readonly string[];
  /** Asks nothing of the world but of what it is given; what it returns is plain data. */
  make(asked: Asked): Promise<Made<Result, Excerpts>>;
  /** Whether a file that was read by questions would answer as it did. */
  isAlike(excerpts: Excerpts, file: FilePath, files: FileSystem): boolean;
}

export interface Made<Result, Excerpts> {
  readonly result: Result;
  /** What was asked of the files that were read by questions, with the answers. */
  readonly excerpts: Excerpts;
}

/** @returns the result as JSON gives it back, whether it was kept or not */
export async function unlessUnchanged<Result, Excerpts>(
  { files, clock, cache }: Asked & { readonly cache?: Cache | undefined },
  { key, make, isAlike }: Computation<Result, Excerpts>,
): Promise<Result> {
  if (cache === undefined) return (await make({ files, clock })).result;
  const slots = slotsOf(cache, [...key, files.root]);
  const now: Asked = { files, clock };
  for (const slot of slots.all()) {
    const kept = slots.read(slot);
    const isAlikeNow = (file: FilePath) => isAlike((kept as Kept<Result, Excerpts>).excerpts, file, files);
    if (isKept<Result, Excerpts>(kept) && isAsItWas(kept.seen, now, isAlikeNow)) {
      slots.use(slot);
      return kept.result;
    }
  }
  const notes = takeNotes(now);
  const made = JSON.parse(JSON.stringify(await make(notes.asked))) as Made<Result, Excerpts>;
  const seen = notes.seen();
  if (seen !== undefined) slots.write({ ...made, seen });
  return made.result;
}

/** So many states are kept for one key: what is staged and the last commit take turns. */
const MOST_STATES = 3;

interface Kept<Result, Excerpts> extends Made<Result, Excerpts> {
  readonly seen: Seen;
}

/** What was asked, with the answers. */
interface Seen {
  /** Absent where it was not asked for. */
  readonly day?: string | undefined;
  readonly stamps: readonly (readonly [FilePath, string])[];
  /** Files that were only read by questions. Without a stamp, one has to be asked again. */
  readonly asked: readonly (readonly [FilePath, string | null])[];
  readonly kinds: readonly (readonly [FilePath, Stat["kind"] | ""])[];
  readonly realPaths: readonly (readonly [FilePath, FilePath])[];
}

/** What was written by this program, and is as it was written. */
function isKept<Result, Excerpts>(value: unknown): value is Kept<Result, Excerpts> {
  return typeof value === "object" && value !== null && "seen" in value && "result" in value;
}

function isAsItWas(
  { day, stamps, asked, kinds, realPaths }: Seen,
  { files, clock }: Asked,
  isAlike: (file: FilePath) => boolean,
): boolean {
  try {
    return (
      (day === undefined || clock.today() === day) &&
      stamps.every(([path, stamp]) => files.stamp(path, stamp) === stamp) &&
      kinds.every(([path, kind]) => (files.stat(path)?.kind ?? "") === kind) &&
      realPaths.every(([path, real]) => files.realPath(path) === real) &&
      asked.every(([path, stamp]) => files.stamp(path) === stamp || isAlike(path))
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
  const stamps = new Map<FilePath, string | undefined>();
  const wholly = new Set<FilePath>();
  const kinds = new Map<FilePath, Stat["kind"] | "">();
  const realPaths = new Map<FilePath, FilePath>();
  let isComparable = true;
  /** Before the answer, so that what changes meanwhile has another stamp. */
  const noteStamp = (path: FilePath, use?: ReadUse): void => {
    if (!stamps.has(path)) stamps.set(path, files.stamp(path));
    if (use === undefined) wholly.add(path);
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
    read(path, use) {
      noteStamp(path, use);
      return files.read(path, use);
    },
    stat(path) {
      try {
        const found = files.stat(path);
        kinds.set(path, found?.kind ?? "");
        // Who asks by questions looks at the size each time.
        return found && withNotes(found, () => noteStamp(path, "by-questions"));
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
    seen() {
      const known = [...stamps].flatMap(([path, stamp]) =>
        wholly.has(path) && stamp !== undefined ? [[path, stamp] as const] : [],
      );
      if (!isComparable || known.length < wholly.size) return undefined;
      const asked = [...stamps]
        .filter(([path]) => !wholly.has(path))
        .map(([path, stamp]) => [path, stamp ?? null] as const);
      return { day, stamps: known, asked, kinds: [...kinds], realPaths: [...realPaths] };
    },
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
  write(kept: object): void;
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
