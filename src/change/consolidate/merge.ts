/** Merges one definition into another: compares them, moves missing members, and redirects all references. */

import type { FilePath } from "../../base/text/span.js";
import type { DefinitionOutline } from "../../read/languages/mover.js";
import { moveCallers } from "./callers.js";
import { type Comparison, compareDefinitions } from "./compare.js";
import type { Conflict, Definition } from "./consolidation.js";
import { loadedTooEarly, newCircles } from "./cycles.js";
import { compareNames } from "./name-meanings.js";
import { leadsTo } from "./names.js";
import { findNeeds, type Needs } from "./needs.js";
import { exportedAs, rewriteOldModule } from "./old-module.js";
import { createDraft, type Draft, type Project } from "./project.js";
import { extendTarget } from "./target-module.js";
import { lostWords } from "./words.js";

export type Merge =
  | { readonly kind: "refused"; readonly conflicts: readonly Conflict[]; readonly reasons: readonly string[] }
  | {
      readonly kind: "merged";
      readonly draft: Draft;
      readonly comparison: Comparison;
      readonly needs: Needs;
      readonly isShim: boolean;
      readonly removed: readonly FilePath[];
      readonly notes: readonly string[];
    };

export interface MergeRequest {
  readonly project: Project;
  readonly target: Definition;
  readonly other: Definition;
  /** A deprecated name is to stay at the old place. */
  readonly shim: boolean;
}

export function merge(request: MergeRequest): Merge {
  const parts = readParts(request);
  if (typeof parts === "string") return refused([parts]);
  const { comparison, needs } = parts;
  if (comparison.conflicts.length > 0) return { kind: "refused", conflicts: comparison.conflicts, reasons: [] };
  if (needs.reasons.length > 0) return refused(needs.reasons);
  const first = attempt(request, parts, request.shim && needs.fromOld.length === 0);
  if (first.kind === "merged" || !request.shim || !first.circular) return first;
  const second = attempt(request, parts, false);
  if (second.kind === "refused") return first;
  const note = `no deprecated name is left in ${request.other.file}: ${first.reasons[0] ?? "it would be part of an import cycle"}`;
  return { ...second, notes: [note, ...second.notes] };
}

interface Parts {
  readonly own: DefinitionOutline;
  readonly outline: DefinitionOutline;
  readonly comparison: Comparison;
  readonly needs: Needs;
  readonly given: string;
}

function readParts({ project, target, other }: MergeRequest): Parts | string {
  const { mover } = project.language(other.file);
  const own = mover.outline(target.file, project.textOf(target.file), target.name);
  const outline = mover.outline(other.file, project.textOf(other.file), other.name);
  if (own === undefined || outline === undefined) {
    const { file, name } = own === undefined ? target : other;
    return `\`${name}\` of ${file} is not defined by one statement at the top of its module`;
  }
  const names = exportedAs(project, target);
  const given = names.find((name) => name === target.name) ?? names[0];
  if (given === undefined) return `${target.file} does not export \`${target.name}\``;
  const meaning = compareNames(project, target, other);
  const comparison = compareDefinitions(
    project,
    { definition: target, outline: own },
    { definition: other, outline },
    meaning,
  );
  const statements = mover.statements(other.file, project.textOf(other.file));
  const moving = comparison.united.map(({ range }) => range);
  const leaving = outline.statement.range;
  const needs = findNeeds({ project, target, other, meaning, statements, leaving, moving });
  return { own, outline, comparison, needs, given };
}

type Attempt = Merge & { readonly circular?: boolean };

