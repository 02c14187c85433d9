/** Shims: deprecated members of a manager that do what the accessor does, added by `shim` or by hand. */
import type { Member } from "../../read/facts/facts.js";
import type { Program } from "../../read/program/program.js";
import type { DefinitionRef } from "../../read/program/values.js";
import { type Accessor, accessorName } from "../databases/source.js";
import { passesOn } from "../handles/passes-on.js";

/** It is deprecated in favour of the accessor, or gives what the accessor gives. */
export function isStandIn(program: Program, accessor: Accessor, owner: DefinitionRef, member: Member): boolean {
  const { deprecated, value } = member;
  if (deprecated === undefined) return false;
  const words = new Set<string>(deprecated.match(/[\p{L}\p{N}_$.]+/gu));
  if (words.has(accessorName(accessor))) return true;
  return value.kind === "function" && passesOn(program, { file: owner.file, index: value.index }, accessor);
}
