/** The parts of import statements and their ranges. The facts say what is bound and used. */
import { newlineOf } from "../../../../base/text/offsets.js";
import { contains } from "../../../../base/text/span.js";
import type { FileFacts, ImportedName } from "../../../facts/facts.js";
import type { ImportFile, ImportStatement, ListElement } from "../../writer/syntax.js";
import {
  ancestor,
  fieldOf,
  fieldsOf,
  namedChildren,
  type SyntaxNode,
  type SyntaxTree,
  textOf,
} from "../syntax/node.js";
import type { Parse } from "../syntax/parse.js";

export interface PythonImport extends ImportStatement {
  readonly node: SyntaxNode;
  /** The `block` or `module` whose statement it is. */
  readonly block: SyntaxNode;
  readonly syntax: "import" | "from";
  /** `from x import *`. */
  readonly star: boolean;
  /** All that it imports, in brackets or not. */
  readonly elements: readonly PythonElement[];
  /** In `if TYPE_CHECKING:`: it leaves no trace at run time. */
  readonly typeOnly: boolean;
}

export interface PythonElement extends ListElement {
  /** `a.b` of `import a.b as c`, `b` of `from a import b as c`. */
  readonly imported: string;
  /** The name in code that uses it: `c`; of `import a.b` it is `a.b`. */
  readonly local: string;
}

export interface PythonFile extends ImportFile<PythonImport> {
  readonly tree: SyntaxTree;
}

export function readFile(parse: Parse, facts: FileFacts, text: string): PythonFile {
  const tree = parse(text);
  const known = read.get(tree);
  if (known?.facts === facts) return known;
  const file = { facts, text, tree, statements: readStatements(facts, tree), newline: newlineOf(text) };
  read.set(tree, file);
  return file;
}

/** A file is asked for once per finding; what was read of it lives as long as its tree. */
const read = new WeakMap<SyntaxTree, PythonFile>();

/** The statements that parse, in the order of the file. */
function readStatements(facts: FileFacts, tree: SyntaxTree): readonly PythonImport[] {
  const names = facts.imports.flatMap((one) => one.names);
  return tree.nodes.flatMap((node) => {
    const { parent } = node;
    const isImport = /^(?:import|import_from|future_import)_statement$/.test(node.type);
    if (!isImport || (parent?.type !== "block" && parent?.type !== "module")) return [];
    if (tree.errors.some((error) => contains(node, error))) return [];
    return [readStatement(tree, names, node, parent)];
  });
}

function readStatement(
  tree: SyntaxTree,
  names: readonly ImportedName[],
  node: SyntaxNode,
  block: SyntaxNode,
): PythonImport {
  const open = node.children.find((child) => child.type === "(");
  const close = node.children.find((child) => child.type === ")");
  const elements = fieldsOf(node, "name").map((element) => readElement(tree, names, node, element));
  const from = fieldOf(node, "module_name");
  const future = node.type === "future_import_statement" ? "__future__" : undefined;
  const module = from && textOf(tree, from).replace(/[\s\\]+/g, "");
  return {
    start: node.start,
    end: node.end,
    node,
    block,
    syntax: node.type === "import_statement" ? "import" : "from",
    specifier: future ?? module ?? elements[0]?.imported ?? "",
    star: node.children.some((child) => child.type === "wildcard_import"),
    plain: [],
    elements,
    brackets: open && close && { start: open.start, end: close.end },
    typeOnly: isTypeOnly(tree, node),
  };
}

function readElement(
  tree: SyntaxTree,
  names: readonly ImportedName[],
  statement: SyntaxNode,
  element: SyntaxNode,
): PythonElement {
  const written = fieldOf(element, "name") ?? element;
  const imported = textOf(tree, element.type === "aliased_import" ? written : element).replace(/[\s\\]+/g, "");
  const alias = fieldOf(element, "alias");
  const next = statement.children.find((child) => child.start >= element.end && child.type !== "comment");
  const name = names.find((candidate) => contains(element, candidate.nameRange));
  return {
    start: element.start,
    end: element.end,
    imported,
    local: alias ? textOf(tree, alias) : imported,
    commaEnd: next?.type === "," ? next.end : undefined,
    name,
  };
}

function isTypeOnly(tree: SyntaxTree, node: SyntaxNode): boolean {
  const around = ancestor(node, "if_statement");
  if (around === undefined) return false;
  const condition = fieldOf(around, "condition");
  const body = fieldOf(around, "consequence");
  const tests = condition !== undefined && /^(?:\w+\.)?TYPE_CHECKING$/.test(textOf(tree, condition));
  return (tests && body !== undefined && contains(body, node)) || isTypeOnly(tree, around);
}

/** The statements of a block, without comments and semicolons. */
export function statementsOf(block: SyntaxNode): readonly SyntaxNode[] {
  return namedChildren(block);
}

/** Statements that `;` holds together on one line, in their order; most often the one alone. */
export function lineMates(text: string, node: SyntaxNode): readonly SyntaxNode[] {
  const siblings = (node.parent?.children ?? [node]).filter((one) => one.type !== "comment");
  // A `;` may also end a line with nothing after it.
  const isJoined = (index: number) => {
    const [before, separator, after] = siblings.slice(Math.max(index, 0), index + 3);
    return separator?.type === ";" && before && after && !text.slice(separator.end, after.start).includes("\n");
  };
  let first = siblings.indexOf(node);
  let last = first;
  while (first >= 2 && isJoined(first - 2)) first -= 2;
  while (isJoined(last)) last += 2;
  return siblings.slice(first, last + 1).filter((one) => one.named);
}
