/**
 * What a place asks of its handle, held against what the accessor's handle has. Code that never ran may have been written for
 * another driver: then the accessor can be called in its place, and the next line fails.
 */
import { isForeign, lacksMethod } from "../drivers/index.js";
import type { FileFacts, Site } from "../facts/facts.js";
import type { Term } from "../facts/terms.js";
import type { Program } from "../program/program.js";
import { alternatives, isWrapped, unknownValue, type Value } from "../program/values.js";
import type { Former } from "../rules/rewrite.js";
import { type Accessor, accessorName } from "../sources/source.js";
import { contains, type FilePath, type Range } from "../text/span.js";

/**
 * Why the accessor's handle may not serve; `undefined` where it has all that is asked, or where that is not known.
 *
 * @param gone  what the fix takes away: a call that released the former handle
 */
export function usesDoubt(
  program: Program,
  facts: FileFacts,
  { site, former, accessor }: { readonly site: Site; readonly former: Former; readonly accessor: Accessor },
  gone: readonly Range[] = [],
): string | undefined {
  if (former.kind !== "absent") return undefined;
  const handles = handlesOf(givenBy(program, accessor));
  const from = accessor.definition?.file ?? accessor.module;
  const name = accessorName(accessor);
  for (const { method, given } of callsOn(facts, site, gone)) {
    if (handles.length > 0 && handles.every((handle) => isWithout(program, handle, method, from)))
      return `\`${method}\` is called on the handle, and that of \`${name}\` has no such method`;
    const statement = given === undefined ? unknownValue("nothing is given") : program.valueOf(facts.file, given);
    if (handles.length > 0 && handles.every((handle) => isStrange(handle, statement)))
      return `\`${method}\` is given what another driver than that of \`${name}\` makes`;
  }
  return undefined;
}

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
  /** Its first argument: the statement, of the methods that take one. */
  readonly given: Term | undefined;
}

/** What is called on what the place gets: under its name, or at once. */
function callsOn({ sites }: FileFacts, { shape }: Site, gone: readonly Range[]): readonly HandleCall[] {
  const { declaration, outer, awaited } = shape;
  return sites.flatMap(({ kind, target, range, receiverRange, guard, arguments: given }) => {
    if (kind !== "call" || target.kind !== "member" || guard !== undefined) return [];
    // What is not awaited is a promise still, and asked as one.
    if (!awaited && /^(then|catch|finally)$/.test(target.name)) return [];
    if (gone.some((stretch) => contains(stretch, range))) return [];
    const isNamed =
      declaration?.binding !== undefined && target.of.kind === "binding" && target.of.id === declaration.binding;
    const isAtOnce = receiverRange?.start === outer.start && receiverRange.end === outer.end;
    return isNamed || isAtOnce ? [{ method: target.name, given: given[0]?.term }] : [];
  });
}
