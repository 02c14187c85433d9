/** The text of a new import. */
import type { Addition } from "../../writer/syntax.js";
import type { ScriptImport } from "./statements.js";
import type { Style } from "./style.js";

type Syntax = ScriptImport["syntax"];

/** One name in braces: `getDb`, `getDb as canonicalGetDb`, `getDb: canonicalGetDb`. */
export function elementText({ name, local, typeOnly = false }: Addition, syntax: Syntax): string {
  const type = typeOnly && syntax === "import" ? "type " : "";
  if (name === local) return `${type}${name}`;
  return syntax === "import" ? `${type}${name} as ${local}` : `${name}: ${local}`;
}

export function statementText(addition: Addition, syntax: Syntax, semicolon: boolean, style: Style): string {
  const specifier = `${style.quote}${addition.specifier}${style.quote}`;
  const isType = addition.typeOnly === true && syntax === "import";
  const what = importedText({ ...addition, typeOnly: false }, syntax, style);
  const end = semicolon ? ";" : "";
  if (syntax === "import") return `import ${isType ? "type " : ""}${what} from ${specifier}${end}`;
  const call = syntax === "dynamic" ? `await import(${specifier})` : `require(${specifier})`;
  return `const ${what} = ${call}${end}`;
}

/** A name for a module as a whole, made of the last part of its specifier that says something. */
export function defaultNameFor(specifier: string): string {
  const parts = specifier.split("/").filter((part) => !/^(?:\.*|index(?:\.\w+)?)$/.test(part));
  const last = (parts.at(-1) ?? "").replace(/\.[cm]?[jt]sx?$/, "");
  const words = last.split(/[^A-Za-z0-9$_]+/).filter((word) => word !== "");
  const name = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
  if (!/^[A-Za-z_$]/.test(name)) return "database";
  return RESERVED.has(name) ? `${name}Module` : name;
}

/** Words that a file's name may be and a binding's may not. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof var void while with yield"
  ).split(" "),
);

function importedText(addition: Addition, syntax: Syntax, style: Style): string {
  const { name, local } = addition;
  const isWhole = name === "=" || (syntax === "import" ? name === "default" : name === "*");
  if (isWhole) return local;
  if (name === "*") return `* as ${local}`;
  return braces(elementText(addition, syntax), style);
}

export function braces(names: string, { spacedBraces }: Style): string {
  const space = spacedBraces ? " " : "";
  return `{${space}${names}${space}}`;
}
