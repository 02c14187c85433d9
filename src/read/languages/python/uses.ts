/**
 * What a file does with an import, found without a parser. A name that only annotates parameters builds nothing and returns
 * nothing; of a module imported as a whole, only the members in use count.
 */
import type { ImportUses, OutlinedImport } from "../language.js";
import { rememberLast } from "../remember.js";
import { withoutImports } from "./outline.js";

export function definedNames(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:def|class)\s+(\w+)/g)].map(([, name = ""]) => name);
}

/** Errs on one side: what the text does not tell for certain counts as a use. */
export function usesOf(text: string, { specifier, names }: OutlinedImport): ImportUses {
  const code = codeOf(text);
  if (names === undefined) return usesOfModule(text, code, specifier);
  if (names.includes("*")) return { names, local: [] };
  const locals = names.map((name) => ({ name, local: [name, ...aliasesOf(text, name)] }));
  return {
    names: locals.filter(({ local }) => local.some((each) => isUsed(code, each))).map(({ name }) => name),
    local: locals.flatMap(({ local }) => local),
  };
}

/** A file is asked about each of its imports in turn. */
const codeOf = rememberLast(1, withoutImports);

/** Of `import sqlalchemy as sa` what follows `sa.`; a name without a member behind it may stand for all of them. */
function usesOfModule(text: string, code: string, specifier: string): ImportUses {
  const isPlain = !specifier.includes(".");
  const local = [...(isPlain ? [specifier] : []), ...aliasesOf(text, specifier)];
  const uses = local.flatMap((name) =>
    occurrences(code, name).map(({ end }) => MEMBER.exec(code.slice(end, end + 100))),
  );
  const names = uses.map((use) => use?.[1]);
  const isDeclared = local.length > 0 && names.every((name) => name !== undefined);
  return { ...(isDeclared ? { names: [...new Set(names.flatMap((name) => name ?? []))] } : {}), local };
}

const MEMBER = /^\s*\.\s*([\p{L}_][\p{L}\p{N}_]*)/u;

/** The names that a text gives what it imports under a name, wherever it does. */
function aliasesOf(text: string, imported: string): readonly string[] {
  const renamed = new RegExp(`(?<![\\p{L}\\p{N}_.])${escaped(imported)}\\s+as\\s+([\\p{L}_][\\p{L}\\p{N}_]*)`, "gu");
  return [...text.matchAll(renamed)].flatMap(([, alias]) => alias ?? []);
}

function escaped(name: string): string {
  return name.replaceAll(".", "\\.");
}

interface Occurrence {
  readonly start: number;
  readonly end: number;
}

function occurrences(code: string, name: string): readonly Occurrence[] {
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_.])${escaped(name)}(?![\\p{L}\\p{N}_])`, "gu");
  return [...code.matchAll(whole)]
    .map(({ index }) => ({ start: index, end: index + name.length }))
    .filter(({ start }) => !isInComment(code, start));
}

/** A `#` behind a quote may stand in a string. */
function isInComment(code: string, offset: number): boolean {
  let begun = offset;
  // By hand: `lastIndexOf("\r")` searches the whole file, which mostly has none.
  while (begun > 0 && code[begun - 1] !== "\n" && code[begun - 1] !== "\r") begun -= 1;
  return /^[^"'#]*#/.test(code.slice(begun, offset));
}

function isUsed(code: string, name: string): boolean {
  return occurrences(code, name).some((place) => !annotatesParameter(code, place));
}

/** `def f(db: Session, …)`, `db: Session | None = None`, `db: Optional["Session"]` */
function annotatesParameter(code: string, { start, end }: Occurrence): boolean {
  if (!/^["']?\s*[\],|)=]/.test(code.slice(end, end + 20))) return false;
  const before = code.slice(Math.max(0, start - LONGEST_PARAMETER), start);
  const parameter = /[(,]\s*[\p{L}_][\p{L}\p{N}_]*\s*:\s*["']?(?:Optional\[\s*["']?)?$/u.exec(before);
  if (parameter === null) return false;
  const separator = start - before.length + parameter.index;
  return code[separator] === "(" ? isHeadOf(code, separator) : isInHead(code, separator);
}

const LONGEST_PARAMETER = 200;
const LONGEST_HEAD = 4_000;

/** Whether the bracket that is open at an offset is that of a function's parameters. */
function isInHead(code: string, offset: number): boolean {
  let depth = 0;
  for (let at = offset - 1; at >= Math.max(0, offset - LONGEST_HEAD); at -= 1) {
    const character = code[at] ?? "";
    if (")]}".includes(character)) depth += 1;
    if (!"([{".includes(character)) continue;
    if (depth === 0) return character === "(" && isHeadOf(code, at);
    depth -= 1;
  }
  return false;
}

function isHeadOf(code: string, bracket: number): boolean {
  return /\bdef\s+[\p{L}\p{N}_]+\s*$/u.test(code.slice(Math.max(0, bracket - LONGEST_PARAMETER), bracket));
}
