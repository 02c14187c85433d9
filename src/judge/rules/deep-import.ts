/** The accessor imported from an inner module instead of its public one. */

import { spanOf } from "../../base/text/span.js";
import type { FileFacts, Import } from "../../read/facts/facts.js";
import { symbolKey } from "../../read/program/values.js";
import { reachedFrom } from "../databases/link.js";
import { type Accessor, accessorName, type Database } from "../databases/source.js";
import { accessorNote } from "./describe.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

export const deepImport: Rule = {
  id: "deep-import",
  summary: "the accessor imported from an inner module instead of its public one",
  severity: "error",
  severityWhenAssumed: "info",
  fix: "safe",
  *check(subject) {
    for (const facts of subject.program.files) {
      for (const each of facts.imports) yield* deepNames(subject, facts, each);
    }
  },
};

function* deepNames(subject: RuleContext, facts: FileFacts, each: Import): Iterable<Finding> {
  const target = subject.program.resolve(facts.file, each.specifier);
  if (target.kind !== "file") return;
  for (const name of each.names) {
    if (subject.kinds.asideKind(facts.file) !== undefined && subject.sources.every((source) => source.assumed))
      continue;
    const symbol = subject.program.symbols.exported(target.file, [name.imported]);
    // Of `Column = db.Column` the name is another one, though it comes from the accessor.
    const source = symbol?.path.length === 0 ? sourceOf(subject, symbolKey(symbol), facts.file) : undefined;
    if (source === undefined) continue;
    const { accessor } = source;
    if (target.file === accessor.module || !isInside(subject, source, target.file)) continue;
    if (isOfPackage(facts.file, accessor.module)) continue;
    yield {
      span: spanOf(facts.file, each.specifierRange),
      message: `\`${WHOLE.test(name.imported) ? accessorName(accessor) : name.imported}\` is imported from ${target.file}, an inner module`,
      label: "not the public module",
      notes: accessorNote(subject, source),
      symbol: accessorName(accessor),
      source,
      ...(each.kind === "reexport"
        ? {}
        : { rewrite: { kind: "reimport", file: facts.file, import: each, name, accessor } as const }),
    };
  }
}

/** An import of what a module is: `export default`, `module.exports =`. */
const WHOLE = /^(?:default|=)$/;

type WithAccessor = Database & { readonly accessor: Accessor };

function sourceOf(subject: RuleContext, key: string, file: string): WithAccessor | undefined {
  return subject.sources.find((source): source is WithAccessor => {
    if (source.accessor === undefined || !source.covers(file) || source.isInternal(file)) return false;
    return symbolKey({ ...source.accessor.symbol, path: [] }) === key;
  });
}

/** A file of the package whose entry the public module is: it cannot go through the entry that is made of it. */
function isOfPackage(file: string, module: string): boolean {
  const folder = folderOf(module);
  return ENTRY.test(module.slice(folder.length)) && file.startsWith(folder);
}

/** What the public module is made of, or of the internals; but one that does something when it is loaded may be imported for that. */
function isInside({ program }: RuleContext, source: WithAccessor, file: string): boolean {
  const { module, symbol } = source.accessor;
  if (!isInner(file, module)) return false;
  if (symbol.file !== module && reachedFrom(program, [module]).has(file)) return true;
  return source.isInternal(file) && program.facts(file)?.callsAtTop !== true;
}

/** Below the folder of the public module; the entry of that very folder lies further out, not further in. */
function isInner(file: string, module: string): boolean {
  const folder = folderOf(module);
  return file.startsWith(folder) && !ENTRY.test(file.slice(folder.length));
}

function folderOf(module: string): string {
  return module.slice(0, module.lastIndexOf("/") + 1);
}

const ENTRY = /^(index\.\w+|__init__\.py)$/;
