/** The names at the top of a module: which of them a stretch of code uses, and who else takes them from there. */
import type { Binding, FileFacts } from "../facts/facts.js";
import type { Statement } from "../languages/mover.js";
import { contains, type FilePath, type Range } from "../text/span.js";
import type { Project } from "./project.js";

/** Those used in one of the stretches, each once. */
export function usedNames(facts: FileFacts, ranges: readonly Range[]): readonly Binding[] {
  const isUsed = (reference: Range): boolean => ranges.some((range) => contains(range, reference));
  return facts.bindings.filter((binding) => binding.topLevel && binding.references.some(isUsed));
}

export function topBinding(facts: FileFacts, name: string): Binding | undefined {
  return facts.bindings.find((binding) => binding.topLevel && binding.name === name);
}

/**
 * Definitions that are there for some stretches of code alone: nothing else of the file uses them, and no other file takes
 * them. Those stretches are not among them.
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
  const { program, analysis } = project;
  if (analysis.gathered.importers.taking(file, [name]).length > 0) return true;
  const word = new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`);
  const passing = new Set([file]);
  for (const at of passing) {
    for (const facts of program.files) {
      const leadsThere = (specifier: string): boolean => {
        const target = program.resolve(facts.file, specifier);
        return target.kind === "file" && target.file === at;
      };
      if (facts.exports.some((each) => each.kind === "star" && leadsThere(each.specifier))) passing.add(facts.file);
      if (
        at !== file &&
        word.test(project.textOf(facts.file)) &&
        facts.imports.some((each) => leadsThere(each.specifier))
      )
        return true;
    }
  }
  return false;
}
