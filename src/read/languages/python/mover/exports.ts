/** A module's exports: imports a name as deprecated, removes a name from `__all__`. */
import type { TextEdit } from "../../../../base/edits/apply.js";
import { lineEnd, lineStart, nextLine } from "../../../../base/text/offsets.js";
import type { Reexport, ReexportRequest } from "../../mover.js";
import { namedChildren, type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";
import { assignedIn } from "./statements.js";

export function removeExport(tree: SyntaxTree, name: string): readonly TextEdit[] | undefined {
  const lists = namedChildren(tree.root).filter((node) => namesAll(tree, node));
  const isName = new RegExp(`^["']${name}["']$`);
  return lists.flatMap((list) =>
    tree.nodes
      .filter((node) => node.type === "string" && isInside(node, list) && isName.test(textOf(tree, node)))
      .map((node) => withComma(tree, node)),
  );
}

function namesAll(tree: SyntaxTree, node: SyntaxNode): boolean {
  const target = assignedIn(node);
  return target ? textOf(tree, target) === "__all__" : /^__all__\s*(?:\+=|\.)/.test(textOf(tree, node));
}

function isInside(node: SyntaxNode, outer: SyntaxNode): boolean {
  return outer.start <= node.start && node.end <= outer.end;
}

/** An element with its comma; with its line where it has one for itself. */
function withComma({ text }: SyntaxTree, node: SyntaxNode): TextEdit {
  const siblings = node.parent?.children ?? [];
  const index = siblings.indexOf(node);
  const comma = siblings[index + 1]?.type === "," ? siblings[index + 1] : undefined;
  const end = comma?.end ?? node.end;
  const line = lineStart(text, node.start);
  const isAlone = text.slice(line, node.start).trim() === "" && text.slice(end, lineEnd(text, end)).trim() === "";
  if (isAlone) return { start: line, end: nextLine(text, end), text: "" };
  const next = comma && siblings[index + 2];
  if (next?.named) return { start: node.start, end: next.start, text: "" };
  const previous = siblings[index - 1];
  return { start: previous?.type === "," ? previous.start : node.start, end, text: "" };
}

/** The import itself passes the name on. */
export function reexport({ exported, target, used }: ReexportRequest): Reexport {
  if (exported.length === 0) return { statement: "", imported: used };
  const unused = used ? "" : "noqa: F401  # ";
  return { statement: "", imported: true, comment: `# ${unused}deprecated: import it from ${target.specifier}` };
}
