/** Rewrites the configuration of a directory below the root for the root: prefixes its globs and paths with the directory. */
import { resolvePath } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import { writeKeyPath } from "./document.js";
import type { FaultRow } from "./fault.js";
import { faultRow } from "./faults.js";
import { isExclusion } from "./globs.js";
import { withFile } from "./name.js";
import {
  added,
  itemsIn,
  type Origin,
  placeOfOrigin,
  type Traced,
  type TracedTable,
  tableIn,
  textIn,
  withEntries,
  writtenAt,
} from "./traced.js";

/** @throws never */
export function rebase(tree: TracedTable, directory: FilePath): TracedTable {
  let moved: Traced = tree;
  for (const path of GLOBS) moved = changeText(moved, path, (text) => rebaseGlob(directory, text));
  for (const path of PATHS)
    moved = changeText(moved, path, (text) => resolvePath(directory, text.replaceAll("\\", "/")));
  for (const path of NAMES)
    moved = changeText(moved, path, (text) => withFile(text, (file) => resolvePath(directory, file)));
  for (const path of GLOB_LISTS) moved = change(moved, path, (list) => startWithAll(list, directory));
  return tableIn(moved);
}

/**
 * Globs by which a configuration would speak for files outside of its directory.
 *
 * @param tree rebased
 */
export function findOutside(tree: TracedTable, directory: FilePath): readonly FaultRow[] {
  const rows: FaultRow[] = [];
  const look = (part: Traced): Traced => {
    const text = textIn(part) ?? "";
    const isInside = text.replace(/^!/, "").startsWith(`${escapeGlob(directory)}/`);
    if (!isInside && part.origin !== undefined) rows.push(outside(part.origin, directory));
    return part;
  };
  for (const path of OWN_GLOBS) change(tree, path, look);
  return rows;
}

function outside(origin: Origin, directory: FilePath): FaultRow {
  const details = { path: writeKeyPath(origin.path), glob: String(writtenAt(origin)), directory };
  return faultRow("outside-directory", details, placeOfOrigin(origin));
}

/** All that is in a directory. */
export function wholeOf(directory: FilePath): string {
  return `${escapeGlob(directory)}/**`;
}

const GLOB_LISTS = [
  ["sources", "*", "files"],
  ["sources", "*", "internals"],
  ["overrides", "*", "files"],
];
const GLOBS = [...GLOB_LISTS, ["ignore"]].map((path) => [...path, "*"]);
/** A directory may well call files outside of it the internals of its source: the package that it has its client from. */
const OWN_GLOBS = GLOBS.filter((path) => !path.includes("internals"));
const PATHS = [
  ["sources", "*", "accessor", "module"],
  ["sources", "*", "alsoAllowed", "*", "module"],
];
const NAMES = ["managers", "legacy", "alsoAllowed"].map((key) => ["sources", "*", key, "*"]);

function rebaseGlob(directory: FilePath, glob: string): string {
  if (isExclusion(glob)) return `!${rebaseGlob(directory, glob.slice(1))}`;
  return resolvePath(escapeGlob(directory), glob);
}

/** A list that only takes away takes away from all files, which are those of the directory here. */
function startWithAll(list: Traced, directory: FilePath): Traced {
  const items = itemsIn(list);
  const onlyTakes = items.length > 0 && items.every((item) => isExclusion(textIn(item) ?? ""));
  return onlyTakes && list.kind === "list" ? { ...list, items: [added(wholeOf(directory)), ...items] } : list;
}

function escapeGlob(path: FilePath): string {
  return path.replace(/[\\*?[\]{}()!+@|]/g, "\\$&");
}

/** Changes the parts that a path leads to, in which `*` stands for every item of a list. */
function change(part: Traced, [key, ...rest]: readonly string[], by: (part: Traced) => Traced): Traced {
  if (key === undefined) return by(part);
  if (key === "*") {
    return part.kind === "list" ? { ...part, items: part.items.map((item) => change(item, rest, by)) } : part;
  }
  const entry = part.kind === "table" ? part.entries.get(key) : undefined;
  if (part.kind !== "table" || entry === undefined) return part;
  return withEntries(part, { [key]: change(entry, rest, by) });
}

function changeText(tree: Traced, path: readonly string[], by: (text: string) => string): Traced {
  return change(tree, path, (part) => {
    const text = textIn(part);
    return text === undefined ? part : { ...part, kind: "value", value: by(text) };
  });
}
