/**
 * Removes a declaration that would only repeat the accessor (`const prisma = canonicalPrisma`), and imports the accessor
 * under its name instead.
 */
import type { TextEdit } from "../../base/edits/apply.js";
import { hasCommentBeside, lineEnd, newlineOf, nextLine, startsLine } from "../../base/text/offsets.js";
import { contains, type Range } from "../../base/text/span.js";
import { type Accessor, accessorName } from "../../judge/databases/source.js";
import type { Rewrite } from "../../judge/rules/rewrite.js";
import type { Binding, Site } from "../../read/facts/facts.js";
import type { BindingId } from "../../read/facts/terms.js";
import type { ImportEdits, ImportRequest } from "../../read/languages/language.js";
import type { EditedFile } from "./template.js";

interface TakeOver {
  readonly edits: readonly TextEdit[];
  readonly imports: ImportEdits;
}

/**
 * @param edits   of the fix that keeps the declaration
 * @param request for the import of that fix
 * @returns `undefined` where the declaration has to stay, or its name is not free for the import
 */
export function takeOver(
  place: EditedFile,
  { site, accessor, from }: Extract<Rewrite, { kind: "obtain" }>,
  edits: readonly TextEdit[],
  request: ImportRequest,
): TakeOver | undefined {
  // A comment among a client's options speaks of them; one in another call stays with what comes instead.
  const { start, end } = site.range;
  if (from.kind !== "client" && place.language.writer.hasComment(place.text.slice(start, end))) return undefined;
  const declared = declaredBy(place, site, accessor);
  const rest = declared && withoutStatement(place, edits, declared);
  if (declared === undefined || rest === undefined) return undefined;
  const { binding, id, statement, isExported } = declared;
  const replaced = [statement, ...takenAway(rest)];
  const imports = place.language.writer.imports({ ...request, at: binding.scope, instead: id, replaced });
  const { local } = imports;
  const renames = local === binding.name ? [] : renamed(place, declared, local, accessor, request);
  const own = isExported ? [...rest, reexported(place, declared, local)] : rest;
  return (
    renames && { edits: [...own, ...renames.filter((edit) => !own.some((other) => contains(other, edit)))], imports }
  );
}

/** The uses of a name of its own, under the accessor's; another name for that would help nobody. */
function renamed(
  { facts, text, language: { writer } }: EditedFile,
  { binding, isExported }: Declared,
  to: string,
  accessor: Accessor,
  { isTaken }: ImportRequest,
): readonly TextEdit[] | undefined {
  const isPublic = binding.topLevel && !isExported && isTaken?.(binding.name) === true;
  return to === accessorName(accessor) && !isPublic ? writer.rename({ facts, text, binding, to }) : undefined;
}

/** `export const db = new Pool()` becomes `export { pool as db }`. */
function reexported({ text }: EditedFile, { binding: { name }, statement }: Declared, local: string): TextEdit {
  const end = text[statement.end - 1] === ";" ? ";" : "";
  return { ...statement, text: `export { ${local === name ? name : `${local} as ${name}`} }${end}` };
}

interface Declared {
  readonly id: BindingId;
  readonly binding: Binding;
  readonly statement: Range;
  readonly isExported: boolean;
}

/** The declaration, where it declares one name, holds nothing but the value, and is never assigned again. */
function declaredBy({ facts, text }: EditedFile, { usage, range }: Site, accessor: Accessor): Declared | undefined {
  const { declaration, kind, awaited, expression } = usage;
  const id = declaration?.binding;
  const binding = id === undefined ? undefined : facts.bindings[id];
  if (accessor.form !== "object" || accessor.path.length !== 1 || kind !== "bound") return undefined;
  if (declaration === undefined || id === undefined || binding === undefined) return undefined;
  const value = awaited ? expression : range;
  const [, isExported] = BEFORE.exec(text.slice(declaration.range.start, value.start)) ?? [];
  const after = text.slice(value.end, declaration.range.end);
  const isAlone = declaration.single && isExported !== undefined && /^\s*;?$/.test(after);
  if (!isAlone || binding.assigned.length > 0) return undefined;
  return { id, binding, statement: declaration.range, isExported: isExported !== "" };
}

/** The text before the value. `var` is left alone, which may be the whole body of an `if`. */
const BEFORE = /^(export\s+|)(?:(?:const|let)\s+)?[\w$]+\s*(?::[^=]*)?=\s*$/;

/** `undefined` where the fix changes more of the statement than its value, or other code is on its line. */
function withoutStatement(
  { facts, text, language: { writer } }: EditedFile,
  edits: readonly TextEdit[],
  { statement, isExported }: Declared,
): readonly TextEdit[] | undefined {
  const isInside = ({ start, end }: TextEdit) => start < statement.end && statement.start < end;
  if (edits.filter(isInside).length !== 1) return undefined;
  const others = edits.filter((edit) => !isInside(edit));
  if (isExported) return others;
  const removal = writer.withoutStatement({ facts, text, statement });
  const apart = removal && withCommentsApart(text, statement, removal);
  return apart && [...others, apart];
}

/** A comment on the line or above it stays, with an empty line after it, so that it speaks of no other code. */
function withCommentsApart(text: string, statement: Range, removal: TextEdit): TextEdit | undefined {
  const rest = text.slice(statement.end, lineEnd(text, statement.end)).trim();
  const isWholeLine = removal.end > lineEnd(text, statement.end);
  if (!isWholeLine && (!COMMENT.test(rest) || !startsLine(text, statement.start))) return undefined;
  if (isWholeLine && !hasCommentBeside(text, { start: removal.start, end: lineEnd(text, statement.end) }))
    return removal;
  const end = Math.max(removal.end, nextLine(text, statement.end));
  const isSpaced = END.test(text.slice(end, lineEnd(text, end)));
  const newline = newlineOf(text);
  const kept = isWholeLine ? "" : `${rest}${newline}`;
  return { start: removal.start, end, text: isSpaced ? kept : `${kept}${newline}` };
}

const COMMENT = /^(?:\/\/|#|\/\*(?:(?!\*\/).)*\*\/$)/;

/** What needs no empty line before it: another one, the end of the file or of a block. */
const END = /^\s*(?:[})\]].*)?$/;

/** Edits that only remove: a call that released the handle, a statement. */
export function takenAway(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.filter(({ text }) => text === "");
}
