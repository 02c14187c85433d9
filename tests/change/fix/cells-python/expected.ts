/**
 * What the matrix expects: for each row the verdicts of the five forms, as the table of src/change/fix/README.md has them, and the
 * reasons behind their letters. Both kinds of a form are held to one verdict; `—` is a program that cannot be written.
 */
import type { Form } from "../../../../src/read/facts/forms.js";

export const FORMS: readonly Form[] = ["object", "value", "promise", "context-manager", "dependency"];

export type Expected = readonly [object: string, value: string, promise: string, manager: string, dependency: string];

export const EXPECTED: Readonly<Record<string, Expected>> = {
  "`x = f()`, released in `finally`": ["unsafe (a)", "safe", "safe", "safe", "manual (b)"],
  "the same with `except`, a commit and a rollback": ["unsafe (a)", "safe", "safe", "safe", "manual (b)"],
  "`x = f()`, something else first, then released in `finally`": [
    "unsafe (a)",
    "safe",
    "safe",
    "unsafe (c)",
    "manual (b)",
  ],
  "`x = f()`, released where all went well": ["unsafe (a)", "safe", "safe", "unsafe (c)", "manual (b)"],
  "`x = f()`, never released": ["safe", "safe", "safe", "unsafe (d)", "manual (b)"],
  "`x = f()`, then `return x`": ["safe", "safe", "safe", "manual (e)", "manual (b)"],
  "`with f() as x:`": ["unsafe (f)", "unsafe (f)", "unsafe (f)", "safe", "manual (b)"],
  "`with g(), f() as x:` beside other items": ["unsafe (f)", "unsafe (f)", "unsafe (f)", "safe", "manual (b)"],
  "`with f():` without a name": ["unsafe (f)", "unsafe (f)", "unsafe (f)", "safe", "manual (b)"],
  "`with f() as x:` of the handle itself": ["unsafe (f)", "safe", "safe", "safe", "manual (b)"],
  "`with closing(f()) as x:`": ["manual (g)", "safe", "—", "manual (h)", "manual (b)"],
  "`with f() as x:`, inside a transaction": ["unsafe (f)", "unsafe (f)", "unsafe (f)", "safe", "manual (b)"],
  "`with f() as x:` in a loop": ["unsafe (f)", "unsafe (f)", "unsafe (f)", "safe", "manual (b)"],
  "`x = f()` in a loop, released in `finally`": ["unsafe (a)", "safe", "safe", "safe", "manual (b)"],
  "`x = f()` of what is entered later": ["manual (i)", "manual (i)", "manual (i)", "safe", "manual (b)"],
  "`f().__enter__()`": ["manual (i)", "manual (i)", "manual (i)", "safe", "manual (b)"],
  "`(await f()).query()` (inline)": ["safe", "safe", "safe", "manual (j)", "manual (b)"],
  "`for x in f():`": ["manual (k)", "manual (k)", "manual (l)", "unsafe (m)", "safe"],
  "`for x in f():`, left early": ["manual (k)", "manual (k)", "manual (l)", "manual (n)", "safe"],
  "`next(f())`": ["manual (k)", "manual (k)", "manual (l)", "manual (o)", "safe"],
  "`return f()`": ["safe", "safe", "safe", "manual (h)", "manual (b)"],
  "`return f()` of what is entered later": ["manual (i)", "manual (i)", "manual (i)", "safe", "manual (b)"],
  "`yield f()`": ["safe", "safe", "safe", "manual (h)", "manual (b)"],
  "an argument": ["safe", "safe", "safe", "manual (h)", "manual (b)"],
  "an argument of `enter_context`": ["manual (i)", "manual (i)", "manual (i)", "safe", "manual (b)"],
  "an argument of what iterates it": ["manual (p)", "manual (p)", "manual (p)", "manual (h)", "safe"],
  "an argument of a constructor (injection by hand)": ["safe", "safe", "safe", "manual (h)", "manual (b)"],
  "`asyncio.gather(use(f()), use(f()))`": ["—", "manual (i)", "manual (i)", "safe", "manual (b)"],
  "`self.x = f()`": ["safe", "safe", "safe", "manual (h)", "manual (b)"],
  '`o["x"] = f()`': ["safe", "safe", "safe", "manual (h)", "manual (b)"],
  "a class attribute": ["safe", "safe", "—", "manual (h)", "manual (b)"],
  "a default of a parameter": ["safe", "safe", "—", "manual (h)", "manual (b)"],
  "`a, b = f(), g()` (destructured)": ["safe", "safe", "safe", "manual (h)", "manual (b)"],
  "`y if y else f()` (conditional)": ["safe", "safe", "safe", "manual (h)", "manual (b)"],
  "`global x; x = f()`": ["safe", "safe", "safe", "manual (h)", "manual (b)"],
  "`Depends(f)`": ["manual (q)", "unsafe (r)", "unsafe (r)", "manual (s)", "safe"],
  "`f(lambda x: …)`": ["manual (t)", "manual (t)", "manual (u)", "manual (v)", "manual (b)"],
  "`@f()` (decorator)": ["manual (i)", "manual (i)", "manual (i)", "safe", "manual (b)"],
  "a statement of its own (dropped)": ["manual (w)", "safe", "safe", "manual (w)", "manual (b)"],
};

/** Written for `get_db()` and `with`; what an accessor or its block is called in a column is put in their places. */
export const REASONS: Readonly<Record<string, string>> = {
  a: "`…` is removed, because all callers of `db` share its handle",
  b: "`get_db` has to be injected or iterated, and this code calls it",
  c: "the handle is released at the end of its block, and was released elsewhere",
  d: "the block releases the handle, and nothing does so now",
  e: "`db` is returned",
  f: "a block around the handle itself may have other effects than the current block",
  g: "`closing(…)` releases a handle that all callers share: …",
  h: "`get_db()` gives its handle to a block, and here it is …",
  i: "`get_db()` gives the handle itself, and the code goes on to enter what it gets",
  j: "`with get_db()` needs a block around the code that uses the handle",
  k: "`get_db()` is one handle, which cannot be iterated",
  l: "`get_db()` gives one handle, which cannot be iterated",
  m: "a loop may run its body more than once, a block runs it once",
  n: "`with` runs a body once, and this loop is left early or is part of an expression",
  o: "`with get_db()` gives one handle, which cannot be iterated",
  p: "`get_db()` gives the handle itself, and the code goes on to iterate what it gets",
  q: "`db` is a handle, and dependency injection needs a function",
  r: "a framework releases only what a generator yields",
  s: "`get_db` is a context manager, and dependency injection needs the bare generator",
  t: "`get_db()` gives its handle at once, and the callback would have to be inlined",
  u: "`get_db()` gives a promise, and the callback would have to be inlined",
  v: "`get_db()` gives its handle to a block, and the callback would have to be inlined",
  w: "the handle is not used; remove the statement",
};
