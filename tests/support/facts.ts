/**
 * Facts of small TypeScript snippets, read with regular expressions: enough to test what is written from facts without the
 * extractor. It knows import statements, `require` and `await import` in declarations, one-line declarations of variables,
 * functions and classes, and takes every other occurrence of a bound name for a reference.
 */

import { contains, type Range } from "../../src/base/text/span.js";
import type { Binding, Export, FileFacts, Import, ImportedName } from "../../src/read/facts/facts.js";

export function factsOf(file: string, text: string, parts: Partial<FileFacts> = {}): FileFacts {
  const bindings: Binding[] = [];
  const imports = [...readImports(text, bindings), ...readReexports(text)];
  const taken = imports.map((one) => one.range);
  readDeclarations(text, taken, bindings);
  return {
    file,
    language: "typescript",
    problems: [],
    imports,
    exports: readExports(text, bindings),
    bindings: bindings.map((binding) => ({ ...binding, references: findReferences(text, binding, taken, bindings) })),
    classes: [],
    functions: [],
    objects: [],
    interfaces: [],
    sites: [],
    augmentations: [],
    mocks: [],
    openExports: [],
    clientBundle: false,
    databaseNames: [],
    environment: [],
    entered: [],
    listens: false,
    setsEnvironment: false,
    isScript: false,
    callsAtTop: false,
    ...parts,
  };
}

const STATIC =
  /^(?<indent>[ \t\uFEFF]*)import\s+(?<head>[^"';]*?)\s*(?:from\s*)?(?<quote>["'])(?<specifier>[^"']*)\k<quote>;?/gm;
