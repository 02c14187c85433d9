/** Runs the rules over an analysis and makes a report of their findings. Plans no fix. */

import type { Diagnostic, Identity, Problem, Report, Statistics } from "../../base/diagnostics/diagnostic.js";
import { lineAround } from "../../base/text/lines.js";
import { compareSpans, compareText, type FilePath, type Span } from "../../base/text/span.js";
import { type Measure, unmeasured } from "../../base/world/timing.js";
import type { World } from "../../base/world/world.js";
import { readSettings, type SettingOf } from "../../read/config/settings.js";
import { ParserNeeded } from "../../read/languages/front-ends.js";
import { type AnalyseRequest, type Analysis, analyse } from "../analysis/analyse.js";
import { canonicalShare, takeInventory } from "../inventory/inventory.js";
import type { Rewrite } from "../rules/rewrite.js";
import type { Finding, Rule, RuleContext } from "../rules/rule.js";
import { applyBaseline, type JudgedBaseline } from "./baseline.js";
import { type Selection, selectRules } from "./selection.js";
import { applySuppressions } from "./suppressions.js";

export interface CheckRequest extends AnalyseRequest {
  /** Ids of the rules to run; all of them where absent. */
  readonly rules?: readonly string[];
  /** False: what the baseline knows is reported as anything else is. */
  readonly baseline?: boolean;
}

/** A diagnostic from which a fix can be planned. */
export interface FixableDiagnostic extends Diagnostic {
  readonly rewrite?: Rewrite;
}

export interface CheckResult {
  readonly report: Report<FixableDiagnostic>;
  readonly analysis: Analysis;
  /** Where there is one, and it was to be read. */
  readonly baseline?: JudgedBaseline;
}

/** @throws {Fault} where the configuration, the baseline, a path or a rule's name is wrong */
export async function check(world: World, request: CheckRequest = {}): Promise<CheckResult> {
  try {
    return await checkOnce(world, request);
  } catch (error) {
    if (!(error instanceof ParserNeeded)) throw error;
    return checkOnce(world, { ...request, cached: "load-first" });
  }
}

async function checkOnce(world: World, request: CheckRequest): Promise<CheckResult> {
  const selection = selectRules(request.rules);
  const analysis = await analyse(world, request);
  const { measure = unmeasured } = request;
  const judging: Judging = { analysis, selection, settingOf: readSettings(analysis.config), measure };
  const { diagnostics, suppressed } = await judge(judging, world.clock.today);
  const told =
    request.baseline === false
      ? { known: [], diagnostics }
      : measure("baseline", () => applyBaseline(diagnostics, { ...judging, files: world.files }));
  const isReported = ({ rule }: Diagnostic): boolean => selection.isReported(rule);
  const report: CheckResult["report"] = {
    diagnostics: told.diagnostics.filter(isReported).sort(compareDiagnostics),
    suppressed: suppressed.filter(({ diagnostic }) => isReported(diagnostic)),
    known: told.known.filter(isReported).sort(compareDiagnostics),
    problems: problemsOf(analysis),
    assumptions: analysis.assumptions,
    statistics: countStatistics(analysis),
  };
  return {
    report,
    analysis: withTexts(analysis, report, told.baseline),
    ...(told.baseline ? { baseline: told.baseline } : {}),
  };
}

interface Judging {
  readonly analysis: Analysis;
  readonly selection: Selection;
  readonly settingOf: SettingOf;
  readonly measure: Measure;
}

/** What the rules find, and what is to be said of comments that allow findings. */
async function judge(
  { analysis, selection, settingOf, measure }: Judging,
  today: () => string,
): Promise<Pick<CheckResult["report"], "diagnostics" | "suppressed">> {
  const { subject, discovery } = analysis;
  const selected = new Set([...discovery.selected, ...discovery.selectedDocuments]);
  const identify = identifyIn(analysis);
  const packageOf = packageNames(analysis.workspaces);
  // Sorted first: identifying reads trees, and only the last few are kept.
  const judged = measure("run rules", () => selection.rules.flatMap((rule) => runRule(rule, subject, settingOf)))
    .filter(({ finding }) => selected.has(finding.span.file))
    .sort((a, b) => compareSpans(a.finding.span, b.finding.span) || compareText(a.rule.id, b.rule.id));
  const found = measure("identify findings", () =>
    judged.map((each) => ({
      ...toDiagnostic(each, identify(each.finding.span)),
      ...packageOf(each.finding.span.file),
    })),
  );
  const { diagnostics, suppressed, unusedOrMalformed } = await measure("suppressions", () =>
    applySuppressions(found, { analysis, selection, settingOf, today }),
  );
  const ofSuppressions = unusedOrMalformed.map((finding) => ({
    ...finding,
    identity: identify(finding.span),
    ...packageOf(finding.span.file),
  }));
  return { diagnostics: [...diagnostics, ...ofSuppressions].sort(compareDiagnostics), suppressed };
}

