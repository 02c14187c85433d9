/** A fix as a value. Nothing here reads or writes a file. */
import type { FilePath, Range } from "../text/span.js";

/** `safe` keeps meaning; `unsafe` may change behaviour; `suggestion` is shown and never applied. */
export type Applicability = "safe" | "unsafe" | "suggestion";

/** One range of one file replaced; an empty range inserts, an empty text removes. */
export interface Edit extends Range {
  readonly file: FilePath;
  readonly text: string;
  /**
   * For an insert: if another fix makes the same one, one is enough for both, such as an import. Otherwise each fix needs its
   * own, such as a bracket or a step of indentation.
   */
  readonly shared?: boolean;
  /** The name that it declares for the whole file. Another edit must not declare it in another way. */
  readonly brings?: string;
}

/** Edits that belong together: all of them are applied, or none. */
export interface Fix {
  /** What it does, in the imperative: ``call `getDb()` ``. */
  readonly title: string;
  readonly applicability: Applicability;
  readonly edits: readonly Edit[];
  /** Why it is not safe. */
  readonly reason?: string;
}
