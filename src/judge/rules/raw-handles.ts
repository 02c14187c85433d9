/** Raw handles: what the internals export beside the accessor, used past it. The rule direct-manager reports them. */
import { groupBy } from "../../base/text/group.js";
import { contains, type FilePath, type Range, spanOf } from "../../base/text/span.js";
import type { Program } from "../../read/program/program.js";
import { isRawUse, isRequest, type RawAccess } from "../databases/accesses.js";
import { type Accessor, accessorName, type Database } from "../databases/source.js";
import { effectsDifference } from "../handles/compare.js";
import { effectsOfAccessor, givenBy } from "../handles/effects.js";
import { handleOf, handlesWithin } from "../handles/profile.js";
import { accessorNote } from "./describe.js";
import type { Rewrite } from "./rewrite.js";
import type { Finding, RuleContext } from "./rule.js";

/** The accessor can be used there instead: injected if something is injected already, awaited if `await` is allowed. */
export function isPastAccessor({ program, kinds }: RuleContext, access: RawAccess): boolean {
  const { file, site, source } = access;
  const { accessor } = source;
  if (accessor === undefined || !isHeldTo(source, kinds, file) || !isRawUse(program, access)) return false;
  if (accessor.form === "dependency") return isInjected(program, file, site.range);
  return accessor.form !== "context-manager" || !accessor.async || site.usage.mayAwait;
}

function isHeldTo(source: Database, kinds: RuleContext["kinds"], file: FilePath): boolean {
  return source.covers(file) && !source.isInternal(file) && kinds.asideKind(file) === undefined;
}

/** Sessions that code without injection opens by itself, since the accessor can only be injected: what many do needs a function of its own. */
export function openedWithoutInjection({ program, kinds, accesses }: RuleContext): readonly RawAccess[] {
  const opened = accesses.filter(
    (access): access is RawAccess =>
      access.kind === "raw" &&
      access.source.accessor?.form === "dependency" &&
      isHeldTo(access.source, kinds, access.file) &&
      isRequest(program, access) &&
      !isInjected(program, access.file, access.site.range),
  );
  return [...groupBy(opened, ({ source }) => source.name).values()]
    .filter((all) => new Set(all.map(({ file }) => file)).size >= MANY)
    .flat();
}

const MANY = 3;

export function reportOpened(subject: RuleContext, access: RawAccess, all: readonly RawAccess[]): Finding {
  const { file, site, source, raw } = access;
  const files = new Set(all.filter((other) => other.source === source).map((other) => other.file)).size;
  const name = accessorName(source.accessor as NonNullable<typeof source.accessor>);
  return {
    span: spanOf(file, site.nameRange),
    message: `\`${raw.name}\` opens a session of its own, as ${files} files do; \`${name}\` can only be injected`,
    label: "opened here",
    notes: accessorNote(subject, source),
    help: `share one context manager for code outside of requests, or name \`${raw.symbol.file}#${raw.name}\` in \`alsoAllowed\``,
    symbol: raw.name,
    source,
    atMost: "warning",
  };
}

/** Whether the place is in a function into which a framework injects something. */
function isInjected(program: Program, file: FilePath, place: Range): boolean {
  const facts = program.facts(file);
  const around = facts?.functions.filter(({ range }) => contains(range, place)) ?? [];
  return around
    .flatMap(({ parameters }) => parameters)
    .some(({ binding }) => binding !== undefined && facts?.bindings[binding]?.term.kind === "injected");
}

export function reportRaw(subject: RuleContext, access: RawAccess): Finding {
  const { file, site, source, raw } = access;
  const accessor = source.accessor as NonNullable<typeof source.accessor>;
  const rewrite = obtainSame(subject, access, accessor);
  return {
    span: spanOf(file, site.nameRange),
    message: `\`${raw.name}\` bypasses the accessor \`${accessorName(accessor)}\``,
    label: "used past the accessor",
    notes: [
      { message: `\`${raw.name}\` is defined in ${raw.symbol.file}`, span: raw.span },
      ...accessorNote(subject, source),
    ],
    help: `${rewrite ? "" : `use \`${accessorName(accessor)}\`, `}or name \`${raw.symbol.file}#${raw.name}\` in \`alsoAllowed\``,
    symbol: raw.name,
    source,
    atMost: "warning",
    ...(rewrite ? { rewrite } : {}),
  };
}

/** Only if the raw handle gives exactly what the accessor gives. */
function obtainSame(subject: RuleContext, access: RawAccess, accessor: Accessor): Rewrite | undefined {
  const { program } = subject;
  const { file, site, source, raw } = access;
  if (!isRequest(program, access)) return undefined;
  const given = handlesWithin(program.valueOf(file, { kind: "call", of: site.target }));
  const { definition, form } = accessor;
  const isPlain = definition === undefined || form === "callback";
  const canonical = handlesWithin(isPlain ? handleOf(program, accessor) : givenBy(program, definition));
  if (given.some(({ kind }) => kind !== "external") || JSON.stringify(given) !== JSON.stringify(canonical))
    return undefined;
  const its = effectsOfAccessor(program, accessor);
  const own = { ...effectsOfAccessor(program, { symbol: raw.symbol }), gives: its.gives };
  const risk = effectsDifference(own, its, subject);
  const gives = site.usage.awaited ? "promise" : "handle";
  return {
    kind: "obtain",
    file,
    site,
    source,
    accessor,
    from: { kind: "client", gives, risks: risk ? [risk] : [] },
  };
}
