/**
 * Completes a validated configuration: fills in defaults, splits names and normalizes paths. places.ts checks whether the
 * files exist.
 */
import type { FilePath } from "../../base/text/span.js";
import type { AccessorConfig, Config, RuleSetting, RuleSeverity, SourceConfig } from "./config.js";
import { matchFiles } from "./globs.js";
import { readName } from "./name.js";
import {
  DEFAULT_SOURCE_NAME,
  DEFAULT_VERIFY_TIMEOUT,
  type RawAccessor,
  type RawConfig,
  type RawRuleSetting,
  type RawRules,
  type RawSeverity,
  type RawSource,
} from "./raw.js";

/** Of a project that says nothing. */
export const EMPTY_CONFIG: Config = {
  sources: [],
  ignore: [],
  rules: new Map(),
  overrides: [],
  verifyTimeoutMs: DEFAULT_VERIFY_TIMEOUT * 1000,
};

/** @throws never; lists keep their order, so that an index leads back to the place in the document */
export function completeConfig(raw: RawConfig, origin?: FilePath): Config {
  const sources = raw.sources ?? [];
  return {
    origin,
    sources: sources.map((source) => completeSource(source, { isOnly: sources.length === 1 })),
    ignore: completeGlobs(raw.ignore ?? []),
    rules: completeRules(raw.rules ?? {}),
    overrides: (raw.overrides ?? []).map(({ files, rules }) => ({
      files: completeGlobs(files),
      rules: completeRules(rules),
    })),
    verify: raw.verify,
    verifyTimeoutMs: (raw.verifyTimeout ?? DEFAULT_VERIFY_TIMEOUT) * 1000,
  };
}

function completeSource(raw: RawSource, { isOnly }: { readonly isOnly: boolean }): SourceConfig {
  const name = raw.name ?? DEFAULT_SOURCE_NAME;
  const accessor = completeAccessor(raw.accessor);
  const alsoAllowed = (raw.alsoAllowed ?? []).map((allowed) =>
    typeof allowed === "string" ? completeAllowed(allowed, accessor) : completeAccessor(allowed),
  );
  return {
    name,
    files: completeGlobs(raw.files ?? ["**"]),
    accessor,
    alsoAllowed,
    managers: raw.managers,
    legacy: raw.legacy ?? [],
    defaultNames: raw.defaultNames ?? defaultNamesOf(name, isOnly),
    internals: completeInternals(raw.internals ?? [], [accessor, ...alsoAllowed]),
  };
}

/** Where there are several sources, `default` could mean any of them. */
export function defaultNamesOf(name: string, isOnly: boolean): readonly string[] {
  return isOnly && name !== "default" ? ["default", name] : [name];
}

/** A module that defines an accessor cannot go through it. */
function completeInternals(globs: readonly string[], accessors: readonly AccessorConfig[]): readonly string[] {
  const given = completeGlobs(globs);
  const isInternal = matchFiles(given);
  const modules = new Set(accessors.flatMap((accessor) => (accessor.package ? [] : accessor.module)));
  return [...given, ...[...modules].filter((module) => !isInternal(module))];
}

function completeAccessor(raw: RawAccessor): AccessorConfig {
  return {
    module: raw.module.replaceAll("\\", "/").replace(/^(\.\/)+/, ""),
    path: splitName(raw.name),
    form: raw.form ?? "auto",
  };
}

/** A name alone is one of the accessor's module. */
function completeAllowed(text: string, { module }: AccessorConfig): AccessorConfig {
  const { home, path } = readName(text);
  if (home.kind === "package") return { module: home.name, package: true, path, form: "auto" };
  return { module: home.kind === "file" ? home.file : module, path, form: "auto" };
}

function splitName(name: string): readonly string[] {
  return name.split(".");
}

export function completeGlobs(globs: readonly string[]): readonly string[] {
  return globs.map((glob) => glob.replace(/^(!?)(?:\.\/)+/, "$1"));
}

function completeRules(raw: RawRules): ReadonlyMap<string, RuleSetting> {
  return new Map(Object.entries(raw).map(([rule, setting]) => [rule, completeSetting(setting)]));
}

function completeSetting(raw: RawRuleSetting): RuleSetting {
  if (typeof raw === "string") return { severity: completeSeverity(raw), options: {} };
  if (!("severity" in raw)) return { severity: completeSeverity(raw[0]), options: raw[1] ?? {} };
  return { severity: completeSeverity(raw.severity), options: raw.options ?? {} };
}

function completeSeverity(raw: RawSeverity): RuleSeverity {
  return raw === "warn" ? "warning" : raw;
}
