/**
 * What moved code needs in its new module: imports, helpers that move with it, and the reasons why some of it is not
 * available there.
 */

import type { Range } from "../../base/text/span.js";
import type { Binding, FileFacts, Import, ImportedName } from "../../read/facts/facts.js";
import type { Statement } from "../../read/languages/mover.js";
import type { Definition } from "./consolidation.js";
import type { NameMeanings } from "./name-meanings.js";
import { servingOnly, topBinding, usedNames } from "./names.js";
import type { Project } from "./project.js";

export interface Needs {
  readonly imports: readonly WantedImport[];
  /** Statements that move along, in the order of the old module. */
  readonly helpers: readonly Statement[];
  readonly reasons: readonly string[];
  /** The target would have to import the old module for these. */
  readonly fromOld: readonly string[];
}

export interface WantedImport {
  readonly specifier: string;
  /** As in a term `import`. */
  readonly name: string;
  readonly local: string;
  readonly typeOnly: boolean;
  readonly foreign: boolean;
}

export interface NeedsRequest {
  readonly project: Project;
  readonly target: Definition;
  readonly other: Definition;
  readonly meaning: NameMeanings;
  readonly statements: readonly Statement[];
  /** The definition in its old module. */
  readonly leaving: Range;
  /** What moves, in the old module. */
  readonly moving: readonly Range[];
}

export function findNeeds(request: NeedsRequest): Needs {
  const { project, target, other, statements, leaving, moving } = request;
  const facts = project.program.facts(other.file);
  const own = project.program.facts(target.file);
  if (facts === undefined || own === undefined) return { imports: [], helpers: [], reasons: [], fromOld: [] };
  const movable = new Set(servingOnly(project, facts, statements, [leaving]));
  const helpers = new Set<Statement>();
  const imports = new Map<string, WantedImport>();
  const reasons: string[] = [];
  const fromOld: string[] = [];
  const seen = new Set<string>([other.name]);
  const visit = (ranges: readonly Range[]): void => {
    for (const binding of usedNames(facts, ranges)) {
      const { name } = binding;
      if (seen.has(name)) continue;
      seen.add(name);
      const rival = topBinding(own, name);
      if (rival !== undefined) {
        if (!request.meaning.isSame(name)) reasons.push(`\`${name}\` has another meaning in ${target.file}`);
        continue;
      }
      const statement = statements.find(({ names, kind }) => kind !== "import" && names.includes(name));
      if (statement !== undefined && movable.has(statement)) {
        helpers.add(statement);
        visit([statement.range]);
        continue;
      }
      const wanted =
        statement === undefined ? wantedImport(request, facts, binding) : typeFromOld(request, facts, binding);
      if (typeof wanted === "object") imports.set(name, wanted);
      else if (statement !== undefined && isGiven(facts, name)) fromOld.push(name);
      else reasons.push(wanted ?? `\`${name}\` is needed by the merged definition and by the rest of ${other.file}`);
    }
  };
  visit(moving);
  return { imports: [...imports.values()], helpers: statements.filter((each) => helpers.has(each)), reasons, fromOld };
}

function isGiven(facts: FileFacts, name: string): boolean {
  return facts.exports.some((each) => each.kind === "name" && each.name === name);
}

/** A type leaves no trace at run time, so that no circle comes of it. */
function typeFromOld({ project, target, other }: NeedsRequest, facts: FileFacts, { name, kind }: Binding) {
  if (kind !== "type" || !isGiven(facts, name)) return undefined;
  const specifier = project.specifier(target.file, other.file);
  return { specifier, name, local: name, typeOnly: true, foreign: false };
}

/** The import by which the old module has the name, as the target has to write it; or why it cannot. */
function wantedImport(
  { project, target, other }: NeedsRequest,
  facts: FileFacts,
  binding: Binding,
): WantedImport | string {
  const { name } = binding;
  const found = importOf(facts, binding);
  if (found === undefined) return `\`${name}\` is not defined by a separate statement in ${other.file}`;
  const { each, imported } = found;
  if (each.guarded || each.nested || binding.assigned.length > 0) {
    return `\`${name}\` is imported under a condition in ${other.file}`;
  }
  const typeOnly = each.typeOnly || imported.typeOnly;
  const resolution = project.program.resolve(other.file, each.specifier);
  // `import a.b.c` binds `a`, and is written as a whole.
  const { start, end } = imported.range;
  const isPlain = project.textOf(other.file).slice(start, end) === each.specifier;
  const wanted = { name: imported.imported, local: isPlain ? each.specifier : name, typeOnly };
  if (resolution.kind === "file") {
    if (resolution.file === target.file) return `\`${name}\` has another name in ${target.file}`;
    if (imported.imported === "*" && !each.specifier.startsWith(".")) {
      return { ...wanted, specifier: each.specifier, foreign: false };
    }
    return { ...wanted, specifier: project.specifier(target.file, resolution.file), foreign: false };
  }
  if (each.specifier.startsWith("."))
    return `\`${name}\` is imported from \`${each.specifier}\`, which is not a source file`;
  return { ...wanted, specifier: each.specifier, foreign: true };
}

function importOf(
  facts: FileFacts,
  binding: Binding,
): { readonly each: Import; readonly imported: ImportedName } | undefined {
  const id = facts.bindings.indexOf(binding);
  for (const each of facts.imports) {
    const imported = each.kind === "reexport" ? undefined : each.names.find((one) => one.binding === id);
    if (imported !== undefined) return { each, imported };
  }
  return undefined;
}
