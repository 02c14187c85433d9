/** Evaluates terms to values. A definition that refers to itself adds nothing to itself: `db = db ?? new Pool()` is a pool. */

import type { FilePath } from "../../base/text/span.js";
import type { FileFacts, FunctionFacts, Member } from "../facts/facts.js";
import type { Term } from "../facts/terms.js";
import { awaited, constructed, injected, isTelling, iterated, mapValue, promiseOf } from "./derived.js";
import { createMemo } from "./memo.js";
import type { Linker } from "./program.js";
import { ENTRANCES } from "./standard/blocks.js";
import { iterates } from "./standard/collections.js";
import { standardOf } from "./standard/standard.js";
import { type DefinitionRef, extendedPath, NOTHING, unionOf, unknownValue, type Value } from "./values.js";

export interface Evaluator {
  valueOf(file: FilePath, term: Term): Value;
  bindingValue(file: FilePath, id: number): Value;
  /** What a module gives under a name; re-exports may lead in a circle. */
  exportValue(file: FilePath, name: string, term: Term): Value;
  /** What is put on a definition from outside, at an offset of a file; such members may speak of one another. */
  addedValue(file: FilePath, offset: number, term: Term): Value;
  /** What a member is by its own definition; fields of a class are often made of one another. */
  memberValue(file: FilePath, member: Member): Value;
  /** What a call of the value gives. */
  callResult(callee: Value): Value;
}

type Handed = Extract<Term, { kind: "handed" }>;

