/** What can be asked of the text of a file without parsing it. An answer depends on the path and the text alone, and is plain data. */
import type { FilePath } from "../../base/text/span.js";
import { languageOf } from "../../read/languages/index.js";
import type { ImportUses, OutlinedImport } from "../../read/languages/language.js";
import { declares, type NamedPath, namesIn, pathOf } from "../../read/prose/names.js";
import { declaresManager, isAccessorName, isManagerName } from "../databases/names.js";
import { asksModule } from "./asks-module.js";

type Question<Answer> = (text: string, file: FilePath) => Answer;

/** Of each question its arguments, which are plain data, too. */
export const QUESTIONS = {
  /** All of it. */
  text: (): Question<string> => (text) => text,
  /** What it may import. */
  outline: (): Question<readonly OutlinedImport[]> => (text, file) => languageOf(file)?.outline(text) ?? [],
  /** What it does with an import; `undefined` where the outline says it. */
  uses:
    (imported: OutlinedImport): Question<ImportUses | undefined> =>
    (text, file) =>
      languageOf(file)?.usesOf?.(text, imported),
  declaresManager: (): Question<boolean> => declaresManager,
  /** Whether what it defines may give a handle that it was given itself. */
  definesAccess: (): Question<boolean> => (text, file) =>
    (languageOf(file)?.definedNames?.(text) ?? []).some((name) => isAccessorName(name) || isManagerName(name)),
  contains:
    (part: string): Question<boolean> =>
    (text) =>
      text.includes(part),
  matches: (pattern: string): Question<boolean> => {
    const expression = new RegExp(pattern);
    return (text) => expression.test(text);
  },
  asksModule:
    (stem: string, names: readonly string[]): Question<boolean> =>
    (text) =>
      asksModule(text, stem, names),
  /** Whether it names a word outside of comments. */
  isMentioned:
    (word: string): Question<boolean> =>
    (text, file) =>
      (languageOf(file)?.mentions(text, word) ?? []).length > 0,
  /** Whether it may give a word a meaning of its own. */
  declares:
    (word: string): Question<boolean> =>
    (text) =>
      declares(text, word, [word]),
  /** By which paths it names a word, in prose and in code. */
  paths:
    (word: string): Question<readonly NamedPath[]> =>
    (text) =>
      namesIn(text, word).map((name) => pathOf(text, name)),
};
