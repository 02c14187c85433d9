/** Runs the rules over an analysis: severity, order, and the fix of each finding where one can be written. */

import { type AnalyseRequest, type Analysis, analyse } from "../analysis/analyse.js";
import { readSettings, type SettingOf } from "../config/settings.js";
import type { Diagnostic, Identity, Problem, Report, Statistics } from "../diagnostics/diagnostic.js";
import { createPlanner } from "../plan/plan.js";
import type { Finding, Rule, Subject } from "../rules/rule.js";
import { compareSpans, compareText, type FilePath } from "../text/span.js";
import type { World } from "../world/world.js";
import { excuse } from "./excuses.js";
import { identifyIn } from "./identity.js";
import { type Selection, selectRules } from "./selection.js";

export interface CheckRequest extends AnalyseRequest {
  /** Ids of the rules to run; all of them where absent. */
  readonly rules?: readonly string[];
}

export interface CheckResult {
  readonly report: Report;
  readonly analysis: Analysis;
}

/** @throws {Fault} where the configuration, a path or a rule's name is wrong */
export async function check(world: World, request: CheckRequest = {}): Promise<CheckResult> {
  const selection = selectRules(request.rules);
  const analysis = await analyse(world, request);
  return { analysis, report: await judge(analysis, selection, world.clock.today()) };
}

async function judge(analysis: Analysis, selection: Selection, today: string): Promise<Report> {
  const { subject, gathered, discovery } = analysis;
  const settingOf = readSettings(analysis.config);
  const selected = new Set(discovery.selected);
  const planner = createPlanner(analysis);
  const identify = identifyIn(gathered);
  const packageOf = packageNames(analysis.members);
  // In order before anything is asked of their files: planning and identifying read trees, of which the last few are kept.
  const found = selection.rules
    .flatMap((rule) => runRule(rule, subject, settingOf))
    .filter(({ finding }) => selected.has(finding.span.file))
    .sort((a, b) => compareSpans(a.finding.span, b.finding.span) || compareText(a.rule.id, b.rule.id))
    .map((judged) => toDiagnostic(judged, planner.plan(judged.finding.rewrite), identify(judged.finding.span)))
    .map((diagnostic) => ({ ...diagnostic, ...packageOf(diagnostic.span.file) }));
  const { diagnostics, suppressed, upkeep } = await excuse(found, { analysis, selection, settingOf, today });
  const excuses = upkeep.map((finding) => ({
    ...finding,
    identity: identify(finding.span),
    ...packageOf(finding.span.file),
  }));
  return {
    diagnostics: [...diagnostics, ...excuses].filter(({ rule }) => selection.isTold(rule)).sort(compareDiagnostics),
    suppressed: suppressed.filter(({ diagnostic }) => selection.isTold(diagnostic.rule)),
    known: [],
    problems: [...unreadable(discovery), ...gathered.problems.filter((problem) => selected.has(problem.file))],
    assumptions: analysis.assumptions,
    statistics: countStatistics(analysis),
  };
}

/** The name of a package says something only where there are several. */
function packageNames(members: Analysis["members"]): (file: FilePath) => Pick<Diagnostic, "package"> {
  return (file) => {
    const name = members.all.length > 1 ? members.of(file)?.name : undefined;
    return name === undefined ? {} : { package: name };
  };
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return compareSpans(a.span, b.span) || compareText(a.rule, b.rule);
}

function unreadable({ unreadable: directories }: Analysis["discovery"]): readonly Problem[] {
  return directories.map(({ path, reason }) => ({
    kind: "unreadable",
    file: path,
    message: `cannot be read: ${reason}; what lies below was left out`,
  }));
}

interface Judged {
  readonly rule: Rule;
  readonly finding: Finding;
  readonly severity: Diagnostic["severity"];
}

function runRule(rule: Rule, subject: Subject, settingOf: SettingOf): readonly Judged[] {
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

type Planned = ReturnType<ReturnType<typeof createPlanner>["plan"]>;

function toDiagnostic({ rule, finding, severity }: Judged, planned: Planned, identity: Identity): Diagnostic {
  const { source, rewrite: _, atMost: __, help, ...said } = finding;
  const fix = planned.kind === "fix" ? planned.fix : undefined;
  const advice = [planned.kind === "none" ? undefined : planned.help, help]
    .filter((part) => part !== undefined)
    .join("; ");
  return {
    rule: rule.id,
    severity,
    ...said,
    identity,
    ...(advice === "" ? {} : { help: advice }),
    ...(source ? { source: source.name } : {}),
    ...(fix ? { fix } : {}),
  };
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
  };
}

/** Why nothing is claimed of a manager's member. */
function unknownReason({ found, site }: Extract<Subject["accesses"][number], { kind: "manager" }>): string | undefined {
  if (found.kind === "unknown") return found.reason;
  return found.kind === "absent" ? site.guard : undefined;
}
