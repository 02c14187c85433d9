/** Merges a configuration with one that it extends; its own values win. */
import { DEFAULT_SOURCE_NAME } from "./raw.js";
import {
  itemsIn,
  listOf,
  type Traced,
  type TracedList,
  type TracedTable,
  tableIn,
  textIn,
  withEntries,
} from "./traced.js";

/** @throws never; lists that are added to hold what is extended first */
export function mergeConfigs(extended: TracedTable, own: TracedTable): TracedTable {
  const merged = withEntries(withEntries(extended, NOT_HANDED_ON), Object.fromEntries(own.entries));
  return withEntries(merged, {
    sources: mergeKey(extended, own, "sources", mergeSources),
    ignore: mergeKey(extended, own, "ignore", mergeLists),
    overrides: mergeKey(extended, own, "overrides", mergeLists),
    rules: mergeKey(extended, own, "rules", mergeRules),
  });
}

export function sourceName(source: Traced): string {
  return textIn(tableIn(source).entries.get("name")) ?? DEFAULT_SOURCE_NAME;
}

/** They are about the one file that says them. */
const NOT_HANDED_ON = { $schema: undefined, extends: undefined, root: undefined };

function mergeKey(
  extended: TracedTable,
  own: TracedTable,
  key: string,
  merge: (extended: Traced, own: Traced) => Traced,
): Traced | undefined {
  const [first, second] = [extended.entries.get(key), own.entries.get(key)];
  return first === undefined || second === undefined ? (second ?? first) : merge(first, second);
}

function mergeLists(extended: Traced, own: Traced): TracedList {
  return listOf([...itemsIn(extended), ...itemsIn(own)]);
}

/** A source of the same name is completed, key by key, in its place. */
function mergeSources(extended: Traced, own: Traced): TracedList {
  const byName = new Map(itemsIn(extended).map((source) => [sourceName(source), source]));
  for (const source of itemsIn(own)) {
    const name = sourceName(source);
    const both = new Map([...tableIn(byName.get(name)).entries, ...tableIn(source).entries]);
    byName.set(name, { ...tableIn(source), entries: both });
  }
  return listOf([...byName.values()]);
}

/** Its own severity counts; an option that it does not name keeps its value, as between `rules` and `overrides`. */
function mergeRules(extended: Traced, own: Traced): TracedTable {
  const first = tableIn(extended);
  const settings = [...tableIn(own).entries].map(([rule, setting]) => {
    const earlier = first.entries.get(rule);
    return [rule, earlier === undefined ? setting : mergeSetting(earlier, setting)] as const;
  });
  return withEntries(first, Object.fromEntries(settings));
}

function mergeSetting(extended: Traced, own: Traced): TracedTable {
  const [earlier, later] = [written(extended), written(own)];
  const options = withEntries(
    tableIn(earlier.entries.get("options")),
    Object.fromEntries(tableIn(later.entries.get("options")).entries),
  );
  return withEntries(later, { options: options.entries.size === 0 ? undefined : options });
}

/** A setting in its longest form: `{ severity, options }`. */
function written(setting: Traced): TracedTable {
  if (setting.kind === "table") return setting;
  const [severity, options] = setting.kind === "list" ? setting.items : [setting];
  return withEntries({ kind: "table", entries: new Map() }, { severity, options });
}
