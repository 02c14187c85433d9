/** How Python definitions are moved from one file to another. */
import type { TextEdit } from "../../../../base/edits/apply.js";
import type { MockedModule, Mover, RetargetRequest } from "../../mover.js";
import type { Parse } from "../syntax/parse.js";
import { createImports } from "../writer/imports.js";
import { reexport, removeExport } from "./exports.js";
import { outlineOf } from "./outline.js";
import { statementsOf } from "./statements.js";

export function createMover(parse: Parse): Mover {
  return {
    gap: 2,
    statements: (_, text) => statementsOf(parse(text)),
    outline: (_, text, name) => outlineOf(parse(text), name),
    retarget: (request) => retarget(parse, request),
    removeExport: (_, text, name) => removeExport(parse(text), name),
    reexport,
    mentions,
  };
}

function retarget(parse: Parse, request: RetargetRequest): readonly TextEdit[] {
  const { import: each, name, target, facts, text } = request;
  const isAlone = each.names.length === 1 && !text.slice(each.range.start, each.range.end).includes("*");
  if (isAlone && name.imported === target.name) return [{ ...each.specifierRange, text: target.specifier }];
  const at = (name.binding === undefined ? undefined : facts.bindings[name.binding]?.scope) ?? each.range;
  // It is there from where it was imported on.
  const replaced = [{ start: each.range.end, end: each.range.end }];
  const { edits } = createImports(parse).imports({
    facts,
    text,
    at,
    wanted: target,
    replaced,
    moved: name,
    local: name.local,
  });
  return edits.map(({ start, end, text: replacement }) => ({ start, end, text: replacement }));
}

/** `patch("app.db.Manager.open")` and similar calls. */
const CALL =
  /\b(?:patch(?:\.(?:dict|multiple))?|setattr|delattr|setitem|import_module|spy)\s*\(\s*(?:target\s*=\s*)?[rRuU]?(["'])([\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)+)\1/gu;

function mentions(text: string): readonly MockedModule[] {
  return [...text.matchAll(CALL)].map((match) => {
    const path = match[2] ?? "";
    const end = match.index + match[0].length - 1;
    return { path, range: { start: end - path.length, end }, call: { start: match.index, end: end + 1 }, dotted: true };
  });
}
