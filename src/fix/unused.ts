/**
 * Imports that several fixes together leave without use: each took only one of the uses, so none could take the import.
 * Takes texts before and after the fixes, gives the texts without those imports.
 */

import { applyEdits } from "../edits/apply.js";
import type { FileFacts } from "../facts/facts.js";
import type { LoadedLanguage } from "../languages/language.js";
import type { FilePath } from "../text/span.js";

/** An import that nothing used before the fixes is not theirs to remove: it may be there for its side effects. */
export function removeUnusedImports(
  before: ReadonlyMap<FilePath, string>,
  after: ReadonlyMap<FilePath, string>,
  language: (file: FilePath) => LoadedLanguage | undefined,
  takenFrom: (file: FilePath) => (name: string) => boolean,
): ReadonlyMap<FilePath, string> {
  return new Map(
    [...after].map(([file, text]) => {
      const loaded = language(file);
      if (loaded === undefined) return [file, text];
      const used = usedImports(loaded.extract(file, before.get(file) ?? ""));
      const edits = loaded.writer.removeUnused(loaded.extract(file, text), text, used, takenFrom(file));
      return [file, applyEdits(text, edits).text];
    }),
  );
}

/** Local names of imports that something refers to; of a name that is imported twice nothing is said. */
function usedImports({ imports, bindings }: FileFacts): ReadonlySet<string> {
  const names = imports.flatMap((each) => each.names);
  const used = names.filter(({ binding }) => binding !== undefined && (bindings[binding]?.references.length ?? 0) > 0);
  const isSingle = (local: string): boolean => names.filter((name) => name.local === local).length === 1;
  return new Set(used.map((name) => name.local).filter(isSingle));
}
