/**
 * Terms: what an expression says about its value, without looking at any other file. `new DatabaseManager().getSession()` is
 * a call of the member `getSession` of an instance of a binding. ../program links them; until then they are plain data that
 * can be stored and compared.
 */

/** Index into `FileFacts.bindings` of the same file. */
export type BindingId = number;

export type Term =
  /** A name that this file binds: an import, a variable, a parameter, a class, a function. */
  | { readonly kind: "binding"; readonly id: BindingId }
  /** A name that this file does not bind: `globalThis`, `process`, an ambient declaration. */
  | { readonly kind: "global"; readonly name: string }
  /**
   * What a module gives under a name: `*` is its namespace, `default` its default export, `=` what CommonJS `require`
   * returns.
   */
  | { readonly kind: "import"; readonly specifier: string; readonly name: string }
  /** A definition of this file; `index` is its place in the list of that kind in `FileFacts`. */
  | { readonly kind: "class" | "function" | "object" | "interface"; readonly index: number }
  /** `this` in a member of a class of this file. */
  | { readonly kind: "this"; readonly class: number; readonly side: Side }
  | { readonly kind: "member"; readonly of: Term; readonly name: string }
  | { readonly kind: "call"; readonly of: Term }
  | { readonly kind: "construct"; readonly of: Term }
  | { readonly kind: "await"; readonly of: Term }
  /** A value of the named type: what the annotation `x: Manager` says of `x`. */
  | { readonly kind: "instance"; readonly of: Term }
  /** A promise of a value: `Promise<X>`, or what an `async` function gives. */
  | { readonly kind: "promise"; readonly of: Term }
  /** Many values under keys: `Map<string, X>`, `Record<string, X>`, `X[]`. */
  | { readonly kind: "collection"; readonly of: Term }
  /** A member under a key that only the run knows, `pools[name]`, or that no definition lists: `connections["default"]`. */
  | { readonly kind: "element"; readonly of: Term; readonly key?: string }
  /** What a context manager gives when it is entered: `with e as x`, `async with e as x`. */
  | { readonly kind: "entered"; readonly of: Term }
  /** One of what an iteration gives: `for x in e`, `next(e)`, `await anext(e)`. */
  | { readonly kind: "iterated"; readonly of: Term }
  /** What a framework hands over for a function that it calls itself: `Depends(f)`. */
  | { readonly kind: "injected"; readonly of: Term }
  /** One of several: `a ?? b`, `c ? a : b`, a variable assigned more than once. */
  | { readonly kind: "union"; readonly of: readonly Term[] }
  /** What a callee hands to parameter `parameter` of the function that it gets as argument `argument`. */
  | { readonly kind: "handed"; readonly of: Term; readonly argument: number; readonly parameter: number }
  /** A string, number, `null`, template, regular expression: nothing that reaches a database. */
  | { readonly kind: "literal" }
  /** Not followed, and why: a computed member, an untyped parameter. Never an error. */
  | { readonly kind: "unknown"; readonly reason: string };

/** The class itself (`DatabaseManager.x`) or what `new` gives. */
export type Side = "static" | "instance";

export function unknownTerm(reason: string): Term {
  return { kind: "unknown", reason };
}

/** The name at the beginning of an expression. */
export function rootOf(term: Term): Term {
  return "of" in term && !Array.isArray(term.of) ? rootOf(term.of as Term) : term;
}
