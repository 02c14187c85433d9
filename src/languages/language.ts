/**
 * A language is this small interface: text in, facts out, and its own way of writing an import. Nothing outside the
 * language folders knows one language from another.
 */
import type { FileFacts, LanguageId } from "../facts/facts.js";
import type { Form } from "../facts/forms.js";
import type { Edit } from "../fix/fix.js";
import type { FilePath, Range } from "../text/span.js";

export interface Language {
  readonly id: LanguageId;
  /** Endings of its files, with the dot. */
  readonly extensions: readonly string[];
  /**
   * Every module specifier that the text may import, found without parsing: a superset, since comments and strings are
   * not told apart. Decides which files are parsed at all.
   */
  specifiers(text: string): readonly string[];
  /** Loads what `extract` needs (a compiler); called once, before the first file that needs it. */
  load(): Promise<LoadedLanguage>;
}

export interface LoadedLanguage {
  /** @throws never; what does not parse is in `problems`. */
  extract(file: FilePath, text: string): FileFacts;
  /** How this language writes the use of an accessor, and its imports. */
  readonly writer: Writer;
}

/** Text for a fix. Pure: spans come from facts, style from the text. */
export interface Writer {
  /** The expression that obtains a handle: `await getDb()`. */
  obtain(accessor: string, form: Form): string;
  /** Edits that make `wanted` available in the file and take away imported names that are no longer used. */
  imports(request: ImportRequest): ImportEdits;
}

export interface ImportRequest {
  readonly facts: FileFacts;
  readonly text: string;
  /** Where the name will be used: an import inside this function counts, and a name bound there is taken. */
  readonly at: Range;
  /** What must be in scope. */
  readonly wanted?: { readonly specifier: string; readonly name: string };
  /** Stretches that the fix replaces: a name referenced only in there is unused afterwards. */
  readonly replaced: readonly Range[];
}

export interface ImportEdits {
  readonly edits: readonly Edit[];
  /** The name under which `wanted` is in scope: its own, or an alias where that is taken. */
  readonly local: string;
}
