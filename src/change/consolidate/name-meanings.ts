/**
 * Whether names have the same meaning in two modules: equal bodies differ if `engine` is one connection in one file and
 * another in the other.
 */

import type { Range } from "../../base/text/span.js";
import type { Binding } from "../../read/facts/facts.js";
import type { Statement } from "../../read/languages/mover.js";
import { symbolKey, valueKey } from "../../read/program/values.js";
import type { Definition } from "./consolidation.js";
import { topBinding, usedNames } from "./names.js";
import type { Project } from "./project.js";

export interface NameMeanings {
  /** The first name that means something else in the other range; `undefined` if all mean the same. */
  difference(own: Range, other: Range): string | undefined;
  /** Whether a name at the top of the other module means what it means at the top of the target's. */
  isSame(name: string): boolean;
}

/** @param target  the definition that stays; both names stand for it, wherever they are used */
export function compareNames(project: Project, target: Definition, other: Definition): NameMeanings {
  const { program } = project;
  const [ownFacts, otherFacts] = [program.facts(target.file), program.facts(other.file)];
  const ownStatements = statementsOf(project, target);
  const otherStatements = statementsOf(project, other);
  const known = new Map<string, boolean>();

  function isSame(name: string): boolean {
    const answer = known.get(name);
    if (answer !== undefined) return answer;
    // A definition that speaks of itself is as equal as the rest of it.
    known.set(name, true);
    const found = compare(name);
    known.set(name, found);
    return found;
  }

  function compare(name: string): boolean {
    if (name === other.name || name === target.name) return true;
    const own = ownFacts && topBinding(ownFacts, name);
    const theirs = otherFacts && topBinding(otherFacts, name);
    if (own === undefined || theirs === undefined) return own === theirs;
    return isOneThing(own, theirs) || isOneText(name);
  }

  function isOneThing(own: Binding, theirs: Binding): boolean {
    const [a, b] = [own.term, theirs.term];
    const left = program.symbols.of(target.file, { kind: "binding", id: ownFacts?.bindings.indexOf(own) ?? -1 });
    const right = program.symbols.of(other.file, { kind: "binding", id: otherFacts?.bindings.indexOf(theirs) ?? -1 });
    if (left && right) return symbolKey(left) === symbolKey(right);
    if (a.kind !== "import" || b.kind !== "import") return false;
    const values = [program.valueOf(target.file, a), program.valueOf(other.file, b)];
    if (values.every(({ kind }) => kind === "external")) {
      return new Set(values.map(valueKey)).size === 1;
    }
    return a.name === b.name && a.specifier === b.specifier && !a.specifier.startsWith(".");
  }

  function isOneText(name: string): boolean {
    const own = ownStatements.filter(({ names }) => names.includes(name));
    const theirs = otherStatements.filter(({ names }) => names.includes(name));
    if (own.length === 0 || own.length !== theirs.length) return false;
    return own.every((statement, index) => {
      const twin = theirs[index];
      if (twin === undefined || statement.words.join("\n") !== twin.words.join("\n")) return false;
      return difference(statement.range, twin.range) === undefined;
    });
  }

  function difference(own: Range, theirs: Range): string | undefined {
    const names = [
      ...(ownFacts ? usedNames(ownFacts, [own]) : []),
      ...(otherFacts ? usedNames(otherFacts, [theirs]) : []),
    ].map(({ name }) => name);
    return [...new Set(names)].find((name) => !isSame(name));
  }

  return { difference, isSame };
}

function statementsOf(project: Project, { file }: Definition): readonly Statement[] {
  return project.language(file).mover.statements(file, project.textOf(file));
}
