/** What was taken back, for people: one line a file. */

import { visible } from "../../base/text/width.js";
import type { Undone, UndoneEntry, UndoneFile } from "../../change/journal/undo.js";
import { paletteFor } from "./palette.js";
import type { ReportContext } from "./reporter.js";

/** @param undone  `undefined` where there was nothing to take back */
export function undoneForPeople(undone: Undone | undefined, { colour }: Pick<ReportContext, "colour">): string {
  if (undone === undefined) return "nothing to undo\n";
  const palette = paletteFor(colour);
  const { command, interrupted, files, index } = undone;
  const title = `undid \`${visible(command)}\`${interrupted ? ", which was interrupted" : ""}`;
  const lines = files.map(
    ({ file, did }) => `  ${palette.dim(SAID[did].padEnd(WIDTH))}  ${palette.place(visible(file))}`,
  );
  const staged = index.map(
    ({ file, did }) =>
      `  ${palette.dim(SAID_OF_INDEX[did].padEnd(WIDTH))}  ${palette.place(visible(file))}  in the index`,
  );
  return [title, ...lines, ...staged].map((line) => `${line}\n`).join("");
}

const SAID: Readonly<Record<UndoneFile["did"], string>> = {
  restored: "restored",
  removed: "removed",
  made: "created again",
  kept: "unchanged",
};
const SAID_OF_INDEX: Readonly<Record<UndoneEntry["did"], string>> = {
  restored: "restored",
  kept: "unchanged",
  "moved-on": "kept: something else was staged since",
};
const WIDTH = Math.max(...Object.values(SAID).map((said) => said.length));
