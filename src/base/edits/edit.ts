/** A fix as a value. Nothing here reads or writes a file. */
import type { FilePath, Range } from "../text/span.js";

/** `safe` keeps meaning; `unsafe` may change behaviour; `suggestion` is shown and never applied. */
export type Applicability = "safe" | "unsafe" | "suggestion";

/** One stretch of one file replaced; an empty range inserts, an empty text removes. */
export interface Edit extends Range {
  readonly file: FilePath;
  readonly text: string;
  /** The name that it makes known to the whole file, which another edit must not do in another way. */
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
