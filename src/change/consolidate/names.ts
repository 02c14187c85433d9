/** The top-level names of a module: which of them a piece of code uses, and which other files import them. */

import { contains, type FilePath, type Range } from "../../base/text/span.js";
import type { Binding, FileFacts } from "../../read/facts/facts.js";
import type { Statement } from "../../read/languages/mover.js";
import type { Project } from "./project.js";

/** Those used in one of the ranges, each once. */
export function usedNames(facts: FileFacts, ranges: readonly Range[]): readonly Binding[] {
  const isUsed = (reference: Range): boolean => ranges.some((range) => contains(range, reference));
  return facts.bindings.filter((binding) => binding.topLevel && binding.references.some(isUsed));
}

export function topBinding(facts: FileFacts, name: string): Binding | undefined {
  return facts.bindings.find((binding) => binding.topLevel && binding.name === name);
}

/**
 * Definitions that are there for some ranges of code alone: nothing else of the file uses them, and no other file takes
 * them. Those ranges are not among them.
 */
export function servingOnly(
  project: Project,
  facts: FileFacts,
  statements: readonly Statement[],
  ranges: readonly Range[],
): readonly Statement[] {
  const served = [...ranges];
  const found = new Set<Statement>();
  const isServing = (statement: Statement): boolean =>
    statement.kind === "definition" &&
    !found.has(statement) &&
    !ranges.some((range) => contains(range, statement.range) || contains(statement.range, range)) &&
    statement.names.every((name) => isUsedOnlyIn(facts, name, [...served, statement.range])) &&
    statement.names.every((name) => !isTaken(project, facts.file, name));
  for (let next = statements.find(isServing); next !== undefined; next = statements.find(isServing)) {
    found.add(next);
    served.push(next.range);
  }
  return statements.filter((statement) => found.has(statement));
}

/** It is used, and nowhere else. */
function isUsedOnlyIn(facts: FileFacts, name: string, ranges: readonly Range[]): boolean {
  const references = topBinding(facts, name)?.references ?? [];
  return references.length > 0 && references.every((one) => ranges.some((range) => contains(range, one)));
}

/** Whether another file takes a name from this one, directly or through a module that passes on all of it. */
export function isTaken(project: Project, file: FilePath, name: string): boolean {
  const { importers } = project.analysis.gathered;
  const passing = new Set([file]);
  for (const at of passing) {
    if (importers.taking(at, [name]).length > 0) return true;
    const others = importers.of(at).flatMap((importer) => project.program.facts(importer.file) ?? []);
    if (others.some((facts) => takesFrom(project, facts, at, name))) return true;
    for (const facts of others) {
      const { exports } = facts;
      if (exports.some((each) => each.kind === "star" && leadsTo(project, facts.file, each.specifier, at)))
        passing.add(facts.file);
    }
  }
  return false;
}

/** Also for types alone, of which an outline says nothing. */
function takesFrom(project: Project, { file, imports }: FileFacts, from: FilePath, name: string): boolean {
  return imports.some(
    ({ specifier, names }) =>
      names.some(({ imported }) => imported === name) && leadsTo(project, file, specifier, from),
  );
}

export function leadsTo(
  { program }: Pick<Project, "program">,
  from: FilePath,
  specifier: string,
  file: FilePath,
): boolean {
  const target = program.resolve(from, specifier);
  return target.kind === "file" && target.file === file;
}
