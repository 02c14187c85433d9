/** What each cell of the table is expected to be: safe, unsafe or manual, with words of the reason. */
import { type CellForm, FORMS } from "./databases.js";

export type Verdict =
  | { readonly kind: "safe" }
  /** `note` is the letter under which the page gives the reason; `reason` is part of what the diagnostic prints. */
  | { readonly kind: "unsafe" | "manual"; readonly note: string; readonly reason: string };

const safe: Verdict = { kind: "safe" };

function unsafe(note: string, reason: string): Verdict {
  return { kind: "unsafe", note, reason };
}

function manual(note: string, reason: string): Verdict {
  return { kind: "manual", note, reason };
}

/** Every reason, by its letter, in the words of the messages; `…` stands for what differs from place to place. */
export const REASONS: Readonly<Record<string, string>> = {
  a: "`…` is removed, because all callers of `db` share its handle",
  b: "the end of its block disposes of the handle, which all callers of `db` share",
  c: "`…` may do more than release it",
  d: "`…` is not known to release the result of `getDb()`",
  e: "the code that gets the promise may rely on one, and `…` does not return one",
  f: "the handle is left open now, and its block would dispose of it",
  g: "nothing here disposes of the handle",
  h: "`getDb` gives its handle to a callback, so the code that uses it would have to move into one",
  i: "the callback would have to be inlined",
  j: "the chain of callbacks would have to be inlined",
  k: "which cannot be iterated",
  l: "the handle is left open now, and `getDb` would release it",
};

/** The words of a reason that stand in every message. */
export function wordsOf(note: string): string {
  const parts = (REASONS[note] ?? "").split("`…`").map((part) => part.trim());
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), "");
}

const UNSAFE = "abcdefgl";

/** A row in a few letters, a form each: `+` is safe, a letter is unsafe or manual for that reason. */
const CELLS: Readonly<Record<string, string>> = {
  "`const s = …`, released in `finally`": "a++++",
  "`let s`, bound in `try`, released on a condition": "a+++h",
  "`const s = …`, released by `M.release(s)`": "cddcc",
  "`const s = …`, never released": "+++fl",
  "`await using s = …`": "b++++",
  "`(await f()).query()` (inline)": "+++gl",
  "`f(async (s) => …)` (callback)": "iiii+",
  "`for await (const s of f())`": "kkkkh",
  returned: "+++gh",
  "an argument": "+++gh",
  "two calls in one statement": "+++gh",
  "`this.s = …`": "+++gh",
  "`{ s: … }` (stored on an object)": "+++gh",
  "a class field": "ee+gh",
  "given to a constructor": "+++gh",
  "a parameter's default": "ee+gh",
  "`f().then((s) => …)` (chained)": "jj++h",
  "`const { x } = …` (destructured)": "+++gh",
  "`given ?? …` (conditional)": "+++gh",
  "in a loop, released in `finally`": "a++++",
  "in parallel (`Promise.all`)": "a+++h",
  "around a transaction of its own": "a++++",
};

export function verdictOf(row: string, form: CellForm): Verdict {
  const note = (CELLS[row] ?? "").charAt(FORMS.indexOf(form));
  if (note === "+") return safe;
  return UNSAFE.includes(note) ? unsafe(note, wordsOf(note)) : manual(note, wordsOf(note));
}
