/** Conflicts between the imports of a fix and those of unstaged changes, even in different lines. */

import type { FileChange } from "../../base/text/patch.js";
import { escaped } from "../../base/text/regexp.js";
import type { FilePath } from "../../base/text/span.js";
import type { LoadedLanguage } from "../../read/languages/language.js";

/**
 * @param index     what a fix changes
 * @param workTree  the same file with the work that is not staged, without the fix and with it
 * @returns why both cannot be had
 */
export function clashOfImports(
  language: LoadedLanguage,
  index: Required<FileChange>,
  workTree: Required<FileChange>,
): string | undefined {
  const importsOf = (text: string) => importedNames(language, index.file, text);
  const [old, fixed, merged] = [index.before, index.after, workTree.after].map(importsOf);
  const gone = [...(old?.keys() ?? [])].filter((name) => !fixed?.has(name) && !merged?.has(name));
  const missed = gone.find((name) => mentions(workTree.after, name) > mentions(index.after, name));
  if (missed !== undefined) return `it removes the import of \`${missed}\`, which unstaged changes use`;
  const own = importsOf(workTree.before);
  const twice = [...(merged ?? [])].find(
    ([name, count]) => count > Math.max(1, fixed?.get(name) ?? 0, own.get(name) ?? 0),
  );
  return twice && `unstaged changes import \`${twice[0]}\`, too`;
}

/** Local names that imports bind, with how often each is bound. */
function importedNames(language: LoadedLanguage, file: FilePath, text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const names = language.extract(file, text).imports.flatMap((each) => (each.kind === "reexport" ? [] : each.names));
  for (const { local } of names) counts.set(local, (counts.get(local) ?? 0) + 1);
  return counts;
}

function mentions(text: string, name: string): number {
  return [...text.matchAll(new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`, "g"))].length;
}
