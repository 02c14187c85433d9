/**
 * Database modules: modules that export a handle or a way to get one. A file that imports none of them, names no driver and
 * defines no manager cannot reach a database in any way that the linker could follow, and is never parsed.
 */

import { contains } from "../../base/text/span.js";
import { bringsClient, clientOf, isDatabase } from "../../read/drivers/index.js";
import type { Argument, ClassFacts, FileFacts } from "../../read/facts/facts.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, type DefinitionRef, type Value } from "../../read/program/values.js";
import { buildsClient, type Handles, runsStatements, untypedHandle } from "./handles.js";
import { isManagerName, isPlainManagerName } from "./names.js";

export interface DatabaseModules {
  isDatabaseModule(facts: FileFacts): boolean;
  /** Names that a file passes on only because it imports them, and that carry a way to the database. */
  passedOn(facts: FileFacts): readonly string[];
  /** A class that looks after connections: it builds a client, or hands out handles, and is not merely their user. */
  isManagerClass(ref: DefinitionRef): boolean;
  /** An object at the top of a module that does so. */
  isManagerObject(ref: DefinitionRef, name: string): boolean;
  /** Members that hand out a handle. */
  handleFactories(value: Value): readonly string[];
}

/** @param named names that the configuration gives: accessors, managers, legacy accessors */
export function createDatabaseModules(program: Program, handles: Handles, named: ReadonlySet<string>): DatabaseModules {
  const classes = new Map<string, boolean>();
  const functions = new Map<string, boolean>();
  const modules = new Map<FileFacts, boolean>();

  function isDatabaseModule(facts: FileFacts): boolean {
    const known = modules.get(facts) ?? isCarrier(facts, new Set());
    modules.set(facts, known);
    return known;
  }

  /** @param seen modules that were looked into, each once: `export *` may lead in many circles */
  function isCarrier(facts: FileFacts, seen: Set<FileFacts>): boolean {
    if (seen.has(facts)) return false;
    seen.add(facts);
    return facts.exports.some((entry) => {
      if (entry.kind === "star") return leadsToCarrier(facts, entry.specifier, seen);
      if (entry.implicit) return false;
      if (named.has(entry.name)) return true;
      const value = program.valueOf(facts.file, entry.term);
      if (carries(value, 0)) return true;
      // A default export goes by the name that it has in its own module.
      const symbol = program.symbols.exported(facts.file, [entry.name]);
      if (symbol === undefined) return false;
      return (
        untypedHandle(program, symbol, value) !== undefined ||
        alternatives(value).some((part) => runsStatements(program, part, symbol.name))
      );
    });
  }

  function passedOn(facts: FileFacts): readonly string[] {
    return facts.exports.flatMap((entry) => {
      if (entry.kind === "star" || !entry.implicit) return [];
      return named.has(entry.name) || carries(program.valueOf(facts.file, entry.term), 0) ? [entry.name] : [];
    });
  }

  function leadsToCarrier(facts: FileFacts, specifier: string, seen: Set<FileFacts>): boolean {
    const target = program.resolve(facts.file, specifier);
    const next = target.kind === "file" ? program.facts(target.file) : undefined;
    return next !== undefined && isCarrier(next, seen);
  }

  /** Two steps are enough for `services.database.getDb()`; further away nobody looks for an accessor. */
  function carries(value: Value, depth: number): boolean {
    if (depth > 2) return false;
    return alternatives(value).some((part) => {
      if (handles.isHandle(part)) return true;
      switch (part.kind) {
        case "context-manager":
        case "generator":
          return carries(part.of, depth);
        case "class":
        case "instance":
          return isManagerClass(part) || extendsManager(part) || holdsManager(part);
        case "promise":
        case "collection":
          return carries(part.of, depth);
        case "function":
          return carriesFunction(part, depth);
        case "object":
          return (
            members(part).some((member) => carries(member, depth + 1)) ||
            handles.holdsHandle(part) ||
            handles.runsQueries(part)
          );
        case "module":
          return depth === 0 && program.modules.names(part.file).some((name) => exportCarries(part.file, name));
        case "external":
          return buildsWhenUsed(part);
        case "interface":
          return isPlainManagerName(program.facts(part.file)?.interfaces[part.index]?.name ?? "");
        default:
          return false;
      }
    });
  }

  /** What a manager's subclass is asked for, the manager may lack, whatever the subclass is called. */
  function extendsManager(ref: DefinitionRef): boolean {
    return program.members.bases(ref).classes.some(isManagerClass);
  }

  /**
   * A class that holds a manager in a field or a getter that others can reach. Only what a field is declared or built as
   * is looked at: following every member of every class costs more than it has ever found.
   */
  function holdsManager({ file, index }: DefinitionRef): boolean {
    const members = program.facts(file)?.classes[index]?.members ?? [];
    return members.some(({ kind, visibility, type, value }) => {
      if (visibility === "private" || visibility === "hash") return false;
      const term = type ?? value;
      const isDeclared = term.kind === "instance" || term.kind === "construct" || term.kind === "binding";
      if (kind !== "getter" && (kind !== "field" || !isDeclared)) return false;
      return alternatives(program.valueOf(file, term)).some(
        (part) => (part.kind === "class" || part.kind === "instance") && isManagerClass(part),
      );
    });
  }

  function exportCarries(file: string, name: string): boolean {
    const found = program.modules.exported(file, name);
    return found.kind === "found" && carries(found.value, 1);
  }

  function carriesFunction(ref: DefinitionRef, depth: number): boolean {
    const key = `${ref.file}:${ref.index}:${depth}`;
    const known =
      functions.get(key) ??
      (program.functionAt(ref) !== undefined && (carries(program.resultOf(ref), depth + 1) || handsOver(ref)));
    functions.set(key, known);
    return known;
  }

  /** `withSession(work)`; a method with further parameters does its own work, with a handle on the side. */
  function takesOnlyCallback(ref: DefinitionRef): boolean {
    return program.functionAt(ref)?.parameters.length === 1;
  }

  /** Hands a handle to its callback. */
  function handsOver(ref: DefinitionRef): boolean {
    const invokes = program.functionAt(ref)?.invokes ?? [];
    return invokes.some(({ arguments: given }) =>
      given.some((term) => handles.isHandle(program.valueOf(ref.file, term))),
    );
  }

  /** `withSession(work) { return getDb(work); }`: what it calls hands the handle over. */
  function passesCallbackOn(ref: DefinitionRef, depth = 0): boolean {
    const own = program.functionAt(ref);
    const facts = program.facts(ref.file);
    const callback = own?.parameters[0]?.binding;
    if (own === undefined || facts === undefined || callback === undefined || depth > MOST_PASSES) return false;
    const isCallback = ({ term }: Argument): boolean => term.kind === "binding" && term.id === callback;
    return facts.sites.some(
      (site) =>
        site.kind === "call" &&
        contains(own.range, site.range) &&
        site.arguments.some(isCallback) &&
        alternatives(program.valueOf(ref.file, site.target)).some(
          (part) =>
            part.kind === "function" &&
            takesOnlyCallback(part) &&
            (handsOver(part) || passesCallbackOn(part, depth + 1)),
        ),
    );
  }

  function members(ref: DefinitionRef): readonly Value[] {
    const facts = program.facts(ref.file)?.objects[ref.index];
    return (facts?.members ?? []).map((member) => program.valueOf(ref.file, member.type ?? member.value));
  }

  function isManagerClass(ref: DefinitionRef): boolean {
    const key = `${ref.file}:${ref.index}`;
    const known = classes.get(key);
    if (known !== undefined) return known;
    classes.set(key, false);
    const facts = program.facts(ref.file)?.classes[ref.index];
    const is = facts !== undefined && (named.has(facts.name) || looksAfter(ref, facts));
    classes.set(key, is);
    return is;
  }

  function looksAfter(ref: DefinitionRef, facts: ClassFacts): boolean {
    if (isPlainManagerName(facts.name)) return true;
    if (!isManagerName(facts.name)) return false;
    return (
      handleFactories({ kind: "instance", ...ref }).length > 0 ||
      handleFactories({ kind: "class", ...ref }).length > 0 ||
      buildsClient(program, { kind: "class", ...ref })
    );
  }

  function handleFactories(value: Value): readonly string[] {
    return program.members.listed(value).flatMap((member) => {
      if (member.visibility !== "public" || member.kind === "setter") return [];
      const found = "file" in value ? program.members.lookUp(value, member.name, value.file) : undefined;
      return found?.kind === "found" && !found.unbound && gives(found.value) ? [member.name] : [];
    });
  }

  function gives(value: Value): boolean {
    if (handles.isHandle(value)) return true;
    return alternatives(value).some((part) => {
      if (part.kind === "collection") return handles.isHandle(part.of);
      if (part.kind !== "function") return false;
      if (takesOnlyCallback(part) && (handsOver(part) || passesCallbackOn(part))) return true;
      return handles.isHandle(program.resultOf(part));
    });
  }

  function isManagerObject(ref: DefinitionRef, name: string): boolean {
    return isManagerName(name) && handleFactories({ kind: "object", ...ref }).length > 0;
  }

  return { isDatabaseModule, passedOn, isManagerClass, isManagerObject, handleFactories };
}

/** A callback that is passed on more often than that is not followed. */
const MOST_PASSES = 2;

/** A driver's own class or function, passed on: `export { Pool as Connection } from "pg"`; or all of the driver: `import sqlite3`. */
function buildsWhenUsed(value: Extract<Value, { kind: "external" }>): boolean {
  if (value.path.length === 1 && value.path[0] === "*") return bringsClient(value, ["*"]);
  return ["new()", "()"].some((step) => {
    const match = clientOf({ ...value, path: [...value.path, step] });
    return match !== undefined && isDatabase(match.driver);
  });
}
