/**
 * What a place asks of its handle, held against what the accessor's handle has. Code that never ran may have been written for
 * another driver: then the accessor can be called in its place, and the next line fails.
 */

import { contains, type FilePath, type Range, spanOf } from "../../base/text/span.js";
import { effectsOfAccessor } from "../../judge/handles/effects.js";
import type { Former } from "../../judge/rules/rewrite.js";
import type { RuleContext } from "../../judge/rules/rule.js";
import { type Accessor, accessorName } from "../../judge/sources/source.js";
import { driverOf, isForeign, lacksMethod } from "../../read/drivers/index.js";
import type { Argument, FileFacts, Site } from "../../read/facts/facts.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, isWrapped, unknownValue, type Value } from "../../read/program/values.js";
import { keepsWork } from "./asked-for.js";

/**
 * Why the accessor's handle may not serve; `undefined` where it has all that is asked, or where that is not known.
 *
 * @param gone  what the fix takes away: a call that released the former handle
 */
export function usesDoubt(
  subject: RuleContext,
  { facts }: { readonly facts: FileFacts },
  { site, former, accessor }: { readonly site: Site; readonly former: Former; readonly accessor: Accessor },
  gone: readonly Range[] = [],
): string | undefined {
  if (former.kind !== "absent") return undefined;
  const { program } = subject;
  const handles = handlesOf(givenBy(program, accessor));
  if (handles.length === 0) return undefined;
  const from = accessor.definition?.file ?? accessor.module;
  const name = accessorName(accessor);
  const calls = callsOn(facts, site, gone);
  for (const { method, given } of calls) {
    if (handles.every((handle) => isWithout(program, handle, method, from)))
      return `\`${method}\` is called on the handle, and that of \`${name}\` has no such method`;
    const statement = given === undefined ? unknownValue("nothing is given") : program.valueOf(facts.file, given.term);
    if (handles.every((handle) => isStrange(handle, statement)))
      return `\`${method}\` is given what another driver than that of \`${name}\` makes`;
  }
  if (isCalled(facts, site)) return `the code calls what it gets, and \`${name}\` gives the handle itself`;
  return (
    ownDoubt(subject, facts, { site, accessor, handles }, calls) ??
    unsavedDoubt(subject, facts, { accessor, handles }, calls)
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

interface Asked {
  readonly site: Site;
  readonly accessor: Accessor;
  readonly handles: readonly Value[];
}

/** The accessor's handle itself is asked for a connection: the place wants what lies behind it, and speaks to that. */
function ownDoubt(
  { program, lineOf }: RuleContext,
  { file }: FileFacts,
  { site, accessor, handles }: Asked,
  calls: readonly HandleCall[],
): string | undefined {
  const receivers = site.target.kind === "member" ? alternatives(program.valueOf(file, site.target.of)) : [];
  const own = handles.find((handle) => receivers.some((receiver) => isSameObject(handle, receiver)));
  if (own === undefined) return undefined;
  const asked = site.target.kind === "member" ? site.target.name : "";
  const name = accessorName(accessor);
  for (const { method } of calls) {
    const found = program.members.lookUp(own, method, file);
    const definition = found.kind === "found" && found.value.kind === "function" ? found.value : undefined;
    const range = definition && program.facts(definition.file)?.functions[definition.index]?.nameRange;
    if (definition === undefined || range === undefined) continue;
    const place = `${definition.file}:${lineOf(spanOf(definition.file, range))}`;
    return `\`${method}\` of \`${name}\` is ${place}, not that of the connection that \`${asked}\` asks for`;
  }
  return `\`${asked}\` asks \`${name}\` for what lies behind it, and would get \`${name}\` itself`;
}

function isSameObject(a: Value, b: Value): boolean {
  if (a.kind !== "instance" && a.kind !== "object") return false;
  return a.kind === b.kind && a.file === b.file && a.index === b.index;
}

/** The place writes and leaves it to others to commit, and nobody would. */
function unsavedDoubt(
  { program, lineOf }: RuleContext,
  facts: FileFacts,
  { accessor, handles }: Pick<Asked, "accessor" | "handles">,
  calls: readonly HandleCall[],
): string | undefined {
  if (!handles.some((handle) => handle.kind === "external" && driverOf(handle)?.needsCommit === true)) return undefined;
  if (keepsWork(effectsOfAccessor(program, accessor)) || calls.some(({ method }) => COMMITS.test(method)))
    return undefined;
  const write = calls.find(({ method, given }) => WRITES.test(method) || given?.writes);
  if (write === undefined) return undefined;
  const place = `${facts.file}:${lineOf(spanOf(facts.file, write.range))}`;
  return `\`${write.method}\` writes (${place}), and neither the code nor \`${accessorName(accessor)}\` commits`;
}

const COMMITS = /^(?:commit|begin|begin_nested|transaction|atomic)$/;
const WRITES = /^(?:add|add_all|merge|delete|bulk_\w+|executemany|executescript)$/;

function givenBy(program: Program, { definition, module, path, form }: Accessor): Value {
  if (form === "callback") return unknownValue("handed to a callback");
  if (definition !== undefined) return program.resultOf(definition);
  const found = program.modules.exported(module, path[0] ?? "");
  return found.kind === "found" && path.length === 1 ? found.value : unknownValue("not followed");
}

function handlesOf(value: Value): readonly Value[] {
  return alternatives(value).flatMap((part) => (isWrapped(part) ? handlesOf(part.of) : [part]));
}

function isWithout(program: Program, handle: Value, method: string, from: FilePath): boolean {
  if (handle.kind === "external") return lacksMethod(handle, method);
  return program.members.lookUp(handle, method, from).kind === "absent";
}

/** `text("select 1")` of SQLAlchemy, given to a connection of asyncpg. */
function isStrange(handle: Value, statement: Value): boolean {
  return handle.kind === "external" && statement.kind === "external" && isForeign(handle, statement);
}

interface HandleCall {
  readonly method: string;
  readonly range: Range;
  /** Its first argument: the statement, of the methods that take one. */
  readonly given: Argument | undefined;
}

/** What is called on what the place gets: under its name, or at once. */
function callsOn({ sites }: FileFacts, { usage }: Site, gone: readonly Range[]): readonly HandleCall[] {
  const { declaration, expression, awaited } = usage;
  return sites.flatMap(({ kind, target, range, receiverRange, guard, arguments: given }) => {
    if (kind !== "call" || target.kind !== "member" || guard !== undefined) return [];
    // What is not awaited is a promise still, and asked as one.
    if (!awaited && /^(then|catch|finally)$/.test(target.name)) return [];
    if (gone.some((stretch) => contains(stretch, range))) return [];
    const isNamed =
      declaration?.binding !== undefined && target.of.kind === "binding" && target.of.id === declaration.binding;
    const isAtOnce = receiverRange?.start === expression.start && receiverRange.end === expression.end;
    return isNamed || isAtOnce ? [{ method: target.name, range, given: given[0] }] : [];
  });
}
