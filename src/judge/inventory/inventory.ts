/** The inventory: the access patterns of a project with their counts, as plain data. src/cli/report prints it. */

import type { Share } from "../../base/diagnostics/diagnostic.js";
import { compareText, type FilePath } from "../../base/text/span.js";
import { type Access, isRawUse, type ManagerAccess } from "../databases/accesses.js";
import { accessorName, type Database, managerValue } from "../databases/source.js";
import type { RuleContext } from "../rules/rule.js";

/** In the order in which they are to be shown. */
export type Inventory = readonly InventoryRow[];

/** One access pattern: all places that reach a database in the same way. */
export interface InventoryRow {
  /** As one writes it: `getDb()`, `DatabaseManager.getSession()`, `new Pool()`. */
  readonly pattern: string;
  readonly kind: PatternKind;
  /** Name of the source that it leads to; absent where that is not known. */
  readonly source?: string;
  /** Places. */
  readonly count: number;
  /** Files with such a place, each once, in the order of `compareText`. */
  readonly files: readonly FilePath[];
  /** The accessor, or one that is allowed beside it. */
  readonly canonical: boolean;
}

/** `allowed` stands beside the accessor; `missing` is a member that the manager does not have; `raw` a handle of the internals. */
export type PatternKind = "accessor" | "allowed" | "missing" | "manager" | "raw" | "legacy" | "client";

/**
 * Counts what a source's callers do; how the source is made inside is its own affair.
 *
 * @param files those that were asked about
 */
export function takeInventory(subject: RuleContext, files: readonly FilePath[]): Inventory {
  const asked = new Set(files);
  const rows = new Map<string, Pattern & { count: number; files: Set<FilePath> }>();
  for (const access of subject.accesses) {
    const pattern = asked.has(access.file) ? patternOf(subject, access) : undefined;
    if (pattern === undefined) continue;
    const key = JSON.stringify(pattern);
    const row = rows.get(key) ?? { ...pattern, count: 0, files: new Set() };
    row.count += 1;
    row.files.add(access.file);
    rows.set(key, row);
  }
  return [...rows.values()].map(toRow).sort(compareRows);
}

/** The accesses through the accessor, or one that is allowed beside it. */
export function canonicalShare(rows: readonly Pick<InventoryRow, "count" | "canonical">[]): Share {
  const sum = (some: typeof rows): number => some.reduce((total, { count }) => total + count, 0);
  return { count: sum(rows.filter(({ canonical }) => canonical)), total: sum(rows) };
}

type Pattern = Pick<InventoryRow, "pattern" | "kind" | "source">;

function patternOf(subject: RuleContext, access: Access): Pattern | undefined {
  if (access.kind === "client") return clientPattern(subject, access);
  if (access.kind === "module") return { pattern: `${access.name} of ${access.module}`, kind: "missing" };
  const { source } = access;
  if (access.kind === "manager") return managerPattern(subject, access);
  if (source.isInternal(access.file)) return undefined;
  const place = { source: source.name };
  if (access.kind === "legacy") {
    return { pattern: called(access.legacy.name, access.legacy.definition), kind: "legacy", ...place };
  }
  if (access.kind === "raw")
    return isRawUse(subject.program, access) ? { pattern: access.raw.name, kind: "raw", ...place } : undefined;
  const { accessor, preferred } = access;
  const pattern = called(accessorName(accessor), accessor.definition);
  return { pattern, kind: preferred ? "accessor" : "allowed", ...place };
}

/** A function is called, an object is not. */
function called(name: string, definition: unknown): string {
  return definition === undefined ? name : `${name}()`;
}

/** Only members that hand out a connection, and those that are not there: `initialize()` reaches no database. */
function managerPattern(subject: RuleContext, access: Access & ManagerAccess): Pattern | undefined {
  const { source, manager, name, found, site, file } = access;
  const pattern = `${manager.name}.${name}${site.kind === "call" ? "()" : ""}`;
  if (found.kind === "absent" && site.guard === undefined) return { pattern, kind: "missing", source: source.name };
  const isOwn = file === manager.file || source.isInternal(file);
  if (found.kind !== "found" || isOwn || !givesHandle(subject, access)) return undefined;
  return { pattern, kind: "manager", source: source.name };
}

function givesHandle(subject: RuleContext, { manager, side, name }: ManagerAccess): boolean {
  return subject.databaseModules.handleFactories(managerValue(manager, side)).includes(name);
}

function clientPattern(
  { sources }: RuleContext,
  { file, client, driver }: Extract<Access, { kind: "client" }>,
): Pattern | undefined {
  if (sources.some((source) => source.accessor !== undefined && source.isInternal(file))) return undefined;
  const source = sources.find((each) => each.covers(file) && speaksTo(each, driver));
  return { pattern: client.written, kind: "client", source: source?.name };
}

function speaksTo(source: Database, driver: Extract<Access, { kind: "client" }>["driver"]): boolean {
  const hasPackage = driver.packages.some((name) => source.drivers.includes(name));
  return hasPackage || driver.engines.some((engine) => source.engines.includes(engine));
}

function toRow({ files, count, ...pattern }: Pattern & { count: number; files: ReadonlySet<FilePath> }): InventoryRow {
  const canonical = pattern.kind === "accessor" || pattern.kind === "allowed";
  return { ...pattern, count, files: [...files].sort(compareText), canonical };
}

const ORDER: readonly PatternKind[] = ["accessor", "allowed", "missing", "manager", "raw", "legacy", "client"];

/** By source, then from the accessor to the pattern furthest from it, then by frequency. */
function compareRows(a: InventoryRow, b: InventoryRow): number {
  // A client that belongs to no source comes last.
  const bySource = Number(a.source === undefined) - Number(b.source === undefined);
  return (
    bySource ||
    compareText(a.source ?? "", b.source ?? "") ||
    ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
    b.count - a.count ||
    compareText(a.pattern, b.pattern)
  );
}
