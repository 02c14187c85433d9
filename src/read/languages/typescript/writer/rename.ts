/** A name at a reference: `{ db }` keeps its key, `export { db }` its public name. */
import { ts } from "ts-morph";
import type { TextEdit } from "../../../../base/edits/apply.js";
import type { RenameRequest } from "../../language.js";
import { renameReferences } from "../../writer/rename.js";
import { treeOf } from "../parse.js";
import { nodeAt } from "./holder.js";

export function rename(request: RenameRequest): readonly TextEdit[] | undefined {
  const { facts, text, to } = request;
  const source = treeOf(facts.file, text);
  return renameReferences(request, ({ start, end }) => {
    const node = nodeAt(source, start, end);
    if (node === undefined) return undefined;
    const isOnly = ts.isShorthandPropertyAssignment(node) || ts.isExportSpecifier(node);
    const holder = isOnly ? node : node.parent;
    if (ts.isShorthandPropertyAssignment(holder)) return `${holder.name.text}: ${to}`;
    return ts.isExportSpecifier(holder) && isOnly ? `${to} as ${holder.name.text}` : to;
  });
}