const CALLED =
  /\b(?:const|let|var)\s+(?<head>\{[^{}]*\}|[\w$]+)\s*=\s*(?<call>(?:await\s+import|require)\((?<quote>["'])(?<specifier>[^"']*)\k<quote>\))(?:\.\w+)*/g;

function readImports(text: string, bindings: Binding[]): Import[] {
  const statics = [...text.matchAll(STATIC)].map((match) => importOf(text, match, bindings));
  const called = [...text.matchAll(CALLED)].map((match) => importOf(text, match, bindings));
  return [...statics, ...called].sort((a, b) => a.range.start - b.range.start);
}

function importOf(text: string, match: RegExpExecArray, bindings: Binding[]): Import {
  const { indent = "", head = "", call, specifier = "" } = match.groups ?? {};
  const start = match.index + indent.length;
  const end = match.index + match[0].length;
  const specifierStart = end - (match[0].length - match[0].lastIndexOf(specifier));
  const typeOnly = /^type\s+(?!,)/.test(head);
  const headStart = text.indexOf(head, start);
  const scope = scopeAround(text, start);
  const names = namesOf(head, headStart, call !== undefined, typeOnly).map((name) => {
    bindings.push({ ...bindingAt(text, name.local, name.nameRange, "import"), scope });
    return { ...name, binding: bindings.length - 1 };
  });
  const kind =
    call === undefined ? (head === "" ? "side-effect" : "static") : call.startsWith("r") ? "require" : "dynamic";
  return {
    kind,
    specifier,
    specifierRange: { start: specifierStart, end: specifierStart + specifier.length },
    range: { start, end },
    typeOnly,
    names,
    nested: scope.end < text.length,
    guarded: false,
    optional: false,
  };
}

function namesOf(head: string, offset: number, called: boolean, typeOnly: boolean): ImportedName[] {
  const open = head.indexOf("{");
  const outside = open < 0 ? head : head.slice(0, open);
  const plain = [...outside.matchAll(/(?<star>\*\s*as\s+)?(?<local>(?!type\b|from\b)[\w$]+)/g)].map((match) => {
    const imported = match.groups?.star !== undefined ? "*" : called ? "=" : "default";
    return nameOf(imported, match.groups?.local ?? "", offset + match.index, match[0], typeOnly);
  });
  if (open < 0) return plain;
  const inner = head.slice(open).replace(/\/\/.*|\/\*.*?\*\//g, (comment) => " ".repeat(comment.length));
  const element = /(?<type>type\s+)?(?<imported>[\w$]+)(?:(?:\s+as\s+|\s*:\s*)(?<local>[\w$]+))?/g;
  const listed = [...inner.matchAll(element)].map((match) => {
    const { imported = "", local = imported, type } = match.groups ?? {};
    return nameOf(imported, local, offset + open + match.index, match[0], typeOnly || type !== undefined);
  });
  return [...plain, ...listed];
}

function nameOf(imported: string, local: string, start: number, written: string, typeOnly: boolean): ImportedName {
  const end = start + written.length;
  return { imported, local, range: { start, end }, nameRange: { start: end - local.length, end }, typeOnly };
}

function readReexports(text: string): Import[] {
  return [...text.matchAll(/^export\s+(?:\*|\{[^}]*\})\s*from\s*["']([^"']*)["'];?/gm)].map((match) => {
    const start = match.index + match[0].lastIndexOf(match[1] ?? "");
    return {
      kind: "reexport",
      specifier: match[1] ?? "",
      specifierRange: { start, end: start + (match[1] ?? "").length },
      range: { start: match.index, end: match.index + match[0].length },
      typeOnly: false,
      names: [],
      nested: false,
      guarded: false,
      optional: false,
    };
  });
}

const DECLARED = /\b(?:const|let|var|using|class|interface|function\*?)\s+([\w$]+)/g;

function readDeclarations(text: string, taken: readonly Range[], bindings: Binding[]): void {
  for (const match of text.matchAll(DECLARED)) {
    const start = match.index + match[0].length - (match[1] ?? "").length;
    const range = { start, end: start + (match[1] ?? "").length };
    if (!taken.some((one) => contains(one, range))) bindings.push(bindingAt(text, match[1] ?? "", range, "variable"));
  }
}

function bindingAt(text: string, name: string, nameRange: Range, kind: Binding["kind"]): Binding {
  const scope = scopeAround(text, nameRange.start);
  const topLevel = scope.end === text.length;
  return {
    name,
    nameRange,
    kind,
    term: { kind: "unknown", reason: "test" },
    assigned: [],
    references: [],
    topLevel,
    scope,
  };
}

/** The innermost braces around an offset, those of an import's names left out; the whole text at the top. */
function scopeAround(text: string, offset: number): Range {
  const plain = text.replace(/\b(?:import|const)\b[^(;\n]*?\{[^}]*\}/g, (found) => found.replace(/[{}]/g, " "));
  let depth = 0;
  for (let start = offset - 1; start >= 0; start--) {
    if (plain[start] === "}") depth++;
    if (plain[start] === "{" && depth-- === 0) return { start, end: closing(plain, start) };
  }
  return { start: 0, end: text.length };
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "{") depth++;
    if (text[at] === "}" && --depth === 0) return at + 1;
  }
  return text.length - 1;
}

function findReferences(text: string, binding: Binding, taken: readonly Range[], all: readonly Binding[]): Range[] {
  const hiding = all.filter((one) => one.name === binding.name && one.scope.start > binding.scope.start);
  return [...text.matchAll(new RegExp(`(?<![\\w$."'/])${binding.name}(?![\\w$])`, "g"))]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter((range) => range.start !== binding.nameRange.start && contains(binding.scope, range))
    .filter((range) => !taken.some((one) => contains(one, range)))
    .filter((range) => !hiding.some((one) => contains(one.scope, range)));
}

function readExports(text: string, bindings: readonly Binding[]): Export[] {
  return [...text.matchAll(/^export\s*\{([^}]*)\}(?!\s*from)/gm)].flatMap((match) =>
    (match[1] ?? "").split(",").flatMap((part) => {
      const id = bindings.findIndex((binding) => binding.name === part.trim());
      if (id < 0) return [];
      const range = { start: match.index, end: match.index + match[0].length };
      return [
        { kind: "name" as const, name: part.trim(), term: { kind: "binding" as const, id }, range, typeOnly: false },
      ];
    }),
  );
}
