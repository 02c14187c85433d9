/** Gives a name another one at all its references. */
import type { TextEdit } from "../../../base/edits/apply.js";
import { contains, type Range } from "../../../base/text/span.js";
import type { RenameRequest } from "../language.js";

/**
 * @param written  the new name at a reference, where more than the name has to change; `undefined` where nothing fits
 * @returns `undefined` where the new name means something else at a reference
 */
export function renameReferences(
  { facts, binding, to }: RenameRequest,
  written: (reference: Range) => string | undefined = () => to,
): readonly TextEdit[] | undefined {
  const hiding = facts.bindings.filter(({ name, kind, topLevel }) => name === to && kind !== "property" && !topLevel);
  const edits = binding.references.flatMap((reference) => {
    const text = hiding.some(({ scope }) => contains(scope, reference)) ? undefined : written(reference);
    return text === undefined ? [] : [{ ...reference, text }];
  });
  return edits.length === binding.references.length ? edits : undefined;
}
