/**
 * An HTML report to read in a browser or send by mail: one file without scripts or external resources. Style sheets alone
 * filter it by severity.
 */
import type { Report } from "../../../base/diagnostics/diagnostic.js";
import { readPlaces } from "../places.js";
import type { ReportContext, Reporter } from "../reporter.js";
import { coverageSentence, summarize, summarySentence } from "../summary.js";
import { acceptedSections } from "./accepted.js";
import { findingSections } from "./findings.js";
import { type Markup, markup, prose, trusted } from "./markup.js";
import { overview } from "./overview.js";
import { problemSection } from "./problems.js";
import { ruleSection } from "./rules.js";
import { STYLE } from "./style.js";

export const html: Reporter = {
  name: "html",
  summary: "one page for people, without scripts",
  render: (report, context) => `${page(report, context).html}\n`,
};

function page(report: Report, context: ReportContext): Markup {
  const places = readPlaces(context);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>db-ssot: ${summarySentence(summarize(report))}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
${head(report)}
<main>
${overview(report)}
${problemSection(report.problems, places)}
${findingSections(report.diagnostics, places)}
${acceptedSections(report, places)}
${ruleSection(report, context)}
</main>
<footer>db-ssot ${context.version}</footer>
</body>
</html>`;
}

function head(report: Report): Markup {
  const { errors, warnings, infos, known, suppressed, safeFixes, unsafeFixes } = summarize(report);
  const assumed = report.assumptions.map((assumption) => markup`<p class="quiet">${prose(assumption)}</p>\n`);
  return markup`<header>
<h1>db-ssot</h1>
<p class="lead">${prose(summarySentence(summarize(report)))}</p>
<ul class="numbers">
${number(errors, "errors", "error")}
${number(warnings, "warnings", "warning")}
${number(infos, "infos", "info")}
${number(safeFixes, "safe fixes", "fix")}
${number(unsafeFixes, "unsafe fixes", "fix")}
${number(known, "accepted (baseline)", "quiet")}
${number(suppressed, "suppressed", "quiet")}
</ul>
<p class="quiet">${prose(coverageSentence(report.statistics))}</p>
${assumed}</header>`;
}

function number(count: number, what: string, kind: string): Markup {
  return markup`<li class="${count === 0 ? "none" : kind}"><b>${count}</b> ${what}</li>`;
}
