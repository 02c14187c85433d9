/** The matrix as it is: what the tool says of each row in each column, in the words of the table. */
import type { MemoryFiles } from "../../../support/memory-world.js";
import { COLUMNS, type Column } from "./databases.js";
import { REASONS } from "./expected.js";
import { ROWS } from "./rows.js";
import { judge, type Verdict } from "./verdicts.js";

export interface JudgedColumn {
  readonly column: Column;
  readonly verdicts: readonly Verdict[];
}

export async function judgeAll(change?: (program: string) => string): Promise<readonly JudgedColumn[]> {
  const judged: JudgedColumn[] = [];
  for (const column of COLUMNS) judged.push({ column, verdicts: await judge(column, change) });
  return judged;
}

/** One line a row, `unsafe (c)` where the reason is that of a letter, and the whole reason where it has none. */
export function cellOf({ column, verdicts }: JudgedColumn, row: number): string {
  const said = verdicts.find((verdict) => verdict.row === row)?.said;
  if (said === undefined) return "—";
  const [, kind = said, reason = ""] = /^(\w+): (.*)$/s.exec(said) ?? [];
  if (reason === "") return kind;
  const general = generalised(reason, column);
  const letter = Object.entries(REASONS).find(([, text]) => text === general)?.[0];
  return `${kind} (${letter ?? general})`;
}

/** As the reason is written for `get_db()` and `with`. */
function generalised(reason: string, { form }: Column): string {
  const general = reason
    .replaceAll("`async with", "`with")
    .replace(/(?:async)?contextmanager\(get_db\)/, "get_db")
    .replace(/here it is .*/, "here it is …")
    .replace(/(?<=that all callers share: ).*/, "…")
    .replace(/^`[^`]*` (?=is removed)/, "`…` ")
    .replaceAll("`canonical_db`", "`db`");
  return form === "object" ? general.replace(/`db` (?=gives|is one)/, "`get_db()` ") : general;
}

/** The programs of the rows that a safe fix changes, before or after it, beside what they import. */
export function projectOf({ column, verdicts }: JudgedColumn, side: "before" | "after"): MemoryFiles {
  const programs = verdicts.flatMap(({ row, after, ...verdict }) => {
    if (after === undefined) return [];
    return [[`app/row_${row}.py`, side === "after" ? after : verdict.before] as const];
  });
  return { ...column.files, ...Object.fromEntries(programs) };
}

/** `context-manager, async: `with f() as x:`` */
export function titleOf({ column }: JudgedColumn, row: number): string {
  return `${column.name}: ${ROWS[row]?.name}`;
}
