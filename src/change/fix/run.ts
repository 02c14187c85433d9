/** Checks a project, applies the fixes in rounds, proves each round, and checks again. Writes nothing; src/change/journal does. */

import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import type { FileChange } from "../../base/text/patch.js";
import { compareSpans, compareText, type FilePath } from "../../base/text/span.js";
import { overlay } from "../../base/world/overlay.js";
import type { FileSystem, World } from "../../base/world/world.js";
import { type CheckRequest, type CheckResult, check } from "../../judge/check/check.js";
import { isFollowUp } from "../../judge/check/follow-up.js";
import type { Config } from "../../read/config/config.js";
import { readSource } from "../../read/project/source.js";
import { planFixes } from "../rewrite/fixes.js";
import type { Group } from "./group.js";
import type { Proof, Refusal, Texts } from "./proof.js";
import { type CommandProof, commandProof, MOST_RUNS, type Verification } from "./proofs/command.js";
import type { CommandRequest } from "./proofs/command-runs.js";
import { findingsProof } from "./proofs/findings.js";
import { parseProof } from "./proofs/parse.js";
import { typesProof } from "./proofs/types.js";
import { applyInRounds, type Choose, type Waited } from "./rounds.js";
import { tidyUnused } from "./unused.js";

export type { Choose } from "./rounds.js";

export interface FixRequest extends CheckRequest {
  /** Unsafe fixes too. Suggestions are never applied. */
  readonly unsafe?: boolean;
  /** Findings accepted by the baseline are not fixed. */
  readonly leaveKnown?: true;
  /** Chooses the fixes to apply; all of them if absent. */
  readonly choose?: Choose;
  /** Runs a command in a copy of the tree, which has to pass with the fixes; nothing is run if absent. */
  readonly verify?: VerifyRequest;
  /** Further proofs, made from the check before any fix. */
  readonly proofs?: (before: CheckResult) => readonly Proof[];
}

/** The command, and how long it may take, are those of the configuration where absent. */
export interface VerifyRequest extends Partial<CommandRequest> {
  /** Asked before a command of the configuration is run: its author is the repository's, not the user. */
  readonly mayRun?: (command: string) => Promise<boolean>;
}

export interface FixOutcome {
  /** In the order of paths. */
  readonly changes: readonly Required<FileChange>[];
  /** In the order of files and lines. */
  readonly applied: readonly Group[];
  /** Fixes that were wanted and are not in `changes`. */
  readonly refused: readonly Refusal[];
  /** Applied in a later round than the first, because they overlap another. */
  readonly waited: readonly Waited[];
  /** Present if there was a command and something to verify. */
  readonly verification?: Verification;
  /** What could not be proved, and why; each once. */
  readonly notes: readonly string[];
  /** Files whose errors of the compiler were compared before and after; in the order of paths. */
  readonly compiled: readonly FilePath[];
  readonly before: CheckResult;
  /** The check of the project with `changes`. */
  readonly after: CheckResult;
}

/** @throws {Fault} if the configuration, a path or a rule's name is wrong, or the command fails without any fix */
export async function fix(world: World, request: FixRequest = {}): Promise<FixOutcome> {
  const before = planFixes(await check(world, request));
  const isWanted = ({ fix: offered }: Diagnostic): boolean =>
    offered?.applicability === "safe" || (request.unsafe === true && offered?.applicability === "unsafe");
  if (!fixable(before, request).some(isWanted)) return nothingToDo(before);
  const { config } = before.analysis;
  const notes = new Set<string>();
  const command = await chooseCommand(request, config);
  if (command === undefined && request.verify !== undefined && config.verify !== undefined) {
    notes.add(notRun(config.verify));
  }
  const proof = command === undefined ? undefined : commandProof(world, command);
  try {
    return await fixWith({ world, request, before, isWanted, command: proof, notes });
  } finally {
    await proof?.end();
  }
}

/** Findings accepted by the baseline are fixed as well: they were accepted only until somebody fixes them. */
function fixable({ report }: CheckResult, { leaveKnown }: FixRequest = {}): readonly Diagnostic[] {
  if (leaveKnown) return report.diagnostics;
  return [...report.diagnostics, ...report.known].sort((a, b) => compareSpans(a.span, b.span));
}

