/** Findings that the baseline knows, told from new ones; and entries of it that this run could have matched and did not. */

import type { FilePath } from "../../base/text/span.js";
import type { FileSystem } from "../../base/world/world.js";
import type { SettingOf } from "../../read/config/settings.js";
import type { Analysis } from "../analysis/analyse.js";
import type { PlacedEntry } from "../baseline/entry.js";
import { matchEntries } from "../baseline/match.js";
import { type Baseline, readBaseline } from "../baseline/read.js";
import { reportUnused } from "../baseline/unused.js";
import { ALL_RULES } from "../rules/index.js";
import { UPKEEP, unusedBaselineEntry } from "../rules/upkeep.js";
import type { FixableDiagnostic } from "./check.js";
import { findDoubt } from "./doubt.js";
import type { Selection } from "./selection.js";

export interface KnownInput {
  readonly files: FileSystem;
  readonly analysis: Analysis;
  readonly selection: Selection;
  readonly settingOf: SettingOf;
}

export interface Told {
  readonly known: readonly FixableDiagnostic[];
  /** What is not known, and what is to be said of the baseline. */
  readonly diagnostics: readonly FixableDiagnostic[];
  /** Where there is one. */
  readonly baseline?: JudgedBaseline;
}

export interface JudgedBaseline extends Baseline {
  /** Entries whose findings are gone. */
  readonly dead: readonly PlacedEntry[];
  /** Entries of which this run cannot say whether they are: their rule is off, or something was not read that they rest on. */
  readonly unjudged: readonly PlacedEntry[];
}

/** @throws {Fault} where the baseline cannot be understood */
export function tellKnown(diagnostics: readonly FixableDiagnostic[], input: KnownInput): Told {
  const baseline = readBaseline(input.files, input.analysis.config);
  if (baseline === undefined) return { known: [], diagnostics };
  const isGone = createIsGone(input.analysis);
  const { known, fresh, left } = matchEntries(baseline.entries, diagnostics, isGone);
  const mayBeUsed = createJudge(input, isGone);
  const dead = left.filter((entry) => !mayBeUsed(entry));
  const { severity } = input.settingOf(unusedBaselineEntry, baseline.path);
  const unused = severity === "off" ? [] : dead.map((entry) => reportUnused(baseline, entry, severity));
  const unjudged = left.filter((entry) => !dead.includes(entry));
  return { known, diagnostics: [...fresh, ...unused], baseline: { ...baseline, dead, unjudged } };
}

type Ask = (entry: PlacedEntry) => boolean;

/** Whether the place of an entry is there no more: its file, or in it the definition. */
function createIsGone({ gathered }: Analysis): Ask {
  const definitions = new Map<FilePath, ReadonlySet<string> | undefined>();
  return ({ path, within }) => {
    const text = gathered.allTexts.get(path);
    if (text === undefined) return !gathered.problems.some(({ file }) => file === path);
    const found = definitions.get(path) ?? gathered.language(path)?.definitions(path, text);
    definitions.set(path, found);
    return found !== undefined && !found.has(within);
  };
}

/** Whether the finding of an entry may be there, though this run did not come upon it. */
function createJudge({ analysis, selection, settingOf }: KnownInput, isGone: Ask): Ask {
  const { discovery } = analysis;
  const isWhole = discovery.selected.length === discovery.files.length;
  const selected = new Set(discovery.selected);
  const doubt = findDoubt(analysis);
  const ran = new Map([...selection.rules, ...UPKEEP].map((rule) => [rule.id, rule]));
  const exists = new Set(ALL_RULES.map(({ id }) => id));
  return (entry) => {
    if (!exists.has(entry.rule)) return false;
    const rule = ran.get(entry.rule);
    if (rule === undefined || settingOf(rule, entry.path).severity === "off" || doubt.isAbout(entry.path)) return true;
    if (isWhole && !doubt.isAnywhere) return false;
    return !selected.has(entry.path) || isGone(entry);
  };
}
