/** Two definitions of the accessor, or several functions that give a handle of the same source. */

import { contains, spanOf } from "../../base/text/span.js";
import type { FileFacts } from "../../read/facts/facts.js";
import { alternatives, symbolKey, type Value } from "../../read/program/values.js";
import { exportedNames } from "../databases/candidates.js";
import { handleFrom } from "../databases/handle-from.js";
import { accessorName, type Database, legacySymbol } from "../databases/source.js";
import { accessorNote } from "./describe.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

export const duplicateAccessor: Rule = {
  id: "duplicate-accessor",
  summary: "two definitions of the canonical accessor, or several functions that give a handle of the same source",
  severity: "error",
  severityWhenAssumed: "warning",
  fix: "none",
  *check(subject) {
    const names = new Set(subject.sources.flatMap(knownKeys));
    for (const source of subject.sources) {
      for (const facts of subject.program.files) {
        if (!isHeld(subject, source, facts.file)) continue;
        yield* definitionsIn(subject, source, names, facts);
      }
    }
  },
};

function knownKeys(source: Database): readonly string[] {
  const accessors = [source.accessor, ...source.alsoAllowed].map((each) => each?.symbol);
  const known = [...accessors, ...source.legacy.map(legacySymbol)];
  return known.flatMap((symbol) => (symbol ? [symbolKey({ ...symbol, path: [] })] : []));
}

function isHeld(subject: RuleContext, source: Database, file: string): boolean {
  return source.accessor !== undefined && source.covers(file) && subject.kinds.asideKind(file) === undefined;
}

function* definitionsIn(
  subject: RuleContext,
  source: Database,
  known: ReadonlySet<string>,
  facts: FileFacts,
): Iterable<Finding> {
  const accessor = source.accessor as NonNullable<Database["accessor"]>;
  if (source.assumed && subject.packageOf(facts.file) !== subject.packageOf(accessor.symbol.file)) return;
  // One definition may be exported under two names: its own and `default`.
  const seen = new Set(known);
  for (const name of exportedNames(subject.program, facts)) {
    const symbol = subject.program.symbols.exported(facts.file, [name]);
    if (symbol === undefined || symbol.file !== facts.file || symbol.path.length > 0 || seen.has(symbolKey(symbol)))
      continue;
    seen.add(symbolKey(symbol));
    const found = subject.program.modules.exported(facts.file, name);
    if (found.kind !== "found" || !competes(subject, source, symbol.name, found.value, facts.file)) continue;
    yield {
      span: spanOf(facts.file, symbol.range),
      message:
        symbol.name === accessorName(accessor)
          ? `\`${symbol.name}\` is defined twice`
          : `\`${symbol.name}\` gives a handle of \`${source.name}\`, as \`${accessorName(accessor)}\` does`,
      label: "a second accessor",
      notes: accessorNote(subject, source),
      help: `make its callers use \`${accessorName(accessor)}\`; name it in \`legacy\` until they do, or in \`alsoAllowed\` if it is to stay`,
      symbol: symbol.name,
      source,
    };
  }
}

/** Without a configuration only a second definition under the very name is taken for a rival. */
function competes(subject: RuleContext, source: Database, name: string, value: Value, file: string): boolean {
  const accessor = source.accessor as NonNullable<Database["accessor"]>;
  const given = handleFrom(subject.program, value);
  const driver = subject.handles.driverOf(given);
  const isSame =
    driver === undefined
      ? subject.handles.isHandle(given)
      : driver.packages.some((each) => source.drivers.includes(each));
  if (!isSame || subject.handles.isOfOneTable(given) || isGivenHandle(subject, value)) return false;
  if (buildsOnAccessor(subject, source, value) || passesOnAnother(subject, source, value)) return false;
  if (name === accessor.symbol.name) return true;
  if (source.assumed) return false;
  return !source.isInternal(file) && alternatives(value).every((part) => part.kind === "function");
}

/** A function that is given a handle obtains none: `def get_repository(db: Session)`. */
function isGivenHandle({ program, handles }: RuleContext, value: Value): boolean {
  return alternatives(value).some((part) => {
    if (part.kind !== "function") return false;
    const parameters = program.functionAt(part)?.parameters ?? [];
    return parameters.some(({ binding }) => {
      return binding !== undefined && handles.isHandle(program.valueOf(part.file, { kind: "binding", id: binding }));
    });
  });
}

/** A function that takes a handle from the accessor and works with it for a callback is no second accessor. */
function buildsOnAccessor(subject: RuleContext, source: Database, value: Value): boolean {
  return alternatives(value).some((part) => {
    if (part.kind !== "function") return false;
    const facts = subject.program.functionAt(part);
    const range = facts !== undefined && facts.invokes.length > 0 ? facts.range : undefined;
    return subject.accesses.some(
      ({ kind, file, site, ...access }) =>
        kind === "accessor" &&
        file === part.file &&
        "source" in access &&
        access.source === source &&
        range !== undefined &&
        contains(range, site.range),
    );
  });
}

/** Two sources may have one driver: what takes its handle from the other's accessor is no rival here. */
function passesOnAnother(subject: RuleContext, source: Database, value: Value): boolean {
  return alternatives(value).some((part) => {
    const range = part.kind === "function" ? subject.program.functionAt(part)?.range : undefined;
    if (part.kind !== "function" || range === undefined) return false;
    const sources = subject.accesses.flatMap((access) =>
      access.kind === "accessor" && access.file === part.file && contains(range, access.site.range)
        ? [access.source]
        : [],
    );
    return sources.length > 0 && !sources.includes(source);
  });
}
