/**
 * A declaration that would only repeat the accessor (`const prisma = canonicalPrisma`): it goes, and the import has its
 * name. Takes facts, gives which declarations may go, and the edits.
 */
import type { TextEdit } from "../edits/apply.js";
import type { Binding, FileFacts, Site } from "../facts/facts.js";
import type { BindingId } from "../facts/terms.js";
import type { LoadedLanguage } from "../languages/language.js";
import type { Accessor } from "../sources/source.js";
import { isBlank, lineEnd, lineStart } from "../text/offsets.js";
import type { Range } from "../text/span.js";

/** A declaration of one name that is nothing but the place, and is assigned to nowhere else. */
export interface TakenOver {
  readonly id: BindingId;
  readonly binding: Binding;
  readonly statement: Range;
}

export function takenOver(
  facts: FileFacts,
  text: string,
  { shape, range }: Site,
  accessor: Accessor,
): TakenOver | undefined {
  const { declaration, holding, awaited, outer } = shape;
  const id = declaration?.binding;
  const binding = id === undefined ? undefined : facts.bindings[id];
  if (accessor.form !== "object" || accessor.path.length !== 1 || holding !== "bound") return undefined;
  if (declaration === undefined || id === undefined || binding === undefined) return undefined;
  const value = awaited ? outer : range;
  const before = text.slice(declaration.range.start, value.start);
  const after = text.slice(value.end, declaration.range.end);
  const isAlone =
    declaration.single && BEFORE.test(before) && /^\s*;?$/.test(after) && !isSpokenOf(text, declaration.range);
  return isAlone && binding.assigned.length === 0 ? { id, binding, statement: declaration.range } : undefined;
}

/** Up to the value, with an annotation or without; an `export` has to stay, and a `var` may be all that an `if` has. */
const BEFORE = /^(?:(?:const|let)\s+)?[\w$]+\s*(?::[^=]*)?=\s*$/;

/** A comment on its line or on the one above would say nothing, or something of the next statement. */
function isSpokenOf(text: string, { start, end }: Range): boolean {
  const line = lineStart(text, start);
  const above = line === 0 ? "" : text.slice(lineStart(text, line - 1), line).trim();
  return !isBlank(text.slice(end, lineEnd(text, end))) || /^(?:\/\/|#|\/\*)|\*\/$/.test(above);
}

/** The edits of the place with its whole statement gone; `undefined` where more than the value was to change in it. */
export function withoutStatement(
  {
    facts,
    text,
    language: { writer },
  }: { readonly facts: FileFacts; readonly text: string; readonly language: LoadedLanguage },
  edits: readonly TextEdit[],
  { statement }: TakenOver,
): readonly TextEdit[] | undefined {
  const isInside = ({ start, end }: TextEdit) => start < statement.end && statement.start < end;
  if (edits.filter(isInside).length !== 1) return undefined;
  const removal = writer.withoutStatement({ facts, text, statement });
  if (removal === undefined || writer.hasComment(text.slice(removal.start, removal.end))) return undefined;
  return [...edits.filter((edit) => !isInside(edit)), removal];
}
