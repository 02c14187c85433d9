/**
 * Imports that several fixes together leave without use: each took only one of the uses, so none could take the import.
 * Takes texts before and after the fixes, gives the edits of the latter that take those imports away.
 */
import type { Edit } from "../../base/edits/edit.js";
import type { FilePath } from "../../base/text/span.js";
import type { FileFacts } from "../../read/facts/facts.js";
import type { LoadedLanguage } from "../../read/languages/language.js";
import type { Tidy } from "./batch.js";

export interface TidyRequest {
  readonly language: (file: FilePath) => LoadedLanguage | undefined;
  /** Whether another file takes a name from this one. */
  readonly isTakenFrom: (file: FilePath) => (name: string) => boolean;
}

/** An import that nothing used before the fixes is not theirs to remove: it may be there for its side effects. */
export function tidyImports({ language, isTakenFrom }: TidyRequest): Tidy {
  // Isolating a culprit asks about the same texts again and again, and each answer parses two of them.
  const known = new Map<string, readonly Edit[]>();
  const editsOf = (file: FilePath, before: string, after: string): readonly Edit[] => {
    const loaded = language(file);
    if (loaded === undefined) return [];
    const used = usedImports(loaded.extract(file, before));
    return loaded.writer.removeUnused(loaded.extract(file, after), after, used, isTakenFrom(file));
  };
  return (before, after) =>
    [...after].flatMap(([file, text]) => {
      const old = before.get(file) ?? "";
      const key = JSON.stringify([file, old, text]);
      const edits = known.get(key) ?? editsOf(file, old, text);
      known.set(key, edits);
      return edits;
    });
}

/** Local names of imports that something refers to; of a name that is imported twice nothing is said. */
function usedImports({ imports, bindings }: FileFacts): ReadonlySet<string> {
  const names = imports.flatMap((each) => each.names);
  const used = names.filter(({ binding }) => binding !== undefined && (bindings[binding]?.references.length ?? 0) > 0);
  const isSingle = (local: string): boolean => names.filter((name) => name.local === local).length === 1;
  return new Set(used.map((name) => name.local).filter(isSingle));
}
