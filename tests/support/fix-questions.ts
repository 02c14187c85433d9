/** The checks that every fix has to pass: takes the results of a run of `fix`, returns complaints. */

import type { Diagnostic, Report } from "../../src/base/diagnostics/diagnostic.js";
import type { Edit } from "../../src/base/edits/edit.js";
import type { FilePath, Range } from "../../src/base/text/span.js";
import type { FixOutcome } from "../../src/change/fix/run.js";
import { isFollowUp } from "../../src/judge/check/follow-up.js";
import { findRule } from "../../src/judge/rules/index.js";
import { type Comment, commentsOf, lostComments, wordsOf } from "./comments.js";
import type { MemoryFiles } from "./memory-world.js";
import { typeErrors } from "./type-errors.js";

export type Complaints = readonly string[];

/** A fix is no better than its rule allows, and one that is not safe says why. */
export function offered({ diagnostics }: Report): Complaints {
  return diagnostics.flatMap(({ rule, fix, span }) => {
    if (fix === undefined) return [];
    const best = findRule(rule)?.fix ?? "none";
    const at = `${span.file}:${span.start}: ${rule}`;
    return [
      ...(BEST_FIRST.indexOf(fix.applicability) < BEST_FIRST.indexOf(best) ? [`${at}: ${fix.applicability}`] : []),
      ...((fix.applicability === "safe") === (fix.reason === undefined) ? [] : [`${at}: reason: ${fix.reason}`]),
      ...(fix.edits.length === 0 ? [`${at}: no edits`] : []),
    ];
  });
}

const BEST_FIRST = ["safe", "unsafe", "suggestion", "none"];

/** Each text parses as well as before, in its own language. */
export function parses({ changes, before }: FixOutcome): Complaints {
  return changes.flatMap(({ file, before: was, after: is }) => {
    const language = before.analysis.gathered.language(file);
    const problems = (text: string) => language?.extract(file, text).problems ?? [];
    return problems(is).length > problems(was).length ? [`${file}: does not parse: ${problems(is)[0]?.message}`] : [];
  });
}

/**
 * Every comment is still in its file, but where an unsafe fix of that file gives the loss as its reason, and where comments
 * that allow nothing are what was fixed.
 */
