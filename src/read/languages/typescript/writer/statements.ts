/** The parts of import statements and their ranges. The facts say what is bound and used. */
import { skipSpaces } from "../../../../base/text/offsets.js";
import type { Range } from "../../../../base/text/span.js";
import type { FileFacts, Import } from "../../../facts/facts.js";
import type { ImportStatement, ListElement } from "../../writer/syntax.js";
import { mask } from "./mask.js";

/** `import … from "x"`, `const … = require("x")`, `const … = await import("x")`; with its semicolon, without comments around it. */
export interface ScriptImport extends ImportStatement {
  readonly import: Import;
  readonly syntax: "import" | "require" | "dynamic";
  readonly semicolon: boolean;
  /** `import type …`: none of its names is a value. */
  readonly typeOnly: boolean;
}

/** The imports that are statements of their own, in the order of the file. */
export function readStatements(facts: FileFacts, text: string): readonly ScriptImport[] {
  return facts.imports.flatMap((one) => readStatement(one, text) ?? []).sort((a, b) => a.start - b.start);
}

function readStatement(one: Import, text: string): ScriptImport | undefined {
  if (one.kind === "static") return readImport(one, text);
  if (one.kind === "require" || one.kind === "dynamic") return readRequire(one, text) ?? readImport(one, text);
  return undefined;
}

const IMPORT_TYPE = /^import\s+type\s+(?!from\s*["']|,|=)/;

function readImport(one: Import, text: string): ScriptImport | undefined {
  const masked = mask(text.slice(one.range.start, one.range.end));
  if (!/^import\b(?!\s*\()/.test(masked)) return undefined;
  const head = masked.slice(0, one.specifierRange.start - one.range.start);
  const range = withSemicolon(text, one.range);
  return {
    ...range,
    import: one,
    specifier: one.specifier,
    syntax: "import",
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

function readRequire(one: Import, text: string): ScriptImport | undefined {
  const from = findKeyword(text, Math.min(one.specifierRange.start, ...one.names.map((name) => name.nameRange.start)));
  const masked = mask(text.slice(from, one.specifierRange.end + LONGEST_TAIL));
  const calleeStart = masked.slice(0, one.specifierRange.start - from).search(/(?:require|import)\s*\(\s*["'`]$/);
  const call = calleeStart < 0 ? null : CALL.exec(masked.slice(calleeStart));
  const head = DECLARATION.exec(masked.slice(0, Math.max(calleeStart, 0)));
  if (call === null || head === null || head[0].includes("...")) return undefined;
  const start = from + head.index;
  const range = withSemicolon(text, { start, end: from + calleeStart + call[0].length });
  return {
    ...range,
    import: one,
    specifier: one.specifier,
    syntax: call[0].startsWith("import") ? "dynamic" : "require",
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

type Names = Pick<ImportStatement, "plain" | "elements" | "brackets">;

function readNames(one: Import, head: string, offset: number): Names {
  const open = head.indexOf("{");
  const close = head.indexOf("}", open);
  if (open < 0 || close < 0) return { plain: one.names, elements: [] };
  const brackets = { start: offset + open, end: offset + close + 1 };
  const elements: ListElement[] = [];
  for (const { 0: part, index } of head.slice(open + 1, close).matchAll(/[^,]+/g)) {
    if (part.trim() !== "") elements.push(readElement(one, head, offset, open + 1 + index, part));
  }
  const isPlain = ({ start }: Range) => start < brackets.start || start >= brackets.end;
  return { brackets, elements, plain: one.names.filter((name) => isPlain(name.nameRange)) };
}

function readElement(one: Import, head: string, offset: number, at: number, part: string): ListElement {
  const start = offset + at + part.length - part.trimStart().length;
  const end = start + part.trim().length;
  const after = at + part.length;
  const name = one.names.find((candidate) => start <= candidate.nameRange.start && candidate.nameRange.end <= end);
  return { start, end, commaEnd: head[after] === "," ? offset + after + 1 : undefined, name };
}
