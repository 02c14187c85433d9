/**
 * The format of a record in the journal. A repository can contain a record that somebody else made, so each is sealed with a
 * key of this machine and read only with that seal.
 */

import { decode, encode } from "../../base/text/encoding.js";
import type { FileChange } from "../../base/text/patch.js";
import { ancestorsOf, isInGit } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import type { FileSystem, World } from "../../base/world/world.js";

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

export interface JournalRun extends RunContent {
  /** Counts from 1. */
  readonly number: number;
}

export type ReadContent =
  | { readonly kind: "read"; readonly content: RunContent }
  | { readonly kind: "faulty"; readonly problem: string };

type Sealing = Pick<World, "machine">;

export async function writeContent({ machine }: Sealing, content: RunContent): Promise<Uint8Array> {
  const { command, steps, neighbours, staged } = content;
  const plain = { version: VERSION, command, steps, neighbours, staged };
  return encode(JSON.stringify({ ...plain, seal: await machine.seal(JSON.stringify(plain)) }));
}

export async function readContent(
  { files, machine }: Sealing & Pick<World, "files">,
  bytes: Uint8Array,
): Promise<ReadContent> {
  const decoded = decode(bytes);
  const value = decoded.kind === "text" ? parse(decoded.text) : undefined;
  if (!isObject(value)) return { kind: "faulty", problem: "it is not a JSON object" };
  if (value.version !== VERSION) return { kind: "faulty", problem: "another version of db-ssot wrote it" };
  const { seal, ...content } = value;
  if (seal !== (await machine.seal(JSON.stringify(content))))
    return { kind: "faulty", problem: "it was written on another machine or by another user" };
  if (!isContent(content)) return { kind: "faulty", problem: "its content is not what db-ssot writes" };
  const forbidden = [...content.steps, ...content.staged].find(({ file }) => !isOfProject(files, file));
  if (forbidden) return { kind: "faulty", problem: `\`${forbidden.file}\` is not a file of the project` };
  return { kind: "read", content };
}

const VERSION = 3;

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
  return hasTexts && (value.mode === undefined || isPermissions(value.mode));
}

/** Nothing that lets a program run as somebody else. */
function isPermissions(value: unknown): boolean {
  return typeof value === "number" && (value & 0o777) === value;
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

/** Not by a link either. */
function isOfProject(files: FileSystem, path: FilePath): boolean {
  if (path === "" || path.startsWith("/")) return false;
  const inside = ancestorsOf(path).filter((each) => each !== "");
  const reached = [path, ...inside.map((each) => files.realPath(each))];
  return !reached.some((each) => isInGit(each) || each.split(/[/\\]/).includes(".."));
}
