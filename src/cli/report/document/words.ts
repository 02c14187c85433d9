/** Sentences, and lists that end with a count where they are long. */
import type { Diagnostic } from "../../../base/diagnostics/diagnostic.js";
import { groupBy } from "../../../base/text/group.js";
import { markdownSpan } from "../../../base/text/markdown.js";
import type { Cause } from "../causes.js";
import { helpClauses } from "../help.js";
import type { Places } from "../places.js";
import { counted } from "../summary.js";

/** `a, b and 3 more files`. One more is shown in place of "and 1 more". */
export function cutList(items: readonly string[], most: number, one: string, many?: string): string {
  if (items.length <= most + 1) return listed(items);
  const rest = counted(items.length - most, `more ${one}`, `more ${many ?? `${one}s`}`);
  return `${items.slice(0, most).join(", ")} and ${rest}`;
}

/** `a, b and c`. */
function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** `src/a.ts:4`, as many as the file has lines with one: `src/a.ts:4, 9`. */
export function placesText(
  diagnostics: readonly Diagnostic[],
  places: Places,
  most: { readonly files: number; readonly lines: number },
  prefix = "",
): string {
  const items = [...groupBy(diagnostics, ({ span }) => span.file)].map(([file, all]) => {
    const lines = places.lines(file);
    const own = [...new Set(lines === undefined ? [] : all.map(({ span }) => lines.positionOf(span.start).line))];
    return markdownSpan(own.length === 0 ? prefix + file : `${prefix}${file}:${cutLines(own, most.lines)}`);
  });
  return cutList(items, most.files, "file");
}

/** Of a file. */
export const MOST_LINES = 4;

export function cutLines(lines: readonly number[], most = MOST_LINES): string {
  const more = lines.length > most ? ", …" : "";
  return lines.slice(0, most).join(", ") + more;
}

/** Errors first, then what has most places. */
export function compareEffect(a: readonly Diagnostic[], b: readonly Diagnostic[]): number {
  const worst = (all: readonly Diagnostic[]): number => Math.min(...all.map(({ severity }) => RANKS[severity]));
  return worst(a) - worst(b) || b.length - a.length;
}

export function byEffect(causes: readonly Cause[]): readonly Cause[] {
  return [...causes].sort((a, b) => compareEffect([a.first, ...a.others], [b.first, ...b.others]));
}

const RANKS: Readonly<Record<Diagnostic["severity"], number>> = { error: 0, warning: 1, info: 2 };

/** A message as a sentence. */
export function sentence(text: string): string {
  const first = text.charAt(0);
  const isWord = /^[a-z]+(?=[ ,:])/.test(text);
  return `${isWord ? first.toUpperCase() + text.slice(1) : text}${/[.!?:]$/.test(text) ? "" : "."}`;
}

/** The first clause of the help. */
export function adviceOf({
  help,
}: Diagnostic): { readonly label: "Do" | "By hand"; readonly text: string } | undefined {
  const [clause] = helpClauses({ help });
  if (clause === undefined) return undefined;
  const byHand = /^fix by hand: /.exec(clause)?.[0];
  return byHand === undefined ? { label: "Do", text: clause } : { label: "By hand", text: clause.slice(byHand.length) };
}