export function createEvaluator(linker: Linker): Evaluator {
  const memo = createMemo<Value>(NOTHING, unknownValue("a chain of definitions that does not end"));

  const aliasesUnderWay = new Set<string>();

  function evaluate(file: FilePath, term: Term): Value {
    switch (term.kind) {
      case "binding":
        return bindingValue(file, term.id);
      case "global":
        return globalValue(file, term.name);
      case "import":
        return linker.modules.imported(file, term.specifier, term.name);
      case "class":
      case "function":
      case "object":
      case "interface":
        return { kind: term.kind, file, index: term.index };
      case "this":
        return { kind: term.side === "static" ? "class" : "instance", file, index: term.class };
      case "member":
        return memberValue(evaluate(file, term.of), term.name, file);
      case "element":
        return linker.members.element(evaluate(file, term.of), file);
      case "call":
        return callResult(evaluate(file, term.of));
      case "construct":
        return mapValue(evaluate(file, term.of), constructed);
      case "await":
        return mapValue(evaluate(file, term.of), awaited);
      case "instance":
        return mapValue(evaluate(file, term.of), (value) => instanceOf(value));
      case "promise":
        return promiseOf(evaluate(file, term.of));
      case "collection":
        return { kind: "collection", of: evaluate(file, term.of) };
      case "entered":
        return mapValue(evaluate(file, term.of), (value) => entered(value, file));
      case "iterated":
        return mapValue(evaluate(file, term.of), iterated);
      case "injected":
        return mapValue(callResult(evaluate(file, term.of)), injected);
      case "union":
        return unionOf(term.of.map((part) => evaluate(file, part)));
      case "handed":
        return handedValue(file, term);
      case "literal":
        return NOTHING;
      case "unknown":
        return unknownValue(term.reason);
    }
  }

  function bindingValue(file: FilePath, id: number): Value {
    return memo.ask(`binding ${id} ${file}`, () => {
      const binding = linker.input.facts(file)?.bindings[id];
      if (binding === undefined) return unknownValue("not read");
      const annotated = binding.type && evaluate(file, binding.type);
      if (annotated && isTelling(annotated)) return annotated;
      return unionOf([binding.term, ...binding.assigned].map((term) => evaluate(file, term)));
    });
  }

  function globalValue(file: FilePath, name: string): Value {
    const brought = linker.modules.brought(file, name);
    return brought?.kind === "found" ? brought.value : unknownValue(`global \`${name}\``);
  }

  function memberValue(of: Value, name: string, from: FilePath): Value {
    const found = linker.members.lookUp(of, name, from);
    if (found.kind === "found") return found.value;
    return unknownValue(found.kind === "absent" ? `no member \`${name}\`` : found.reason);
  }

  function callResult(callee: Value): Value {
    return mapValue(callee, (value) => {
      if (value.kind === "function") return functionResult(value);
      if (value.kind === "external") return extendedPath(value, "()");
      if (value.kind === "picker") return value.of;
      // Languages without `new` construct by a call.
      if (value.kind === "class") return { ...value, kind: "instance" };
      return value.kind === "nothing"
        ? NOTHING
        : unknownValue(value.kind === "unknown" ? value.reason : `call of ${value.kind}`);
    });
  }

  function functionResult(ref: DefinitionRef): Value {
    return memo.ask(`result ${ref.index} ${ref.file}`, () => {
      const facts = linker.input.functionAt(ref);
      if (facts === undefined) return unknownValue("not read");
      if (facts.contextManager) return { kind: "context-manager", async: facts.async, of: yielded(ref.file, facts) };
      const remade = facts.yields.length > 0 ? remadeBy(ref.file, facts) : undefined;
      if (remade !== undefined) return unknownValue(`decorator \`@${remade}\` of a generator`);
      if (facts.yields.length > 0) return { kind: "generator", async: facts.async, of: yielded(ref.file, facts) };
      const declared = facts.returnType && evaluate(ref.file, facts.returnType);
      if (declared && isTelling(declared)) return declared;
      if (facts.generator) return unknownValue("generator");
      const returned = unionOf(facts.returns.map((term) => evaluate(ref.file, term)));
      return facts.async ? promiseOf(returned) : returned;
    });
  }

  /** The decorator that may make something else of a generator, as `contextmanager` does. */
  function remadeBy(file: FilePath, { decorators }: FunctionFacts): string | undefined {
    const { keepsGenerators } = standardOf(linker.input.facts(file)?.language);
    return decorators.find((decorator) => !keepsGenerators(decorator));
  }

  /** What a generator yields, or what its annotation says that it does: `AsyncIterator[AsyncSession]`. */
  function yielded(file: FilePath, { yields, returnType }: FunctionFacts): Value {
    const declared = returnType && iterated(evaluate(file, returnType));
    if (declared && isTelling(declared)) return declared;
    return unionOf(yields.map((term) => evaluate(file, term)));
  }

  /** What the callee passes to its callback: from its body, or from the type of the parameter. */
  function handedValue(file: FilePath, term: Handed): Value {
    const iterated = handedByStandard(file, term);
    if (iterated !== undefined) return iterated;
    return mapValue(evaluate(file, term.of), (callee) => {
      if (callee.kind === "external") return extendedPath(callee, "()", `callback(${term.parameter})`);
      if (callee.kind !== "function") return unknownValue("parameter without a type");
      const facts = linker.input.functionAt(callee);
      if (facts === undefined) return unknownValue("not read");
      const given = facts.invokes.filter((invocation) => invocation.parameter === term.argument);
      const passed = given.flatMap((invocation) => invocation.arguments[term.parameter] ?? []);
      if (passed.length > 0) return unionOf(passed.map((argument) => evaluate(callee.file, argument)));
      return handedByType(callee.file, facts, term);
    });
  }

  /** `promise.then((x) => …)`, `pools.forEach((x) => …)`, `map.forEach((x) => …)` */
  function handedByStandard(file: FilePath, { of, argument, parameter }: Handed): Value | undefined {
    if (of.kind !== "member" || argument > 0 || parameter > 0) return undefined;
    const isThen = of.name === "then";
    if (!isThen && !iterates(of.name)) return undefined;
    const receiver = evaluate(file, of.of);
    if (isThen && receiver.kind === "promise") return receiver.of;
    return !isThen && receiver.kind === "collection" ? receiver.of : undefined;
  }

  function handedByType(file: FilePath, facts: FunctionFacts, term: Handed): Value {
    const parameter = facts.parameters[term.argument]?.binding;
    const callback = parameter === undefined ? NOTHING : bindingValue(file, parameter);
    if (callback.kind !== "function") return unknownValue("parameter without a type");
    const inner = linker.input.functionAt(callback)?.parameters[term.parameter]?.binding;
    return inner === undefined ? unknownValue("parameter without a type") : bindingValue(callback.file, inner);
  }

  /** A package's own context managers give what was entered, or a handle of it; others say it in their `__enter__`. */
  function entered(value: Value, from: FilePath): Value {
    // An annotation such as `AsyncContextManager[X]` says of one what it holds.
    if (value.kind === "context-manager" || value.kind === "collection") return value.of;
    if (value.kind === "external" || value.kind === "unknown") return value;
    if (value.kind !== "instance") return unknownValue(`${value.kind} that is entered`);
    const [entrance] = ENTRANCES.flatMap((name) => {
      const found = linker.members.lookUp(value, name, from);
      return found.kind === "found" ? [found.value] : [];
    });
    return entrance === undefined ? unknownValue("no context manager") : mapValue(callResult(entrance), awaited);
  }

  function instanceOf(value: Value): Value {
    switch (value.kind) {
      case "class":
        return { ...value, kind: "instance" };
      case "interface": {
        const facts = interfaceFacts(linker, value);
        return facts?.alias ? aliasValue(value, facts.alias) : value;
      }
      case "external":
        return extendedPath(value, "new()");
      // A type that is written as a value's name: an enum, a namespace.
      default:
        return value.kind === "unknown" ? value : unknownValue(`type from ${value.kind}`);
    }
  }

  /** `type Json = string | Json[]` speaks of itself, and says nothing more the second time. */
  function aliasValue({ file, index }: DefinitionRef, alias: Term): Value {
    const key = `${index} ${file}`;
    if (aliasesUnderWay.has(key)) return NOTHING;
    aliasesUnderWay.add(key);
    const value = evaluate(file, alias);
    aliasesUnderWay.delete(key);
    return value;
  }

  function addedValue(file: FilePath, offset: number, term: Term): Value {
    return memo.ask(`added ${offset} ${file}`, () => evaluate(file, term));
  }

  function definedValue(file: FilePath, { nameRange, type, value }: Member): Value {
    return memo.ask(`member ${nameRange.start} ${nameRange.end} ${file}`, () => {
      const annotated = type && evaluate(file, type);
      return annotated && annotated.kind !== "unknown" && annotated.kind !== "nothing"
        ? annotated
        : evaluate(file, value);
    });
  }

  function exportValue(file: FilePath, name: string, term: Term): Value {
    return memo.ask(`export ${name} ${file}`, () => evaluate(file, term));
  }

  return { valueOf: evaluate, bindingValue, exportValue, addedValue, memberValue: definedValue, callResult };
}

function interfaceFacts(linker: Linker, ref: DefinitionRef): FileFacts["interfaces"][number] | undefined {
  return linker.input.facts(ref.file)?.interfaces[ref.index];
}
