/**
 * Members added to a definition from outside: `Manager.reset = …`, `Object.assign(exports, …)`, `interface X` beside `class
 * X`, `declare module`. What a test adds counts in that test alone, and so does a mock, which may have any members.
 */

import type { FilePath } from "../../base/text/span.js";
import type { Augmentation, FileFacts, Mock } from "../facts/facts.js";
import { type Side, unknownTerm } from "../facts/terms.js";
import { replacedBy } from "./mocked.js";
import type { Linker } from "./program.js";
import { alternatives, type Lookup, NOTHING, type Value } from "./values.js";

export interface Outside {
  /** What is put on a definition under a name; empty where nothing is. */
  named(of: Value, side: Side, name: string, from: FilePath): readonly Value[];
  /** What is put there under names that cannot be listed; empty where nothing is. */
  unnamed(of: Value, side: Side, from: FilePath): readonly Value[];
}

type Placed = Omit<Augmentation, "target" | "side"> & { readonly file: FilePath; readonly isMock?: true };

/** By definition: what is added to it, and where. */
export type Additions = ReadonlyMap<string, readonly Placed[]>;

export const NO_ADDITIONS: Additions = new Map();

export function createOutside(linker: Linker): Outside {
  function on(of: Value, side: Side, from: FilePath): readonly Placed[] {
    const key = definitionKey(of, side);
    const placed = key === undefined ? [] : (linker.additions().get(key) ?? []);
    return placed.filter((each) => each.file === from || isForAll(each, from));
  }

  /** Files that prepare tests mock for all of them. */
  function isForAll({ file, isMock }: Placed, from: FilePath): boolean {
    const { isTest, isTestSetup } = linker.input;
    return isMock ? isTest(from) && isTestSetup(file) : !isTest(file);
  }

  function values(placed: readonly Placed[]): readonly Value[] {
    return placed.map(({ file, range, value }) => linker.evaluator.addedValue(file, range.start, value));
  }

  return {
    named: (of, side, name, from) => values(on(of, side, from).filter((each) => each.name === name)),
    unnamed: (of, side, from) => values(on(of, side, from).filter((each) => each.name === undefined)),
  };
}

/** @param linker what each addition is put on is looked up by it; its own additions are those that it was given */
export function findAdditions(linker: Linker): Additions {
  const index = new Map<string, Placed[]>();
  const place = (key: string, placed: Placed): void => {
    const list = index.get(key);
    if (list === undefined) index.set(key, [placed]);
    else list.push(placed);
  };
  for (const facts of linker.input.all) {
    const { file } = facts;
    for (const augmentation of facts.augmentations) {
      const { name, value, range } = augmentation;
      for (const key of augmentedKeys(linker, facts, augmentation)) place(key, { name, value, range, file });
      for (const key of reassignedKeys(linker, facts, augmentation)) place(key, { value, range, file });
    }
    for (const mock of facts.mocks.filter(({ spies }) => spies === undefined)) {
      const { range } = mock;
      for (const key of mockedKeys(linker, file, mock)) place(key, { value: MOCKED, range, file, isMock: true });
    }
  }
  return index;
}

const MOCKED = unknownTerm("mocked");

function augmentedKeys(linker: Linker, facts: FileFacts, augmentation: Augmentation): readonly string[] {
  const target = linker.evaluator.valueOf(facts.file, augmentation.target);
  return alternatives(target).flatMap((part) => definitionKey(part, augmentation.side) ?? []);
}

/** `db.Manager = Fake` on a module: what its name stood for may be anything from then on. */
function reassignedKeys(linker: Linker, facts: FileFacts, { target, name }: Augmentation): readonly string[] {
  const modules = alternatives(linker.evaluator.valueOf(facts.file, target)).filter(({ kind }) => kind === "module");
  return modules.flatMap((module) => keysOfMember(linker, module, name, facts.file));
}

/** A member of a class that is replaced is there, and the class has no others than before. */
function mockedKeys(linker: Linker, file: FilePath, mock: Mock): readonly string[] {
  const { members, modules, input, evaluator } = linker;
  const names = { resolve: input.resolve, members, modules, valueOf: evaluator.valueOf };
  return replacedBy(names, file, mock).flatMap((replaced) => {
    if (replaced.kind === "exports")
      return replaced.given === undefined ? [] : exportedKeys(linker, file, replaced.file);
    const { of, name } = replaced;
    return of.kind === "module" || of.kind === "object" ? keysOfMember(linker, of, name, file) : [];
  });
}

function exportedKeys({ modules, members }: Linker, from: FilePath, file: FilePath): readonly string[] {
  const module: Value = { kind: "module", file };
  const names = [...modules.names(file), "default", "="];
  const exported = names.flatMap((name) => valueKeys(valueIn(members.lookUp(module, name, from))));
  return [...valueKeys(module), ...exported];
}

function keysOfMember(linker: Linker, of: Value, name: string | undefined, from: FilePath): readonly string[] {
  return name === undefined ? [] : valueKeys(valueIn(linker.members.lookUp(of, name, from)));
}

function valueIn(lookup: Lookup): Value {
  return lookup.kind === "found" ? lookup.value : NOTHING;
}

/** On both sides. */
function valueKeys(value: Value): readonly string[] {
  return alternatives(value).flatMap((part) => {
    const sides = (part.kind === "class" ? ["static", "instance"] : ["static"]) as readonly Side[];
    return sides.flatMap((side) => definitionKey(part, side) ?? []);
  });
}

/** `manager.x = …` on an instance adds to that one; nobody can tell which, so all of them have it. */
function definitionKey(value: Value, side: Side): string | undefined {
  switch (value.kind) {
    case "class":
      return `${side} class ${value.index} ${value.file}`;
    case "instance":
      return `instance class ${value.index} ${value.file}`;
    case "module":
      return `module ${value.file}`;
    case "interface":
    case "function":
    case "object":
      return `${value.kind} ${value.index} ${value.file}`;
    default:
      return undefined;
  }
}
