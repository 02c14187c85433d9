/** Which names mean what at a place, and which one is free there: takes facts, gives names. */

import { contains, type Range } from "../../../../base/text/span.js";
import type { Binding, FileFacts, ImportedName } from "../../../facts/facts.js";
import type { BindingId } from "../../../facts/terms.js";

/** What is imported can be named at `at`: it is in scope, and nothing nearer hides it. */
export function isVisible(facts: FileFacts, name: ImportedName, at: Range): boolean {
  const binding = bindingOf(facts, name);
  if (binding === undefined || !contains(binding.scope, at)) return false;
  return !facts.bindings.some((other) => {
    if (other === binding || other.name !== binding.name || !isLexical(other)) return false;
    return contains(other.scope, at) && contains(binding.scope, other.scope) && !contains(other.scope, binding.scope);
  });
}

/**
 * A name for a new import that is used at `at`: `name` where that is free, or else `canonicalName`, which says which of
 * the two it is and reads well at every call; then `canonicalName2`, and so on.
 *
 * @param freed  bindings that the same fix takes away
 */
export function chooseLocalName(facts: FileFacts, at: Range, name: string, freed: ReadonlySet<BindingId>): string {
  const alias = `canonical${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const isFree = (candidate: string) => !isTaken(facts, at, candidate, freed);
  if (isFree(name)) return name;
  let choice = alias;
  for (let count = 2; !isFree(choice); count++) choice = `${alias}${count}`;
  return choice;
}

export function bindingOf(facts: FileFacts, name: ImportedName): Binding | undefined {
  return name.binding === undefined ? undefined : facts.bindings[name.binding];
}

function isTaken(facts: FileFacts, at: Range, name: string, freed: ReadonlySet<BindingId>): boolean {
  return facts.bindings.some((binding, id) => {
    if (binding.name !== name || freed.has(id) || !isLexical(binding)) return false;
    return binding.topLevel || contains(binding.scope, at);
  });
}

/** A property is reached through its object, so that it takes no name away. */
function isLexical(binding: Binding): boolean {
  return binding.kind !== "property";
}
