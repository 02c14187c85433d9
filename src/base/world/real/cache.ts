/**
 * A cache on the disk: one file per project, in the user's own cache folder (`~/.cache/db-ssot`, as the XDG Base Directory Specification
 * says), where no repository can put one. It begins with a line of JSON, the index; the entries follow, each with a digest.
 */

import { createHash } from "node:crypto";
import { resolve } from "node:path";
import process from "node:process";
import { type Cache, type FileSystem, UnreadableError, UnwritableError } from "../world.js";
import { realFiles } from "./files.js";
import { makeUserFolder, userFolder } from "./user-folders.js";

export interface CacheOptions {
  /** The project's root. */
  readonly root: string;
  /** Identifies the program: another build may compute other results. */
  readonly build: string;
  /** The folder; the user's own where absent. */
  readonly directory?: string;
}

/** Where caches are kept: `DB_SSOT_CACHE_DIR`, or the user's cache folder. */
export function cacheDirectory(): string {
  const { DB_SSOT_CACHE_DIR } = process.env;
  if (DB_SSOT_CACHE_DIR) return resolve(DB_SSOT_CACHE_DIR);
  return userFolder("XDG_CACHE_HOME", [".cache"], ["db-ssot", "cache"]);
}

/** Nothing is read before the first question. */
export function realCache({ root, build, directory = cacheDirectory() }: CacheOptions): Cache {
  const files = realFiles(directory);
  const path = `${digest(resolve(root))}${ENDING}`;
  let opened: Kept | undefined;
  const kept = (): Kept => {
    opened ??= open(files, path, build);
    return opened;
  };
  const added = new Map<string, Entry>();
  const asked = new Set<string>();
  return {
    get(key) {
      const name = nameOf(key);
      asked.add(name);
      return parsed(added.get(name) ?? kept().entry(name));
    },
    put(key, value) {
      const name = nameOf(key);
      asked.add(name);
      const bytes = ENCODER.encode(JSON.stringify(value));
      added.set(name, { bytes, digest: digest(bytes) });
    },
    async save() {
      if (added.size === 0) return;
      try {
        makeUserFolder(directory);
        await files.write(path, serialize(build, [...withinLimit(kept(), asked, added), ...added]), 0o600);
      } catch (error) {
        if (!(error instanceof UnwritableError)) throw error;
      }
    },
    async clear() {
      const caches = files.entries("").filter(({ name, kind }) => kind === "file" && name.endsWith(ENDING));
      for (const { name } of caches) await files.remove(name);
      return caches.length;
    },
  };
}

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

/** In bytes; above it, only what a run asked for is kept. */
const MOST_BYTES = 256 * 1024 * 1024;

/** The digest says what the bytes were when they were written. */
interface Entry {
  readonly bytes: Uint8Array;
  readonly digest: string;
}

interface Kept {
  entry(name: string): Entry | undefined;
  names(): Iterable<string>;
  readonly size: number;
}

const NOTHING: Kept = { entry: () => undefined, names: () => [], size: 0 };

/** Name, offset behind the index, length and digest of each entry. */
type Index = readonly (readonly [string, number, number, string])[];

/** Nothing of another build. */
function open(files: FileSystem, path: string, build: string): Kept {
  const bytes = readFile(files, path);
  const end = bytes?.indexOf(NEWLINE) ?? -1;
  if (bytes === undefined || end < 0) return NOTHING;
  const index = indexOf(DECODER.decode(bytes.subarray(0, end)), build);
  if (index === undefined) return NOTHING;
  const places = new Map(index.map(([name, ...place]) => [name, place]));
  return {
    names: () => places.keys(),
    size: bytes.length,
    entry(name) {
      const [offset = 0, length = 0, written] = places.get(name) ?? [];
      const start = end + 1 + offset;
      return written === undefined ? undefined : { bytes: bytes.subarray(start, start + length), digest: written };
    },
  };
}

const NEWLINE = 0x0a;

function readFile(files: FileSystem, path: string): Uint8Array | undefined {
  try {
    return files.read(path);
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}

function indexOf(line: string, build: string): Index | undefined {
  try {
    const { format, build: of, index } = JSON.parse(line) as Partial<Head>;
    return format === FORMAT && of === build && isIndex(index) ? index : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function isIndex(value: unknown): value is Index {
  return Array.isArray(value) && value.every(Array.isArray);
}

interface Head {
  readonly format: string;
  readonly build: string;
  readonly index: Index;
}

const ENDING = ".cache";

const FORMAT = "db-ssot cache 1";

function serialize(build: string, entries: readonly (readonly [string, Entry])[]): Uint8Array {
  let offset = 0;
  const index = entries.map(([name, { bytes, digest }]): Index[number] => {
    offset += bytes.length;
    return [name, offset - bytes.length, bytes.length, digest];
  });
  const head = ENCODER.encode(`${JSON.stringify({ format: FORMAT, build, index } satisfies Head)}\n`);
  const all = new Uint8Array(head.length + offset);
  all.set(head);
  for (const [at, [, { bytes }]] of entries.entries()) all.set(bytes, head.length + (index[at]?.[1] ?? 0));
  return all;
}

/** Earlier entries that stay. */
function withinLimit(
  kept: Kept,
  asked: ReadonlySet<string>,
  added: ReadonlyMap<string, Entry>,
): readonly (readonly [string, Entry])[] {
  const isLarge = kept.size > MOST_BYTES;
  return [...kept.names()].flatMap((name) => {
    const entry = added.has(name) || (isLarge && !asked.has(name)) ? undefined : kept.entry(name);
    return entry === undefined ? [] : [[name, entry] as const];
  });
}

/** The length keeps `["ab", "c"]` and `["a", "bc"]` apart. */
function nameOf(key: readonly string[]): string {
  return digest(key.map((part) => `${part.length}:${part}`).join(""));
}

/** SHA-1 is fast, and nobody but the user can write here. */
function digest(data: string | Uint8Array): string {
  return createHash("sha1").update(data).digest("base64url");
}

/** `undefined` where the bytes are not as they were written. */
function parsed(entry: Entry | undefined): unknown {
  if (entry === undefined || digest(entry.bytes) !== entry.digest) return undefined;
  return JSON.parse(DECODER.decode(entry.bytes));
}
