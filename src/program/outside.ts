/**
 * Members put on a definition from outside it: `Manager.reset = …`, `Object.assign(exports, …)`, `interface X` beside
 * `class X`, `declare module`. What a test adds holds in that test alone.
 */
import type { Augmentation, FileFacts } from "../facts/facts.js";
import type { Side } from "../facts/terms.js";
import type { FilePath } from "../text/span.js";
import type { Linker } from "./program.js";
import { alternatives, type Value } from "./values.js";

export interface Outside {
  /** What is put on a definition under a name; empty where nothing is. */
  named(of: Value, side: Side, name: string, from: FilePath): readonly Value[];
  /** What is put there under names that cannot be listed; empty where nothing is. */
  unnamed(of: Value, side: Side, from: FilePath): readonly Value[];
}

type Placed = Augmentation & { readonly file: FilePath };

export function createOutside(linker: Linker): Outside {
  const index = new Map<string, Placed[]>();
  let isBuilt = false;

  function on(of: Value, side: Side, from: FilePath): readonly Placed[] {
    const key = definitionKey(of, side);
    if (!isBuilt) {
      // Targets are looked up while the index grows, and must not start it again.
      isBuilt = true;
      fillIndex(linker, index);
    }
    const placed = key === undefined ? [] : (index.get(key) ?? []);
    return placed.filter(({ file }) => file === from || !linker.input.isTest(file));
  }

  function values(placed: readonly Placed[]): readonly Value[] {
    return placed.map(({ file, range, value }) => linker.evaluator.addedValue(file, range.start, value));
  }

  return {
    named: (of, side, name, from) => values(on(of, side, from).filter((each) => each.name === name)),
    unnamed: (of, side, from) => values(on(of, side, from).filter((each) => each.name === undefined)),
  };
}

function fillIndex(linker: Linker, index: Map<string, Placed[]>): void {
  for (const facts of linker.input.all) {
    for (const augmentation of facts.augmentations) {
      for (const key of augmentedKeys(linker, facts, augmentation)) {
        const placed = { ...augmentation, file: facts.file };
        const list = index.get(key);
        if (list === undefined) index.set(key, [placed]);
        else list.push(placed);
      }
    }
  }
}

function augmentedKeys(linker: Linker, facts: FileFacts, augmentation: Augmentation): readonly string[] {
  const target = linker.evaluator.valueOf(facts.file, augmentation.target);
  return alternatives(target).flatMap((part) => definitionKey(part, augmentation.side) ?? []);
}

/** `manager.x = …` on an instance adds to that one; nobody can tell which, so all of them have it. */
function definitionKey(value: Value, side: Side): string | undefined {
  switch (value.kind) {
    case "class":
      return `${side} class ${value.index} ${value.file}`;
    case "instance":
      return `instance class ${value.index} ${value.file}`;
    case "interface":
    case "function":
    case "object":
      return `${value.kind} ${value.index} ${value.file}`;
    default:
      return undefined;
  }
}
