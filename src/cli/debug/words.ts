/** Terms and values in words, as `debug` prints them. */
import type { FilePath, Range } from "../../base/text/span.js";
import { visible } from "../../base/text/width.js";
import type { FileFacts } from "../../read/facts/facts.js";
import type { Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import type { Value } from "../../read/program/values.js";
import type { Places } from "../report/places.js";

/** Close to the code that the term stands for: `await new DatabaseManager().getSession()`. */
export function termText(facts: FileFacts, term: Term): string {
  const inner = (of: Term): string => termText(facts, of);
  switch (term.kind) {
    case "binding":
      return facts.bindings[term.id]?.name ?? `binding ${term.id}`;
    case "global":
      return `global ${term.name}`;
    case "import":
      return `import ${term.name} from "${term.specifier}"`;
    case "class":
      return `class ${facts.classes[term.index]?.name}`;
    case "function":
      return `function ${facts.functions[term.index]?.name ?? "(anonymous)"}`;
    case "object":
      return "object literal";
    case "interface":
      return `interface ${facts.interfaces[term.index]?.name}`;
    case "this":
      return `this of ${term.side === "static" ? "class" : "instance of"} ${facts.classes[term.class]?.name}`;
    case "member":
      return `${inner(term.of)}.${term.name}`;
    case "element":
      return `${inner(term.of)}[…]`;
    case "call":
      return `${inner(term.of)}()`;
    case "construct":
      return `new ${inner(term.of)}()`;
    case "await":
      return `await ${inner(term.of)}`;
    case "instance":
      return `instance of ${inner(term.of)}`;
    case "promise":
    case "collection":
    case "entered":
    case "iterated":
    case "injected":
      return `${term.kind}(${inner(term.of)})`;
    case "union":
      return term.of.map(inner).join(" | ");
    case "handed":
      return `parameter ${term.parameter} of the callback that ${inner(term.of)}() gets as argument ${term.argument}`;
    case "literal":
      return "literal";
    case "unknown":
      return `unknown (${term.reason})`;
  }
}

/** `class DatabaseManager (src/db/manager.ts:3:14)`, `pg: Pool.new().connect.()`, `unknown: untyped parameter` */
export function valueText(program: Program, places: Places, value: Value): string {
  const inner = (of: Value): string => valueText(program, places, of);
  switch (value.kind) {
    case "class":
    case "instance": {
      const found = program.facts(value.file)?.classes[value.index];
      const kind = value.kind === "class" ? "class" : "instance of class";
      return defined(kind, value.file, found, places);
    }
    case "interface":
      return defined("interface", value.file, program.facts(value.file)?.interfaces[value.index], places);
    case "function":
      return defined("function", value.file, program.functionAt(value), places);
    case "object":
      return defined("object literal", value.file, program.facts(value.file)?.objects[value.index], places);
    case "module":
      return `module ${places.file(value.file)}`;
    case "external":
      return `package ${[value.package, value.subpath].filter((part) => part !== "").join("/")}: ${value.path.join(".")}`;
    case "context-manager":
    case "generator":
      return `${value.async ? "async " : ""}${value.kind} of ${inner(value.of)}`;
    case "promise":
    case "collection":
    case "picker":
      return `${value.kind} of ${inner(value.of)}`;
    case "union":
      return value.of.map(inner).join(" | ");
    case "nothing":
      return "nothing that leads to a database";
    case "missing":
      return "missing: the import leads nowhere";
    case "unknown":
      return `unknown: ${value.reason}`;
  }
}

interface Definition {
  readonly name?: string;
  readonly range: Range;
  readonly nameRange?: Range;
}

function defined(kind: string, file: FilePath, definition: Definition | undefined, places: Places): string {
  const place =
    definition === undefined ? places.file(file) : places.name({ file, ...(definition.nameRange ?? definition.range) });
  return `${kind}${definition?.name === undefined ? "" : ` ${definition.name}`} (${place})`;
}

/** A wider cell pushes only its own line to the right. */
const WIDEST = 40;

/** Rows as lines with aligned columns. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const cell of rows.flatMap((row) => row.slice(0, -1).map((text, index) => ({ text, index })))) {
    widths[cell.index] = Math.max(widths[cell.index] ?? 0, Math.min(cell.text.length, WIDEST));
  }
  const line = (row: readonly string[]): string => row.map((text, index) => text.padEnd(widths[index] ?? 0)).join("  ");
  return rows.map((row) => `  ${visible(line(row)).trimEnd()}\n`).join("");
}
