/**
 * The document that `--summary` writes, for people who were not there: what was found, what was done, how the database is accessed, what
 * was verified, what remains and what to do next. Long lists are cut, with a count.
 */
import type { Report } from "../../../base/diagnostics/diagnostic.js";
import { markdownWords } from "../../../base/text/markdown.js";
import { causesOf } from "../causes.js";
import type { ReportContext } from "../reporter.js";
import { counted, coverageSentence, summarize } from "../summary.js";
import { accessSection } from "./access.js";
import type { Account, Done } from "./account.js";
import { fixedSection } from "./fixed.js";
import { remainingSection } from "./remaining.js";
import { stepsSection } from "./steps.js";
import { verifiedSection } from "./verified.js";
import { sentence } from "./words.js";

export function summaryDocument(account: Account, context: ReportContext): string {
  const sections = [
    headOf(account),
    ...(account.done === undefined ? [] : [fixedSection(account.done)]),
    accessSection(account, context),
    verifiedSection(account),
    remainingSection(account, context),
    stepsSection(account, context),
  ];
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

function headOf({ report, done }: Account): string {
  const { statistics } = report;
  const { assumptions } = done?.result.before.report ?? report;
  const read = `${sentence(coverageSentence(statistics))} Files that cannot reach a database are not parsed.`;
  return [
    `# Database access: ${done === undefined ? "what was found" : "what was found and done"}`,
    found(done?.result.before.report ?? report) + (done === undefined ? "" : ` ${outcome(done, report)}`),
    `Read: ${read}`,
    ...(assumptions.length === 0 ? [] : [assumptions.map((each) => `- ${sentence(markdownWords(each))}`).join("\n")]),
  ].join("\n\n");
}

function found(report: Report): string {
  const { errors, warnings, infos, files } = summarize(report);
  const all = report.diagnostics.length;
  if (all === 0) return "db-ssot found nothing that bypasses or breaks the accessor.";
  const causes = causesOf(report.diagnostics).length;
  const counts = [counted(errors, "error"), counted(warnings, "warning"), counted(infos, "info", "infos")];
  const kinds = counts.filter((text) => !text.startsWith("0 "));
  const grouped = causes === all ? "" : ` with ${counted(causes, "cause")}`;
  return `db-ssot found ${counted(all, "problem")}${grouped} in ${counted(files, "file")}${all === 1 ? "" : `: ${kinds.join(" and ")}`}.`;
}

function outcome({ result, written }: Done, after: Report): string {
  const { applied, changes, refused } = result;
  const left = `${counted(after.diagnostics.length, "problem")} ${after.diagnostics.length === 1 ? "remains" : "remain"}`;
  if (applied.length === 0) return `It fixed nothing; ${left}.`;
  const unsafe = applied.filter(({ fix }) => fix.applicability === "unsafe").length;
  const kind = unsafe === 0 ? "all by safe fixes" : `${unsafe} by fixes that may change behaviour`;
  const verb = written ? "It fixed" : "It would fix";
  const refusals = refused.length === 0 ? "" : `; ${counted(refused.length, "fix was", "fixes were")} left out`;
  return `${verb} ${applied.length} in ${counted(changes.length, "file")}, ${kind}${refusals}; ${left}.`;
}
