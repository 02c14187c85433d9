/**
 * Compares type errors in the changed files and their importers before and after, if a tsconfig covers them. Earlier errors
 * do not count, even if they moved with the code.
 */

import type { FileChange } from "../../base/text/patch.js";
import type { FilePath } from "../../base/text/span.js";
import type { FileSystem } from "../../base/world/world.js";
import type { Importers } from "../../judge/gather/importers.js";
import { describeProblem, newProblems } from "../types/compare.js";
import { loadTypes, mayHaveTypes, type TypeProblem } from "../types/types.js";
import type { Definition } from "./consolidation.js";

export interface MergedTypesRequest {
  readonly changes: readonly FileChange[];
  readonly importers: Importers;
  readonly target: Definition;
  readonly others: readonly Definition[];
}

export interface TypesProof {
  /** Why it may not be written. */
  readonly reasons: readonly string[];
  /** Why types were not compared where one would expect it. */
  readonly notes: readonly string[];
}

/** @param files  as they are, without the changes */
export async function proveTypes(files: FileSystem, request: MergedTypesRequest): Promise<TypesProof> {
  const { changes } = request;
  const judged = judgedFiles(files, request);
  if (judged.length === 0) return { reasons: [], notes: [] };
  const layer = await loadTypes(files);
  const before = layer.judge(new Map(), [...judged, ...removedFiles(files, changes)]);
  // A file that goes gives nothing any more: an empty one, which is no module, gives as little.
  const texts = new Map(changes.map(({ file, after = "" }) => [file, after]));
  const after = layer.judge(texts, judged);
  const found = newProblems([...before.problems, ...moved(before.problems, request)], after.problems);
  const reasons = found.map((problem) => `it would cause a type error: ${describeProblem(problem)}`);
  return { reasons, notes: before.notes };
}

/** Of what is left, those that the compiler has something to say of: it is not loaded for nothing. */
function judgedFiles(files: FileSystem, { changes, importers }: MergedTypesRequest): readonly FilePath[] {
  const gone = new Set(removedFiles(files, changes));
  const touched = changes.flatMap(({ file }) => [file, ...importers.of(file).map((each) => each.file)]);
  return [...new Set(touched)].filter((file) => !gone.has(file) && mayHaveTypes(files, file)).sort();
}

function removedFiles(files: FileSystem, changes: readonly FileChange[]): readonly FilePath[] {
  return changes.flatMap(({ file, after }) => (after === undefined && mayHaveTypes(files, file) ? [file] : []));
}

/** What is wrong in a member of another definition is wrong in the target once it is there. */
function moved(problems: readonly TypeProblem[], { target, others }: MergedTypesRequest): readonly TypeProblem[] {
  const homes = new Set(others.map(({ file }) => file));
  return problems.flatMap((problem) => (homes.has(problem.file) ? [{ ...problem, file: target.file }] : []));
}
