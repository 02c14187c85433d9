/**
 * From a project to its mended texts: check, apply the fixes in rounds, take away imports that they leave without use,
 * verify, check again. Writes nothing; write.ts does.
 */
import { type CheckRequest, type CheckResult, check } from "../check/check.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { LeftFix } from "../edits/apply.js";
import type { Fix } from "../edits/edit.js";
import { applyInRounds } from "../edits/rounds.js";
import { readSource } from "../project/source.js";
import { Lines } from "../text/lines.js";
import { compareSpans, compareText, type FilePath } from "../text/span.js";
import { overlay } from "../world/overlay.js";
import type { FileSystem, World } from "../world/world.js";
import { removeUnusedImports } from "./unused.js";
import { verify } from "./verify.js";
import type { TextChange } from "./write.js";

export interface FixRequest extends CheckRequest {
  /** Unsafe fixes too. Suggestions are never applied. */
  readonly unsafe?: boolean;
}

export interface FixResult {
  /** In the order of paths; none where there is nothing to mend. */
  readonly changes: readonly TextChange[];
  /** In the order of files and lines. */
  readonly applied: readonly AppliedFix[];
  /** Fixes that were wanted and are not in `changes`. */
  readonly refused: readonly RefusedFix[];
  readonly before: CheckResult;
  /** The project as it is with `changes`. */
  readonly after: CheckResult;
}

export interface AppliedFix {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
  /** Of the finding, from 1, in the text as it was before any fix, as far as the finding was there. */
  readonly line: number;
}

export interface RefusedFix extends AppliedFix {
  readonly reason: string;
}

/** @throws {Fault} where the configuration, a path or a rule's name is wrong */
export async function fix(world: World, request: FixRequest = {}): Promise<FixResult> {
  const before = await check(world, request);
  if (wantedFixes(before, request).length === 0)
    return { changes: [], applied: [], refused: [], before, after: before };
  const originals = readTexts(world.files, before.analysis.discovery.files);
  const checkWith = createChecks(world, request, before);
  const proposed = new Map<Fix, AppliedFix>();
  const rounds = await applyInRounds(originals, async (texts) => {
    const wanted = wantedFixes(await checkWith(changedTexts(originals, texts)), request);
    for (const each of wanted) proposed.set(each.fix, each);
    return wanted.map((each) => each.fix);
  });
  const { language, importers } = before.analysis.gathered;
  const isTakenFrom = (file: FilePath) => (name: string) => importers.taking(file, [name]).length > 0;
  const tidy = removeUnusedImports(originals, rounds.texts, language, isTakenFrom);
  const applied = rounds.rounds.flat();
  // Fixes that do not come to an end have not mended what they were for.
  const endless = rounds.settled ? [] : (rounds.rounds.at(-1) ?? []);
  const { sound, kept } = verify({ before: originals, after: tidy, applied, endless, language });
  const after = await checkWith(sound);
  const isKept = (each: Fix): boolean => each.edits.some((edit) => kept.has(edit.file));
  return {
    changes: changesOf(originals, sound),
    applied: locate(
      applied.filter((each) => !isKept(each)).flatMap((each) => proposed.get(each) ?? []),
      wantedFixes(before, request),
    ),
    refused: wantedFixes(after, request).map((each) => ({ ...each, reason: refusalOf(each, kept, rounds.left) })),
    before,
    after,
  };
}

function wantedFixes({ report, analysis }: CheckResult, { unsafe = false }: FixRequest): readonly AppliedFix[] {
  const linesOf = (file: FilePath) => new Lines(analysis.gathered.texts.get(file) ?? "");
  return report.diagnostics.flatMap((diagnostic) => {
    const { fix: offered, span } = diagnostic;
    const isWanted = offered?.applicability === "safe" || (unsafe && offered?.applicability === "unsafe");
    if (offered === undefined || !isWanted) return [];
    return [{ diagnostic, fix: offered, line: linesOf(span.file).positionOf(span.start).line }];
  });
}

/** Of all files, not only of those parsed so far: a round may make further files matter. */
function readTexts(files: FileSystem, paths: readonly FilePath[]): ReadonlyMap<FilePath, string> {
  return new Map(
    paths.flatMap((path) => {
      const source = readSource(files, path);
      return source.kind === "text" ? [[path, source.text]] : [];
    }),
  );
}

/** Checks the project as it is with some texts changed. The same texts are not analysed twice in a row. */
function createChecks(world: World, request: CheckRequest, first: CheckResult) {
  let last = { texts: new Map() as ReadonlyMap<FilePath, string>, result: first };
  return async (texts: ReadonlyMap<FilePath, string>): Promise<CheckResult> => {
    if (isSame(texts, last.texts)) return last.result;
    last = { texts, result: await check({ ...world, files: overlay(world.files, texts) }, request) };
    return last.result;
  };
}

function isSame(a: ReadonlyMap<FilePath, string>, b: ReadonlyMap<FilePath, string>): boolean {
  return a.size === b.size && [...a].every(([file, text]) => b.get(file) === text);
}

function changedTexts(
  before: ReadonlyMap<FilePath, string>,
  after: ReadonlyMap<FilePath, string>,
): ReadonlyMap<FilePath, string> {
  return new Map([...after].filter(([file, text]) => before.get(file) !== text));
}

function changesOf(before: ReadonlyMap<FilePath, string>, after: ReadonlyMap<FilePath, string>): readonly TextChange[] {
  return [...changedTexts(before, after)]
    .map(([file, text]) => ({ file, before: before.get(file) ?? "", after: text }))
    .sort((a, b) => compareText(a.file, b.file));
}

/** A fix of a later round was computed from a text that earlier rounds had changed: its finding is where it was at first. */
function locate(applied: readonly AppliedFix[], first: readonly AppliedFix[]): readonly AppliedFix[] {
  const free = new Set(first);
  const located = applied.map((each) => {
    const origin = [...free].find(({ diagnostic }) => isSameFinding(diagnostic, each.diagnostic)) ?? each;
    free.delete(origin);
    return { ...each, diagnostic: origin.diagnostic, line: origin.line };
  });
  return located.sort((a, b) => compareSpans(a.diagnostic.span, b.diagnostic.span));
}

function isSameFinding(a: Diagnostic, b: Diagnostic): boolean {
  return a.rule === b.rule && a.span.file === b.span.file && a.message === b.message;
}

/** The finding is still there after the last round, so it is told by what it is about and not by its place. */
function refusalOf(
  { diagnostic, fix: wanted }: AppliedFix,
  kept: ReadonlyMap<FilePath, string>,
  left: readonly LeftFix[],
): string {
  for (const { file } of wanted.edits) {
    const reason = kept.get(file);
    if (reason !== undefined) return reason;
  }
  const impossible = left.find(({ kind, fix: other }) => kind === "impossible" && isSameWish(other, wanted));
  if (impossible?.kind === "impossible") return impossible.reason;
  return `it was applied, and \`${diagnostic.rule}\` reports the same place again`;
}

function isSameWish(a: Fix, b: Fix): boolean {
  return a.title === b.title && a.edits[0]?.file === b.edits[0]?.file;
}
