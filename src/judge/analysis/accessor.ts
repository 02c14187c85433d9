/** Checks that configured accessors exist: otherwise fixes would lead to nothing. */

import { nearest } from "../../base/text/nearest.js";
import type { AccessorConfig } from "../../read/config/config.js";
import type { FaultPlace, FaultRow } from "../../read/config/fault.js";
import { faultRow } from "../../read/config/faults.js";
import type { Program } from "../../read/program/program.js";
import type { Value } from "../../read/program/values.js";
import { lookUpOnSides, memberNamesOf } from "../databases/named.js";

export interface ConfiguredAccessor {
  readonly role: "accessor" | "allowed accessor";
  /** The name of its source. */
  readonly source: string;
  readonly config: AccessorConfig;
  /** Where its name was written. */
  readonly place?: FaultPlace | undefined;
}

/** @returns a row where the module certainly does not export it, or what it exports certainly has no such member */
export function missingAccessor(program: Program, accessor: ConfiguredAccessor): readonly FaultRow[] {
  const { module, path } = accessor.config;
  const [first = "", ...rest] = path;
  const start = program.modules.exported(module, first);
  if (start.kind === "found") return missingMember(program, accessor, { name: first, value: start.value }, rest);
  if (start.kind !== "absent" || program.symbols.exported(module, path) !== undefined) return [];
  const known = program.modules.names(module);
  const details = { ...detailsOf(accessor), known, nearest: nearest(first, known) };
  return [faultRow("missing-accessor", details, accessor.place)];
}

interface Owner {
  /** As it is written: `databaseManager`. */
  readonly name: string;
  readonly value: Value;
}

function missingMember(
  program: Program,
  accessor: ConfiguredAccessor,
  owner: Owner,
  [name, ...rest]: readonly string[],
): readonly FaultRow[] {
  if (name === undefined) return [];
  const found = lookUpOnSides(program, owner.value, name, accessor.config.module);
  if (found.kind === "unknown") return [];
  if (found.kind === "found")
    return missingMember(program, accessor, { name: `${owner.name}.${name}`, value: found.value }, rest);
  const known = memberNamesOf(program, owner.value);
  const details = { ...detailsOf(accessor), owner: owner.name, member: name, known };
  return [faultRow("missing-accessor-member", { ...details, nearest: nearest(name, known) }, accessor.place)];
}

function detailsOf({ role, source, config: { module, path } }: ConfiguredAccessor) {
  return { role, source, name: path.join("."), module };
}
