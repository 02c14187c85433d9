/** Symbols: which definition of the program a term refers to, under any local name. */

import type { FilePath } from "../../base/text/span.js";
import type { Term } from "../facts/terms.js";
import { packageModule } from "./modules.js";
import type { Linker } from "./program.js";
import type { SymbolRef } from "./values.js";

export interface Symbols {
  /** @returns `undefined` where the term is no name, or a name that leads out of the program */
  of(file: FilePath, term: Term): SymbolRef | undefined;
  /** What a module exports under a dotted path: `databaseManager.sessionScope`. */
  exported(file: FilePath, path: readonly string[]): SymbolRef | undefined;
}

const MOST_HOPS = 30;

export function createSymbols(linker: Linker): Symbols {
  function of(file: FilePath, term: Term, hops = 0): SymbolRef | undefined {
    if (hops > MOST_HOPS) return undefined;
    switch (term.kind) {
      case "binding":
        return ofBinding(file, term.id, hops);
      case "import":
        return ofImport(file, term.specifier, term.name, hops);
      case "global":
        return ofGlobal(file, term.name, hops);
      case "member":
        return ofMember(file, term, hops);
      case "await":
        return of(file, term.of, hops + 1);
      case "promise":
        // What `await import("./db")` names.
        return of(file, term.of, hops + 1);
      case "class":
      case "function":
        return ofDefinition(file, term);
      default:
        return undefined;
    }
  }

  function ofBinding(file: FilePath, id: number, hops: number): SymbolRef | undefined {
    const binding = linker.input.facts(file)?.bindings[id];
    if (binding === undefined) return undefined;
    const isAlias =
      binding.assigned.length === 0 &&
      (binding.term.kind === "import" || binding.term.kind === "member" || binding.term.kind === "binding");
    const aliased = isAlias ? of(file, binding.term, hops + 1) : undefined;
    if (aliased !== undefined) return aliased;
    if (!binding.topLevel || binding.kind === "import") return undefined;
    return { file, name: binding.name, path: [], range: binding.nameRange };
  }

  function ofImport(file: FilePath, specifier: string, name: string, hops: number): SymbolRef | undefined {
    const target = linker.input.resolve(file, specifier);
    if (target.kind === "namespace") return ofSubmodule(packageModule(target.directory), name);
    return target.kind === "file" ? ofExport(linker.modules.meant(target, name), name, hops + 1) : undefined;
  }

  /** A name that the file does not bind may have come with all names of a module. */
  function ofGlobal(file: FilePath, name: string, hops: number): SymbolRef | undefined {
    return linker.modules.brought(file, name)?.kind === "found" ? ofExport(file, name, hops + 1) : undefined;
  }

  function ofExport(file: FilePath, name: string, hops: number): SymbolRef | undefined {
    const facts = linker.input.facts(file);
    if (hops > MOST_HOPS) return undefined;
    if (facts === undefined) return ofSubmodule(file, name);
    if (name === "*") return namespaceOf(file);
    const origin = linker.modules.origin(file, name);
    if (origin !== undefined && (origin.file !== file || origin.name !== name))
      return ofExport(origin.file, origin.name, hops + 1);
    const own = facts.exports.find((entry) => entry.kind === "name" && entry.name === name);
    if (own?.kind === "name") {
      return of(file, own.term, hops + 1) ?? { file, name, path: [], range: own.range };
    }
    return ofWhole(file, name, hops) ?? ofSubmodule(file, name);
  }

  function ofSubmodule(of: FilePath, name: string): SymbolRef | undefined {
    const submodule = linker.input.submodule(of, name);
    return submodule === undefined ? undefined : namespaceOf(submodule);
  }

  /** A name of a CommonJS module that exports one object. */
  function ofWhole(file: FilePath, name: string, hops: number): SymbolRef | undefined {
    const facts = linker.input.facts(file);
    const whole = facts?.exports.find((entry) => entry.kind === "name" && entry.name === "=");
    if (whole?.kind !== "name") return name === "=" || name === "default" ? namespaceOf(file) : undefined;
    if (name === "default") return ofExport(file, "=", hops + 1);
    const object = whole.term.kind === "object" ? facts?.objects[whole.term.index] : undefined;
    const member = object?.members.find((candidate) => candidate.name === name);
    return member && (of(file, member.value, hops + 1) ?? { file, name, path: [], range: member.nameRange });
  }

  function ofMember(file: FilePath, term: Extract<Term, { kind: "member" }>, hops: number): SymbolRef | undefined {
    const base = of(file, term.of, hops + 1);
    if (base === undefined) return undefined;
    if (base.name === "*" && base.path.length === 0) return ofExport(base.file, term.name, hops + 1);
    if (base.path.length === 0 && base.name === "=")
      return ofWhole(base.file, term.name, hops) ?? extended(base, term.name);
    return extended(base, term.name);
  }

  function ofDefinition(file: FilePath, term: Extract<Term, { readonly index: number }>): SymbolRef | undefined {
    const facts = linker.input.facts(file);
    const definition = term.kind === "class" ? facts?.classes[term.index] : facts?.functions[term.index];
    const nameRange = definition?.nameRange;
    if (definition?.name === undefined || nameRange === undefined || !definition.topLevel) return undefined;
    return { file, name: definition.name, path: [], range: nameRange };
  }

  return {
    of: (file, term) => of(file, term),
    exported(file, [first, ...rest]) {
      const symbol = first === undefined ? undefined : ofExport(file, first, 0);
      return symbol && rest.reduce(extended, symbol);
    },
  };
}

/** A namespace names no definition; its member does. */
function namespaceOf(file: FilePath): SymbolRef {
  return { file, name: "*", path: [], range: { start: 0, end: 0 } };
}

function extended(symbol: SymbolRef, name: string): SymbolRef {
  return { ...symbol, path: [...symbol.path, name] };
}