async function chooseCommand({ verify }: FixRequest, config: Config): Promise<CommandRequest | undefined> {
  if (verify === undefined) return undefined;
  const { mayRun = async () => false, ...request } = verify;
  const command = request.command ?? config.verify;
  if (command === undefined || (request.command === undefined && !(await mayRun(command)))) return undefined;
  return { timeoutMs: config.verifyTimeoutMs, mostRuns: MOST_RUNS, ...request, command };
}

function notRun(command: string): string {
  return `\`${command}\`, the \`verify\` of the configuration, was not run: a repository's command needs your consent; \`db-ssot fix --verify\` runs it`;
}

interface Task {
  readonly world: World;
  readonly request: FixRequest;
  readonly before: CheckResult;
  readonly isWanted: (diagnostic: Diagnostic) => boolean;
  readonly command: CommandProof | undefined;
  /** What could not be proved; more is added. */
  readonly notes: Set<string>;
}

async function fixWith({ world, request, before, isWanted, command, notes }: Task): Promise<FixOutcome> {
  const { files, documents } = before.analysis.discovery;
  const originals = readTexts(world.files, [...files, ...documents]);
  const checkWith = createChecks(world, request, before);
  const diagnose = async (changed: Texts) => fixable(await checkWith(changed));
  const { language, importers } = before.analysis.gathered;
  const importersOf = (file: FilePath) => importers.of(file).map((importer) => importer.file);
  const compiled = new Set<FilePath>();
  const result = await applyInRounds({
    originals,
    diagnose: async (changed) => fixable(await checkWith(changed), request),
    isWanted,
    ...(request.choose ? { choose: request.choose } : {}),
    proofs: [
      parseProof(language),
      findingsProof({ diagnose, isFixed: (each) => isWanted(each) || isFollowUp(each) }),
      typesProof({
        files: world.files,
        importersOf,
        note: (text) => notes.add(text),
        compared: (file) => compiled.add(file),
      }),
      ...(request.proofs?.(before) ?? []),
      ...(command === undefined ? [] : [command.prove]),
    ],
    tidy: tidyUnused({ language, isTakenFrom: (file) => (name) => importers.taking(file, [name]).length > 0 }),
  });
  const after = await checkWith(result.texts);
  return {
    changes: changesOf(originals, result.texts),
    applied: inOrder(result.rounds.flat(), (group) => group),
    refused: inOrder(result.refused, ({ group }) => group),
    waited: result.waited,
    verification: command?.verification(),
    notes: [...notes],
    compiled: [...compiled].sort(compareText),
    before,
    after,
  };
}

function nothingToDo(before: CheckResult): FixOutcome {
  return { changes: [], applied: [], refused: [], waited: [], notes: [], compiled: [], before, after: before };
}

/** Reads all files, not only those parsed so far: a round may make further files matter. */
function readTexts(files: FileSystem, paths: readonly FilePath[]): Texts {
  return new Map(
    paths.flatMap((path) => {
      const source = readSource(files, path);
      return source.kind === "text" ? [[path, source.text]] : [];
    }),
  );
}

/** Checks the project with some texts changed. Reads only what the last check did not. */
function createChecks(world: World, request: CheckRequest, first: CheckResult) {
  let last = { texts: new Map() as Texts, result: first };
  return async (texts: Texts): Promise<CheckResult> => {
    if (texts.size === 0) return first;
    if (isSame(texts, last.texts)) return last.result;
    const { gathered: known } = last.result.analysis;
    const files = overlay(world.files, texts);
    last = { texts, result: planFixes(await check({ ...world, files }, { ...request, known })) };
    return last.result;
  };
}

function isSame(a: Texts, b: Texts): boolean {
  return a.size === b.size && [...a].every(([file, text]) => b.get(file) === text);
}

function changesOf(before: Texts, changed: Texts): readonly Required<FileChange>[] {
  return [...changed]
    .map(([file, after]) => ({ file, before: before.get(file) ?? "", after }))
    .sort((a, b) => compareText(a.file, b.file));
}

function inOrder<Item>(items: readonly Item[], groupOf: (item: Item) => Group): readonly Item[] {
  return [...items].sort((a, b) => compareSpans(groupOf(a).diagnostic.span, groupOf(b).diagnostic.span));
}
