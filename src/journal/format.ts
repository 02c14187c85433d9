/**
 * What a record of the journal holds, and how it is written. A record may come with a repository that somebody else made,
 * so that it is read with suspicion.
 */

import { decode, encode } from "../text/encoding.js";
import type { FileChange } from "../text/patch.js";
import { ancestorsOf } from "../text/paths.js";
import type { FilePath } from "../text/span.js";
import type { FileSystem } from "../world/world.js";

/** A change with what is needed to take it back byte for byte. */
export interface Step extends FileChange {
  /** The permissions of a file that is removed. */
  readonly mode?: number;
}

export interface RunContent {
  /** As people know it: `db-ssot fix src`. */
  readonly command: string;
  /** In the order of paths. */
  readonly steps: readonly Step[];
  /** Files that were there before the run and are named like leftovers of one. */
  readonly neighbours: readonly FilePath[];
  /** What the run changes in the index, in the order of paths. */
  readonly staged: readonly StagedStep[];
}

/** The texts of one file as the index holds them. */
export type StagedStep = Required<FileChange>;

export interface Run extends RunContent {
  /** Counts from 1. */
  readonly number: number;
}

export type ReadContent =
  | { readonly kind: "read"; readonly content: RunContent }
  | { readonly kind: "faulty"; readonly problem: string };

/** Where the index has no part in a run, earlier versions of db-ssot can take it back as well. */
export function writeContent({ command, steps, neighbours, staged }: RunContent): Uint8Array {
  const plain = { version: VERSION, command, steps, neighbours };
  return encode(JSON.stringify(staged.length === 0 ? plain : { ...plain, version: VERSION_WITH_INDEX, staged }));
}

export function readContent(files: FileSystem, bytes: Uint8Array): ReadContent {
  const decoded = decode(bytes);
  const value = decoded.kind === "text" ? parse(decoded.text) : undefined;
  if (!isObject(value)) return { kind: "faulty", problem: "it is no JSON object" };
  if (value.version !== VERSION && value.version !== VERSION_WITH_INDEX)
    return { kind: "faulty", problem: "another version of db-ssot wrote it" };
  const content = value.version === VERSION ? { ...value, staged: [] } : value;
  if (!isContent(content)) return { kind: "faulty", problem: "it is not what db-ssot writes" };
  const forbidden = [...content.steps, ...content.staged].find(({ file }) => !isOfProject(files, file));
  if (forbidden) return { kind: "faulty", problem: `\`${forbidden.file}\` is no file of the project` };
  return { kind: "read", content };
}

const VERSION = 1;
const VERSION_WITH_INDEX = 2;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isContent(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & RunContent {
  const { command, steps, neighbours, staged } = value;
  const isWhole = isArrayOf(steps, isStep) && isArrayOf(neighbours, isText) && isArrayOf(staged, isStagedStep);
  return typeof command === "string" && isWhole;
}

function isStagedStep(value: unknown): value is StagedStep {
  return isObject(value) && isText(value.file) && isText(value.before) && isText(value.after);
}

function isStep(value: unknown): value is Step {
  if (!isObject(value) || !isText(value.file)) return false;
  const hasTexts = [value.before, value.after].every((text) => text === undefined || isText(text));
  return hasTexts && (value.mode === undefined || typeof value.mode === "number");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isArrayOf<Item>(value: unknown, isItem: (item: unknown) => item is Item): value is readonly Item[] {
  return Array.isArray(value) && value.every(isItem);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** What lies in `.git` decides which programs git starts: a record that came from elsewhere must not lead there, by no link. */
function isOfProject(files: FileSystem, path: FilePath): boolean {
  if (path === "" || path.startsWith("/")) return false;
  const inside = ancestorsOf(path).filter((each) => each !== "");
  const reached = [path, ...inside.map((each) => files.realPath(each))];
  return !reached.some((each) => each.split(/[/\\]/).some((part) => part === ".." || GIT.test(part)));
}

/** With the other names that Windows knows the directory by. */
const GIT = /^(\.git[. ]*|git~\d+)$/i;
