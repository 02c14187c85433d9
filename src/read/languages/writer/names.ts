/** Which names are bound at a place, and which are free. */
import { contains, type Range } from "../../../base/text/span.js";
import type { Binding, FileFacts, ImportedName } from "../../facts/facts.js";
import type { BindingId } from "../../facts/terms.js";

export function bindingOf(facts: FileFacts, name: ImportedName): Binding | undefined {
  return name.binding === undefined ? undefined : facts.bindings[name.binding];
}

/** The imported name is in scope at `at`, and nothing nearer hides it. */
export function isVisible(facts: FileFacts, name: ImportedName, at: Range): boolean {
  const binding = bindingOf(facts, name);
  if (binding === undefined || !contains(binding.scope, at)) return false;
  return !facts.bindings.some((other) => {
    if (other === binding || other.name !== binding.name || !isLexical(other)) return false;
    return contains(other.scope, at) && contains(binding.scope, other.scope) && !contains(other.scope, binding.scope);
  });
}

/**
 * The first of the names that is free for a new import used at `at`; if none is, the last one with a number.
 *
 * @param isFree  whether a binding does not count
 */
export function chooseLocalName(
  facts: FileFacts,
  at: Range,
  { name, alias, separator }: { readonly name: string; readonly alias: string; readonly separator: string },
  isFree: (binding: Binding, id: BindingId) => boolean,
): string {
  const isTaken = (candidate: string) =>
    facts.bindings.some((binding, id) => {
      if (binding.name !== candidate || !isLexical(binding) || isFree(binding, id)) return false;
      return binding.topLevel || contains(binding.scope, at);
    });
  if (!isTaken(name)) return name;
  let choice = alias;
  for (let count = 2; isTaken(choice); count++) choice = `${alias}${separator}${count}`;
  return choice;
}

/** A property is used through its object, so it takes no name. */
function isLexical(binding: Binding): boolean {
  return binding.kind !== "property";
}
