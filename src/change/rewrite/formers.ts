/**
 * What a place calls now, held against the accessor: whether the accessor can stand for it at all, what would be lost, and
 * what the code around it may count on.
 */

import { effectsDifference, lossAgainstObject } from "../../judge/handles/compare.js";
import { describeValue, type Effects, effectsOf, effectsOfAccessor } from "../../judge/handles/effects.js";
import type { Former, Rewrite } from "../../judge/rules/rewrite.js";
import type { RuleContext } from "../../judge/rules/rule.js";
import { type Accessor, accessorName } from "../../judge/sources/source.js";
import { awaited, mapValue } from "../../read/program/derived.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, type DefinitionRef, symbolKey } from "../../read/program/values.js";
import { definitionOf } from "./given.js";
import { givesAccessor } from "./shared.js";

/** Why the accessor cannot stand here at all, whatever the user allows: what it gives is something else. */
export function vetoOf(program: Program, former: Former, accessor: Accessor): string | undefined {
  const wanted = requiredParameters(program, accessor);
  if (wanted.length > 0) return `\`${accessorName(accessor)}\` wants ${wanted.map((name) => `\`${name}\``).join(", ")}`;
  if (wantsInstance(program, accessor)) {
    return `\`${accessorName(accessor)}\` is a method of instances, and the accessor names no instance`;
  }
  if (former.kind === "absent" || former.kind === "client") return undefined;
  const definition = definitionOf(former);
  const given = definition && effectsOf(program, definition).gives;
  if (definition === undefined || given === undefined) return "what is given now is not known to be a handle";
  const canonical = accessor.definition
    ? effectsOf(program, accessor.definition).gives
    : objectGiven(program, accessor);
  if (canonical !== undefined && canonical !== given) return "the two give different things";
  return isPartOf(program, accessor, definition) ? "the accessor gives only a part of what is given now" : undefined;
}

/** `getDb = () => getClient().db`: whoever has the client goes on to ask it for `db`. */
function isPartOf(program: Program, { definition }: Accessor, former: DefinitionRef): boolean {
  const facts = definition && program.facts(definition.file)?.functions[definition.index];
  return (facts?.returns ?? []).some((term) => {
    if (definition === undefined || term.kind !== "member" || term.of.kind !== "call") return false;
    const callee = program.valueOf(definition.file, term.of.of);
    return callee.kind === "function" && callee.file === former.file && callee.index === former.index;
  });
}

function objectGiven(program: Program, { module, path }: Accessor): string | undefined {
  const found = program.modules.exported(module, path[0] ?? "");
  return found.kind === "found" && path.length === 1 ? describeValue(found.value) : undefined;
}

/** `Manager.get_session` of a method without `@classmethod` or `static`: a call of it on the class fails. */
function wantsInstance(program: Program, { module, path: [name = "", ...path] }: Accessor): boolean {
  const found = program.modules.exported(module, name);
  let value = found.kind === "found" ? found.value : undefined;
  for (const step of path) {
    const lookup = value && program.members.lookUp(value, step, module);
    if (lookup?.kind !== "found") return false;
    if (lookup.unbound) return true;
    value = lookup.value;
  }
  return false;
}

/** Parameters that a call of the accessor must give, its callback left out. */
function requiredParameters(program: Program, { definition, form }: Accessor): readonly string[] {
  const facts = definition && program.facts(definition.file)?.functions[definition.index];
  const parameters = (facts?.parameters ?? []).filter((parameter) => !parameter.optional && !parameter.rest);
  return parameters.slice(0, form === "callback" ? -1 : undefined).map((parameter) => parameter.name);
}

/** What would be lost or come in addition, with the lines that do it. */
export function doubtOf(
  subject: RuleContext,
  { former, accessor, source }: Pick<Extract<Rewrite, { kind: "obtain" }>, "former" | "accessor" | "source">,
): string | undefined {
  if (former.kind === "absent") return undefined;
  if (former.kind === "client") return former.doubts.length === 0 ? undefined : former.doubts.join("; ");
  const definition = definitionOf(former);
  if (definition === undefined) return "what the two do around the handle cannot be compared";
  const own = effectsOf(subject.program, definition);
  // An object does nothing around itself, so only what the former way did can be lost, and its database.
  if (accessor.definition === undefined && givesAccessor(subject.program, definition, accessor)) return undefined;
  const its = effectsOfAccessor(subject.program, accessor);
  const difference = accessor.definition ? effectsDifference(own, its, subject) : lossAgainstObject(own, its, subject);
  return difference ?? (source.assumed ? untracedDoubt(subject.program, definition, own, accessor, its) : undefined);
}

/** Whoever configures both for one source says that they lead to one database; otherwise that has to be seen. */
function untracedDoubt(
  program: Program,
  definition: DefinitionRef,
  own: Effects,
  accessor: Accessor,
  its: Effects,
): string | undefined {
  if (own.clients !== undefined && its.clients !== undefined) return undefined;
  if (givesAccessor(program, definition, accessor)) return undefined;
  return "which database it leads to cannot be traced; name it in `db-ssot.json` if it is this one";
}

/** A framework injects something else for it somewhere, in a test most likely, and would not for the accessor. */
export function overrideDoubt(program: Program, former: Former): string | undefined {
  if (former.kind !== "legacy") return undefined;
  const key = symbolKey(former.legacy.symbol);
  const place = program.files.find(({ file, sites }) =>
    sites.some(({ usage, target }) => {
      const symbol = usage.kind === "overridden" ? program.symbols.of(file, target) : undefined;
      return symbol !== undefined && symbolKey(symbol) === key;
    }),
  );
  return place && `${place.file} has something else injected for \`${former.legacy.name}\``;
}

/** What never ran was to be entered, if its author did not await it. */
export function gaveContextManager(program: Program, former: Former): boolean {
  const definition = definitionOf(former);
  if (definition === undefined) return former.kind === "absent";
  const result = program.resultOf(definition);
  return alternatives(result).some((part) => part.kind === "context-manager");
}

/** What never ran was written as its author took it: not awaited, it was to be a promise. */
export function gavePromise(program: Program, former: Former): boolean {
  const definition = definitionOf(former);
  if (definition === undefined) return former.kind === "absent";
  const facts = program.facts(definition.file)?.functions[definition.index];
  const result = program.resultOf(definition);
  return facts?.async === true || alternatives(result).some((part) => part.kind === "promise");
}

/** The whole result is known, or comes out of a package, whose handles have no `Symbol.asyncDispose` that code relies on. */
export function givesKnown(program: Program, { definition }: Accessor): boolean {
  if (definition === undefined) return true;
  const given = mapValue(program.resultOf(definition), awaited);
  return alternatives(given).every((part) => part.kind !== "unknown" && part.kind !== "nothing");
}

/** Whether what the accessor gives has a method of this name. */
export function releasesOf(program: Program, accessor: Accessor): (method: string) => boolean {
  return (method) => {
    if (accessor.definition === undefined) return false;
    const { file } = accessor.definition;
    const given = mapValue(program.resultOf(accessor.definition), awaited);
    return alternatives(given).some((part) => program.members.lookUp(part, method, file).kind === "found");
  };
}
