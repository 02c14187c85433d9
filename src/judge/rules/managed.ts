/** What the rules share about managers: which members give a handle, and where the accessor should be used instead. */
import type { Program } from "../../read/program/program.js";
import {
  alternatives,
  type DefinitionRef,
  isSameDefinition,
  isWrapped,
  type Value,
} from "../../read/program/values.js";
import type { Access, ManagerAccess } from "../databases/accesses.js";
import { handleFrom } from "../databases/handle-from.js";
import { type Accessor, type Database, type Manager, managerValue } from "../databases/source.js";
import { ownEffectsAt } from "../handles/own-effects.js";
import { passesOn } from "../handles/passes-on.js";
import type { Rewrite } from "./rewrite.js";
import type { RuleContext } from "./rule.js";

export type Managed = Access & ManagerAccess;

/** The interfaces that a class says it implements, as keys: classes that share one are strategies, alike on purpose. */
export function interfacesOf(program: Program, { file, index }: DefinitionRef): readonly string[] {
  const terms = program.facts(file)?.classes[index]?.implements ?? [];
  return terms.map((term) => JSON.stringify(program.valueOf(file, term)));
}

/** The member hands out a handle: it is a connection, or called it gives one. */
export function isHandleFactory(subject: RuleContext, { manager, side, name }: Managed): boolean {
  return subject.databaseModules.handleFactories(managerValue(manager, side)).includes(name);
}

/** A handle is asked for where only the accessor should be: outside the internals, the manager and what belongs to it. */
export function isBesideAccessor(subject: RuleContext, access: Managed): boolean {
  const { file, source, manager, site } = access;
  const { accessor } = source;
  if (accessor === undefined || !source.covers(file) || source.isInternal(file)) return false;
  if (isWithinManager(subject, file, site.enclosing, source) || handsOut(subject, accessor, manager)) return false;
  const isAside = subject.kinds.asideKind(file) !== undefined;
  if ((source.assumed || subject.kinds.isTest(file)) && !isObtained(access)) return false;
  return !(source.assumed && (isAside || !canServe(subject, accessor, access)));
}

/** Called, or handed to a framework that will call it. */
export function isObtained({ site }: Managed): boolean {
  return site.kind === "call" || site.usage.kind === "injected";
}

/** A dependency only works where a framework injects it, and an accessor that returns a manager returns no handle. */
function canServe({ program, handles }: RuleContext, { symbol, form }: Accessor, { site }: Managed): boolean {
  if (form === "dependency") return site.usage.kind === "injected";
  const exported = program.modules.exported(symbol.file, symbol.name);
  if (symbol.path.length > 0 || exported.kind !== "found") return true;
  const given = handleFrom(program, exported.value);
  return handles.isHandle(given) || handles.holdsHandle(given);
}

/** The accessor is a member of the manager, or it is what gives that manager: then the manager is how it is used. */
function handsOut(subject: RuleContext, accessor: Accessor, manager: Manager): boolean {
  const { symbol, path, definition } = accessor;
  if (symbol.name === manager.name) return true;
  if (path.length > 1 && symbol.name.toLowerCase() === manager.name.toLowerCase()) return true;
  const owner = subject.program.modules.exported(symbol.file, symbol.name);
  const given = definition && subject.program.resultOf(definition);
  return [...(owner.kind === "found" ? [owner.value] : []), ...(given ? [given] : [])].some((value) =>
    isOf(subject, value, manager),
  );
}

/** The class of the manager, an object of it or of a class that extends it; promised, entered or injected. */
function isOf(subject: RuleContext, value: Value, manager: Manager): boolean {
  return alternatives(value).some((part) => {
    if (isWrapped(part)) return isOf(subject, part.of, manager);
    if (part.kind === "object" || part.kind === "interface")
      return manager.kind === part.kind && isSameDefinition(part, manager);
    if ((part.kind !== "class" && part.kind !== "instance") || manager.kind !== "class") return false;
    return [part, ...subject.program.members.bases(part).classes].some((ref) => isSameDefinition(ref, manager));
  });
}

/** One manager may build on another, and uses itself. */
function isWithinManager(subject: RuleContext, file: string, enclosing: string | undefined, source: Database): boolean {
  const owner = enclosing?.split(".")[0];
  return source.managers.some(
    (manager) => manager.file === file && (manager.name === owner || subject.program.facts(file) === undefined),
  );
}

/** @param ran whether what the place calls now exists; what does not exist did nothing that could be lost */
export function obtainInstead({ program }: RuleContext, access: Managed, ran: boolean): Rewrite | undefined {
  const { file, site, source, member, manager, name } = access;
  const { accessor } = source;
  if (accessor === undefined) return undefined;
  const value = member?.member.value;
  const own = value?.kind === "function" && member ? { file: member.owner.file, index: value.index } : undefined;
  const others = own && ownEffectsAt(program, own)?.otherEffects;
  // What only passes a callback on does what the accessor does with it.
  const isPassing =
    accessor.form === "callback" &&
    own !== undefined &&
    (others ?? []).length === 0 &&
    passesOn(program, own, accessor);
  const definition = isPassing ? accessor.definition : own;
  const known = definition ? ({ kind: "function", definition } as const) : ({ kind: "unknown" } as const);
  const unrun = { kind: "absent", path: [manager.name, name], namesakes: definition ? [definition] : [] } as const;
  return { kind: "obtain", file, site, source, accessor, from: ran ? known : unrun };
}
