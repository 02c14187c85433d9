/** The findings, file by file: place, code, notes, help, and the changes of a fix. */
import type { Diagnostic, Note } from "../../../base/diagnostics/diagnostic.js";
import type { Fix } from "../../../base/edits/edit.js";
import { codeFrame, type FramePart, type Mark } from "../../../base/text/frame.js";
import { groupBy } from "../../../base/text/group.js";
import type { FilePath, Span } from "../../../base/text/span.js";
import { helpText } from "../help.js";
import { type Hunk, hunksOf } from "../hunks.js";
import { isShared, sharedNotes } from "../notes.js";
import type { Places } from "../places.js";
import { counted } from "../summary.js";
import { escaped, type Markup, markup, NOTHING, prose, trusted } from "./markup.js";

export function findingSections(diagnostics: readonly Diagnostic[], places: Places): Markup {
  if (diagnostics.length === 0) return NOTHING;
  const sections = [...byFile(diagnostics)].map(([file, own], index) => fileSection(file, own, index, places));
  return markup`<section id="findings">
<h2>Findings</h2>
<fieldset class="filter"><legend>show</legend>
<label><input type="radio" name="show" id="show-all" checked> all</label>
<label><input type="radio" name="show" id="show-error"> errors</label>
<label><input type="radio" name="show" id="show-warning"> warnings</label>
<label><input type="radio" name="show" id="show-info"> infos</label>
</fieldset>
${sharedNotes(diagnostics).map((each) => note(each, places))}${sections}</section>`;
}

export function byFile(diagnostics: readonly Diagnostic[]): ReadonlyMap<FilePath, readonly Diagnostic[]> {
  return groupBy(diagnostics, ({ span }) => span.file);
}

/** The address of a file's findings in the page. */
export function fileId(index: number): string {
  return `file-${index + 1}`;
}

/** The lines around a range, with the range underlined. */
export function frame(span: Span, label: string | undefined, places: Places): Markup {
  const lines = places.lines(span.file);
  if (lines === undefined) return NOTHING;
  const mark: Mark = label === undefined ? span : { ...span, label };
  return markup`<pre class="frame">${trusted(codeFrame(lines, [mark], { width: FRAME_WIDTH, paint }))}</pre>\n`;
}

const FRAME_WIDTH = 110;

function paint(part: FramePart, text: string): string {
  return part === "code" ? escaped(text) : `<span class="${part}">${escaped(text)}</span>`;
}

function fileSection(file: FilePath, diagnostics: readonly Diagnostic[], index: number, places: Places): Markup {
  const owner = diagnostics[0]?.package;
  const name = owner === undefined ? NOTHING : markup` <span class="package">${owner}</span>`;
  return markup`<section class="file" id="${fileId(index)}">
<h3>${file}${name} <span class="quiet">${counted(diagnostics.length, "finding")}</span></h3>
${diagnostics.map((diagnostic) => finding(diagnostic, places))}</section>
`;
}

function finding(diagnostic: Diagnostic, places: Places): Markup {
  const { rule, severity, span, message, label, notes, fix } = diagnostic;
  const help = helpText(diagnostic);
  const own = notes.filter((each) => !isShared(each));
  return markup`<article class="finding ${severity}">
<p class="what"><span class="severity">${severity}</span> <a href="#rule-${rule}">${rule}</a> <span class="quiet">${placeIn(span, places)}</span></p>
<p class="message">${prose(message)}</p>
${frame(span, label, places)}${own.map((each) => note(each, places))}${
  help === undefined ? NOTHING : markup`<p class="note"><b class="help">help</b> ${prose(help)}</p>\n`
}${fix === undefined ? NOTHING : diff(fix, places)}</article>
`;
}

function note({ message, span }: Note, places: Places): Markup {
  const isPlaced = span === undefined || message.includes(span.file);
  const place = isPlaced ? NOTHING : markup` <span class="quiet">(${places.name(span)})</span>`;
  return markup`<p class="note"><b>note</b> ${prose(message)}${place}</p>\n`;
}

/** The file stands above. */
function placeIn(span: Span, places: Places): string {
  const position = places.lines(span.file)?.positionOf(span.start);
  return position === undefined ? "" : `line ${position.line}, column ${position.column}`;
}

function diff(fix: Fix, places: Places): Markup {
  const hunks = hunksOf(fix, places);
  if (hunks.length === 0) return NOTHING;
  return markup`<details class="changes"><summary>${prose(fix.title)} <span class="quiet">${fix.applicability}</span></summary>
<pre class="diff">${hunks.map(hunkLines)}</pre>
</details>
`;
}

function hunkLines({ file, line, before, after }: Hunk): Markup {
  const removed = before.map((text) => markup`<del>- ${text}</del>\n`);
  const added = after.map((text) => markup`<ins>+ ${text}</ins>\n`);
  return markup`<span class="gutter">${file}:${line}</span>\n${removed}${added}`;
}
