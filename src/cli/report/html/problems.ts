/** Files that could not be read or parsed in full: what they hold was not judged. */
import type { Problem } from "../../../base/diagnostics/diagnostic.js";
import type { Places } from "../places.js";
import { frame } from "./findings.js";
import { type Markup, markup, NOTHING, prose } from "./markup.js";

export function problemSection(problems: readonly Problem[], places: Places): Markup {
  if (problems.length === 0) return NOTHING;
  return markup`<section id="problems">
<h2>Not read in full</h2>
${problems.map((problem) => article(problem, places))}</section>`;
}

function article({ kind, file, message, span }: Problem, places: Places): Markup {
  return markup`<article class="finding problem">
<p class="what"><span class="severity">${kind}</span> <span class="quiet">${span === undefined ? file : places.name(span)}</span></p>
<p class="message">${prose(message)}</p>
${span === undefined ? NOTHING : frame(span, undefined, places)}</article>
`;
}