function attempt({ project, target, other }: MergeRequest, parts: Parts, shim: boolean): Attempt {
  const { own, outline, comparison, given } = parts;
  const draft = createDraft(project);
  const needs = withOld(project, target, other, parts.needs);
  const { mover } = project.language(other.file);
  const statements = mover.statements(other.file, project.textOf(other.file));
  const helpers = statements.filter(({ range }) => needs.helpers.some((each) => each.range.start === range.start));
  const arrived = extendTarget(project, draft, { target, other, outline, united: comparison.united, needs });
  const left = rewriteOldModule(project, draft, { target, other, outline, statements, given, helpers, shim });
  const exported = exportedAs(project, other);
  const notes = moveCallers(project, draft, { target, other, exported, given });
  const removed = removeIfEmpty(project, draft, other.file);
  const reasons = [...arrived, ...left.reasons, ...(left.isShim ? [] : leftBehind(project, draft, other, exported))];
  if (reasons.length > 0) return { kind: "refused", conflicts: [], reasons };
  const circles = newCircles(project.program, project.program.facts, draft.facts, [target.file, other.file]);
  if (circles.length > 0) return { ...refused([circleReason(circles)]), circular: true };
  const early = tooEarly(project, draft, target);
  if (early.length > 0) return { ...refused(early), circular: true };
  const dropped =
    shim === left.isShim || !shim
      ? []
      : [`\`${other.name}\` was not exported by ${other.file}, so no deprecated name is left`];
  const lost = lostWords(project, { definition: target, outline: own }, { definition: other, outline });
  const told = [...dropped, ...notes, ...lost];
  return { kind: "merged", draft, comparison, needs, isShim: left.isShim, removed, notes: told };
}

function refused(reasons: readonly string[]): Extract<Merge, { kind: "refused" }> {
  return { kind: "refused", conflicts: [], reasons };
}

/** What stays in the old module is imported from there; that this makes no circle is proved with the rest. */
function withOld(project: Project, target: Definition, other: Definition, needs: Needs): Needs {
  const specifier = project.specifier(target.file, other.file);
  const imports = needs.fromOld.map((name) => ({ specifier, name, local: name, typeOnly: false, foreign: false }));
  return { ...needs, imports: [...needs.imports, ...imports] };
}

/** In a circle that was there before, the target's definition may come too late. */
function tooEarly(project: Project, draft: Draft, target: Definition): readonly string[] {
  const { mover } = project.language(target.file);
  const defined = mover.outline(target.file, draft.text(target.file), target.name)?.statement.range.start ?? 0;
  const changed = draft.changes().flatMap(({ file, after }) => (after === undefined ? [] : [file]));
  return loadedTooEarly(project.program, draft.facts, target.file, changed, defined).map(
    (file) => `${target.file} loads ${file} before it defines \`${target.name}\``,
  );
}

function circleReason([first]: readonly (readonly [FilePath, FilePath])[]): string {
  const [file, other] = first ?? ["", ""];
  return `${file} and ${other} would import each other`;
}

/** A module in which nothing is left but imports and words about it; a package keeps the file that makes it one. */
function removeIfEmpty(project: Project, draft: Draft, file: FilePath): readonly FilePath[] {
  const statements = project.language(file).mover.statements(file, draft.text(file));
  const isEmpty = statements.every(({ kind }) => kind === "documentation" || kind === "import");
  const imports = draft.facts(file).imports;
  if (!isEmpty || imports.length > 0 || /(?:^|\/)__init__\.py$/.test(file)) return [];
  const isUsed = project.program.files.some(
    (facts) =>
      facts.file !== file &&
      draft.facts(facts.file).imports.some((each) => leadsTo(project, facts.file, each.specifier, file)),
  );
  if (isUsed) return [];
  draft.remove(file);
  return [file];
}

/** Files that still ask the old module for what it no longer gives. */
function leftBehind(
  project: Project,
  draft: Draft,
  { file, name }: Definition,
  exported: readonly string[],
): readonly string[] {
  return project.program.files
    .filter((facts) => facts.file !== file)
    .filter((facts) =>
      draft.facts(facts.file).imports.some((each) => {
        const isAsked = each.names.some(({ imported }) => exported.includes(imported));
        return isAsked && leadsTo(project, facts.file, each.specifier, file);
      }),
    )
    .map((facts) => `${facts.file} imports \`${name}\` from ${file} in a way that cannot be changed`);
}
