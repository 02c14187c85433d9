/**
 * The third proof: the changed files and their importers have no new type errors, if a tsconfig covers them. Earlier errors
 * do not count.
 */
import type { FilePath } from "../../../base/text/span.js";
import type { FileSystem } from "../../../base/world/world.js";
import { describeProblem, newProblems } from "../../types/compare.js";
import { loadTypes, mayHaveTypes, type TypeLayer, type TypeProblem } from "../../types/types.js";
import { sinceStart } from "../batch.js";
import type { Group } from "../group.js";
import { isolate } from "../isolate.js";
import type { Batch, Proof } from "../proof.js";

/** Asking the compiler again takes a fraction of the first time, and most culprits are found by themselves. */
const MOST_TESTS = 60;

export interface TypesRequest {
  /** As they were when the run began. */
  readonly files: FileSystem;
  /** Files that import a file, each by its own import. */
  readonly importersOf: (file: FilePath) => readonly FilePath[];
  /** Told why types were not compared where one would expect it. */
  readonly note?: (text: string) => void;
  /** Told each file whose errors are compared; one may be told again. */
  readonly compared?: (file: FilePath) => void;
}

export function typesProof(request: TypesRequest): Proof {
  let loading: Promise<TypeLayer> | undefined;
  const load = (): Promise<TypeLayer> => {
    loading ??= loadTypes(request.files);
    return loading;
  };
  return async (batch) => {
    const judged = judgedFiles(batch, request);
    if (judged.length === 0) return [];
    const layer = await load();
    const before = layer.judge(sinceStart(batch, []), judged);
    for (const note of before.notes) request.note?.(note);
    for (const file of before.judged) request.compared?.(file);
    const broughtTo = (some: readonly FilePath[], groups: readonly Group[]): readonly TypeProblem[] =>
      newProblems(before.problems, layer.judge(sinceStart(batch, groups), some).problems);
    const found = broughtTo(judged, batch.groups);
    if (found.length === 0) return [];
    // What is left is judged as a whole when the proof is asked again; until then, the files with errors are enough.
    const broken = [...new Set(found.map(({ file }) => file))];
    const brought = (groups: readonly Group[]) => broughtTo(broken, groups);
    const guilty = await culprits(batch, found, request.importersOf, brought);
    return guilty.map(({ group, problem }) => ({
      group,
      reason: `it would cause a type error: ${describeProblem(problem)}`,
    }));
  };
}

/** What changes, and what imports it; files that the compiler has nothing to say of are left out, so that it is not loaded. */
function judgedFiles(batch: Batch, { files, importersOf }: TypesRequest): readonly FilePath[] {
  const touched = [...batch.apply(batch.groups).keys()];
  const all = new Set(touched.flatMap((file) => [file, ...importersOf(file)]));
  return [...all].filter((file) => mayHaveTypes(files, file)).sort();
}

interface Guilty {
  readonly group: Group;
  /** An error that it causes, alone or with others. */
  readonly problem: TypeProblem;
}

async function culprits(
  { groups }: Batch,
  found: readonly TypeProblem[],
  importersOf: TypesRequest["importersOf"],
  brought: (groups: readonly Group[]) => readonly TypeProblem[],
): Promise<readonly Guilty[]> {
  const mayCause = (group: Group, { file }: TypeProblem): boolean =>
    filesOf(group).some((edited) => edited === file || importersOf(edited).includes(file));
  const suspects = groups.filter((group) => found.some((problem) => mayCause(group, problem)));
  const others = groups.filter((group) => !suspects.includes(group));
  const unexplained = brought(others)[0];
  if (suspects.length === 0 || unexplained !== undefined) return guilty(groups, unexplained ?? found[0]);
  const withOthers = (some: readonly Group[]): readonly Group[] =>
    groups.filter((group) => others.includes(group) || some.includes(group));
  const passes = async (some: readonly Group[]): Promise<boolean> => brought(withOthers(some)).length === 0;
  const { kept } = await isolate(suspects, passes, { mostTests: MOST_TESTS });
  const problemOf = (group: Group): TypeProblem | undefined =>
    brought(withOthers([...kept, group]))[0] ?? found.find((problem) => mayCause(group, problem));
  return suspects.filter((group) => !kept.includes(group)).flatMap((group) => guilty([group], problemOf(group)));
}

function filesOf({ fix }: Group): readonly FilePath[] {
  return [...new Set(fix.edits.map(({ file }) => file))];
}

function guilty(groups: readonly Group[], problem: TypeProblem | undefined): readonly Guilty[] {
  return problem === undefined ? [] : groups.map((group) => ({ group, problem }));
}
