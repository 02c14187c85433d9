/** What the tool says of every program of the matrix: takes a column, gives each row's verdict and its program after a safe fix. */
import { fix } from "../../../../src/change/fix/run.js";
import { memoryWorld } from "../../../support/memory-world.js";
import type { Column } from "./databases.js";
import { programOf, ROWS } from "./rows.js";

export interface Verdict {
  /** Index of its row. */
  readonly row: number;
  readonly before: string;
  /** Where the fix is safe. */
  readonly after?: string;
  /** `safe`; `unsafe: …` and `manual: …` with the reason that the tool gives; `none` where nothing is reported. */
  readonly said: string;
}

/** @param change what becomes of a program before it is judged */
export async function judge(column: Column, change = (program: string) => program): Promise<readonly Verdict[]> {
  const programs = ROWS.flatMap((row, index) => {
    const text = programOf(row, column);
    return text === undefined ? [] : [{ row: index, file: `app/row_${index}.py`, text: change(text) }];
  });
  const texts = Object.fromEntries(programs.map(({ file, text }) => [file, text]));
  const { before, changes } = await fix(memoryWorld({ ...column.files, ...texts }));
  const fixed = new Map(changes.map(({ file, after }) => [file, after]));
  return programs.map(({ row, file, text }) => {
    const own = before.report.diagnostics.filter(({ span }) => span.file === file);
    const said = own.map((diagnostic) => wordsOf(diagnostic.help, diagnostic.fix));
    const after = fixed.get(file);
    return {
      row,
      before: text,
      said: [...new Set(said)].join(" | ") || "none",
      ...(after === undefined ? {} : { after }),
    };
  });
}

interface Offer {
  readonly applicability: string;
  readonly reason?: string;
}

function wordsOf(help: string | undefined, offered: Offer | undefined): string {
  if (offered === undefined) return (help ?? "none").replace(/^fix by hand: /, "manual: ");
  return offered.applicability === "safe" ? "safe" : `${offered.applicability}: ${offered.reason ?? ""}`;
}
