/** Runs the rules over an analysis: severity, order, and the fix of each finding where one can be written. */

import { type AnalyseRequest, type Analysis, analyse } from "../analysis/analyse.js";
import { fault } from "../config/faults.js";
import { readSettings, type SettingOf } from "../config/settings.js";
import type { Diagnostic, Identity, Problem, Report, Statistics } from "../diagnostics/diagnostic.js";
import { createPlanner } from "../plan/plan.js";
import { ALL_RULES, RULES } from "../rules/index.js";
import type { Finding, Rule, Subject } from "../rules/rule.js";
import { nearest } from "../text/nearest.js";
import { compareSpans, compareText, type FilePath } from "../text/span.js";
import type { World } from "../world/world.js";
import { identifyIn } from "./identity.js";

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
  const rules = selectRules(request.rules);
  const analysis = await analyse(world, request);
  return { analysis, report: judge(analysis, rules) };
}

function selectRules(ids: readonly string[] | undefined): readonly Rule[] {
  const known = ALL_RULES.map((rule) => rule.id);
  for (const value of ids ?? []) {
    if (!known.includes(value)) throw fault("unknown-rule", { value, known, nearest: nearest(value, known) });
  }
  return ids === undefined ? RULES : RULES.filter((rule) => ids.includes(rule.id));
}

function judge(analysis: Analysis, rules: readonly Rule[]): Report {
  const { subject, gathered, discovery, detection } = analysis;
  const settingOf = readSettings(analysis.config);
  const selected = new Set(discovery.selected);
  const planner = createPlanner(analysis);
  const identify = identifyIn(gathered.texts);
  const diagnostics = rules
    .flatMap((rule) => runRule(rule, subject, settingOf))
    .filter(({ finding }) => selected.has(finding.span.file))
    .map((judged) => toDiagnostic(judged, planner.plan(judged.finding.rewrite), identify(judged.finding.span)));
  return {
    diagnostics: diagnostics.sort((a, b) => compareSpans(a.span, b.span) || compareText(a.rule, b.rule)),
    suppressed: [],
    known: [],
    problems: [...unreadable(discovery), ...gathered.problems.filter((problem) => selected.has(problem.file))],
    assumptions: detection?.assumptions ?? [],
    statistics: countStatistics(analysis),
  };
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
