/** Finds the import cycles that a change adds. */

import type { FilePath } from "../../base/text/span.js";
import type { FileFacts } from "../../read/facts/facts.js";
import type { Program } from "../../read/program/program.js";

export type FactsOf = (file: FilePath) => FileFacts | undefined;

/** The files that would come into a circle with one of `files` and are in none with it now; the first few say enough. */
export function newCircles(
  program: Program,
  before: FactsOf,
  after: FactsOf,
  files: readonly FilePath[],
): readonly (readonly [FilePath, FilePath])[] {
  const [old, fresh] = [graphOf(program, before), graphOf(program, after)];
  return files.flatMap((file) => {
    const known = circleOf(old, file);
    return [...circleOf(fresh, file)].filter((each) => !known.has(each)).map((each) => [file, each] as const);
  });
}

/**
 * Files of a circle that was there before, which would be loaded while the target is, before it comes to its definition.
 *
 * @param files  that load the target from now on
 * @param defined  where the definition begins in the target
 */
export function loadedTooEarly(
  program: Program,
  after: FactsOf,
  target: FilePath,
  files: readonly FilePath[],
  defined: number,
): readonly FilePath[] {
  const { to } = graphOf(program, after);
  const facts = after(target);
  const early = (facts?.imports ?? []).filter(({ range }) => range.start < defined);
  const reached = new Set<FilePath>();
  for (const file of facts === undefined ? [] : loadedBy(program, { ...facts, imports: early })) {
    reached.add(file);
    for (const each of reach(to, file)) reached.add(each);
  }
  return files.filter((file) => file !== target && reached.has(file) && to(file).includes(target));
}

interface Graph {
  readonly to: (file: FilePath) => readonly FilePath[];
  readonly from: (file: FilePath) => readonly FilePath[];
}

function graphOf(program: Program, factsOf: FactsOf): Graph {
  const to = new Map<FilePath, readonly FilePath[]>();
  const from = new Map<FilePath, FilePath[]>();
  for (const { file } of program.files) {
    const facts = factsOf(file);
    const targets = facts === undefined ? [] : loadedBy(program, facts);
    to.set(file, targets);
    for (const target of targets) from.set(target, [...(from.get(target) ?? []), file]);
  }
  return { to: (file) => to.get(file) ?? [], from: (file) => from.get(file) ?? [] };
}

/** What is loaded when the file is; what a function imports, and what is for types alone, is not. */
function loadedBy(program: Program, { file, imports }: FileFacts): readonly FilePath[] {
  return imports.flatMap((each) => {
    const isForTypes = each.typeOnly || (each.names.length > 0 && each.names.every(({ typeOnly }) => typeOnly));
    if (each.nested || isForTypes || each.kind === "dynamic" || each.kind === "type-query") return [];
    const target = program.resolve(file, each.specifier);
    if (target.kind !== "file") return [];
    const modules = each.names.flatMap(({ imported }) => program.submodule(target.file, imported) ?? []);
    return modules.length === each.names.length && modules.length > 0 ? modules : [target.file, ...modules];
  });
}

/** The files that a file reaches and is reached by. */
function circleOf({ to, from }: Graph, file: FilePath): ReadonlySet<FilePath> {
  const back = reach(from, file);
  return new Set([...reach(to, file)].filter((each) => each !== file && back.has(each)));
}

function reach(next: (file: FilePath) => readonly FilePath[], file: FilePath): ReadonlySet<FilePath> {
  const reached = new Set<FilePath>();
  const pending = [...next(file)];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    pending.push(...next(at));
  }
  return reached;
}
