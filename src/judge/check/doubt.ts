/**
 * Of which files nobody can say that a finding is gone, because something was not read that it may rest on. Excuses for
 * findings there may be used; who took them away would have them to write again.
 */

import { isWithin } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import type { Analysis } from "../analysis/analyse.js";

export interface Doubt {
  /** The file, or one of those that it imports from, directly or through others, was not read in full. */
  isAbout(file: FilePath): boolean;
  /** What was in a file that is gone may be in one that was not read. */
  readonly isAnywhere: boolean;
}

export function findDoubt(analysis: Analysis): Doubt {
  const { config, detection, discovery, gathered } = analysis;
  const unread = new Set(gathered.problems.map(({ file }) => file));
  const modules = config.sources.flatMap(({ accessor, alsoAllowed }) => [accessor, ...alsoAllowed]);
  // Without the ways in themselves, nothing that is held against them is found.
  const isEverywhere = detection === undefined ? modules.some(({ module }) => unread.has(module)) : unread.size > 0;
  const doubtful = resting(unread, gathered.importers);
  const { unreadable } = discovery;
  return {
    isAbout: (file) => isEverywhere || doubtful.has(file) || unreadable.some(({ path }) => isWithin(path, file)),
    isAnywhere: unread.size > 0 || unreadable.length > 0,
  };
}

/** These, all that import from them, and so on. */
function resting(files: ReadonlySet<FilePath>, importers: Analysis["gathered"]["importers"]): ReadonlySet<FilePath> {
  const found = new Set(files);
  // A set gives what is added to it while it is walked.
  for (const file of found) for (const importer of importers.of(file)) found.add(importer.file);
  return found;
}
