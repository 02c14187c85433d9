/** Compares two definitions: members that both have, members that only the other one has, and conflicts. */

import { lineStart } from "../../base/text/offsets.js";
import type { FilePath, Range } from "../../base/text/span.js";
import type { DefinitionOutline, MemberPart } from "../../read/languages/mover.js";
import type { Conflict, Definition, Excerpt } from "./consolidation.js";
import type { NameMeanings } from "./name-meanings.js";
import type { Project } from "./project.js";

export interface Comparison {
  /** Keys that both have, in the same words. */
  readonly kept: readonly string[];
  /** Parts that only the other one has, in its order. */
  readonly united: readonly MemberPart[];
  readonly conflicts: readonly Conflict[];
}

export interface ComparedSide {
  readonly definition: Definition;
  readonly outline: DefinitionOutline;
}

export function compareDefinitions(
  project: Project,
  own: ComparedSide,
  other: ComparedSide,
  meaning: NameMeanings,
): Comparison {
  const conflictOf = createConflicts(project, own.definition.file, other.definition.file);
  if (own.outline.kind !== other.outline.kind) {
    return onlyConflict(conflictOf(own.definition.name, "one is a class and one a function", whole(own), whole(other)));
  }
  if (own.outline.kind === "function") {
    const why = differenceOf([own.outline.statement], [other.outline.statement], meaning, namesOf(own, other));
    if (why === undefined) return { kept: [own.definition.name], united: [], conflicts: [] };
    return onlyConflict(conflictOf(own.definition.name, why, whole(own), whole(other)));
  }
  const heads = headDifference(own, other, meaning);
  const head = heads && conflictOf("the class header", heads, own.outline.headRange, other.outline.headRange);
  const members = compareMembers(own, other, meaning, conflictOf);
  return { ...members, conflicts: [...(head ? [head] : []), ...members.conflicts] };
}

function onlyConflict(conflict: Conflict): Comparison {
  return { kept: [], united: [], conflicts: [conflict] };
}

function whole({ outline }: ComparedSide): Range {
  return outline.statement.range;
}

type ConflictOf = (what: string, why: string, own: Range, other: Range) => Conflict;

function headDifference(own: ComparedSide, other: ComparedSide, meaning: NameMeanings): string | undefined {
  const [a, b] = [own.outline.head, other.outline.head].map((words) => words.join(" "));
  if (a !== b) return "decorators, bases or type parameters differ";
  const name = meaning.difference(own.outline.headRange, other.outline.headRange);
  return name && meansAnother(name);
}

function meansAnother(name: string): string {
  return `the text is the same, but \`${name}\` has another meaning in each file`;
}

function compareMembers(
  own: ComparedSide,
  other: ComparedSide,
  meaning: NameMeanings,
  conflictOf: ConflictOf,
): Comparison {
  const mine = groupByKey(own.outline.members);
  const kept: string[] = [];
  const united: MemberPart[] = [];
  const conflicts: Conflict[] = [];
  for (const [key, parts] of groupByKey(other.outline.members)) {
    const twins = mine.get(key);
    const name = parts[0]?.name ?? key;
    if (twins !== undefined) {
      const why = differenceOf(twins, parts, meaning, namesOf(own, other));
      if (why === undefined) kept.push(name);
      else conflicts.push(conflictOf(name, why, around(twins), around(parts)));
      continue;
    }
    const rival = own.outline.members.find((member) => parts.some((part) => isRival(member, part)));
    if (rival)
      conflicts.push(conflictOf(name, "the name is taken by another kind of member", rival.range, around(parts)));
    else united.push(...parts);
  }
  return { kept, united, conflicts: [...conflicts, ...constructorConflicts(own, other, conflictOf)] };
}

function groupByKey(members: readonly MemberPart[]): ReadonlyMap<string, readonly MemberPart[]> {
  const groups = new Map<string, MemberPart[]>();
  for (const member of members) groups.set(member.key, [...(groups.get(member.key) ?? []), member]);
  return groups;
}

function around(parts: readonly { readonly range: Range }[]): Range {
  return {
    start: Math.min(...parts.map(({ range }) => range.start)),
    end: Math.max(...parts.map(({ range }) => range.end)),
  };
}

/** Both would take one name of the class. */
function isRival(member: MemberPart, part: MemberPart): boolean {
  return !(member.shares && part.shares) && member.slots.some((slot) => part.slots.includes(slot));
}

/** If only one has a constructor, callers of the other pass no arguments. */
function constructorConflicts(own: ComparedSide, other: ComparedSide, conflictOf: ConflictOf): readonly Conflict[] {
  const [mine, theirs] = [own, other].map(({ outline }) => outline.members.find(({ role }) => role === "constructor"));
  const only = mine ?? theirs;
  if ((mine && theirs) || only === undefined || !only.wantsArguments) return [];
  const why = "only one of them takes constructor arguments";
  return [conflictOf(only.name, why, mine?.range ?? own.outline.headRange, theirs?.range ?? other.outline.headRange)];
}

interface Worded {
  readonly words: readonly string[];
  readonly range: Range;
}

function namesOf(own: ComparedSide, other: ComparedSide): readonly [string, string] {
  return [own.definition.name, other.definition.name];
}

function differenceOf(
  own: readonly Worded[],
  other: readonly Worded[],
  meaning: NameMeanings,
  [ownName, otherName]: readonly [string, string],
): string | undefined {
  const wordsOf = (parts: readonly Worded[], name: string): readonly string[] =>
    parts.flatMap(({ words }) => words.map((word) => (word === name ? "" : word)));
  const [a, b] = [wordsOf(own, ownName), wordsOf(other, otherName)];
  if (isDocumentation(own)) return undefined;
  if (a.join("\n") !== b.join("\n"))
    return a.length === b.length && a.length < 12 ? "they differ" : "the bodies differ";
  for (const [index, part] of own.entries()) {
    const twin = other[index];
    const name = twin && meaning.difference(part.range, twin.range);
    if (name !== undefined) return meansAnother(name);
  }
  return undefined;
}

/** What is said of the class that stays is said well enough. */
function isDocumentation(parts: readonly Worded[]): boolean {
  return parts.every((part) => "role" in part && part.role === "documentation");
}

function createConflicts(project: Project, own: FilePath, other: FilePath): ConflictOf {
  const excerpt = (file: FilePath, { start, end }: Range): Excerpt => {
    const text = project.textOf(file);
    return { file, line: project.lineOf(file, start), text: dedent(text.slice(lineStart(text, start), end)) };
  };
  return (what, why, ownRange, otherRange) => ({
    what,
    why,
    kept: excerpt(own, ownRange),
    other: excerpt(other, otherRange),
  });
}

function dedent(text: string): string {
  const lines = text.split(/\r?\n/);
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const common = Math.min(...indents);
  return lines.map((line) => line.slice(common)).join("\n");
}
