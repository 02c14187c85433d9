/**
 * A tree of values merged from several files, in which every part knows where it was written, so that an error names the
 * right file. Only merging uses this tree; other code reads its value.
 */

import type { FilePath } from "../../base/text/span.js";
import { type ConfigDocument, type KeyPath, placeOf } from "./document.js";
import type { FaultPlace } from "./fault.js";

export type Traced = TracedTable | TracedList | TracedValue;

export interface TracedTable {
  readonly kind: "table";
  readonly entries: ReadonlyMap<string, Traced>;
  readonly origin?: Origin;
}

export interface TracedList {
  readonly kind: "list";
  readonly items: readonly Traced[];
  readonly origin?: Origin;
}

export interface TracedValue {
  readonly kind: "value";
  readonly value: unknown;
  readonly origin?: Origin;
  /** Nobody wrote it, and it would have been so all the same. */
  readonly byDefault?: true;
}

/** Where something was written; what composing adds of itself was written nowhere. */
export interface Origin {
  readonly layer: ConfigLayer;
  readonly path: KeyPath;
}

/** One text of those that a configuration is made of. */
export interface ConfigLayer {
  readonly document: ConfigDocument;
  /** The project's own, a nearer one, a file that one of them extends, or one of an installed package. */
  readonly kind: "own" | "nearer" | "extended" | "shared";
  /** What its globs and paths count from. */
  readonly directory: FilePath;
}

export const EMPTY_TABLE: TracedTable = { kind: "table", entries: new Map() };

/** @param layer whose document the schema has let through, so that its root is an object */
export function traceLayer(layer: ConfigLayer): TracedTable {
  return tableIn(trace(layer, layer.document.value, []));
}

/** The part as a table; an empty one where it is none. */
export function tableIn(part: Traced | undefined): TracedTable {
  return part?.kind === "table" ? part : EMPTY_TABLE;
}

export function itemsIn(part: Traced | undefined): readonly Traced[] {
  return part?.kind === "list" ? part.items : [];
}

/** The text of a part that is one. */
export function textIn(part: Traced | undefined): string | undefined {
  return part?.kind === "value" && typeof part.value === "string" ? part.value : undefined;
}

/** A part that nobody wrote. */
export function added(value: string): TracedValue {
  return { kind: "value", value };
}

/** A part that nobody wrote, and that is what it would be anyway. */
export function defaulted(value: string): TracedValue {
  return { kind: "value", value, byDefault: true };
}

export function listOf(items: readonly Traced[]): TracedList {
  return { kind: "list", items };
}

/** The table with these entries over its own; an entry without a part is taken away. */
export function withEntries(table: TracedTable, entries: Readonly<Record<string, Traced | undefined>>): TracedTable {
  const all = new Map<string, Traced | undefined>([...table.entries, ...Object.entries(entries)]);
  return { ...table, entries: new Map([...all].flatMap(([key, part]) => (part === undefined ? [] : [[key, part]]))) };
}

/** The plain value of a tree. */
export function plainValue(part: Traced): unknown {
  if (part.kind === "value") return part.value;
  if (part.kind === "list") return part.items.map(plainValue);
  return Object.fromEntries([...part.entries].map(([key, entry]) => [key, plainValue(entry)]));
}

export function partAt(tree: Traced, path: KeyPath): Traced | undefined {
  let part: Traced | undefined = tree;
  for (const segment of path) {
    if (part?.kind === "table") part = part.entries.get(String(segment));
    else part = part?.kind === "list" && typeof segment === "number" ? part.items[segment] : undefined;
  }
  return part;
}

/** As it stands in its own text, before composing changed anything about it. */
export function writtenAt({ layer, path }: Origin): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], layer.document.value);
}

export function placeOfOrigin({ layer, path }: Origin): FaultPlace | undefined {
  return placeOf(layer.document, path, "value");
}

function trace(layer: ConfigLayer, value: unknown, path: KeyPath): Traced {
  const origin: Origin = { layer, path };
  if (Array.isArray(value)) {
    return { kind: "list", items: value.map((item, index) => trace(layer, item, [...path, index])), origin };
  }
  if (typeof value !== "object" || value === null) return { kind: "value", value, origin };
  const entries = Object.entries(value).map(([key, entry]) => [key, trace(layer, entry, [...path, key])] as const);
  return { kind: "table", entries: new Map(entries), origin };
}
