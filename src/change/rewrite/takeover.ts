/**
 * Removes a declaration that would only repeat the accessor (`const prisma = canonicalPrisma`), and imports the accessor
 * under its name instead.
 */
import type { TextEdit } from "../../base/edits/apply.js";
import { hasCommentBeside, isBlank, lineEnd, lineStart, nextLine } from "../../base/text/offsets.js";
import { contains, type Range } from "../../base/text/span.js";
import type { Accessor } from "../../judge/databases/source.js";
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
  { site, accessor }: Extract<Rewrite, { kind: "obtain" }>,
  edits: readonly TextEdit[],
  request: ImportRequest,
): TakeOver | undefined {
  const declared = declaredBy(place, site, accessor);
  const rest = declared && withoutStatement(place, edits, declared);
  if (declared === undefined || rest === undefined) return undefined;
  const { binding, id, statement } = declared;
  const replaced = [statement, ...takenAway(rest)];
  const imports = place.language.writer.imports({ ...request, at: binding.scope, instead: id, replaced });
  const renames = imports.local === binding.name ? [] : renamed(place, declared, imports.local, accessor, request);
  return (
    renames && { edits: [...rest, ...renames.filter((edit) => !rest.some((other) => contains(other, edit)))], imports }
  );
}

/** The uses of a name of its own, under the accessor's; another name for that would help nobody. */
function renamed(
  { facts, text, language: { writer } }: EditedFile,
  { binding }: Declared,
  to: string,
  { path: [own] }: Accessor,
  { isTaken }: ImportRequest,
): readonly TextEdit[] | undefined {
  const isPublic = binding.topLevel && isTaken?.(binding.name) === true;
  return to === own && !isPublic ? writer.rename({ facts, text, binding, to }) : undefined;
}

interface Declared {
  readonly id: BindingId;
  readonly binding: Binding;
  readonly statement: Range;
}

/** The declaration, where it declares one name, holds nothing but the value, and is never assigned again. */
function declaredBy({ facts, text }: EditedFile, { usage, range }: Site, accessor: Accessor): Declared | undefined {
  const { declaration, kind, awaited, expression } = usage;
  const id = declaration?.binding;
  const binding = id === undefined ? undefined : facts.bindings[id];
  if (accessor.form !== "object" || accessor.path.length !== 1 || kind !== "bound") return undefined;
  if (declaration === undefined || id === undefined || binding === undefined) return undefined;
  const value = awaited ? expression : range;
  const before = text.slice(declaration.range.start, value.start);
  const after = text.slice(value.end, declaration.range.end);
  const isKept = hasCommentBeside(text, declaration.range) && !isBeforeBlank(text, declaration.range);
  const isAlone = declaration.single && BEFORE.test(before) && /^\s*;?$/.test(after) && !isKept;
  return isAlone && binding.assigned.length === 0 ? { id, binding, statement: declaration.range } : undefined;
}

/** The text before the value. `export` is left alone, and so is `var`, which may be the whole body of an `if`. */
const BEFORE = /^(?:(?:const|let)\s+)?[\w$]+\s*(?::[^=]*)?=\s*$/;

/** A comment above it then stands before an empty line, and speaks of no other code. */
function isBeforeBlank(text: string, { end }: Range): boolean {
  const next = nextLine(text, end);
  return isBlank(text.slice(end, lineEnd(text, end))) && isBlank(text.slice(next, lineEnd(text, next)));
}

/** `undefined` where the fix changes more of the statement than its value. */
function withoutStatement(
  { facts, text, language: { writer } }: EditedFile,
  edits: readonly TextEdit[],
  { statement }: Declared,
): readonly TextEdit[] | undefined {
  const isInside = ({ start, end }: TextEdit) => start < statement.end && statement.start < end;
  if (edits.filter(isInside).length !== 1) return undefined;
  const removal = hasCommentBeside(text, statement)
    ? { start: lineStart(text, statement.start), end: nextLine(text, statement.end), text: "" }
    : writer.withoutStatement({ facts, text, statement });
  if (removal === undefined || writer.hasComment(text.slice(removal.start, removal.end))) return undefined;
  return [...edits.filter((edit) => !isInside(edit)), removal];
}

/** Edits that only remove: a call that released the handle, a statement. */
export function takenAway(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.filter(({ text }) => text === "");
}
