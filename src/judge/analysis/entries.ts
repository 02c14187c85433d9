/** Checks the names that a configuration gives: one that has no effect is an error. */

import type { SourceConfig } from "../../read/config/config.js";
import type { FaultRow } from "../../read/config/fault.js";
import { faultRow } from "../../read/config/faults.js";
import { matchFiles } from "../../read/config/globs.js";
import { findWritten, type LoadedConfig, type WrittenValue } from "../../read/config/load.js";
import type { Program } from "../../read/program/program.js";
import { managersOf } from "../databases/link.js";
import { findNamed, type NamedThing } from "../databases/named.js";
import { missingAccessor } from "./accessor.js";

/** @returns a row for each accessor that is certainly not there */
export function missingAccessors(
  program: Program,
  loaded: LoadedConfig,
  sources: readonly SourceConfig[],
): readonly FaultRow[] {
  return sources.flatMap(({ name, accessor, alsoAllowed }, index) => {
    const placeAt = (...path: readonly (string | number)[]) => findWritten(loaded, ["sources", index, ...path])?.place;
    const own = { role: "accessor", source: name, config: accessor, place: placeAt("accessor", "name") } as const;
    return [
      ...missingAccessor(program, own),
      ...alsoAllowed.flatMap((config, at) => {
        const place = placeAt("alsoAllowed", at);
        return config.package
          ? []
          : missingAccessor(program, { role: "allowed accessor", source: name, config, place });
      }),
    ];
  });
}

/** @returns a row for each entry of a list that certainly names nothing, or nothing that the list is for */
export function unmatchedNames(
  program: Program,
  loaded: LoadedConfig,
  sources: readonly SourceConfig[],
): readonly FaultRow[] {
  return sources.flatMap(({ files, managers = [], legacy, alsoAllowed }, index) => {
    const covers = matchFiles(files);
    const check = (key: keyof typeof WANTED) => (text: string, at: number) => {
      const written = findWritten(loaded, ["sources", index, key, at]);
      if (written === undefined || written.shared) return [];
      return unmatched(program, key, findNamed(program, text, covers), written);
    };
    return [
      ...managers.flatMap(check("managers")),
      ...legacy.flatMap(check("legacy")),
      ...alsoAllowed.flatMap((allowed, at) => {
        return allowed.package ? check("alsoAllowed")(`${allowed.module}#${allowed.path.join(".")}`, at) : [];
      }),
    ];
  });
}

function unmatched(
  program: Program,
  key: keyof typeof WANTED,
  named: NamedThing,
  { path, value, place, spelled }: WrittenValue,
): readonly FaultRow[] {
  const details = { path, value: String(value) };
  if (named.kind === "nothing") {
    const nearest = named.nearest && spelled(named.nearest);
    return [faultRow("unmatched-name", { ...details, nearest }, place)];
  }
  const found = key === "alsoAllowed" ? undefined : useless(program, key, named);
  return found === undefined ? [] : [faultRow("unusable-name", { ...details, found, wanted: WANTED[key] }, place)];
}

const WANTED = {
  managers: "classes, interfaces and objects of the project",
  legacy: "functions, objects, classes and members",
  alsoAllowed: "accessors",
};

/** What it is instead of something that the list is for. */
function useless(program: Program, key: "managers" | "legacy", named: NamedThing): string | undefined {
  if (key === "managers" && named.kind === "package") return "a name of a package";
  const found = named.kind === "definitions" ? named.found.filter(({ value }) => value.kind !== "unknown") : [];
  if (found.length === 0) return undefined;
  if (key === "legacy") return found.every(({ value }) => value.kind === "interface") ? "a type" : undefined;
  if (found.some((each) => managersOf(program, each).length > 0)) return undefined;
  return found.some(({ value }) => value.kind === "function") ? "a function" : "not a manager";
}