/** Comments, and entries of the baseline, are reported as code is, with their lines, though nothing else is read there. */
function withTexts(analysis: Analysis, { diagnostics }: Report, baseline: JudgedBaseline | undefined): Analysis {
  const { gathered } = analysis;
  const unread = diagnostics.map(({ span }) => span.file).filter((file) => !gathered.texts.has(file));
  const texts = new Map(gathered.texts);
  for (const file of unread) texts.set(file, gathered.allTexts.get(file) ?? analysis.documents.get(file) ?? "");
  if (baseline !== undefined) texts.set(baseline.path, baseline.text);
  return { ...analysis, gathered: { ...gathered, texts } };
}

/** The name of a package says something only where there are several. */
function packageNames(members: Analysis["workspaces"]): (file: FilePath) => Pick<Diagnostic, "package"> {
  return (file) => {
    const name = members.all.length > 1 ? members.of(file)?.name : undefined;
    return name === undefined ? {} : { package: name };
  };
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return compareSpans(a.span, b.span) || compareText(a.rule, b.rule);
}

function problemsOf({ discovery, gathered }: Analysis): readonly Problem[] {
  const selected = new Set(discovery.selected);
  const sources = new Set(discovery.files);
  // Settings, such as tsconfig.json, are no sources and concern all of them.
  const matters = ({ file }: Problem): boolean => selected.has(file) || !sources.has(file);
  return [...unreadable(discovery), ...gathered.problems.filter(matters)];
}

function unreadable({ unreadable: directories }: Analysis["discovery"]): readonly Problem[] {
  return directories.map(({ path, reason }) => ({
    kind: "unreadable",
    file: path,
    message: `cannot be read: ${reason}; its contents were skipped`,
  }));
}

interface Judged {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly severity: Diagnostic["severity"];
}

function runRule(rule: Rule, subject: RuleContext, settingOf: SettingOf): readonly Judged[] {
  const setting = (file: FilePath, finding?: Finding) => {
    const severity = finding?.source?.assumed ? rule.severityWhenAssumed : rule.severity;
    return settingOf({ id: rule.id, severity, options: rule.options ?? {} }, file);
  };
  return [...rule.check(subject, (file) => setting(file).options)].flatMap((finding) => {
    const { severity } = setting(finding.span.file, finding);
    return severity === "off" ? [] : [{ rule, finding, severity: capped(severity, finding.atMost) }];
  });
}

function capped(severity: Diagnostic["severity"], atMost: Finding["atMost"]): Diagnostic["severity"] {
  if (atMost === undefined || severity === "info") return severity;
  return atMost;
}

function toDiagnostic({ rule, finding, severity }: Judged, identity: Identity): FixableDiagnostic {
  const { source, atMost: _, ...said } = finding;
  return { rule: rule.id, severity, ...said, identity, source: source?.name };
}

function countStatistics({ subject, discovery, gathered }: Analysis): Statistics {
  const reasons = new Map<string, number>();
  let known = 0;
  for (const access of subject.accesses) {
    const reason = access.kind === "manager" ? unknownReason(access) : undefined;
    if (reason === undefined) known += 1;
    else reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const unknown = [...reasons.values()].reduce((sum, count) => sum + count, 0);
  return {
    files: discovery.files.length,
    parsed: gathered.texts.size,
    sites: { known, unknown },
    unknownReasons: [...reasons]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count || compareText(a.reason, b.reason)),
    canonical: canonicalShare(takeInventory(subject, discovery.files)),
  };
}

/** Why nothing is claimed of a manager's member. */
function unknownReason({
  found,
  site,
}: Extract<RuleContext["accesses"][number], { kind: "manager" }>): string | undefined {
  if (found.kind === "unknown") return found.reason;
  return found.kind === "absent" ? site.guard : undefined;
}

/** Returns the language's description of a finding that survives moved lines. Findings in the order of files parse each once. */
function identifyIn({ gathered, documents }: Analysis): (span: Span) => Identity {
  const { texts, allTexts, language } = gathered;
  return (span) => {
    const text = texts.get(span.file) ?? allTexts.get(span.file) ?? documents.get(span.file) ?? "";
    const located = language(span.file)?.locate(span.file, text, span);
    return located ?? { within: "", code: lineAround(text, span.start) };
  };
}
