/** The rules that found something, each with its page. */
import type { Report } from "../../../base/diagnostics/diagnostic.js";
import { renderPage } from "../page.js";
import type { ReportContext } from "../reporter.js";
import { type Markup, markup, NOTHING } from "./markup.js";

export function ruleSection({ diagnostics }: Report, { rules, page }: Pick<ReportContext, "rules" | "page">): Markup {
  const found = new Set(diagnostics.map(({ rule }) => rule));
  if (found.size === 0) return NOTHING;
  const known = new Map(rules.map(({ id, summary }) => [id, summary]));
  const ids = [...known.keys()].filter((id) => found.has(id));
  const unlisted = [...found].filter((id) => !known.has(id));
  const articles = [...ids, ...unlisted].map((id) => article(id, known.get(id), page(id)));
  return markup`<section id="rules">
<h2>Rules</h2>
${articles}</section>`;
}

function article(id: string, summary: string | undefined, page: string | undefined): Markup {
  const told = summary === undefined ? NOTHING : markup` <span class="quiet">${summary}</span>`;
  if (page === undefined) return markup`<p class="rule" id="rule-${id}"><b>${id}</b>${told}</p>\n`;
  const lines = renderPage(page, { colour: false }).trimEnd().split("\n");
  return markup`<details class="rule" id="rule-${id}"><summary><b>${id}</b>${told}</summary>
<pre class="page">${lines.map((line) => markup`${line}\n`)}</pre>
</details>
`;
}
