/** The result of a consolidation as data: what was merged, or why nothing was. */
import type { FileChange } from "../../base/text/patch.js";
import type { FilePath } from "../../base/text/span.js";

/** A class or function that a statement at the top of a module defines. */
export interface Definition {
  readonly file: FilePath;
  readonly name: string;
  readonly kind: "class" | "function";
  /** From 1. */
  readonly line: number;
}

export type Consolidation =
  /** There is one already. */
  | {
      readonly kind: "single";
      readonly definition: Definition;
      /** Of that name in another package or language, and no duplicate of it. */
      readonly elsewhere: readonly Definition[];
    }
  | Refused
  | Merged;

export interface Refused extends Outline {
  readonly kind: "refused";
  /** What two definitions say differently. */
  readonly conflicts: readonly Conflict[];
  /** Further reasons why it cannot be done, one line each. */
  readonly reasons: readonly string[];
}

export interface Merged extends Outline {
  readonly kind: "merged";
  /** Members that both had in the same words. */
  readonly kept: readonly string[];
  /** Members that came from another one, and from which file. */
  readonly united: readonly Moved[];
  /** What they need, and came with them. */
  readonly helpers: readonly Moved[];
  /** Files whose imports name the target now. */
  readonly callers: readonly FilePath[];
  /** Modules that pass the name on, deprecated. */
  readonly shims: readonly FilePath[];
  readonly removed: readonly FilePath[];
  /** Notes for the user, one line each. */
  readonly notes: readonly string[];
  readonly changes: readonly FileChange[];
}

interface Outline {
  readonly name: string;
  readonly target: Definition;
  /** Why this one: `it stands beside the accessor`. */
  readonly because: string;
  readonly others: readonly Definition[];
}

export interface Moved {
  readonly name: string;
  readonly from: FilePath;
}

/** One thing, as the target has it and as another definition has it. */
export interface Conflict {
  /** `getSession`, `the bases`. */
  readonly what: string;
  /** `the bodies differ`. */
  readonly why: string;
  readonly kept: Excerpt;
  readonly other: Excerpt;
}

export interface Excerpt {
  readonly file: FilePath;
  readonly line: number;
  /** Whole lines, without the indentation that they share. */
  readonly text: string;
}
