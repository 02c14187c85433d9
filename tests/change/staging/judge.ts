/** What must be true of a staging that was fixed, whatever it was: asked of git, and of texts, not of what is tested. */
import { diffArrays } from "diff";
import { expect } from "vitest";
import { type CheckResult, check } from "../../../src/judge/check/check.js";
import { memoryWorld } from "../../support/memory-world.js";
import { linesOf } from "./cases.js";
import type { Seen } from "./repository.js";

/** Findings as they are told, of some files. */
export function findingsOf({ report }: Pick<CheckResult, "report">, isAsked: (file: string) => boolean = () => true) {
  return report.diagnostics
    .filter(({ span }) => isAsked(span.file))
    .map(({ rule, span, symbol }) => `${span.file}:${span.start} ${rule} ${symbol}`);
}

/** The findings of a tree as anybody has it who checks it out, who knows nothing of an index. */
export async function findingsElsewhere(texts: Texts, isAsked: (file: string) => boolean) {
  return findingsOf(await check(memoryWorld(texts)), isAsked);
}

export type Texts = Readonly<Record<string, string>>;

/** The index holds what it held, but for the fixed texts. */
export function expectIndex(before: Seen, after: Seen, fixed: readonly string[]): void {
  expect(Object.keys(after.index)).toEqual(Object.keys(before.index));
  for (const [path, entry] of Object.entries(before.index)) {
    const now = after.index[path] ?? "";
    if (fixed.includes(path)) expect([path, now.slice(0, 6)]).toEqual([path, entry.slice(0, 6)]);
    else expect([path, now]).toEqual([path, entry]);
    if (fixed.includes(path)) expect(now).not.toBe(entry);
  }
}

/** The work tree holds what it held, but for the fixed lines: modes, files, and each line that was not staged. */
export function expectWork(before: Seen, after: Seen, index: Texts, fixed: readonly string[]) {
  expect(Object.keys(after.work)).toEqual(Object.keys(before.work));
  for (const [path, held] of Object.entries(before.work)) {
    const now = after.work[path] ?? "";
    if (!fixed.includes(path)) expect([path, now]).toEqual([path, held]);
    expect([path, now.slice(0, 4)]).toEqual([path, held.slice(0, 4)]);
    expect(lost(held.slice(4), now.slice(4), index[path] ?? "")).toEqual([]);
  }
}

/** Lines of the work tree that the index did not have, and that the work tree has no longer, byte for byte. */
function lost(held: string, now: string, staged: string): readonly string[] {
  const known = new Set(linesOf(staged).flatMap((line) => [line, withEnding(line, "\n"), withEnding(line, "\r\n")]));
  const left = new Set(linesOf(now));
  return linesOf(held).filter((line) => !known.has(line) && !left.has(line));
}

function withEnding(line: string, ending: string): string {
  return line.replace(/\r?\n$/, ending);
}

/** Where lines differ: places between which nothing does. */
interface Region {
  readonly start: number;
  readonly end: number;
}

/** Whether work touches a line, one beside it, or one of the imports, which fixes that take the last use take away. */
export function isNear(base: string, ours: string, edits: readonly { start: number; end: number }[]): boolean {
  const lineAt = (offset: number): number => base.slice(0, offset).split("\n").length - 1;
  const edited = edits.map(({ start, end }) => ({ start: lineAt(start), end: lineAt(end) + 1 }));
  const imports = linesOf(base).flatMap((line, start) =>
    line.includes("import {") ? [{ start, end: start + 1 }] : [],
  );
  const near = [...edited, ...imports];
  return regions(base, ours).some((one) => near.some((two) => one.start <= two.end && two.start <= one.end));
}

/** Whether two changes of one text touch the same lines, or the next: by another way than the one that is tested. */
export function meet(base: string, ours: string, theirs: string): boolean {
  const [own, other] = [regions(base, ours), regions(base, theirs)];
  return own.some((one) => other.some((two) => one.start <= two.end && two.start <= one.end));
}

function regions(base: string, text: string): readonly Region[] {
  const found: { start: number; end: number }[] = [];
  let position = 0;
  for (const { added, removed, value } of diffArrays([...linesOf(base)], [...linesOf(text)])) {
    const end = added ? position : position + value.length;
    const last = found.at(-1);
    if (added || removed) {
      if (last?.end === position) last.end = end;
      else found.push({ start: position, end });
    }
    position = end;
  }
  return found;
}
