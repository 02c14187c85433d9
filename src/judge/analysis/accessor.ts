/** Checks that a configured accessor exists: otherwise fixes would lead to nothing. */

import { nearest } from "../../base/text/nearest.js";
import type { SourceConfig } from "../../read/config/config.js";
import type { FaultRow } from "../../read/config/fault.js";
import { faultRow } from "../../read/config/faults.js";
import type { Program } from "../../read/program/program.js";
import type { Value } from "../../read/program/values.js";
import type { Database } from "../sources/source.js";

/** @returns a row where the module certainly does not export it, or what it exports certainly has no such member */
export function missingAccessor(
  program: Program,
  config: SourceConfig,
  source: Database | undefined,
): readonly FaultRow[] {
  const { module, path } = config.accessor;
  const [first = "", ...rest] = path;
  const start = program.modules.exported(module, first);
  if (start.kind === "found") return missingMember(program, config, { name: first, value: start.value }, rest);
  if (source?.accessor !== undefined || start.kind !== "absent") return [];
  const known = program.modules.names(module);
  return [faultRow("missing-accessor", { ...detailsOf(config), known, nearest: nearest(first, known) })];
}

interface Owner {
  /** As it is written: `databaseManager`. */
  readonly name: string;
  readonly value: Value;
}

function missingMember(
  program: Program,
  config: SourceConfig,
  owner: Owner,
  [name, ...rest]: readonly string[],
): readonly FaultRow[] {
  if (name === undefined) return [];
  const found = lookUp(program, owner.value, name, config.accessor.module);
  if (found.kind === "unknown") return [];
  if (found.kind === "found")
    return missingMember(program, config, { name: `${owner.name}.${name}`, value: found.value }, rest);
  const known = sidesOf(owner.value).flatMap((side) => program.members.listed(side).map((member) => member.name));
  const details = { ...detailsOf(config), owner: owner.name, member: name, known };
  return [faultRow("missing-accessor-member", { ...details, nearest: nearest(name, known) })];
}

/** A method of instances may be named by its class: which of the two is called is said by the calls. */
function lookUp(program: Program, value: Value, name: string, from: string) {
  const lookups = sidesOf(value).map((side) => program.members.lookUp(side, name, from));
  return lookups.find(({ kind }) => kind !== "absent") ?? ({ kind: "absent" } as const);
}

function sidesOf(value: Value): readonly Value[] {
  return value.kind === "class" ? [value, { ...value, kind: "instance" }] : [value];
}

function detailsOf({ name, accessor: { module, path } }: SourceConfig) {
  return { source: name, name: path.join("."), module };
}
