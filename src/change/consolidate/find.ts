/** Finds the definitions of a name, and the names that rules report as duplicates. */

import { compareText, type Span } from "../../base/text/span.js";
import { duplicateAccessor } from "../../judge/rules/duplicate-accessor.js";
import { duplicateManager } from "../../judge/rules/duplicate-manager.js";
import type { Finding } from "../../judge/rules/rule.js";
import type { Binding } from "../../read/facts/facts.js";
import type { Definition } from "./consolidation.js";
import type { Project } from "./project.js";

/** In the order of paths. */
export function findDefinitions(project: Project, name: string): readonly Definition[] {
  const all = allDefinitions(project);
  const named = all.filter((definition) => definition.name === name);
  const paired = pairs(project).flatMap((places) => {
    const members = places.flatMap((place) => all.filter((each) => isAt(project, each, place)));
    return members.some((each) => each.name === name) ? members : [];
  });
  return [...new Set([...named, ...paired])].sort((a, b) => compareText(a.file, b.file));
}

/** The names that may be consolidated, for who misspelt one. */
export function definedNames(project: Project): readonly string[] {
  return [...new Set(allDefinitions(project).map(({ name }) => name))].sort(compareText);
}

/** Tests duplicate definitions on purpose, and scripts and migrations are not part of the program. */
function allDefinitions(project: Project): readonly Definition[] {
  const { program, analysis } = project;
  return program.files.flatMap(({ file, bindings }) => {
    if (analysis.subject.kinds.asideKind(file) !== undefined) return [];
    return bindings.flatMap((binding) => {
      const kind = kindOf(binding);
      if (kind === undefined) return [];
      return [{ file, name: binding.name, kind, line: project.lineOf(file, binding.nameRange.start) }];
    });
  });
}

function kindOf({ topLevel, kind, term }: Binding): Definition["kind"] | undefined {
  if (!topLevel || kind === "import") return undefined;
  return term.kind === "class" || term.kind === "function" ? term.kind : undefined;
}

/** The places that the rules call one thing twice. */
function pairs({ analysis }: Project): readonly (readonly Span[])[] {
  const { subject } = analysis;
  const managers = [...duplicateManager.check(subject, () => ({}))].map(({ notes }: Finding) =>
    notes.slice(0, 2).flatMap(({ span }) => span ?? []),
  );
  const accessors = [...duplicateAccessor.check(subject, () => ({}))].map(({ span, source }) => {
    const accessor = source?.accessor;
    return accessor ? [span, { file: accessor.symbol.file, ...accessor.symbol.range }] : [span];
  });
  return [...managers, ...accessors];
}

function isAt({ lineOf }: Project, { file, line }: Definition, span: Span): boolean {
  return span.file === file && lineOf(file, span.start) === line;
}
