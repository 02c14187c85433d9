/**
 * What the matrix expects: for each row the verdicts of the five forms, as the table of src/change/fix/README.md has them, and the
 * reasons behind their letters. Both kinds of a form are held to one verdict; `—` is a program that cannot be written.
 */
import type { Form } from "../../../../src/read/facts/forms.js";

export const FORMS: readonly Form[] = ["object", "value", "promise", "context-manager", "dependency"];

export type Expected = readonly [object: string, value: string, promise: string, manager: string, dependency: string];

export const EXPECTED: Readonly<Record<string, Expected>> = {
  "`x = f()`, released in `finally`": ["unsafe (a)", "safe", "safe", "safe", "safe"],
  "the same with `except`, a commit and a rollback": ["unsafe (a)", "safe", "safe", "safe", "safe"],
  "`x = f()`, something else first, then released in `finally`": ["unsafe (a)", "safe", "safe", "safe", "safe"],
  "`x = None`, then `x = f()` in a `try` that releases it": ["safe", "safe", "safe", "safe", "safe"],
  "the same with `except`": ["safe", "safe", "safe", "safe", "safe"],
  "`x = f()`, released where all went well": ["unsafe (a)", "safe", "safe", "unsafe (b)", "unsafe (b)"],
  "`x = f()`, never released": ["safe", "safe", "safe", "unsafe (c)", "unsafe (c)"],
  "`x = f()`, then `return x`": ["safe", "safe", "safe", "manual (d)", "manual (d)"],
  "`with f() as x:`": ["unsafe (e)", "unsafe (e)", "unsafe (e)", "safe", "safe"],
  "`with g(), f() as x:` beside other items": ["unsafe (e)", "unsafe (e)", "unsafe (e)", "safe", "safe"],
  "`with f():` without a name": ["unsafe (e)", "unsafe (e)", "unsafe (e)", "safe", "safe"],
  "`with f() as x:` of the handle itself": ["unsafe (e)", "safe", "safe", "safe", "safe"],
  "`with closing(f()) as x:`": ["manual (f)", "safe", "—", "safe", "safe"],
  "`with f() as x:`, inside a transaction": ["unsafe (e)", "unsafe (e)", "unsafe (e)", "safe", "safe"],
  "`with f() as x:` in a loop": ["unsafe (e)", "unsafe (e)", "unsafe (e)", "safe", "safe"],
  "`x = f()` in a loop, released in `finally`": ["unsafe (a)", "safe", "safe", "safe", "safe"],
  "`x = f()` of what is entered later": ["manual (h)", "manual (h)", "manual (h)", "safe", "safe"],
  "`f().__enter__()`": ["manual (h)", "manual (h)", "manual (h)", "safe", "safe"],
  "`(await f()).query()` (inline)": ["safe", "safe", "safe", "manual (i)", "manual (i)"],
  "`for x in f():`": ["manual (j)", "manual (j)", "manual (k)", "unsafe (l)", "safe"],
  "`for x in f():`, left early": ["manual (j)", "manual (j)", "manual (k)", "manual (m)", "safe"],
  "`next(f())`": ["manual (j)", "manual (j)", "manual (k)", "manual (n)", "manual (n)"],
  "`return f()`": ["safe", "safe", "safe", "manual (g)", "manual (g)"],
  "`return f()` of what is entered later": ["manual (h)", "manual (h)", "manual (h)", "safe", "safe"],
  "`yield f()`": ["safe", "safe", "safe", "manual (g)", "manual (g)"],
  "an argument": ["safe", "safe", "safe", "manual (g)", "manual (g)"],
  "an argument of `enter_context`": ["manual (h)", "manual (h)", "manual (h)", "safe", "safe"],
  "an argument of what iterates it": ["manual (o)", "manual (o)", "manual (o)", "manual (g)", "safe"],
  "an argument of a constructor (injection by hand)": ["safe", "safe", "safe", "manual (g)", "manual (g)"],
  "`asyncio.gather(use(f()), use(f()))`": ["—", "manual (h)", "manual (h)", "safe", "safe"],
  "`self.x = f()`": ["safe", "safe", "safe", "manual (g)", "manual (g)"],
  '`o["x"] = f()`': ["safe", "safe", "safe", "manual (g)", "manual (g)"],
  "a class attribute": ["safe", "safe", "—", "manual (g)", "manual (g)"],
  "a default of a parameter": ["safe", "safe", "—", "manual (g)", "manual (g)"],
  "`a, b = f(), g()` (destructured)": ["safe", "safe", "safe", "manual (g)", "manual (g)"],
  "`y if y else f()` (conditional)": ["safe", "safe", "safe", "manual (g)", "manual (g)"],
  "`global x; x = f()`": ["safe", "safe", "safe", "manual (w)", "manual (w)"],
  "`Depends(f)`": ["manual (p)", "unsafe (q)", "unsafe (q)", "manual (r)", "safe"],
  "`f(lambda x: …)`": ["manual (s)", "manual (s)", "manual (t)", "manual (u)", "manual (u)"],
  "`@f()` (decorator)": ["manual (h)", "manual (h)", "manual (h)", "safe", "safe"],
  "a statement of its own (dropped)": ["manual (v)", "safe", "safe", "manual (v)", "manual (v)"],
};

/** Written for `get_db()` and `with`; what an accessor or its block is called in a column is put in their places. */
export const REASONS: Readonly<Record<string, string>> = {
  a: "`…` is removed, because all callers of `db` share its handle",
  b: "the handle is released at the end of its block, and was released elsewhere",
  c: "the block releases the handle, and nothing does so now",
  d: "`db` is returned",
  e: "a block around the handle itself may have other effects than the current block",
  f: "`closing(…)` releases a handle that all callers share: …",
  g: "`get_db()` gives its handle to a block, and here it is …",
  h: "`get_db()` gives the handle itself, and the code goes on to enter what it gets",
  i: "`with get_db()` needs a block around the code that uses the handle",
  j: "`get_db()` is one handle, which cannot be iterated",
  k: "`get_db()` gives one handle, which cannot be iterated",
  l: "a loop may run its body more than once, a block runs it once",
  m: "`with` runs a body once, and this loop is left early or is part of an expression",
  n: "`with get_db()` gives one handle, which cannot be iterated",
  o: "`get_db()` gives the handle itself, and the code goes on to iterate what it gets",
  p: "`db` is a handle, and dependency injection needs a function",
  q: "a framework releases only what a generator yields",
  r: "`get_db` is a context manager, and dependency injection needs the bare generator",
  s: "`get_db()` gives its handle at once, and the callback would have to be inlined",
  t: "`get_db()` gives a promise, and the callback would have to be inlined",
  u: "`get_db()` gives its handle to a block, and the callback would have to be inlined",
  v: "the handle is not used; remove the statement",
  w: "`db` is declared outside of its function",
};
