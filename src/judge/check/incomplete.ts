/**
 * Files for which "no longer found" proves nothing, because something they depend on was not read. Their suppressions and
 * baseline entries are kept.
 */

import { isWithin } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import type { Analysis } from "../analysis/analyse.js";

export interface IncompleteFiles {
  /** The file, or one of its imports, direct or indirect, was not read in full. */
  isAbout(file: FilePath): boolean;
  /** Code of a removed file may have moved to a file that was not read. */
  readonly isAnywhere: boolean;
}

export function findIncomplete(analysis: Analysis): IncompleteFiles {
  const { config, detection, discovery, gathered } = analysis;
  const unread = new Set(gathered.problems.map(({ file }) => file));
  const modules = config.sources.flatMap(({ accessor, alsoAllowed }) => [accessor, ...alsoAllowed]);
  // Without the accessors, nothing that is compared with them is found.
  const isEverywhere = detection === undefined ? modules.some(({ module }) => unread.has(module)) : unread.size > 0;
  const affected = withImporters(unread, gathered.importers);
  const { unreadable } = discovery;
  return {
    isAbout: (file) => isEverywhere || affected.has(file) || unreadable.some(({ path }) => isWithin(path, file)),
    isAnywhere: unread.size > 0 || unreadable.length > 0,
  };
}

/** The files, and all that import them, directly or indirectly. */
function withImporters(
  files: ReadonlySet<FilePath>,
  importers: Analysis["gathered"]["importers"],
): ReadonlySet<FilePath> {
  const found = new Set(files);
  // A set gives what is added to it while it is walked.
  for (const file of found) for (const importer of importers.of(file)) found.add(importer.file);
  return found;
}
