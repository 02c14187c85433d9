/** Applies the suppression comments of the checked files, and reports those that are unused or malformed. */

import type { Diagnostic, Suppressed } from "../../base/diagnostics/diagnostic.js";
import type { FilePath } from "../../base/text/span.js";
import type { SettingOf } from "../../read/config/settings.js";
import { languageOf } from "../../read/languages/index.js";
import type { Language, LoadedLanguage } from "../../read/languages/language.js";
import type { Analysis } from "../analysis/analyse.js";
import { RULES } from "../rules/index.js";
import { malformedSuppression, SUPPRESSION_RULES, unusedSuppression } from "../rules/suppression-rules.js";
import { applyPermissions } from "../suppressions/apply.js";
import { DIRECTIVE, type KnownRules } from "../suppressions/directive.js";
import { findMalformed, findUnused, type SuppressionFinding } from "../suppressions/findings.js";
import { type Permissions, readPermissions } from "../suppressions/permissions.js";
import type { FixableDiagnostic } from "./check.js";
import { findIncomplete } from "./incomplete.js";
import type { Selection } from "./selection.js";

export interface SuppressionInput {
  readonly analysis: Analysis;
  readonly selection: Selection;
  readonly settingOf: SettingOf;
  /** `2027-03-01` */
  readonly today: () => string;
}

export interface SuppressionResult {
  readonly diagnostics: readonly FixableDiagnostic[];
  readonly suppressed: readonly Suppressed<FixableDiagnostic>[];
  /** Findings about the comments themselves. */
  readonly unusedOrMalformed: readonly SuppressionDiagnostic[];
}

export type SuppressionDiagnostic = Omit<SuppressionFinding, "about"> & Pick<Diagnostic, "severity">;

export async function applySuppressions(
  diagnostics: readonly FixableDiagnostic[],
  input: SuppressionInput,
): Promise<SuppressionResult> {
  const { analysis, selection, settingOf, today } = input;
  const read = await readAll(analysis);
  const applied = applyPermissions(
    diagnostics,
    read.map(({ permissions }) => permissions),
    today,
  );
  const rules = new Map(selection.rules.map((rule) => [rule.id, rule]));
  const ran = (id: string, file: FilePath): boolean => {
    const rule = rules.get(id);
    if (rule === undefined || settingOf(rule, file).severity === "off") return false;
    // Without an accessor, rules that compare with it have judged nothing.
    return (
      rule.severityWhenAssumed === "error" || analysis.subject.sources.some(({ accessor }) => accessor !== undefined)
    );
  };
  const incomplete = findIncomplete(analysis);
  // A part that does not parse may hold the finding that a comment allows.
  const unused = read.flatMap(({ permissions, parsed }) =>
    parsed && !incomplete.isAbout(permissions.file) ? findUnused(permissions, { used: applied.used, ran }) : [],
  );
  const malformed = read.flatMap(({ permissions }) => findMalformed(permissions)).filter(selection.isAbout);
  return {
    diagnostics: applied.diagnostics,
    suppressed: applied.suppressed,
    unusedOrMalformed: [...unused, ...malformed].flatMap((finding) => severe(finding, settingOf)),
  };
}

const KNOWN: KnownRules = { allowable: RULES.map(({ id }) => id), others: SUPPRESSION_RULES.map(({ id }) => id) };

interface ReadFile {
  readonly permissions: Permissions;
  readonly parsed: boolean;
}

/** Also of files that nothing else had to be read of: a comment allows nothing there. */
async function readAll({ gathered, discovery }: Analysis): Promise<readonly ReadFile[]> {
  const loaded = new Map<Language, LoadedLanguage>();
  const read: ReadFile[] = [];
  const mayHoldDirective = gathered.allTexts.ask("contains", DIRECTIVE);
  for (const file of discovery.selected) {
    const language = mayHoldDirective(file) ? languageOf(file) : undefined;
    if (language === undefined) continue;
    const text = gathered.allTexts.get(file) ?? "";
    const reader = gathered.language(file) ?? loaded.get(language) ?? (await language.load());
    loaded.set(language, reader);
    const permissions = readPermissions(file, text, reader, KNOWN);
    if (permissions.given.length === 0 && permissions.malformed.length === 0) continue;
    const facts = gathered.program.facts(file) ?? reader.extract(file, text);
    read.push({ permissions, parsed: facts.problems.length === 0 });
  }
  return read;
}

function severe({ about: _, ...finding }: SuppressionFinding, settingOf: SettingOf): readonly SuppressionDiagnostic[] {
  const rule = finding.rule === unusedSuppression.id ? unusedSuppression : malformedSuppression;
  const { severity } = settingOf(rule, finding.span.file);
  return severity === "off" ? [] : [{ ...finding, severity }];
}
