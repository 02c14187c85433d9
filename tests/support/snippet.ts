/**
 * Tests of rules as pictures: a small project in one string, and under each faulty stretch the rule that reports it.
 *
 *     await checkSnippet(`
 *       // file: src/health.ts
 *       import { DatabaseManager } from "./manager.js";
 *       DatabaseManager.getAsyncSession();
 *                       ^^^^^^^^^^^^^^^ missing-member: on its instances, not on the class
 *     `);
 *
 * What stands after the colon is a part of the message, the label, a note or the help; `warning` before the rule is its
 * severity. Both may be left out. All findings of all rules are compared, nothing more and nothing less. This is the one
 * place where the tests of rules know how a check is called.
 */
import { expect } from "vitest";
import type { Diagnostic, Problem, Report } from "../../src/base/diagnostics/diagnostic.js";
import { Lines } from "../../src/base/text/lines.js";
import type { Span } from "../../src/base/text/span.js";
import { fix } from "../../src/change/fix/run.js";
import { planFixes } from "../../src/change/rewrite/fixes.js";
import { check } from "../../src/judge/check/check.js";
import { type MemoryFiles, memoryWorld } from "./memory-world.js";
import { drawProject, type Mark, readProject, withConfig } from "./snippet-project.js";

export interface SnippetOptions {
  /** More files in the same notation, for what many tests share. */
  readonly beside?: string;
  /** What `db-ssot.json` says; without it the sources are detected. */
  readonly config?: object;
}

/** Holds all findings of a project against those that are drawn. */
export async function checkSnippet(source: string, { beside, config }: SnippetOptions = {}): Promise<void> {
  const { files, marks } = readProject(source);
  const { files: others, marks: othersMarks } = beside === undefined ? EMPTY : readProject(beside);
  const all = { ...others, ...files };
  const expected = [...othersMarks, ...marks];
  const report = await checkFiles(withConfig(all, config));
  expect(drawProject(all, marksOf(report, all, expected))).toBe(drawProject(all, expected));
}

export interface FixOptions extends SnippetOptions {
  /** Apply unsafe fixes as well. */
  readonly unsafe?: boolean;
}

/** Holds the files that a fix changes against `after`, which names those alone; marks in `source` are for the reader. */
export async function fixSnippet(source: string, after: string, options: FixOptions = {}): Promise<void> {
  const { files } = readProject(source);
  const others = options.beside === undefined ? {} : readProject(options.beside).files;
  const expected = after.trim() === "" ? {} : readProject(after).files;
  const changed = await fixFiles(withConfig({ ...others, ...files }, options.config), options);
  expect(drawProject(changed)).toBe(drawProject(expected));
}

export async function checkFiles(files: MemoryFiles): Promise<Report> {
  return planFixes(await check(memoryWorld(files))).report;
}

/** @returns the texts of the files that the fixes change, in the order of paths */
export async function fixFiles(
  files: MemoryFiles,
  { unsafe = false }: Pick<FixOptions, "unsafe"> = {},
): Promise<Readonly<Record<string, string>>> {
  const { changes } = await fix(memoryWorld(files), { unsafe });
  return Object.fromEntries(changes.map(({ file, after }) => [file, after]));
}

const EMPTY: ReturnType<typeof readProject> = { files: {}, marks: [] };

function marksOf(report: Report, files: Readonly<Record<string, string>>, expected: readonly Mark[]): readonly Mark[] {
  return [
    ...report.diagnostics.map((diagnostic) => markOf(diagnostic, files, expected)),
    ...report.problems.map((problem) => markOfProblem(problem, files, expected)),
  ];
}

/** A finding that is as drawn is drawn in the same words; another one in its own. */
function markOf(diagnostic: Diagnostic, files: Readonly<Record<string, string>>, expected: readonly Mark[]): Mark {
  const { rule, severity, message, label, notes, help } = diagnostic;
  const place = placeOf(diagnostic.span, files);
  const words = [message, label, ...notes.map((note) => note.message), help, diagnostic.fix?.title];
  const twin = expected.find(
    (mark) =>
      isThere(mark, place) &&
      mark.rule === rule &&
      (mark.severity ?? severity) === severity &&
      words.some((word) => word?.includes(mark.said ?? "")),
  );
  const said = [message, label, ...notes.map((note) => note.message), help].filter((word) => word !== undefined);
  return twin ?? { ...place, rule, severity, said: said.join(" | ") };
}

function markOfProblem(problem: Problem, files: Readonly<Record<string, string>>, expected: readonly Mark[]): Mark {
  const place = placeOf(problem.span ?? { file: problem.file, start: 0, end: 0 }, files);
  const twin = expected.find((mark) => isThere(mark, place) && mark.rule === problem.kind);
  return twin ?? { ...place, rule: problem.kind, said: problem.message };
}

function isThere(mark: Mark, { file, line, start, end }: ReturnType<typeof placeOf>): boolean {
  return mark.file === file && mark.line === line && mark.start === start && mark.end === end;
}

function placeOf(
  { file, start, end }: Span,
  files: Readonly<Record<string, string>>,
): Pick<Mark, "file" | "line" | "start" | "end"> {
  const lines = new Lines(files[file] ?? "");
  const { line, column } = lines.positionOf(start);
  const range = lines.rangeOf(line) ?? { start, end };
  const width = Math.max(Math.min(end, range.end) - start, 1);
  return { file, line: line - 1, start: column - 1, end: column - 1 + width };
}
