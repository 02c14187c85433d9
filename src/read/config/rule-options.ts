/** Checks the options of rules in a document that is valid by the schema: a rule must have each option. */
import { nearest } from "../../base/text/nearest.js";
import { type ConfigDocument, type KeyPath, placeOf, writeKeyPath } from "./document.js";
import type { FaultRow } from "./fault.js";
import { faultRow } from "./faults.js";
import type { RawConfig, RawRuleSetting, RawRules } from "./raw.js";
import type { RuleSummary } from "./schema.js";

/** @throws never */
export function findUnknownOptions(
  document: ConfigDocument,
  raw: RawConfig,
  rules: readonly RuleSummary[],
): readonly FaultRow[] {
  const known = new Map(rules.map((rule) => [rule.id, rule.options ?? {}]));
  const overrides = (raw.overrides ?? []).map((override, index) => ({
    rules: override.rules,
    path: ["overrides", index, "rules"],
  }));
  return [{ rules: raw.rules ?? {}, path: ["rules"] }, ...overrides].flatMap((each) => faultsIn(document, each, known));
}

interface Settings {
  readonly rules: RawRules;
  readonly path: KeyPath;
}

function faultsIn(
  document: ConfigDocument,
  { rules, path }: Settings,
  options: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): readonly FaultRow[] {
  return Object.entries(rules).flatMap(([rule, setting]) => {
    const own = options.get(rule) ?? {};
    const known = Object.keys(own);
    return optionsIn(setting).flatMap(({ name, value, at }) => {
      const where = [...path, rule, ...at, name];
      if (!known.includes(name)) {
        const details = { rule, value: name, known, nearest: nearest(name, known) };
        return [faultRow("unknown-option", details, placeOf(document, where, "key"))];
      }
      if (typeof value === typeof own[name] && Array.isArray(value) === Array.isArray(own[name])) return [];
      const details = { path: writeKeyPath(where), example: JSON.stringify(own[name]) };
      return [faultRow("wrong-option", details, placeOf(document, where, "value"))];
    });
  });
}

interface Option {
  readonly name: string;
  readonly value: unknown;
  /** From the setting to its options. */
  readonly at: KeyPath;
}

function optionsIn(setting: RawRuleSetting): readonly Option[] {
  if (typeof setting === "string") return [];
  const [options = {}, at] = "severity" in setting ? [setting.options, "options"] : [setting[1], 1];
  return Object.entries(options).map(([name, value]) => ({ name, value, at: [at] }));
}
