/** When a statement of a module runs: always, on a condition, for type checkers only, or inside a `try`. */
import { type PythonExtraction, written } from "../context.js";
import { calledOrigin, lastName, originOf } from "../names/origins.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";

export interface ImportCircumstances {
  /** Under `if TYPE_CHECKING`. */
  readonly typeOnly: boolean;
  /** In a function, a class, a branch or a block. */
  readonly nested: boolean;
  /** Where a failing import is expected: in a `try`, in its handler, under `suppress`. */
  readonly guarded: boolean;
  /** Guarded, and the code does without it. */
  readonly optional: boolean;
}

export function circumstancesOf(context: PythonExtraction, statement: SyntaxNode): ImportCircumstances {
  const found = { typeOnly: false, nested: false, guarded: false, optional: false };
  let inFunction = false;
  for (let at = statement; at.parent !== undefined; at = at.parent) {
    const { typeOnly, nested } = branchOf(context, at, at.parent);
    found.typeOnly ||= typeOnly;
    found.nested ||= nested;
    // What guards the definition of a function does not guard its body.
    if (!inFunction) {
      found.guarded ||= isGuarded(context, at, at.parent, expectsFailure);
      found.optional ||= isGuarded(context, at, at.parent, providesForFailure);
    }
    inFunction ||= at.parent.type === "function_definition" || at.parent.type === "lambda";
  }
  return found;
}

const ALWAYS = { typeOnly: false, nested: false };
const SOMETIMES = { typeOnly: false, nested: true };
const FOR_TYPES = { typeOnly: true, nested: false };

function branchOf(
  context: PythonExtraction,
  node: SyntaxNode,
  parent: SyntaxNode,
): Omit<ImportCircumstances, "guarded" | "optional"> {
  if (!CONDITIONAL.has(parent.type)) return ALWAYS;
  if (parent.type !== "if_statement" || node.field === "condition") return SOMETIMES;
  const isElse = node.type === "else_clause" && parent.children.every((child) => child.type !== "elif_clause");
  if (node.field !== "consequence" && !isElse) return SOMETIMES;
  const checking = isTypeChecking(context, fieldOf(parent, "condition"));
  if (checking === undefined) return SOMETIMES;
  return checking === isElse ? ALWAYS : FOR_TYPES;
}

const CONDITIONAL: ReadonlySet<string> = new Set([
  "function_definition",
  "lambda",
  "class_definition",
  "if_statement",
  "for_statement",
  "while_statement",
  "match_statement",
  "try_statement",
  "with_statement",
]);

/** Whether a condition holds for type checkers alone, or for all but them; `undefined` where it asks something else. */
function isTypeChecking(context: PythonExtraction, condition: SyntaxNode | undefined): boolean | undefined {
  if (condition?.type === "not_operator") {
    const asked = isTypeChecking(context, fieldOf(condition, "argument"));
    return asked === undefined ? undefined : !asked;
  }
  const origin = originOf(context, condition);
  return origin !== undefined && lastName(origin) === "TYPE_CHECKING" ? true : undefined;
}

type ClauseTest = (context: PythonExtraction, clause: SyntaxNode) => boolean;

function isGuarded(context: PythonExtraction, node: SyntaxNode, parent: SyntaxNode, is: ClauseTest): boolean {
  if (node.type === "except_clause") return is(context, node);
  if (parent.type === "try_statement" && node.field === "body") {
    return parent.children.some((child) => child.type === "except_clause" && is(context, child));
  }
  return parent.type === "with_statement" && node.field === "body" && suppressesFailure(context, parent);
}

const FAILURES = /\b(?:ImportError|ModuleNotFoundError|Exception|BaseException)\b/;

/** `except ImportError`, `except (ImportError, AttributeError) as error`, and `except` of everything. */
function expectsFailure(context: PythonExtraction, clause: SyntaxNode): boolean {
  const caught = clause.children.filter((child) => child.field === "value");
  return caught.length === 0 || caught.some((value) => FAILURES.test(written(context, value)));
}

/** It is meant for imports, or goes on without the module: does nothing, assigns, imports another, gives something back. */
function providesForFailure(context: PythonExtraction, clause: SyntaxNode): boolean {
  if (!expectsFailure(context, clause)) return false;
  const caught = clause.children.filter((child) => child.field === "value");
  if (caught.some((value) => OF_IMPORTS.test(written(context, value)))) return true;
  const block = clause.children.find(({ type }) => type === "block");
  return block === undefined || contains(block, isSubstitute);
}

const OF_IMPORTS = /\b(?:ImportError|ModuleNotFoundError)\b/;

const SUBSTITUTES: ReadonlySet<string> = new Set([
  ...["pass_statement", "continue_statement", "break_statement", "ellipsis"],
  ...["assignment", "import_statement", "import_from_statement", "function_definition", "class_definition"],
]);

function isSubstitute(node: SyntaxNode): boolean {
  if (node.type !== "return_statement") return SUBSTITUTES.has(node.type);
  return namedChildren(node).every(({ type }) => type !== "call" && type !== "await");
}

function contains(node: SyntaxNode, is: (node: SyntaxNode) => boolean): boolean {
  return is(node) || node.children.some((child) => contains(child, is));
}

function suppressesFailure(context: PythonExtraction, statement: SyntaxNode): boolean {
  const items = statement.children.filter(({ type }) => type === "with_clause").flatMap(namedChildren);
  return items.some((item) => {
    const value = fieldOf(item, "value");
    const list = value && fieldOf(value, "arguments");
    return (
      list !== undefined &&
      calledOrigin(context, value) === "contextlib.suppress" &&
      FAILURES.test(written(context, list))
    );
  });
}
