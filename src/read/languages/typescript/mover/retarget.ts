/** Edits that import or re-export one name from another module, under the same local name. */
import type { TextEdit } from "../../../../base/edits/apply.js";
import type { RetargetRequest } from "../../mover.js";
import { importWriter } from "../writer/imports.js";
import { readStyle } from "../writer/style.js";

export function retarget(request: RetargetRequest): readonly TextEdit[] {
  const { import: each, name, target, facts, text } = request;
  const isAlone = each.names.length === 1;
  if (isAlone && name.imported === target.name) return [{ ...each.specifierRange, text: target.specifier }];
  if (each.kind === "reexport") return retargetExport(request);
  if (name.binding === undefined) return [];
  const at = facts.bindings[name.binding]?.scope ?? each.range;
  const wanted = { ...target, typeOnly: each.typeOnly || name.typeOnly };
  const { edits } = importWriter.imports({ facts, text, at, wanted, replaced: [], moved: name, local: name.local });
  return edits.map(({ start, end, text: replacement }) => ({ start, end, text: replacement }));
}

/** `export { A, X as Y } from "./old"` */
function retargetExport({ facts, text, import: each, name, target }: RetargetRequest): readonly TextEdit[] {
  const written = text.slice(name.range.start, name.range.end);
  const type = /^type\s/.test(written) ? "type " : "";
  const element = `${type}${target.name}${target.name === name.local ? "" : ` as ${name.local}`}`;
  if (each.names.length === 1) {
    return [
      { ...name.range, text: element },
      { ...each.specifierRange, text: target.specifier },
    ];
  }
  const { quote, semicolons, newline } = readStyle(facts, text);
  const words = each.typeOnly ? "export type" : "export";
  const statement = `${words} { ${element} } from ${quote}${target.specifier}${quote}${semicolons ? ";" : ""}`;
  const end = text[each.range.end - 1] !== ";" && text[each.range.end] === ";" ? each.range.end + 1 : each.range.end;
  return [listRemoval(text, name.range), { start: end, end, text: `${newline}${statement}` }];
}

/** An element with its comma. */
function listRemoval(text: string, { start, end }: { readonly start: number; readonly end: number }): TextEdit {
  const after = /^\s*,[ \t]*(?:\r?\n(?=\s*[^\s}]))?\s*/.exec(text.slice(end));
  if (after !== null && !/^\s*\}/.test(text.slice(end + after[0].length))) {
    return { start, end: end + after[0].length, text: "" };
  }
  const before = /,\s*$/.exec(text.slice(0, start));
  return { start: before === null ? start : before.index, end, text: "" };
}
