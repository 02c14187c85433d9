/**
 * Checks that the accessor's handle supports what the code does with it. Code that never ran may have been written for
 * another driver; then the next line would fail.
 */

import { contains, type FilePath, type Range, spanOf } from "../../base/text/span.js";
import { effectsOfAccessor } from "../../judge/handles/effects.js";
import { handleOf, handlesWithin } from "../../judge/handles/profile.js";
import type { CurrentCall } from "../../judge/rules/rewrite.js";
import type { RuleContext } from "../../judge/rules/rule.js";
import { type Accessor, accessorName } from "../../judge/sources/source.js";
import { driverOf, isForeign, lacksMethod } from "../../read/drivers/index.js";
import { type CalledMethod, methodsCalledOn } from "../../read/facts/asked.js";
import type { FileFacts, Site } from "../../read/facts/facts.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, isSameDefinition, unknownValue, type Value } from "../../read/program/values.js";
import { keepsWork } from "./asked-for.js";

/**
 * Why the accessor's handle may not serve; `undefined` where it has all that is asked, or where that is not known.
 *
 * @param gone  what the fix takes away: a call that released the from handle
 */
export function usesDoubt(
  subject: RuleContext,
  { facts }: { readonly facts: FileFacts },
  { site, from: current, accessor }: { readonly site: Site; readonly from: CurrentCall; readonly accessor: Accessor },
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

/** The place writes and leaves it to others to commit, and nobody would. */
function unsavedDoubt(
  { program, lineOf }: RuleContext,
  facts: FileFacts,
  { accessor, handles }: Pick<Asked, "accessor" | "handles">,
  calls: readonly CalledMethod[],
): string | undefined {
  if (!handles.some((handle) => handle.kind === "external" && driverOf(handle)?.needsCommit === true)) return undefined;
  if (keepsWork(effectsOfAccessor(program, accessor)) || calls.some(({ member }) => COMMITS.test(member)))
    return undefined;
  const write = calls.find(({ member, given }) => WRITES.test(member) || given?.writes);
  if (write === undefined) return undefined;
  const place = `${facts.file}:${lineOf(spanOf(facts.file, write.site.range))}`;
  return `\`${write.member}\` writes (${place}), and neither the code nor \`${accessorName(accessor)}\` commits`;
}

const COMMITS = /^(?:commit|begin|begin_nested|transaction|atomic)$/;
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
  return methodsCalledOn(facts, site).filter(({ member, site: { range } }) => {
    const isOfPromise = !site.usage.awaited && /^(?:then|catch|finally)$/.test(member);
    return !isOfPromise && !gone.some((removed) => contains(removed, range));
  });
}
