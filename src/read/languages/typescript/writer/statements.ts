/**
 * Import statements as they are written: takes facts and text, gives where the parts of each statement are. What is bound
 * and used is for the facts to say.
 */

import { skipSpaces } from "../../../../base/text/offsets.js";
import type { Range } from "../../../../base/text/span.js";
import type { FileFacts, Import, ImportedName } from "../../../facts/facts.js";
import { mask } from "./mask.js";

/** A statement that does nothing but import, so that it can be edited or removed. */
export interface ImportStatement {
  readonly import: Import;
  /** `import … from "x"`, `const … = require("x")`, `const … = await import("x")`. */
  readonly syntax: "import" | "require" | "dynamic";
  /** With its semicolon, without comments around it. */
  readonly range: Range;
  readonly semicolon: boolean;
  /** `import type …`: none of its names is a value. */
  readonly typeOnly: boolean;
  /** The names in braces. */
  readonly list?: NameList;
  /** Names outside the braces: a default import, a namespace, a whole `require`. */
  readonly plain: readonly ImportedName[];
}

export interface NameList {
  /** With the braces. */
  readonly range: Range;
  readonly elements: readonly ListElement[];
  readonly trailingComma: boolean;
}

export interface ListElement extends Range {
  /** Absent where the facts do not say what the element binds; such an element is never removed. */
  readonly name?: ImportedName;
}

/** The imports that are statements of their own, in the order of the file. */
export function readStatements(facts: FileFacts, text: string): readonly ImportStatement[] {
  return facts.imports.flatMap((one) => readStatement(one, text) ?? []).sort((a, b) => a.range.start - b.range.start);
}

function readStatement(one: Import, text: string): ImportStatement | undefined {
  if (one.kind === "static") return readImport(one, text);
  if (one.kind === "require" || one.kind === "dynamic") return readRequire(one, text) ?? readImport(one, text);
  return undefined;
}

const IMPORT_TYPE = /^import\s+type\s+(?!from\s*["']|,|=)/;

function readImport(one: Import, text: string): ImportStatement | undefined {
  const masked = mask(text.slice(one.range.start, one.range.end));
  if (!/^import\b(?!\s*\()/.test(masked)) return undefined;
  const head = masked.slice(0, one.specifierRange.start - one.range.start);
  const range = withSemicolon(text, one.range);
  return {
    import: one,
    syntax: "import",
    range,
    semicolon: text[range.end - 1] === ";",
    typeOnly: IMPORT_TYPE.test(masked),
    ...readNames(one, head, one.range.start),
  };
}

/** The declaration up to the module's name: `const { a } = await import(`. */
const DECLARATION = /\b(?:const|let|var)\s+(?:\{[^{}]*\}|[\w$]+)\s*(?::[^=;]*)?=\s*\(?\s*(?:await\s+)?$/;
const CALL = /^(?:require|import)\s*\(\s*(["'`])x*\1\s*,?\s*\)(?:\s*\))?(?!\s*[.([?`])(?=[ \t]*(?:;|\r?\n|\}|$))/;
/** Enough to see how the line of the call ends. */
const LONGEST_TAIL = 500;

function readRequire(one: Import, text: string): ImportStatement | undefined {
  const from = findKeyword(text, Math.min(one.specifierRange.start, ...one.names.map((name) => name.nameRange.start)));
  const masked = mask(text.slice(from, one.specifierRange.end + LONGEST_TAIL));
  const calleeStart = masked.slice(0, one.specifierRange.start - from).search(/(?:require|import)\s*\(\s*["'`]$/);
  const call = calleeStart < 0 ? null : CALL.exec(masked.slice(calleeStart));
  const head = DECLARATION.exec(masked.slice(0, Math.max(calleeStart, 0)));
  if (call === null || head === null || head[0].includes("...")) return undefined;
  const start = from + head.index;
  const range = withSemicolon(text, { start, end: from + calleeStart + call[0].length });
  return {
    import: one,
    syntax: call[0].startsWith("import") ? "dynamic" : "require",
    range,
    semicolon: text[range.end - 1] === ";",
    typeOnly: false,
    ...readNames(one, head[0], start),
  };
}

/** Offset of the last `const`, `let` or `var` before `offset`; 0 where there is none. */
function findKeyword(text: string, offset: number): number {
  return Math.max(0, ...["const", "let", "var"].map((keyword) => text.lastIndexOf(`${keyword} `, offset)));
}

/** Some parsers leave the semicolon out where a comment or space stands before it. */
export function withSemicolon(text: string, range: Range): Range {
  const after = skipSpaces(text, range.end);
  return { start: range.start, end: text[range.end - 1] !== ";" && text[after] === ";" ? after + 1 : range.end };
}

function readNames(one: Import, head: string, offset: number): Pick<ImportStatement, "list" | "plain"> {
  const open = head.indexOf("{");
  const close = head.indexOf("}", open);
  if (open < 0 || close < 0) return { plain: one.names };
  const range = { start: offset + open, end: offset + close + 1 };
  const parts = head.slice(open + 1, close).split(",");
  const elements: ListElement[] = [];
  let start = range.start + 1;
  for (const part of parts) {
    if (part.trim() !== "") elements.push(readElement(one, part, start));
    start += part.length + 1;
  }
  return {
    list: { range, elements, trailingComma: parts.length > 1 && parts.at(-1)?.trim() === "" },
    plain: one.names.filter((name) => name.nameRange.start < range.start || name.nameRange.start >= range.end),
  };
}

function readElement(one: Import, part: string, offset: number): ListElement {
  const start = offset + part.length - part.trimStart().length;
  const end = start + part.trim().length;
  const name = one.names.find((candidate) => start <= candidate.nameRange.start && candidate.nameRange.end <= end);
  return name === undefined ? { start, end } : { start, end, name };
}
