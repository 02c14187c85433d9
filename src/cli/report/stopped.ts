/** What `--staged` prints when it stops a commit: who stopped it, and how to go on. */
import type { Diagnostic, Report } from "../../base/diagnostics/diagnostic.js";
import { visible } from "../../base/text/width.js";
import { summarize } from "./summary.js";

/** @param report  of the staged files, with findings that fail the run */
export function stoppedCommit(report: Report): string {
  const { safeFixes, unsafeFixes } = summarize(report);
  const first = report.diagnostics.find(({ severity }) => severity === "error") ?? report.diagnostics[0];
  const command = safeFixes > 0 ? "db-ssot fix --staged" : "db-ssot fix --staged --unsafe";
  const ways: readonly (readonly [string, string])[] = [
    ...(safeFixes + unsafeFixes > 0 ? [["fix it", command] as const] : []),
    ...(first === undefined ? [] : [["allow it here", commentFor(first)] as const]),
    ["commit anyway", "git commit --no-verify"],
    ...(first === undefined ? [] : [["the rule", `db-ssot explain ${first.rule}`] as const]),
  ];
  const width = Math.max(...ways.map(([name]) => name.length));
  const lines = ways.map(([name, line]) => `  ${name.padEnd(width)}  ${visible(line)}\n`);
  return `db-ssot stopped the commit. To go on:\n${lines.join("")}`;
}

function commentFor({ rule, span }: Diagnostic): string {
  const mark = /\.pyi?$/.test(span.file) ? "#" : "//";
  return `${mark} db-ssot-ignore-next-line ${rule} -- why`;
}
