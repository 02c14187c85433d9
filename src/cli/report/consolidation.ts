/** Prints the result of `consolidate`: for people and as JSON. */

import { gitPatch } from "../../base/text/patch.js";
import { visible } from "../../base/text/width.js";
import type { Consolidation, Definition, Merged, Moved, Refused } from "../../change/consolidate/consolidation.js";
import { JSON_VERSION } from "./json.js";
import { type Palette, paletteFor } from "./palette.js";
import type { ReportContext } from "./reporter.js";
import { sideBySide } from "./side-by-side.js";
import { counted } from "./summary.js";

type Single = Extract<Consolidation, { kind: "single" }>;
type Look = Pick<ReportContext, "colour" | "width">;

/** @param written false for `--diff` */
export function consolidationForPeople(result: Consolidation, written: boolean, look: Look): string {
  const palette = paletteFor(look.colour);
  const lines =
    result.kind === "single"
      ? singleLines(result, palette)
      : result.kind === "refused"
        ? refusedLines(result, palette, look)
        : mergedLines(result, written, palette);
  return lines.map((line) => `${line}\n`).join("");
}

function singleLines({ definition, elsewhere }: Single, palette: Palette): readonly string[] {
  const others = elsewhere.map(
    (each) => `\`${each.name}\` of ${placeOf(each, palette)} is in another package or language, and is kept`,
  );
  return [`there is one \`${definition.name}\`, in ${placeOf(definition, palette)}: nothing to do`, ...others];
}

function placeOf({ file, line }: Definition, palette: Palette): string {
  return palette.place(visible(`${file}:${line}`));
}

/** What stays, and the others that go into it. */
function outlineLines({ target, because, others }: Refused | Merged, palette: Palette): readonly string[] {
  return [
    `\`${target.name}\` of ${placeOf(target, palette)} is kept: ${visible(because)}`,
    ...others.map((other) => `\`${other.name}\` of ${placeOf(other, palette)} is merged into it`),
  ];
}

function refusedLines(result: Refused, palette: Palette, { width }: Look): readonly string[] {
  const conflicts = result.conflicts.flatMap((conflict) => [
    "",
    `${palette.bad("conflict")}  ${palette.strong(visible(conflict.what))}: ${visible(conflict.why)}`,
    ...sideBySide(conflict.kept, conflict.other, width),
  ]);
  const reasons = result.reasons.map((reason) => `${palette.bad("refused")}  ${visible(reason)}`);
  const left =
    result.conflicts.length === 0
      ? "nothing was changed"
      : "nothing was changed: resolve the conflicts, then run it again";
  return [...outlineLines(result, palette), ...reasons, ...conflicts, "", left];
}

function mergedLines(result: Merged, written: boolean, palette: Palette): readonly string[] {
  const { kept, united, helpers, callers, shims, removed, notes, changes } = result;
  const lines = [
    kept.length === 0 ? [] : [`  kept     ${names(kept)}`],
    united.length === 0 ? [] : [`  added    ${moved(united)}`],
    helpers.length === 0 ? [] : [`  helpers  ${moved(helpers)}`],
    callers.map((file) => `  caller   ${palette.place(visible(file))}`),
    shims.map((file) => `  shim     a deprecated name in ${palette.place(visible(file))}`),
    removed.map((file) => `  removed  ${palette.place(visible(file))}, now empty`),
    notes.map((note) => `  ${palette.strong("look at")}  ${visible(note)}`),
  ].flat();
  const verb = written ? "consolidated" : "would consolidate";
  return [
    ...outlineLines(result, palette),
    ...lines,
    `${verb} ${counted(result.others.length + 1, "definition")} into one, in ${counted(changes.length, "file")}`,
  ];
}

function names(list: readonly string[]): string {
  return list.map((name) => `\`${visible(name)}\``).join(", ");
}

function moved(list: readonly Moved[]): string {
  const files = [...new Set(list.map(({ from }) => from))];
  return files
    .map((file) => `${names(list.filter(({ from }) => from === file).map(({ name }) => name))} from ${visible(file)}`)
    .join("; ");
}

/** Of a refusal there is no patch, and `conflicts` and `reasons` say why. */
export function consolidationJson(
  result: Consolidation,
  written: boolean,
  { version }: Pick<ReportContext, "version">,
): string {
  const { changes, ...said } = result.kind === "merged" ? result : { ...result, changes: [] };
  const document = {
    version: JSON_VERSION,
    tool: { name: "db-ssot", version },
    written: written && result.kind === "merged",
    ...said,
    files: changes.map(({ file }) => file),
    patch: gitPatch(changes),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
