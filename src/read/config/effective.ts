/** The effective configuration with the origin of each value, for `db-ssot config`. */
import type { FilePath } from "../../base/text/span.js";
import type { AccessorConfig, Config, RuleSetting, SourceConfig } from "./config.js";
import { type KeyPath, writeKeyPath } from "./document.js";
import type { FaultPlace } from "./fault.js";
import { matchFiles } from "./globs.js";
import type { LoadedConfig } from "./load.js";
import type { RuleDefaults } from "./settings.js";
import { type ConfigLayer, placeOfOrigin, type Traced, type TracedList, type TracedTable } from "./traced.js";

/** Where a value comes from: a text, a default, or the composing of several texts. */
export type Provenance =
  | { readonly kind: ConfigLayer["kind"]; readonly place: FaultPlace }
  | { readonly kind: "default" }
  | { readonly kind: "composed" };

export interface EffectiveValue {
  /** `sources[0].accessor.module` */
  readonly key: string;
  readonly value: unknown;
  readonly from: Provenance;
}

/** All that is configured, and all that is so by default, key by key. */
export function effectiveValues(
  { config, tree }: LoadedConfig,
  rules: readonly RuleDefaults[],
): readonly EffectiveValue[] {
  return leavesOf(describe(config, rules), []).map(({ path, value }) => {
    return { key: writeKeyPath(path), value, from: provenanceAt(tree, path) };
  });
}

/** One rule in one file: what counts first, then what it counts over, the default last. */
export interface EffectiveRule {
  readonly rule: string;
  readonly steps: readonly [RuleStep, ...RuleStep[]];
  /** With those of all steps. */
  readonly options: RuleSetting["options"];
}

export interface RuleStep {
  readonly severity: RuleSetting["severity"];
  readonly from: Provenance;
}

export function effectiveRules(
  { config, tree }: LoadedConfig,
  rules: readonly RuleDefaults[],
  file: FilePath,
): readonly EffectiveRule[] {
  const matching = config.overrides.flatMap((override, index) =>
    matchFiles(override.files)(file) ? [{ override, index }] : [],
  );
  return rules.map(({ id, severity, options = {} }) => {
    const settings = [
      { setting: config.rules.get(id), path: ["rules", id] },
      ...matching.map(({ override, index }) => ({
        setting: override.rules.get(id),
        path: ["overrides", index, "rules", id],
      })),
    ];
    let effective: Omit<EffectiveRule, "rule"> = { steps: [{ severity, from: { kind: "default" } }], options };
    for (const { setting, path } of settings) {
      if (setting === undefined) continue;
      const step = { severity: setting.severity, from: provenanceAt(tree, path) };
      effective = { steps: [step, ...effective.steps], options: { ...effective.options, ...setting.options } };
    }
    return { rule: id, ...effective };
  });
}

/** What a file has to do with a source, by the globs of the configuration alone. */
export interface EffectiveSource {
  readonly name: string;
  readonly accessor: AccessorConfig;
  readonly part: "held" | "internal" | "outside";
}

export function effectiveSources({ config }: LoadedConfig, file: FilePath): readonly EffectiveSource[] {
  return config.sources.map(({ name, accessor, files, internals }) => {
    if (matchFiles(internals)(file)) return { name, accessor, part: "internal" };
    return { name, accessor, part: matchFiles(files)(file) ? "held" : "outside" };
  });
}

/** With every default, in the words of the file. */
function describe(config: Config, rules: readonly RuleDefaults[]): unknown {
  return {
    sources: config.sources.map(describeSource),
    ignore: config.ignore,
    rules: Object.fromEntries(rules.map((rule) => [rule.id, describeSetting(rule, config.rules.get(rule.id))])),
    overrides: config.overrides.map((override) => ({
      files: override.files,
      rules: Object.fromEntries([...override.rules].map(([id, setting]) => [id, describeSetting(undefined, setting)])),
    })),
    verify: config.verify,
    verifyTimeout: config.verifyTimeoutMs / 1000,
  };
}

function describeSource(source: SourceConfig): unknown {
  return {
    ...source,
    accessor: describeAccessor(source.accessor),
    managers: source.managers ?? "detected",
    alsoAllowed: source.alsoAllowed.map(describeAccessor),
  };
}

function describeAccessor({ module, path, form }: AccessorConfig): unknown {
  return { module, name: path.join("."), form };
}

function describeSetting(rule: RuleDefaults | undefined, setting: RuleSetting | undefined): unknown {
  const options = { ...rule?.options, ...setting?.options };
  const severity = setting?.severity ?? rule?.severity;
  return Object.keys(options).length === 0 ? { severity } : { severity, options };
}

interface Leaf {
  readonly path: KeyPath;
  readonly value: unknown;
}

/** A list or table without anything in it says something too. */
function leavesOf(value: unknown, path: KeyPath): readonly Leaf[] {
  if (typeof value !== "object" || value === null) return [{ path, value }];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : Object.entries(value);
  if (entries.length === 0) return path.at(-1) === "rules" ? [] : [{ path, value }];
  return entries.flatMap(([key, entry]) => leavesOf(entry, [...path, key]));
}

/** The origin of the deepest part that was written out: a rule's severity may be its whole setting. */
function provenanceAt(tree: Traced, path: KeyPath): Provenance {
  let part: Traced = tree;
  for (const key of path) {
    if (part.kind === "value") break;
    const next = partIn(part, key);
    if (next === undefined) return { kind: "default" };
    part = next;
  }
  if (isDefault(part)) return { kind: "default" };
  const place = part.origin && placeOfOrigin(part.origin);
  if (part.origin === undefined || place === undefined) return { kind: "composed" };
  return { kind: part.origin.layer.kind, place };
}

function isDefault(part: Traced): boolean {
  if (part.kind === "value") return part.byDefault === true;
  return part.kind === "list" && part.items.length === 0 && part.origin === undefined;
}

/** The setting of a rule may be a list of its severity and its options. */
function partIn(part: TracedTable | TracedList, key: string | number): Traced | undefined {
  if (part.kind === "table") return part.entries.get(String(key));
  return part.items[typeof key === "number" ? key : ["severity", "options"].indexOf(key)];
}
