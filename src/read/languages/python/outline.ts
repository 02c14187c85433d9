/**
 * Finds imports by regular expressions: fast, and never fewer than the parser finds. Imports in docstrings are included.
 */
import type { OutlinedImport } from "../language.js";

export function outline(text: string): readonly OutlinedImport[] {
  return [...statements(text), ...calls(text), ...patchedPaths(text)];
}

/** The text without the statements that import, as long as it was. */
export function withoutImports(text: string): string {
  return text.replace(STATEMENT, (statement) => " ".repeat(statement.length));
}

const NAME = String.raw`[\p{L}\p{Nl}_][\p{L}\p{N}\p{M}_]*`;
/** Within a statement a line ends only where it does not end in a backslash. */
const SPACE = String.raw`(?:[ \t\f]|\\\r?\n)`;
/** No path has more parts; without a limit, each `from` of a long run would be tried against all that follows it. */
const MOST_PARTS = 50;
const PATH = `${NAME}(?:${SPACE}*\\.${SPACE}*${NAME}){0,${MOST_PARTS}}`;
const MODULE = `\\.(?:[ \\t]*\\.){0,${MOST_PARTS}}(?:${SPACE}*${PATH})?|${PATH}`;

/** A list in parentheses runs over lines, and its comments may hold anything. */
const IN_PARENTHESES = String.raw`\((?<many>(?:[\p{L}\p{N}\p{M}_\s,*\\]|#[^\n]*\n)*)\)`;
const ON_ONE_LINE = `(?<few>(?:[\\p{L}\\p{N}\\p{M}_ \\t\\f,*]|\\\\\\r?\\n)*)`;
const FROM = `\\bfrom(?=[\\s.\\\\])${SPACE}*(?<module>${MODULE})${SPACE}*\\bimport\\b${SPACE}*(?:${IN_PARENTHESES}|${ON_ONE_LINE})`;

const RENAMED = `${PATH}(?:${SPACE}+as${SPACE}+${NAME})?`;
const IMPORT = `\\bimport${SPACE}+(?<modules>${RENAMED}(?:${SPACE}*,${SPACE}*${RENAMED})*)`;

/** `from` comes first, since its list would be read as an import of modules. */
const STATEMENT = new RegExp(`${FROM}|${IMPORT}`, "gu");

function statements(text: string): readonly OutlinedImport[] {
  return [...text.matchAll(STATEMENT)].flatMap(({ groups: { module, many, few, modules } = {} }) =>
    module === undefined ? importedModules(modules ?? "") : importedNames(module, many ?? few ?? ""),
  );
}

function importedNames(module: string, list: string): readonly OutlinedImport[] {
  const specifier = withoutSpace(module);
  const names = partsOf(list).map((part) => part.split(/\s/)[0] ?? "");
  if (names.length === 0) return [imported(specifier)];
  const prefix = specifier.endsWith(".") ? specifier : `${specifier}.`;
  const guesses = names
    .filter((name) => name !== "*")
    .map((name) => ({ ...imported(prefix + name), guess: true }) as const);
  return [{ ...imported(specifier), names }, ...guesses];
}

/** `import a.b` binds `a`, and all that is in it can be had from there; `import a.b as c` gives `a.b` alone. */
function importedModules(list: string): readonly OutlinedImport[] {
  return partsOf(list).flatMap((part) => {
    const [path = "", renamed] = part.split(/\sas\s/);
    const specifier = withoutSpace(path);
    return renamed === undefined ? prefixesOf(specifier).map(imported) : [imported(specifier)];
  });
}

function partsOf(list: string): readonly string[] {
  return list
    .replace(/#[^\n]*/g, "")
    .replace(/\\\r?\n/g, " ")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function withoutSpace(path: string): string {
  return path.replace(/[\s\\]/g, "");
}

/** `a`, `a.b` and `a.b.c` of `a.b.c`. */
function prefixesOf(path: string): readonly string[] {
  const segments = path.split(".");
  return segments.map((_, index) => segments.slice(0, index + 1).join("."));
}

function imported(specifier: string): OutlinedImport {
  if (specifier.startsWith(".")) return { specifier };
  const [first = "", ...rest] = specifier.split(".");
  return { specifier, package: { package: `pypi:${first}`, subpath: rest.join("/") } };
}

/** A literal name handed to the import system. */
const CALL = /\b(?:import_module|__import__)\s*\(\s*(?:name\s*=\s*)?[rRuU]?(["'])([\p{L}\p{N}_.]+)\1/gu;

function calls(text: string): readonly OutlinedImport[] {
  return [...text.matchAll(CALL)].map(([, , specifier = ""]) => imported(specifier));
}

const PATCH =
  /\b(?:patch(?:\.\w+)?|setattr|delattr)\s*\(\s*(?:target\s*=\s*)?[rRuU]?(["'])([\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)+)\1/gu;

/**
 * `patch("a.b.Manager.open")` imports as much of the path as is a module, which its spelling does not tell, and counts on
 * the name that follows in the path.
 */
function patchedPaths(text: string): readonly OutlinedImport[] {
  return [...text.matchAll(PATCH)].flatMap(([, , path = ""]) => {
    const names = path.split(".");
    const prefixes = prefixesOf(path).slice(0, -1);
    return prefixes.map((specifier, index) => ({ specifier, guess: true, names: names.slice(index + 1, index + 2) }));
  });
}
