/** One imported name comes from another module: edits of the statement, under the same local name. */
import type { TextEdit } from "../../../../base/edits/apply.js";
import type { ReaimRequest } from "../../mover.js";
import type { Parse } from "../syntax/parse.js";
import { editImports } from "../writer/imports.js";

export function reaim(parse: Parse, request: ReaimRequest): readonly TextEdit[] {
  const { import: each, name, target, facts, text } = request;
  const isAlone = each.names.length === 1 && !text.slice(each.range.start, each.range.end).includes("*");
  if (isAlone && name.imported === target.name) return [{ ...each.specifierRange, text: target.specifier }];
  const at = (name.binding === undefined ? undefined : facts.bindings[name.binding]?.scope) ?? each.range;
  // It is there from where it was imported on.
  const replaced = [{ start: each.range.end, end: each.range.end }];
  const { edits } = editImports(parse, { facts, text, at, wanted: target, replaced, moved: name, local: name.local });
  return edits.map(({ start, end, text: replacement }) => ({ start, end, text: replacement }));
}
