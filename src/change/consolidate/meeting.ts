/** Files that may stand in a circle with a definition, or between it and an accessor; told by outlines, without parsing. */

import type { FilePath } from "../../base/text/span.js";
import type { Gathered } from "../../judge/gather/gather.js";

/**
 * Merging makes the modules of the definitions import what each of them does, and be imported by whom each of them is. So
 * they count as one: a circle that comes of it leads from one of them back to one of them.
 */
export function meetingPlaces(
  gathered: Gathered,
  files: readonly FilePath[],
  accessors: readonly FilePath[],
): readonly FilePath[] {
  const { importers } = gathered;
  const above = reach(files, (file) => importers.of(file).map((importer) => importer.file));
  const below = reach([...files, ...accessors], (file) => loadedBy(gathered, file));
  return [...below].filter((file) => above.has(file));
}

/** What is for types alone is not loaded. */
function loadedBy({ outlined, program }: Gathered, file: FilePath): readonly FilePath[] {
  return (outlined.get(file) ?? []).flatMap(({ specifier, names }) => {
    if (names?.length === 0) return [];
    const target = program.resolve(file, specifier);
    return target.kind === "file" ? [target.file] : [];
  });
}

function reach(from: readonly FilePath[], next: (file: FilePath) => readonly FilePath[]): ReadonlySet<FilePath> {
  const reached = new Set(from);
  for (const file of reached) for (const each of next(file)) reached.add(each);
  return reached;
}
