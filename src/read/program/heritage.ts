/** Which classes a class extends, and which extend it. */
import { packageName } from "../drivers/index.js";
import type { ClassFacts } from "../facts/facts.js";
import type { Linker } from "./program.js";
import type { DefinitionRef, Value } from "./values.js";

export interface Heritage {
  classFacts(ref: DefinitionRef): ClassFacts | undefined;
  /** The classes that a class extends, nearest first, with what could not be followed. */
  bases(ref: DefinitionRef): Lineage;
  /** The classes that extend a class, directly or not. */
  subclasses(ref: DefinitionRef): readonly DefinitionRef[];
}

export interface Lineage {
  readonly classes: readonly DefinitionRef[];
  readonly unknown?: string;
  /** The line begins at the event emitter of Node, whose members are known. */
  readonly emitter?: true;
}

/** Longer lines of classes are circles. */
const MOST_BASES = 20;

export function createHeritage(linker: Linker): Heritage {
  const lineages = new Map<string, Lineage>();
  let below: ReadonlyMap<string, readonly DefinitionRef[]> | undefined;

  function classFacts(ref: DefinitionRef): ClassFacts | undefined {
    return linker.input.facts(ref.file)?.classes[ref.index];
  }

  function bases(ref: DefinitionRef): Lineage {
    const key = refKey(ref);
    const lineage = lineages.get(key) ?? climb(ref);
    lineages.set(key, lineage);
    return lineage;
  }

  /** Depth first, each class once: near enough to the order in which languages with several bases look. */
  function climb(ref: DefinitionRef): Lineage {
    const classes = new Map<string, DefinitionRef>();
    let emitter = false;
    let unknown: string | undefined;
    const visit = (at: DefinitionRef): void => {
      for (const term of classFacts(at)?.bases ?? []) {
        const base = linker.evaluator.valueOf(at.file, term);
        if (isEmitter(base)) emitter = true;
        else if (base.kind !== "class") unknown ??= baseReason(base);
        else if (refKey(base) === refKey(ref) || classes.size >= MOST_BASES) unknown ??= "extends itself";
        else if (!classes.has(refKey(base))) {
          classes.set(refKey(base), { file: base.file, index: base.index });
          visit(base);
        }
      }
    };
    visit(ref);
    return {
      classes: [...classes.values()],
      unknown,
      ...(emitter ? { emitter } : {}),
    };
  }

  function findSubclasses(): ReadonlyMap<string, readonly DefinitionRef[]> {
    const found = new Map<string, DefinitionRef[]>();
    for (const facts of linker.input.all) {
      facts.classes.forEach((each, index) => {
        const ref = { file: facts.file, index };
        for (const base of each.bases.length === 0 ? [] : bases(ref).classes) {
          const key = refKey(base);
          found.set(key, [...(found.get(key) ?? []), ref]);
        }
      });
    }
    return found;
  }

  return {
    classFacts,
    bases,
    subclasses(ref) {
      below ??= findSubclasses();
      return below.get(refKey(ref)) ?? [];
    },
  };
}

function isEmitter(base: Value): boolean {
  if (base.kind !== "external" || !/^(node:)?events$/.test(base.package)) return false;
  return /^(default|=|EventEmitter|[*=] (default|EventEmitter)|default EventEmitter)$/.test(base.path.join(" "));
}

function refKey({ file, index }: DefinitionRef): string {
  return `${index} ${file}`;
}

function baseReason(base: Value): string {
  if (base.kind === "external") return `extends a class of \`${packageName(base.package)}\``;
  return base.kind === "unknown" ? `unknown base: ${base.reason}` : "unknown base";
}
