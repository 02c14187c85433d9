/** What a function does around the handle that it gives: the part of its facts that two ways in are compared by. */
import type { Range } from "../../base/text/span.js";
import type { Term } from "./terms.js";

/**
 * One thing that can be done around a handle. `keeps` is to commit after an error too, `discards` to roll back whether there
 * was one or not, `leaks` to close only where there was none.
 */
export type Effect =
  | "begins"
  | "commits"
  | "keeps"
  | "rollsBack"
  | "discards"
  | "closes"
  | "leaks"
  | "retries"
  | "joins";

/** A place for each effect, with nothing in it. */
export function noEffects<Item>(): Record<Effect, Item[]> {
  return {
    begins: [],
    commits: [],
    keeps: [],
    rollsBack: [],
    discards: [],
    closes: [],
    leaks: [],
    retries: [],
    joins: [],
  };
}

/**
 * What a body does around the handle that it hands out, as places in its file. Empty lists: nothing was seen. `joins` are
 * places that use a transaction that is open already, or begin one inside of it.
 */
export interface Contract extends Readonly<Record<Effect, readonly Range[]>> {
  /** Levels of isolation in lower case: `serializable`, `read only`, `autocommit`. */
  readonly isolation: readonly Told[];
  /** What else it does to the handle or around what uses it, as words after "it": who says the same does the same. */
  readonly besides: readonly Told[];
  /** Calls whose own bodies are part of it. */
  readonly calls: readonly AroundCall[];
  /** Why not all of it can be read: `commits on a condition`. */
  readonly unclear: readonly Told[];
}

export interface Told extends Range {
  readonly text: string;
}

export interface AroundCall extends Range {
  readonly kind: /** Runs code between its beginning and its end: `with f() as x:`, `db.transaction(work)`. */
    | "block"
    /** Is given the handle: `prepare(session)`. */
    | "given";
  /** What is called; of a block without a call (`with connection:`) what is entered. */
  readonly of: Term;
  readonly called: boolean;
  /** What its name says that it does, for where it cannot be followed. */
  readonly does: readonly Effect[];
  /** The handle goes in or comes out: where it cannot be followed, nobody knows what it does. */
  readonly matters: boolean;
}
