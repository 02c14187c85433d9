/** Snippets for the writer's tests: what stands between « and » is the code that a fix replaces, by a call of what it wants. */
import { expect } from "vitest";
import { applyEdits, type TextEdit } from "../../../../../src/base/edits/apply.js";
import type { Range } from "../../../../../src/base/text/span.js";
import type { FileFacts } from "../../../../../src/read/facts/facts.js";
import type { EncloseEdits, Writer } from "../../../../../src/read/languages/language.js";
import { createExtract } from "../../../../../src/read/languages/python/extract.js";
import { loadParser, type Parse } from "../../../../../src/read/languages/python/syntax/parse.js";
import { createWriter } from "../../../../../src/read/languages/python/writer/index.js";

export const parse: Parse = await loadParser();
export const writer: Writer = createWriter(parse);
const { extract } = createExtract(parse);

export const GET_DB = { specifier: "app.database", name: "get_db" };
const FILE = "app/routes/health.py";

export function factsOf(text: string, file = FILE): FileFacts {
  return extract(file, text);
}

/** The code without the indentation that it has in the test. */
export function source(code: string): string {
  const lines = code.replace(/^\n/, "").split("\n");
  const indent = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  return lines.map((line) => (line.trim() === "" ? "" : line.slice(indent))).join("\n");
}

/** Takes the indentation away, replaces the marked code by `get_db()`, or what it is called here, and edits the imports. */
export function fixed(code: string, wanted = GET_DB): string {
  return fixedText(source(code), wanted);
}

export function fixedText(marked: string, wanted: typeof GET_DB | null = GET_DB): string {
  const { text, ranges } = unmark(marked);
  const at = ranges[0] ?? { start: 0, end: 0 };
  const facts = factsOf(text);
  const request = { facts, text, at, replaced: ranges, ...(wanted && { wanted }) };
  const { edits, local } = writer.imports(request);
  const calls = ranges.map((range) => ({ ...range, text: wanted ? `${local}()` : "None" }));
  return applied(text, [...calls, ...edits]);
}

/** Applies edits, all of them, to a text that parses before and after. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  const result = applyEdits(text, edits);
  expect(result.overlapping).toEqual([]);
  expect(parse(result.text).errors.length, result.text).toBeLessThanOrEqual(parse(text).errors.length);
  return result.text;
}

export interface EncloseOptions {
  readonly head?: string;
  readonly name?: string;
  readonly releases?: readonly string[];
}

/** Moves what follows the marked statement into a `with`; gives the new text, or `refused: …`. */
export function enclosed(code: string, options: EncloseOptions = {}): string {
  return enclosedText(source(code), options);
}

export function enclosedText(marked: string, options: EncloseOptions = {}): string {
  const { text, ranges } = unmark(marked);
  const { name = "db", head = `async with get_db() as ${name}`, releases = ["close"] } = options;
  const facts = factsOf(text);
  const statement = ranges[0] ?? { start: 0, end: 0 };
  const result: EncloseEdits | undefined = writer.enclose?.({ facts, text, statement, head, name, releases });
  if (result === undefined || result.kind === "refused") return `refused: ${result?.reason}`;
  return applied(text, result.edits);
}

function unmark(marked: string): { readonly text: string; readonly ranges: readonly Range[] } {
  const ranges: Range[] = [];
  let text = "";
  for (const part of marked.split(/(«[^»]*»)/)) {
    const code = part.replace(/[«»]/g, "");
    if (code !== part) ranges.push({ start: text.length, end: text.length + code.length });
    text += code;
  }
  return { text, ranges };
}
