/**
 * A cache on the disk: some files for each project, in the user's own cache folder (`~/.cache/db-ssot`, as the XDG Base Directory
 * Specification says), where no repository can put one. A run that has something new adds a file; when they are many, one takes the
 * place of the small ones. A file begins with a line of JSON, the index; the entries follow, each with a digest, and are read one by one.
 */

import { createHash } from "node:crypto";
import fs from "node:fs";
import { basename, join, resolve } from "node:path";
import process from "node:process";
import { type Cache, UnwritableError } from "../world.js";
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
  const project = digest(resolve(root));
  let opened: readonly Pack[] | undefined;
  const packs = (): readonly Pack[] => {
    opened ??= packsOf(directory, project, build);
    return opened;
  };
  const added = new Map<string, Entry>();
  const asked = new Set<string>();
  return {
    get(key) {
      const name = nameOf(key);
      asked.add(name);
      return parsed(added.get(name) ?? entryIn(packs(), name));
    },
    put(key, value) {
      const name = nameOf(key);
      asked.add(name);
      const bytes = ENCODER.encode(JSON.stringify(value));
      added.set(name, { bytes, digest: digest(bytes) });
    },
    async save() {
      if (added.size === 0) return;
      const former = packs();
      const merged = mergedAmong(former);
      try {
        makeUserFolder(directory);
        await write(directory, project, former, serialize(build, [...staying(merged, asked, added), ...added]));
        remove(merged);
      } catch (error) {
        if (!(error instanceof UnwritableError)) throw error;
      }
    },
    async clear() {
      const names = namesIn(directory);
      for (const name of names) await realFiles(directory).remove(name);
      return new Set(names.map(projectIn)).size;
    },
  };
}

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();

/** So many files are opened at the start of a run. */
const MOST_PACKS = 16;

/** Above it, only what a run asked for is kept. */
const MOST_BYTES = 256 * 1024 * 1024;

/** The digest says what the bytes were when they were written. */
interface Entry {
  readonly bytes: Uint8Array;
  readonly digest: string;
}

/** One file. */
interface Pack {
  readonly path: string;
  readonly size: number;
  /** Offset in the file, length and digest of each entry. */
  readonly places: ReadonlyMap<string, readonly [number, number, string]>;
}

/** Name, offset behind the index, length and digest of each entry. */
type Index = readonly (readonly [string, number, number, string])[];

interface Head {
  readonly format: string;
  readonly build: string;
  readonly index: Index;
}

const FORMAT = "db-ssot cache 2";

/** The latest first. Those of another build hold nothing, and go with the next that are too many. */
function packsOf(directory: string, project: string, build: string): readonly Pack[] {
  const names = namesIn(directory).filter((name) => projectIn(name) === project);
  return names
    .sort()
    .reverse()
    .flatMap((name) => open(join(directory, name), build) ?? []);
}

function entryIn(packs: readonly Pack[], name: string): Entry | undefined {
  for (const { path, places } of packs) {
    const place = places.get(name);
    if (place === undefined) continue;
    const [offset, length, written] = place;
    const bytes = readPart(path, offset, length);
    return bytes && { bytes, digest: written };
  }
  return undefined;
}

/** Nothing of another build. */
function open(path: string, build: string): Pack | undefined {
  const length = FIRST.exec(DECODER.decode(readPart(path, 0, LONGEST_FIRST)))?.[1];
  const start = length === undefined ? 0 : length.length + 1;
  const head = length === undefined ? undefined : readPart(path, start, Number(length));
  const index = head && indexOf(DECODER.decode(head), build);
  const begin = start + (head?.length ?? 0);
  const places = new Map<string, readonly [number, number, string]>();
  for (const [name, offset, size, written] of index ?? []) places.set(name, [begin + offset, size, written]);
  return { path, size: fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0, places };
}

/** The length of the index, on a line of its own. */
const FIRST = /^(\d{1,9})\n/;
const LONGEST_FIRST = 10;

/** `undefined` where it cannot be read. */
function readPart(path: string, offset: number, length: number): Uint8Array | undefined {
  let file: number | undefined;
  try {
    file = fs.openSync(path, "r");
    const left = fs.fstatSync(file).size - offset;
    const bytes = new Uint8Array(Math.max(0, Math.min(length, left)));
    let done = 0;
    while (done < bytes.length) {
      const read = fs.readSync(file, bytes, done, bytes.length - done, offset + done);
      if (read === 0) break;
      done += read;
    }
    return bytes.subarray(0, done);
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) fs.closeSync(file);
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
  return Array.isArray(value) && value.every(isPlace);
}

function isPlace(value: unknown): boolean {
  const [name, offset, length, written] = Array.isArray(value) ? value : [];
  return [name, written].every((each) => typeof each === "string") && [offset, length].every(isLength);
}

function isLength(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

const ENDING = ".cache";

function namesIn(directory: string): readonly string[] {
  const files = realFiles(directory).entries("");
  return files.flatMap(({ name, kind }) => (kind === "file" && name.endsWith(ENDING) ? name : []));
}

/** `PROJECT.NUMBER.PROCESS.cache` */
function projectIn(name: string): string {
  return name.split(".", 1)[0] ?? name;
}

/** The number says the order; that of two processes at once does not matter. @throws {UnwritableError} */
async function write(directory: string, project: string, former: readonly Pack[], bytes: Uint8Array): Promise<void> {
  const latest = Number.parseInt(basename(former[0]?.path ?? "").split(".")[1] ?? "", 10) || 0;
  const number = String(latest + 1).padStart(DIGITS, "0");
  await realFiles(directory).write(`${project}.${number}.${process.pid}${ENDING}`, bytes, 0o600);
}

/** So that the order of names is that of numbers. */
const DIGITS = 9;

/** Another process may still read one, or have removed it. */
function remove(packs: readonly Pack[]): void {
  for (const { path } of packs) {
    try {
      fs.rmSync(path, { force: true });
    } catch {
      // It is tried again.
    }
  }
}

/** Files that become one with what is added. */
function mergedAmong(packs: readonly Pack[]): readonly Pack[] {
  if (sizeOf(packs) > MOST_BYTES) return packs;
  return packs.length < MOST_PACKS ? [] : packs.filter(({ size }) => size < MOST_BYTES / MOST_PACKS);
}

function sizeOf(packs: readonly Pack[]): number {
  return packs.reduce((sum, { size }) => sum + size, 0);
}

function serialize(build: string, entries: readonly (readonly [string, Entry])[]): Uint8Array {
  let offset = 0;
  const index = entries.map(([name, { bytes, digest }]): Index[number] => {
    offset += bytes.length;
    return [name, offset - bytes.length, bytes.length, digest];
  });
  const head = ENCODER.encode(JSON.stringify({ format: FORMAT, build, index } satisfies Head));
  const first = ENCODER.encode(`${head.length}\n`);
  const begin = first.length + head.length;
  const all = new Uint8Array(begin + offset);
  all.set(first);
  all.set(head, first.length);
  for (const [at, [, { bytes }]] of entries.entries()) all.set(bytes, begin + (index[at]?.[1] ?? 0));
  return all;
}

/** Earlier entries that stay when the files become one. */
function staying(
  packs: readonly Pack[],
  asked: ReadonlySet<string>,
  added: ReadonlyMap<string, Entry>,
): readonly (readonly [string, Entry])[] {
  const isLarge = sizeOf(packs) > MOST_BYTES;
  const names = new Set(packs.flatMap(({ places }) => [...places.keys()]));
  return [...names].flatMap((name) => {
    const entry = added.has(name) || (isLarge && !asked.has(name)) ? undefined : entryIn(packs, name);
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
