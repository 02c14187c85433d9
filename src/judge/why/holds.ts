/** What one version of a file says of a name: asked of its facts alone, so that any revision can be asked. */
import type { Range } from "../../base/text/span.js";
import type { FileFacts, Member } from "../../read/facts/facts.js";
import { rootOf, type Side, type Term } from "../../read/facts/terms.js";
import { standardOf } from "../../read/program/standard/standard.js";

/** The members that a class, an interface or an object at the top of a module declares, and those put on it in the same file. */
export function membersOf(facts: FileFacts, container: string): readonly Pick<Member, "name" | "range" | "side">[] {
  const isIt = (term: Term): boolean => {
    const root = rootOf(term);
    return root.kind === "binding" && facts.bindings[root.id]?.name === container;
  };
  const put = facts.augmentations.flatMap(({ target, name, range, side }) =>
    name !== undefined && isIt(target) ? [{ name, range, side }] : [],
  );
  return [...definitionsOf(facts, container).flatMap(({ members }) => members), ...put];
}

interface Definition {
  readonly range: Range;
  readonly members: readonly Member[];
}

function definitionsOf(facts: FileFacts, container: string): readonly Definition[] {
  const objects = facts.bindings.flatMap(({ name, topLevel, term }) => {
    const found = name === container && topLevel && term.kind === "object" ? facts.objects[term.index] : undefined;
    return found === undefined ? [] : [found];
  });
  const named = [...facts.classes, ...facts.interfaces].filter(({ name }) => name === container);
  return [...named, ...objects];
}

export function definitionOf(facts: FileFacts, container: string): Range | undefined {
  return definitionsOf(facts, container)[0]?.range;
}

/** @param side  that is asked; absent for an object, which has but one */
export function memberOf(facts: FileFacts, container: string, name: string, side: Side | undefined): Range | undefined {
  const { sidesMeet } = standardOf(facts.language);
  return membersOf(facts, container).find(
    (member) =>
      member.name === name && (side === undefined || member.side === side || (side === "instance" && sidesMeet)),
  )?.range;
}

/** The class may have members that its own definition does not declare. */
export function isOpen(facts: FileFacts, container: string): boolean {
  return facts.classes.some(({ name, bases, open }) => name === container && bases.length + open.length > 0);
}

/** Where a module exports a name. */
export function exportOf(facts: FileFacts, name: string): Range | undefined {
  const found = facts.exports.find((each) => each.kind === "name" && each.name === name);
  if (found === undefined) return undefined;
  const binding = facts.bindings.find((each) => each.topLevel && each.name === name);
  return binding?.nameRange ?? found.range;
}

/** A module that passes on all names of another one may export more than it says. */
export function isOpenModule(facts: FileFacts): boolean {
  return facts.openExports.length > 0 || facts.exports.some(({ kind }) => kind === "star");
}

/** A use of the missing name, with the import that leads to it. */
export interface Use {
  readonly range: Range;
  /** Absent for what is not reached by an import. */
  readonly specifier?: string;
}

/** Every place that asks something for a member of this name. */
export function memberUses(facts: FileFacts, name: string): readonly Use[] {
  return facts.sites.flatMap(({ target, nameRange, kind }) =>
    kind !== "type" && target.kind === "member" && target.name === name
      ? [{ range: nameRange, specifier: specifierOf(facts, target.of) }]
      : [],
  );
}

/** Every mock of a member or name that is called so. */
export function mockUses({ mocks, augmentations }: FileFacts, name: string): readonly Use[] {
  const mocked = mocks.filter((mock) => {
    if (mock.kind === "member") return mock.name === name;
    return mock.kind === "path" && mock.path.split(".").at(-1) === name;
  });
  const put = augmentations.filter((each) => each.name === name);
  return [...mocked.map(({ nameRange }) => nameRange), ...put.map((each) => each.range)].map((range) => ({ range }));
}

export function importUses(facts: FileFacts, name: string): readonly Use[] {
  return facts.imports.flatMap(({ specifier, names }) =>
    names.flatMap(({ imported, range }) => (imported === name ? [{ range, specifier }] : [])),
  );
}

export function moduleUses(facts: FileFacts, wanted: string): readonly Use[] {
  return facts.imports.flatMap(({ specifier, specifierRange }) =>
    specifier === wanted ? [{ range: specifierRange, specifier }] : [],
  );
}

const MOST_HOPS = 10;

/** The import that an expression begins with, also by way of variables. */
function specifierOf(facts: FileFacts, term: Term): string | undefined {
  let root = rootOf(term);
  for (let hops = 0; hops < MOST_HOPS && root.kind === "binding"; hops += 1) {
    const binding = facts.bindings[root.id];
    if (binding === undefined) return undefined;
    root = rootOf(binding.type ?? binding.term);
  }
  return root.kind === "import" ? root.specifier : undefined;
}
