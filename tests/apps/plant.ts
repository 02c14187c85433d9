/** Violations that are planted into an application, each with what the tool has to make of it. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * What becomes of a finding:
 * `safe`     `fix` fixes it
 * `unsafe`   only `fix --unsafe` does, and the application's tests pass with it
 * `refused`  `fix --unsafe` would, and the application's tests show what it breaks
 * `by hand`  there is no fix
 */
export type Outcome = "safe" | "unsafe" | "refused" | "by hand";

export interface Expected {
  readonly rule: string;
  /** A part of the planted text; the finding is in the line where it begins. */
  readonly at: string;
  readonly fix: Outcome;
  /** The file, if it is not that of the first change. */
  readonly file?: string;
  /** A part of the reason why the fix is unsafe or missing. */
  readonly because?: string;
}

export interface Change {
  readonly file: string;
  /** Occurs once in the file as the changes before it left it; without it the file is new. */
  readonly from?: string;
  readonly to: string;
}

export interface Plant {
  readonly title: string;
  readonly changes: readonly Change[];
  /** Nothing where the tool must leave alone what looks like a violation. */
  readonly finds: readonly Expected[];
  /** Where the tool is wrong today: what would be right. */
  readonly wrong?: string;
}

/** A finding as the tests compare it. */
export interface Place {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

export function plantAll(folder: string, plants: readonly Plant[]): void {
  for (const { title, changes } of plants) {
    for (const { file, from, to } of changes) {
      const path = join(folder, file);
      if (from === undefined) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, to);
        continue;
      }
      const text = readFileSync(path, "utf8");
      const parts = text.split(from);
      if (parts.length !== 2) throw new Error(`${title}: ${file} has ${parts.length - 1} times:\n${from}`);
      writeFileSync(path, parts.join(to));
    }
  }
}

/** Where the finding has to be in a folder in which everything is planted. */
export function placeOf(
  folder: string,
  { title, changes }: Plant,
  { rule, at, file = changes[0]?.file ?? "" }: Expected,
): Place {
  const text = readFileSync(join(folder, file), "utf8");
  const change = changes.find((each) => each.file === file && each.to.includes(at));
  const start = change === undefined ? -1 : text.indexOf(change.to);
  if (change === undefined || start < 0) throw new Error(`${title}: nothing in ${file} is \`${at}\``);
  const offset = start + change.to.indexOf(at);
  const line = text.slice(0, offset).split("\n").length;
  return { rule, file, line, code: lineOf(text, line) };
}

export function lineOf(text: string, line: number): string {
  return (text.split("\n")[line - 1] ?? "").trim();
}
