/**
 * Configurations of directories below the root, composed into the one of the root, so that no other room knows of them.
 *
 * A source of the same name as one further out takes its place below its directory; one of another name stands beside it.
 * So a package that has a `primary` of its own, as most have, is held to that one alone.
 */
import { isWithin } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import { defaultNamesOf } from "./complete.js";
import { type FaultRow, throwFaults } from "./fault.js";
import { faultRow } from "./faults.js";
import { sourceName } from "./merge.js";
import { findOutside, rebase, wholeOf } from "./rebase.js";
import {
  added,
  defaulted,
  itemsIn,
  listOf,
  placeOfOrigin,
  type Traced,
  type TracedTable,
  tableIn,
  withEntries,
} from "./traced.js";

export interface NearerConfig {
  readonly directory: FilePath;
  /** What its package is called; the directory where it has no name. */
  readonly label: string;
  /** With all that it extends. */
  readonly tree: TracedTable;
}

/**
 * @param root   the configuration of the root, which may say nothing
 * @param nearer in the order of their directories, so that an outer one comes before those in it
 * @throws {Fault} where one of them says what only the root can say
 */
export function composeNearer(root: TracedTable, nearer: readonly NearerConfig[]): TracedTable {
  throwFaults(nearer.flatMap(misplacedKeys));
  const moved = nearer.map((each) => ({ ...each, tree: rebase(withDefaultNames(each.tree), each.directory) }));
  throwFaults(moved.flatMap(({ tree, directory }) => findOutside(tree, directory)));
  return withEntries(root, {
    sources: listOf(composeSources(withDefaultNames(root), moved)),
    ignore: listOf([root, ...moved.map(({ tree }) => tree)].flatMap((tree) => itemsIn(tree.entries.get("ignore")))),
    overrides: listOf([...itemsIn(root.entries.get("overrides")), ...moved.flatMap(asOverrides)]),
  });
}

function misplacedKeys({ tree }: NearerConfig): readonly FaultRow[] {
  return ["verify", "verifyTimeout"].flatMap((key) => {
    const origin = tree.entries.get(key)?.origin;
    return origin === undefined ? [] : [faultRow("nearer-command", { key }, placeOfOrigin(origin))];
  });
}

/** Settings for all its files, then those for some of them. */
function asOverrides({ directory, tree }: NearerConfig): readonly Traced[] {
  const rules = tree.entries.get("rules");
  const whole = withEntries(tableIn(undefined), { files: listOf([added(wholeOf(directory))]), rules });
  return [...(rules === undefined ? [] : [whole]), ...itemsIn(tree.entries.get("overrides"))];
}

/** `default` names the only source of a text, however many others other texts have. */
function withDefaultNames(tree: TracedTable): TracedTable {
  const [only, second] = itemsIn(tree.entries.get("sources"));
  if (only === undefined || second !== undefined || tableIn(only).entries.has("defaultNames")) return tree;
  const names = defaultNamesOf(sourceName(only), true).map(defaulted);
  return withEntries(tree, { sources: listOf([withEntries(tableIn(only), { defaultNames: listOf(names) })]) });
}

interface Placed {
  readonly directory: FilePath;
  /** As its own text calls it. */
  readonly name: string;
  readonly source: TracedTable;
}

function composeSources(root: TracedTable, nearer: readonly NearerConfig[]): readonly Traced[] {
  const layers: readonly NearerConfig[] = [{ directory: "", label: "", tree: root }, ...nearer];
  const taken = new Set<string>();
  let placed: readonly Placed[] = [];
  for (const { directory, label, tree } of layers) {
    for (const each of itemsIn(tree.entries.get("sources"))) {
      const name = sourceName(each);
      placed = placed.map((outer) =>
        outer.name === name && isAround(outer, directory) ? without(outer, directory) : outer,
      );
      const unique = [name, `${label}:${name}`, `${directory}:${name}`].find((text) => !taken.has(text)) ?? name;
      taken.add(unique);
      placed = [...placed, { directory, name, source: named(held(tableIn(each), directory), unique) }];
    }
  }
  return placed.map(({ source }) => source);
}

function isAround(outer: Placed, directory: FilePath): boolean {
  return outer.directory !== directory && isWithin(outer.directory, directory);
}

function without(outer: Placed, directory: FilePath): Placed {
  const files = [...filesOf(outer.source), added(`!${wholeOf(directory)}`)];
  return { ...outer, source: withEntries(outer.source, { files: listOf(files) }) };
}

function filesOf(source: TracedTable): readonly Traced[] {
  const files = itemsIn(source.entries.get("files"));
  return files.length === 0 ? [defaulted("**")] : files;
}

/** A source that names no files is that of its whole directory. */
function held(source: TracedTable, directory: FilePath): TracedTable {
  if (directory === "" || source.entries.has("files")) return source;
  return withEntries(source, { files: listOf([defaulted(wholeOf(directory))]) });
}

/** The name keeps the place where it was written. */
function named(source: TracedTable, name: string): TracedTable {
  if (sourceName(source) === name) return source;
  const own = source.entries.get("name");
  return withEntries(source, { name: { kind: "value", value: name, ...(own?.origin && { origin: own.origin }) } });
}
