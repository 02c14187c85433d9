/**
 * Checks that the accessor's handle supports what the code does with it. Code that never ran may have been written for
 * another driver; then the next line would fail.
 */

import { contains, type FilePath, type Range, type Span, spanOf } from "../../base/text/span.js";
import { type Accessor, accessorName } from "../../judge/databases/source.js";
import { effectsOfAccessor } from "../../judge/handles/effects.js";
import { ownEffectsAt } from "../../judge/handles/own-effects.js";
import { handleOf, handlesWithin } from "../../judge/handles/profile.js";
import type { Rewrite } from "../../judge/rules/rewrite.js";
import type { RuleContext } from "../../judge/rules/rule.js";
import { driverOf, isForeign, lacksMethod } from "../../read/drivers/index.js";
import { type CalledMethod, methodsCalledOn } from "../../read/facts/asked.js";
import type { FileFacts, Site } from "../../read/facts/facts.js";
import type { BindingId, Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import {
  alternatives,
  type DefinitionRef,
  isSameDefinition,
  unknownValue,
  type Value,
} from "../../read/program/values.js";
import { keepsWork } from "./asked-for.js";

type Obtain = Extract<Rewrite, { kind: "obtain" }>;

/**
 * Why the accessor's handle may not serve; `undefined` where it has all that is asked, or where that is not known.
 *
 * @param gone  what the fix takes away: a call that released the from handle
 */
export function usesRisk(
  subject: RuleContext,
  { facts }: { readonly facts: FileFacts },
  { site, from: current, accessor, source }: Pick<Obtain, "site" | "from" | "accessor" | "source">,
  gone: readonly Range[] = [],
): string | undefined {
  if (current.kind !== "absent") return undefined;
  const { program } = subject;
  const handles = handlesWithin(handleOf(program, accessor));
  if (handles.length === 0) return undefined;
  const from = accessor.definition?.file ?? accessor.module;
  const name = accessorName(accessor);
  const calls = callsOn(facts, site, gone);
  for (const { member: method, given } of calls) {
    if (handles.every((handle) => isWithout(program, handle, method, from)))
      return `the handle of \`${name}\` has no method \`${method}\``;
    const statement = given === undefined ? unknownValue("nothing is given") : program.valueOf(facts.file, given.term);
    if (handles.every((handle) => isStrange(handle, statement)))
      return `\`${method}\` gets a value of another driver than that of \`${name}\``;
  }
  if (isCalled(facts, site)) return `the code calls the result, and \`${name}\` gives the handle itself`;
  return (
    handedRisk(program, facts, site, accessor) ??
    begunRisk(subject, facts, accessor, calls) ??
    ownRisk(subject, facts, { site, accessor, handles }, calls) ??
    unsavedRisk(subject, { accessor, handles, drivers: source.drivers }, [
      ...calls.map((call) => locatedIn(facts, call)),
      ...handedCalls(program, facts, site),
    ])
  );
}

/** `factory = f()` and later `factory()`, or `f()()`: what was asked for makes handles. */
function isCalled({ sites }: FileFacts, { usage: { expression, declaration } }: Site): boolean {
  return sites.some(({ kind, target, range, nameRange }) => {
    if (kind !== "call") return false;
    if (target.kind === "binding") return target.id === declaration?.binding;
    return (
      target.kind === "call" &&
      nameRange.start >= expression.start &&
      range.start === expression.start &&
      range.end > expression.end
    );
  });
}

/** `read_all(f())`, whose body enters or iterates what it is given: it wants more than a handle. */
function handedRisk(program: Program, { file, sites }: FileFacts, site: Site, accessor: Accessor): string | undefined {
  const { form } = accessor;
  const { kind, expression } = site.usage;
  if (kind !== "argument" || (form !== "object" && form !== "value" && form !== "promise")) return undefined;
  for (const call of sites) {
    const index = call.arguments.findIndex(({ range }) => contains(range, expression));
    const given = call.kind === "call" ? call.arguments[index] : undefined;
    if (given === undefined || given.range.end !== expression.end) continue;
    for (const callee of alternatives(program.valueOf(file, call.target))) {
      const does = callee.kind === "function" ? doneWith(program, callee, given.keyword ?? index) : undefined;
      if (does !== undefined) return `\`${accessorName(accessor)}\` gives the handle itself, and ${does} what it gets`;
    }
  }
  return undefined;
}

function doneWith(program: Program, callee: DefinitionRef, place: string | number): string | undefined {
  const facts = program.facts(callee.file);
  const { name = "the function" } = program.functionAt(callee) ?? {};
  const parameter = parameterAt(program, callee, place);
  const binding = parameter?.binding === undefined ? undefined : facts?.bindings[parameter.binding];
  if (facts === undefined || binding === undefined) return undefined;
  const isOf = (term: Term): boolean =>
    term.kind === "iterated" && term.of.kind === "binding" && term.of.id === parameter?.binding;
  if (facts.bindings.some(({ term, assigned }) => [term, ...assigned].some(isOf))) return `\`${name}\` iterates`;
  const isIn = ({ start }: Range): boolean => facts.entered.some((each) => each.range.start === start);
  return binding.references.some(isIn) ? `\`${name}\` enters` : undefined;
}

interface Asked {
  readonly site: Site;
  readonly accessor: Accessor;
  readonly handles: readonly Value[];
}

/** The accessor's handle itself is asked for a connection: the place wants what lies behind it, and speaks to that. */
function ownRisk(
  { program, lineOf }: RuleContext,
  { file }: FileFacts,
  { site, accessor, handles }: Asked,
  calls: readonly CalledMethod[],
): string | undefined {
  const receivers = site.target.kind === "member" ? alternatives(program.valueOf(file, site.target.of)) : [];
  const own = handles.find((handle) => receivers.some((receiver) => isSameObject(handle, receiver)));
  if (own === undefined) return undefined;
  const asked = site.target.kind === "member" ? site.target.name : "";
  const name = accessorName(accessor);
  for (const { member: method } of calls) {
    const found = program.members.lookUp(own, method, file);
    const definition = found.kind === "found" && found.value.kind === "function" ? found.value : undefined;
    const range = definition && program.functionAt(definition)?.nameRange;
    if (definition === undefined || range === undefined) continue;
    const place = `${definition.file}:${lineOf(spanOf(definition.file, range))}`;
    return `\`${method}\` of \`${name}\` is ${place}, not that of the connection that \`${asked}\` asks for`;
  }
  return `\`${asked}\` asks \`${name}\` for its underlying connection, and would get \`${name}\` itself`;
}

function isSameObject(a: Value, b: Value): boolean {
  if (a.kind !== "instance" && a.kind !== "object") return false;
  return a.kind === b.kind && isSameDefinition(a, b);
}

/** A transaction of the code's own would end that of the accessor. */
function begunRisk(
  { program, lineOf }: RuleContext,
  { file }: FileFacts,
  accessor: Accessor,
  calls: readonly CalledMethod[],
): string | undefined {
  const [begun] = effectsOfAccessor(program, accessor).begins;
  const isOwn = ({ member, given }: CalledMethod): boolean => BEGINS.test(member) || BEGIN.test(given?.text ?? "");
  const own = calls.find((call) => isOwn(call) || isCommit(call));
  if (begun === undefined || own === undefined) return undefined;
  const place = (span: Span): string => `${span.file}:${lineOf(span)}`;
  const at = place(spanOf(file, own.site.range));
  const does = isOwn(own) ? "begins a" : "commits the";
  return `the code ${does} transaction (${at}), and \`${accessorName(accessor)}\` has begun one (${place(begun)})`;
}

function isCommit({ member, given }: CalledMethod): boolean {
  return member === "commit" || /^\s*commit\b/i.test(given?.text ?? "");
}

const BEGIN = /^\s*(?:begin|start\s+transaction)\b/i;

/** The place writes and leaves it to others to commit, and nobody would. */
function unsavedRisk(
  { program, lineOf }: RuleContext,
  { accessor, handles, drivers }: Pick<Asked, "accessor" | "handles"> & Pick<Obtain["source"], "drivers">,
  calls: readonly LocatedCall[],
): string | undefined {
  if (keepsWork(effectsOfAccessor(program, accessor)) || calls.some(({ member }) => BEGINS.test(member)))
    return undefined;
  const committed = Math.max(0, ...calls.filter(isCommit).map(({ at }) => at));
  const write = calls.find(({ member, given, at }) => {
    const isWrite = at >= committed && (WRITES.test(member) || given?.writes);
    return isWrite && handles.some((handle) => needsCommit(program, handle, member, drivers));
  });
  if (write === undefined) return undefined;
  const place = `${write.file}:${lineOf(spanOf(write.file, write.site.range))}`;
  return `\`${write.member}\` writes (${place}), and neither the code nor \`${accessorName(accessor)}\` commits`;
}

/**
 * Of a driver the catalogue says so; a class of the project commits by a method, unless the one that writes does. What is not
 * known stands on the drivers of its database.
 */
function needsCommit(program: Program, handle: Value, method: string, drivers: readonly string[]): boolean {
  if (handle.kind === "external") return driverOf(handle)?.needsCommit === true;
  if (handle.kind === "unknown")
    return drivers.some((name) => driverOf({ package: name, subpath: "", path: [] })?.needsCommit === true);
  if (handle.kind !== "instance") return false;
  const [commit, own] = ["commit", method].map((name) => program.members.lookUp(handle, name, handle.file));
  const effects = own?.kind === "found" && own.value.kind === "function" && ownEffectsAt(program, own.value);
  return commit?.kind === "found" && !(effects && effects.commits.length > 0);
}

const BEGINS = /^(?:begin|begin_nested|transaction|atomic)$/;
const WRITES = /^(?:add|add_all|merge|delete|bulk_\w+|executemany|executescript)$/;

function isWithout(program: Program, handle: Value, method: string, from: FilePath): boolean {
  if (handle.kind === "external") return lacksMethod(handle, method);
  return program.members.lookUp(handle, method, from).kind === "absent";
}

/** `text("select 1")` of SQLAlchemy, given to a connection of asyncpg. */
function isStrange(handle: Value, statement: Value): boolean {
  return handle.kind === "external" && statement.kind === "external" && isForeign(handle, statement);
}

/** Without what the fix removes; a promise that is not awaited is asked as one. */
function callsOn(facts: FileFacts, site: Site, gone: readonly Range[]): readonly CalledMethod[] {
  const taken = takenOut(facts, site);
  const onTaken = facts.sites.flatMap((each): readonly CalledMethod[] => {
    const { kind, guard, target, arguments: given } = each;
    if (kind !== "call" || guard !== undefined || target.kind !== "member" || target.of.kind !== "binding") return [];
    return taken.has(target.of.id) ? [{ site: each, member: target.name, byName: true, given: given[0] }] : [];
  });
  return [...methodsCalledOn(facts, site), ...onTaken].filter(({ member, site: { range } }) => {
    const isOfPromise = !site.usage.awaited && /^(?:then|catch|finally)$/.test(member);
    return !isOfPromise && !gone.some((removed) => contains(removed, range));
  });
}

/**
 * Names of what is taken out of the result: `with scope as x:` after `scope = f()`, `x = stack.enter_context(f())`, a parameter
 * `x = Depends(f)`, `x = db.cursor()`.
 */
function takenOut({ bindings, entered, sites }: FileFacts, { usage, target, range }: Site): ReadonlySet<BindingId> {
  const id = usage.declaration?.binding;
  const isOnStack = entered.some(({ by, range: at }) => by === "stack" && isSame(at, usage.expression));
  const stack = isOnStack
    ? sites.find((each) => each.arguments.some((given) => isSame(given.range, usage.expression)))
    : undefined;
  const isOut = (term: Term): boolean => {
    if (term.kind === "await" || term.kind === "union") return [term.of].flat().some(isOut);
    const of = term.kind === "entered" || term.kind === "iterated" ? term.of : undefined;
    return (of?.kind === "binding" && of.id === id) || isCursor(of ?? term);
  };
  const isCursor = ({ kind, ...made }: Term): boolean => {
    const member = kind === "call" && "of" in made ? (made.of as Term) : undefined;
    return member?.kind === "member" && member.name === "cursor" && member.of.kind === "binding" && member.of.id === id;
  };
  const wanted = JSON.stringify({ kind: "injected", of: target });
  const before = bindings.filter(({ kind, nameRange, term, type }) => {
    const isInjected = [term, type].some((each) => each !== undefined && JSON.stringify(each) === wanted);
    return usage.kind === "injected" && kind === "parameter" && nameRange.start < range.start && isInjected;
  });
  const parameter = before.at(-1);
  const found = bindings.flatMap((binding, index) => {
    const isTaken = id !== undefined && [binding.term, ...binding.assigned].some(isOut);
    const isStacked = stack !== undefined && index === stack.usage.declaration?.binding;
    return isTaken || isStacked || binding === parameter ? [index] : [];
  });
  return new Set(found);
}

interface LocatedCall extends CalledMethod {
  readonly file: FilePath;
  /** Where the code at the place makes it, or hands its handle to the function that does. */
  readonly at: number;
}

function locatedIn({ file }: FileFacts, call: CalledMethod): LocatedCall {
  return { ...call, file, at: call.site.range.end };
}

/** What functions of the project do with the handle that the code gives them: `save(db)`. */
function handedCalls(program: Program, facts: FileFacts, site: Site): readonly LocatedCall[] {
  const held = site.usage.declaration?.binding;
  const names = new Set([...(held === undefined ? [] : [held]), ...takenOut(facts, site)]);
  return facts.sites.flatMap((call) => {
    if (call.kind !== "call") return [];
    const index = call.arguments.findIndex(({ term }) => term.kind === "binding" && names.has(term.id));
    const place = call.arguments[index]?.keyword ?? index;
    const callees = index < 0 ? [] : alternatives(program.valueOf(facts.file, call.target));
    return callees.flatMap((callee) => {
      const id = callee.kind === "function" ? parameterAt(program, callee, place)?.binding : undefined;
      if (callee.kind !== "function" || id === undefined) return [];
      const sites = program.facts(callee.file)?.sites ?? [];
      return sites.flatMap((each): readonly LocatedCall[] => {
        const { kind, target, arguments: given } = each;
        if (kind !== "call" || target.kind !== "member" || target.of.kind !== "binding" || target.of.id !== id)
          return [];
        const { file } = callee;
        return [{ site: each, member: target.name, byName: true, given: given[0], file, at: call.range.end }];
      });
    });
  });
}

function parameterAt(program: Program, callee: DefinitionRef, place: string | number) {
  const { parameters = [] } = program.functionAt(callee) ?? {};
  return typeof place === "number" ? parameters[place] : parameters.find((each) => each.name === place);
}

function isSame(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}
