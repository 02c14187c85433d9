/**
 * How code uses and releases its handle, and how it reads without the releases: what fixes ask a writer before they replace
 * a handle.
 */
import type { TextEdit } from "../../base/edits/apply.js";
import type { Range } from "../../base/text/span.js";
import type { FileFacts, Site } from "../facts/facts.js";

export interface UsesRequest {
  readonly facts: FileFacts;
  readonly text: string;
  /** The place that gets the handle. */
  readonly site: Site;
}

export interface HandleUses {
  /** Calls by which the code releases the handle, in the order of the text. */
  readonly releases: readonly Release[];
  /** How the handle itself gets out of sight: `is returned`, `` is passed to `run` ``. */
  readonly leaves: readonly string[];
  /** A function inside uses it, which may run later. */
  readonly captured: boolean;
  /** What is asked of it may still be under way, or be used, when the block around it ends. */
  readonly unsettled: boolean;
  /** More work follows in its block when it has been released. */
  readonly lingers: boolean;
  /** Where the code begins a transaction on it explicitly: `` `s.query("BEGIN")` ``. */
  readonly begins?: string;
  /** Where the code changes the connection for all that follows on it: `` `s.query("SET search_path TO a")` ``. */
  readonly sets?: string;
  /** It is declared in a `case` without a block of its own. */
  readonly inClause?: boolean;
  /** It is asked for as a promise is: `.then`. */
  readonly chained: boolean;
  /** Its name holds something else at another time. */
  readonly rebound: boolean;
  /** It is one of several that are awaited together: `Promise.all([…])`. */
  readonly gathered: boolean;
  /** A block enters it after the place has it: `with x:`, `stack.enter_context(f())`. */
  readonly enteredLater: boolean;
  /** A loop or `next(x)` takes the handle out of it after the place has it. */
  readonly iteratedLater: boolean;
}

export interface Release {
  /** The call. */
  readonly range: Range;
  /** As a message shows it. */
  readonly shown: string;
  /** The method of the handle; absent where something else releases it: `pool.release(s)`. */
  readonly method?: string;
}

export interface RemovalRequest {
  readonly facts: FileFacts;
  readonly text: string;
  /** The calls to take away. */
  readonly releases: readonly Range[];
}

export type RemovalEdits =
  /** With what they leave empty: a test of the handle, a `finally`, a `try`. */
  | { readonly kind: "edits"; readonly edits: readonly TextEdit[] }
  /** Why one of them cannot go: `` `s.close()` is part of an expression ``. */
  | { readonly kind: "refused"; readonly reason: string };
