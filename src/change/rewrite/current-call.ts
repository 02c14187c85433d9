/** Compares the current call with the accessor: whether the accessor can replace it at all, and what would be lost. */

import { type Accessor, accessorName, legacySymbol } from "../../judge/databases/source.js";
import { effectsDifference, lossAgainstObject } from "../../judge/handles/compare.js";
import {
  describeValue,
  type Effects,
  effectsOf,
  effectsOfAccessor,
  isGivenAlike,
} from "../../judge/handles/effects.js";
import { ownEffectsAt } from "../../judge/handles/own-effects.js";
import { passesOn } from "../../judge/handles/passes-on.js";
import { functionProfile, type HandleProfile } from "../../judge/handles/profile.js";
import type { CurrentCall, Rewrite } from "../../judge/rules/rewrite.js";
import type { RuleContext } from "../../judge/rules/rule.js";
import type { Program } from "../../read/program/program.js";
import { type DefinitionRef, isSameDefinition, symbolKey } from "../../read/program/values.js";
import type { CurrentProfile } from "./template.js";

export function definitionOf(current: CurrentCall): DefinitionRef | undefined {
  if (current.kind === "function") return current.definition;
  return current.kind === "legacy" ? current.legacy.definition : undefined;
}

export function currentProfile(program: Program, current: CurrentCall, accessor: Accessor): CurrentProfile {
  const definition = definitionOf(current);
  if (definition !== undefined)
    return { ...functionProfile(program, definition), passesOn: passesOn(program, definition, accessor) };
  const unseen = { shared: false, opens: "never", passesOn: false } as const;
  if (current.kind === "client") return { ...unseen, result: { kind: current.gives }, opens: "always" };
  return { ...unseen, result: current.kind === "absent" ? { kind: "absent" } : { kind: "unknown", among: [] } };
}

/**
 * Why the accessor cannot replace the call at all, whatever the user allows: it gives something else.
 *
 * @param injected a framework calls the accessor and fills its parameters
 */
export function vetoOf(
  program: Program,
  current: CurrentCall,
  accessor: Accessor,
  injected = false,
): string | undefined {
  const filled = injected ? undefined : injectedParameter(program, accessor);
  if (filled !== undefined)
    return `\`${accessorName(accessor)}\` takes \`${filled}\`, which only dependency injection gives`;
  const wanted = requiredParameters(program, accessor);
  if (wanted.length > 0) return `\`${accessorName(accessor)}\` takes ${wanted.map((name) => `\`${name}\``).join(", ")}`;
  if (wantsInstance(program, accessor)) {
    return `\`${accessorName(accessor)}\` is an instance method, and the accessor names no instance`;
  }
  if (current.kind === "absent" || current.kind === "client") return undefined;
  const definition = definitionOf(current);
  const given = definition && effectsOf(program, definition).gives;
  if (definition === undefined || given === undefined) return "the current result is not known to be a handle";
  const canonical = accessor.definition
    ? effectsOf(program, accessor.definition).gives
    : objectGiven(program, accessor);
  if (canonical !== undefined && !isGivenAlike(canonical, given)) return "the two return different things";
  return isPartOf(program, accessor, definition) ? "the accessor returns only a part of the current result" : undefined;
}

/** `getDb = () => getClient().db`: code that has the client goes on to ask it for `db`. */
function isPartOf(program: Program, { definition }: Accessor, current: DefinitionRef): boolean {
  const facts = definition && program.functionAt(definition);
  return (facts?.returns ?? []).some((term) => {
    if (definition === undefined || term.kind !== "member" || term.of.kind !== "call") return false;
    const callee = program.valueOf(definition.file, term.of.of);
    return callee.kind === "function" && isSameDefinition(callee, current);
  });
}

function objectGiven(program: Program, { module, path }: Accessor): readonly string[] | undefined {
  const found = program.modules.exported(module, path[0] ?? "");
  const given = found.kind === "found" && path.length === 1 ? describeValue(found.value) : undefined;
  return given === undefined ? undefined : [given];
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
  const facts = definition && program.functionAt(definition);
  const parameters = (facts?.parameters ?? []).filter((parameter) => !parameter.optional && !parameter.rest);
  return parameters.slice(0, form === "callback" ? -1 : undefined).map((parameter) => parameter.name);
}

/** `session=Depends(get_session)`: a plain call would get the marker itself. */
function injectedParameter(program: Program, { definition }: Accessor): string | undefined {
  const bindings = definition && program.facts(definition.file)?.bindings;
  const parameters = (definition && program.functionAt(definition)?.parameters) ?? [];
  return parameters.find(({ binding }) => binding !== undefined && bindings?.[binding]?.term.kind === "injected")?.name;
}

/** What would be lost or added, with the lines that do it. */
export function effectsRisk(
  subject: RuleContext,
  { from: current, accessor, source }: Pick<Extract<Rewrite, { kind: "obtain" }>, "from" | "accessor" | "source">,
): string | undefined {
  if (current.kind === "absent") return undefined;
  if (current.kind === "client") return current.risks.length === 0 ? undefined : current.risks.join("; ");
  const definition = definitionOf(current);
  if (definition === undefined) return "the effects of the two cannot be compared";
  const own = effectsOf(subject.program, definition);
  // An object does nothing around itself, so only what the current function does can be lost, and its database.
  if (accessor.definition === undefined && handsOutObject(subject.program, definition, accessor)) return undefined;
  const its = effectsOfAccessor(subject.program, accessor);
  const difference = accessor.definition ? effectsDifference(own, its, subject) : lossAgainstObject(own, its, subject);
  return difference ?? (source.assumed ? untracedRisk(subject.program, definition, own, accessor, its) : undefined);
}

/** It gives the accessor's own object, and does nothing around it. */
function handsOutObject(program: Program, definition: DefinitionRef, accessor: Accessor): boolean {
  const effects = ownEffectsAt(program, definition);
  const isPlain =
    effects !== undefined && effects.commits.length + effects.rollsBack.length + effects.closes.length === 0;
  return isPlain && passesOn(program, definition, accessor);
}

/** A configuration that names both for one database says that they lead to it; otherwise that has to be seen. */
function untracedRisk(
  program: Program,
  definition: DefinitionRef,
  own: Effects,
  accessor: Accessor,
  its: Effects,
): string | undefined {
  if (own.clients !== undefined && its.clients !== undefined) return undefined;
  if (passesOn(program, definition, accessor)) return undefined;
  return "its database cannot be determined; name it in `db-ssot.json` if it is this one";
}

/** Why a handle that the place had for itself is not the one that all share. */
export function sharedRisk(from: HandleProfile, to: HandleProfile, accessor: Accessor): string | undefined {
  if (!to.shared || from.opens === "never") return undefined;
  return `each call opens its own handle now, and all callers of \`${accessorName(accessor)}\` share one`;
}

/** A framework injects something else for it, most likely in a test, and would not for the accessor. */
export function overrideRisk(program: Program, current: CurrentCall): string | undefined {
  if (current.kind !== "legacy") return undefined;
  const legacy = legacySymbol(current.legacy);
  if (legacy === undefined) return undefined;
  const key = symbolKey(legacy);
  const place = program.files.find(({ file, sites }) =>
    sites.some(({ usage, target }) => {
      const symbol = usage.kind === "overridden" ? program.symbols.of(file, target) : undefined;
      return symbol !== undefined && symbolKey(symbol) === key;
    }),
  );
  return place && `${place.file} injects something else for \`${current.legacy.name}\``;
}
