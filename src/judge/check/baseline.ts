/** Splits findings into accepted and new ones, and reports baseline entries that match nothing. */

import type { FilePath } from "../../base/text/span.js";
import type { FileSystem } from "../../base/world/world.js";
import type { SettingOf } from "../../read/config/settings.js";
import type { Analysis } from "../analysis/analyse.js";
import type { PlacedEntry } from "../baseline/entry.js";
import { matchEntries } from "../baseline/match.js";
import { type Baseline, readBaseline } from "../baseline/read.js";
import { reportUnused } from "../baseline/unused.js";
import { ALL_RULES } from "../rules/index.js";
import { SUPPRESSION_RULES, unusedBaselineEntry } from "../rules/suppression-rules.js";
import type { FixableDiagnostic } from "./check.js";
import { findIncomplete } from "./incomplete.js";
import type { Selection } from "./selection.js";

export interface BaselineInput {
  readonly files: FileSystem;
  readonly analysis: Analysis;
  readonly selection: Selection;
  readonly settingOf: SettingOf;
}

export interface BaselineResult {
  readonly known: readonly FixableDiagnostic[];
  /** New findings, and findings about the baseline itself. */
  readonly diagnostics: readonly FixableDiagnostic[];
  /** If there is one. */
  readonly baseline?: JudgedBaseline;
}

export interface JudgedBaseline extends Baseline {
  /** Entries whose findings are gone. */
  readonly dead: readonly PlacedEntry[];
  /** Entries that this run cannot judge: their rule is off, or something that they depend on was not read. */
  readonly unjudged: readonly PlacedEntry[];
}

/** @throws {Fault} where the baseline cannot be understood */
export function applyBaseline(diagnostics: readonly FixableDiagnostic[], input: BaselineInput): BaselineResult {
  const baseline = readBaseline(input.files, input.analysis.config);
  if (baseline === undefined) return { known: [], diagnostics };
  const isGone = createIsGone(input.analysis);
  const { known, fresh, remaining } = matchEntries(baseline.entries, diagnostics, isGone);
  const mayBeUsed = createJudge(input, isGone);
  const dead = remaining.filter((entry) => !mayBeUsed(entry));
  const { severity } = input.settingOf(unusedBaselineEntry, baseline.path);
  const unused = severity === "off" ? [] : dead.map((entry) => reportUnused(baseline, entry, severity));
  const unjudged = remaining.filter((entry) => !dead.includes(entry));
  return { known, diagnostics: [...fresh, ...unused], baseline: { ...baseline, dead, unjudged } };
}

type Ask = (entry: PlacedEntry) => boolean;

/** Whether the file of an entry is gone, or the definition in it. */
function createIsGone({ gathered, documents }: Analysis): Ask {
  const definitions = new Map<FilePath, ReadonlySet<string> | undefined>();
  return ({ path, within }) => {
    if (documents.has(path)) return false;
    const text = gathered.allTexts.get(path);
    if (text === undefined) return !gathered.problems.some(({ file }) => file === path);
    const found = definitions.get(path) ?? gathered.language(path)?.definitions(path, text);
    definitions.set(path, found);
    return found !== undefined && !found.has(within);
  };
}

/** Whether the finding of an entry may still exist, though this run did not find it. */
function createJudge({ analysis, selection, settingOf }: BaselineInput, isGone: Ask): Ask {
  const { discovery } = analysis;
  const isWhole = discovery.selected.length === discovery.files.length;
  const selected = new Set([...discovery.selected, ...discovery.selectedDocuments]);
  const incomplete = findIncomplete(analysis);
  const ran = new Map([...selection.rules, ...SUPPRESSION_RULES].map((rule) => [rule.id, rule]));
  const exists = new Set(ALL_RULES.map(({ id }) => id));
  return (entry) => {
    if (!exists.has(entry.rule)) return false;
    const rule = ran.get(entry.rule);
    if (rule === undefined || settingOf(rule, entry.path).severity === "off" || incomplete.isAbout(entry.path))
      return true;
    if (isWhole && !incomplete.isAnywhere) return false;
    return !selected.has(entry.path) || isGone(entry);
  };
}
