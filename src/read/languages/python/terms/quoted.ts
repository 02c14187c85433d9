/** Parses types in quotes: `"Session"`, `"Optional[db.Session]"`. The caller looks up the names. */
import type { PythonExtraction } from "../context.js";
import type { Declared } from "../names/scopes.js";
import { other, quotedName, type WrittenType } from "./types.js";

/** @returns `other` for what is no simple type */
export function quotedType(
  text: string,
  lookUp: (name: string) => Declared | undefined,
  context: PythonExtraction,
): WrittenType {
  const words = text.match(WORDS) ?? [];
  const reader: Reader = { words, at: 0, name: (path) => quotedName(context, path, lookUp(path[0] ?? "")) };
  const type = readUnion(reader, 0);
  const isWhole = reader.at === words.length && words.join("").length === text.replace(/\s/g, "").length;
  return isWhole ? type : NOT_SIMPLE;
}

const WORDS = /[\p{L}_][\p{L}\p{N}_]*|\.\.\.|[[\].,|]|"[^"]*"|'[^']*'/gu;

const NOT_SIMPLE = other("a type in quotes that is not simple");

/** Types nest a few levels; text that nests more is no type. */
const MOST_DEPTH = 20;

interface Reader {
  readonly words: readonly string[];
  at: number;
  readonly name: (path: readonly string[]) => WrittenType;
}

function readUnion(reader: Reader, depth: number): WrittenType {
  const parts = [readOne(reader, depth)];
  while (takes(reader, "|")) parts.push(readOne(reader, depth));
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: "union", of: parts };
}

function readOne(reader: Reader, depth: number): WrittenType {
  if (depth > MOST_DEPTH) return NOT_SIMPLE;
  if (takes(reader, "[")) {
    readList(reader, depth);
    return NOT_SIMPLE;
  }
  const name = readWord(reader);
  if (name === "None" || name === "...") return { kind: "none" };
  if (!isName(name)) return NOT_SIMPLE;
  const path = [name];
  while (takes(reader, ".")) path.push(readWord(reader));
  const to = reader.name(path);
  return takes(reader, "[") ? { kind: "applied", to, given: readList(reader, depth) } : to;
}

/** What follows an opening bracket, up to the closing one. */
function readList(reader: Reader, depth: number): readonly WrittenType[] {
  const list: WrittenType[] = [];
  while (reader.at < reader.words.length && !takes(reader, "]")) {
    list.push(readUnion(reader, depth + 1));
    takes(reader, ",");
  }
  return list;
}

function takes(reader: Reader, word: string): boolean {
  if (reader.words[reader.at] !== word) return false;
  reader.at += 1;
  return true;
}

function readWord(reader: Reader): string {
  const word = reader.words[reader.at] ?? "";
  reader.at += 1;
  return word;
}

function isName(word: string): boolean {
  return /^[\p{L}_]/u.test(word);
}