export function keepsComments({ changes, applied }: FixOutcome): Complaints {
  const isMended = (file: FilePath, words: string): boolean =>
    /^(?:noqa.*# )?db-ssot-ignore-/.test(words) &&
    applied.some(
      ({ finding, fix }) => finding.rule === "unused-suppression" && fix.edits.some((edit) => edit.file === file),
    );
  const saysSo = (file: FilePath): boolean =>
    applied.some(({ diagnostic, fix }) => diagnostic.span.file === file && /\bcomment\b.* lost/.test(fix.reason ?? ""));
  const silent = changes.filter(({ file }) => !saysSo(file));
  return silent.flatMap(({ file, before, after }) => {
    const edits = applied.flatMap(({ diagnostic }) => diagnostic.fix?.edits ?? []).filter((edit) => edit.file === file);
    const now = commentsOf(file, after).map(({ words }) => words);
    return lostComments(file, before, after)
      .filter(({ words }) => !isMended(file, words))
      .filter((comment) => !now.includes(reworded(before, comment, edits)))
      .map(({ words, start }) => `${file}: lost ${words}, of \`${lineAt(before, start)}\``);
  });
}

/** The words of a comment in which a fix has put the accessor's name in the place of another. */
function reworded(text: string, { start, end }: Comment, edits: readonly Edit[]): string {
  const own = edits.filter((edit) => edit.start >= start && edit.end <= end).sort((a, b) => b.start - a.start);
  const words = own.reduce(
    (comment, edit) => comment.slice(0, edit.start - start) + edit.text + comment.slice(edit.end - start),
    text.slice(start, end),
  );
  return wordsOf(words);
}

/** Between what its groups and the imports cover, every byte is as it was. */
export function keepsTheRest(result: FixOutcome): Complaints {
  const { changes, before, applied } = result;
  return changes.flatMap(({ file, before: was, after: is }) => {
    const { language } = before.analysis.gathered;
    const imports =
      language(file)
        ?.extract(file, was)
        .imports.map(({ range }) => wholeLines(was, range)) ?? [];
    const own = applied.flatMap(({ diagnostic }) => diagnostic.fix?.edits ?? []).filter((edit) => edit.file === file);
    const rest = gaps(was, [...imports, ...own]);
    return [
      ...(inOrder(rest, is) ? [] : [`${file}: changed outside of its edits`]),
      ...(ownEdits(result, file).length === 0 ? [`${file}: changed, and no fix edits it`] : []),
      ...layout(was, is).map((complaint) => `${file}: ${complaint}`),
    ];
  });
}

/** The run knows of nothing that the project does not hold, and writes nothing that is as it was. */
export function keepsFiles(files: MemoryFiles, { changes }: FixOutcome): Complaints {
  return changes.flatMap(({ file, before, after }) => [
    ...(files[file] === before ? [] : [`${file}: was read as something else`]),
    ...(before === after ? [`${file}: is written as it was`] : []),
  ]);
}

/** What was fixed is gone, and no error has come that was not there. */
export function bringsNothing({ before, after, applied, refused }: FixOutcome): Complaints {
  const known = counted(before.report.diagnostics);
  const fresh = [...counted(after.report.diagnostics)].filter(
    ([key, { count }]) => count > (known.get(key)?.count ?? 0),
  );
  const errors = fresh.filter(([, { diagnostic }]) => diagnostic.severity === "error" && !isFollowUp(diagnostic));
  return [
    ...errors.map(([key, { diagnostic }]) => `new: ${key}: ${diagnostic.message}`),
    ...refused.map(({ group, reason }) => `refused: ${group.name}: ${reason}`),
    ...(applied.length > 0 && mendable(after.report) >= mendable(before.report)
      ? ["nothing is fixed by what was applied"]
      : []),
  ];
}

function mendable({ diagnostics }: Report): number {
  return diagnostics.filter((diagnostic) => !isFollowUp(diagnostic) || diagnostic.fix !== undefined).length;
}

/** The types fit as well as before. */
export function keepsTypes(before: MemoryFiles, after: MemoryFiles): Complaints {
  if (!Object.keys(before).some((file) => /\.tsx?$/.test(file))) return [];
  const known = [...typeErrors(before)];
  return typeErrors(after)
    .filter((error) => {
      const found = known.indexOf(error);
      if (found >= 0) known.splice(found, 1);
      return found < 0;
    })
    .map((error) => `type error: ${error}`);
}

function ownEdits({ applied }: FixOutcome, file: FilePath): readonly Edit[] {
  return applied.flatMap(({ fix }) => fix.edits).filter((edit) => edit.file === file);
}

/** A fix leaves the bytes at the ends, the kind of line endings and the tidiness of lines as they were. */
function layout(was: string, is: string): Complaints {
  const endings = (text: string) => [...new Set(text.match(/\r?\n/g) ?? [])].sort().join();
  const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;
  return [
    ...(was.startsWith("\uFEFF") === is.startsWith("\uFEFF") ? [] : ["byte order mark"]),
    ...(endings(was) === endings(is) ? [] : ["line endings"]),
    ...(/\n*$/.exec(was.replaceAll("\r", ""))?.[0] === /\n*$/.exec(is.replaceAll("\r", ""))?.[0]
      ? []
      : ["end of file"]),
    ...(count(is, /[ \t]+\r?$/gm) > count(was, /[ \t]+\r?$/gm) ? ["blanks at the end of a line"] : []),
    ...(count(is, /(?:\r?\n){4,}/g) > count(was, /(?:\r?\n){4,}/g) ? ["a hole of empty lines"] : []),
    ...(/^\s*\n/.test(is) && !/^\s*\n/.test(was) ? ["an empty line at the top"] : []),
  ];
}

function counted(diagnostics: readonly Diagnostic[]) {
  const found = new Map<string, { readonly diagnostic: Diagnostic; readonly count: number }>();
  for (const diagnostic of diagnostics) {
    const key = `${diagnostic.span.file}: ${diagnostic.rule} ${diagnostic.symbol}`;
    found.set(key, { diagnostic, count: (found.get(key)?.count ?? 0) + 1 });
  }
  return found;
}

function wholeLines(text: string, { start, end }: Range): Range {
  const next = text.indexOf("\n", end);
  return { start: text.lastIndexOf("\n", start - 1) + 1, end: next < 0 ? text.length : next + 1 };
}

/** What lies between the ranges, the ends included. */
function gaps(text: string, ranges: readonly Range[]): readonly string[] {
  const found: string[] = [];
  let at = 0;
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    if (start >= at) found.push(text.slice(at, start));
    at = Math.max(at, end);
  }
  return [...found, text.slice(at)];
}

/** The first piece begins the text, the last one ends it, and the others stand between in their order. */
function inOrder(pieces: readonly string[], text: string): boolean {
  if (!text.startsWith(pieces[0] ?? "") || !text.endsWith(pieces.at(-1) ?? "")) return false;
  let at = 0;
  return pieces.every((piece) => {
    const found = text.indexOf(piece, at);
    at = found + piece.length;
    return found >= 0;
  });
}

function lineAt(text: string, offset: number): string {
  return (
    text
      .slice(text.lastIndexOf("\n", offset) + 1)
      .split("\n")[0]
      ?.trim() ?? ""
  );
}
