/** Counts by rule and by file, each row with a link to its findings. */
import type { Diagnostic, Report, Severity } from "../../../base/diagnostics/diagnostic.js";
import { byFile, fileId } from "./findings.js";
import { type Markup, markup, NOTHING } from "./markup.js";

export function overview({ diagnostics }: Report): Markup {
  if (diagnostics.length === 0) return NOTHING;
  return markup`<section class="overview">
${rulesTable(diagnostics)}
${filesTable(diagnostics)}
</section>`;
}

/** The most frequent first. */
function rulesTable(diagnostics: readonly Diagnostic[]): Markup {
  const rules = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) rules.set(diagnostic.rule, [...(rules.get(diagnostic.rule) ?? []), diagnostic]);
  const rows = [...rules]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([rule, own]) => row(markup`<a href="#rule-${rule}">${rule}</a>`, own));
  return table("By rule", "rule", rows);
}

function filesTable(diagnostics: readonly Diagnostic[]): Markup {
  const rows = [...byFile(diagnostics)].map(([file, own], index) =>
    row(markup`<a href="#${fileId(index)}">${file}</a>`, own),
  );
  return table("By file", "file", rows);
}

function table(title: string, subject: string, rows: readonly Markup[]): Markup {
  return markup`<details open><summary>${title}</summary>
<div class="scroll"><table>
<thead><tr><th>${subject}</th><th>errors</th><th>warnings</th><th>infos</th><th>fixes</th></tr></thead>
<tbody>
${rows}</tbody>
</table></div>
</details>`;
}

function row(name: Markup, diagnostics: readonly Diagnostic[]): Markup {
  const count = (severity: Severity): number => diagnostics.filter((each) => each.severity === severity).length;
  const fixes = diagnostics.filter(({ fix }) => fix !== undefined && fix.applicability !== "suggestion").length;
  const cells = [count("error"), count("warning"), count("info"), fixes].map(
    (value) => markup`<td>${value === 0 ? "" : value}</td>`,
  );
  return markup`<tr><td>${name}</td>${cells}</tr>\n`;
}
