/**
 * Modules that a file replaces before it imports them: `sys.modules["app.db"] = Mock()`. An import of one does not lead to
 * its file.
 */
import type { PythonExtraction } from "../context.js";
import { lastName, originOf } from "../names/origins.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";

/** Whether a module, or a package that it is in, is replaced somewhere in the file. */
export function isReplaced(context: PythonExtraction, specifier: string): boolean {
  return [...replacedIn(context)].some((module) => specifier === module || specifier.startsWith(`${module}.`));
}

const known = new WeakMap<PythonExtraction, ReadonlySet<string>>();

function replacedIn(context: PythonExtraction): ReadonlySet<string> {
  const found = known.get(context) ?? new Set(isMentioned(context) ? readReplaced(context) : []);
  known.set(context, found);
  return found;
}

function isMentioned({ tree }: PythonExtraction): boolean {
  return tree.text.includes("sys.modules") || /\bfrom\s+sys\s+import\b/.test(tree.text);
}

function readReplaced(context: PythonExtraction): readonly string[] {
  return context.tree.nodes.flatMap((node) => keysAt(context, node).flatMap((key) => stringText(context, key) ?? []));
}

function keysAt(context: PythonExtraction, node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === "assignment") return assignedKey(context, fieldOf(node, "left"));
  const list = node.type === "call" ? fieldOf(node, "arguments") : undefined;
  if (list === undefined) return [];
  const callee = originOf(context, fieldOf(node, "function")) ?? calledName(context, node);
  const [first, second] = namedChildren(list);
  if (callee === "sys.modules.setdefault") return first ? [first] : [];
  if (first === undefined || second === undefined || !isModules(context, first)) return [];
  // `monkeypatch.setitem(sys.modules, "app.db", …)`, `patch.dict("sys.modules", {"app.db": …})`
  if (lastName(callee) === "setitem") return [second];
  return lastName(callee) === "dict" && second.type === "dictionary" ? keysOf(second) : [];
}

function assignedKey(context: PythonExtraction, target: SyntaxNode | undefined): readonly SyntaxNode[] {
  const key = target?.type === "subscript" ? fieldOf(target, "subscript") : undefined;
  return key && isModules(context, target && fieldOf(target, "value")) ? [key] : [];
}

function isModules(context: PythonExtraction, node: SyntaxNode | undefined): boolean {
  return (
    originOf(context, node) === "sys.modules" || (node !== undefined && stringText(context, node) === "sys.modules")
  );
}

function calledName(context: PythonExtraction, call: SyntaxNode): string {
  const callee = fieldOf(call, "function");
  return callee === undefined ? "" : context.tree.text.slice(callee.start, callee.end);
}

function keysOf(dictionary: SyntaxNode): readonly SyntaxNode[] {
  return namedChildren(dictionary).flatMap((pair) => fieldOf(pair, "key") ?? []);
}
