/** Suppressed findings with their reasons, and findings that the baseline accepts. */
import type { Diagnostic, Report, Suppressed } from "../../../base/diagnostics/diagnostic.js";
import type { Places } from "../places.js";
import { type Markup, markup, NOTHING, prose } from "./markup.js";

export function acceptedSections({ suppressed, known }: Report, places: Places): Markup {
  return markup`${suppressedSection(suppressed, places)}
${knownSection(known, places)}`;
}

function suppressedSection(suppressed: readonly Suppressed[], places: Places): Markup {
  if (suppressed.length === 0) return NOTHING;
  const rows = suppressed.map(({ diagnostic, suppression }) => {
    const { reason, until = "", owner = "" } = suppression;
    return markup`<tr>${cells(diagnostic, places)}<td>${prose(reason)}</td><td>${until}</td><td>${owner}</td></tr>\n`;
  });
  return section("suppressed", "Allowed by comments", ["reason", "until", "owner"], rows);
}

function knownSection(known: readonly Diagnostic[], places: Places): Markup {
  if (known.length === 0) return NOTHING;
  const rows = known.map((diagnostic) => markup`<tr>${cells(diagnostic, places)}</tr>\n`);
  return section("known", "Accepted by the baseline", [], rows);
}

function cells({ span, rule, message }: Diagnostic, places: Places): Markup {
  return markup`<td>${places.name(span)}</td><td>${rule}</td><td>${prose(message)}</td>`;
}

function section(id: string, title: string, more: readonly string[], rows: readonly Markup[]): Markup {
  const headings = ["place", "rule", "finding", ...more].map((heading) => markup`<th>${heading}</th>`);
  return markup`<section id="${id}">
<details><summary>${title} <span class="quiet">${rows.length}</span></summary>
<div class="scroll"><table class="texts">
<thead><tr>${headings}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>
</details>
</section>`;
}
