/** A call of an accessor that gives a promise, written for a place: with `await` where the place needs the handle. */
import type { Site } from "../../read/facts/facts.js";
import type { Cell, CellRequest } from "./cells.js";

export type Edited = Extract<Cell, { kind: "edits" }>;

/** `getDb()` where the place awaits already or passes the promise on; `await getDb()` where it needs the handle. */
export function awaitedCall({ site, name, wasPromise }: CellRequest): Cell {
  const { awaited, kind, mayAwait } = site.usage;
  const call = `${name}()`;
  if (awaited) return { kind: "edits", edits: [{ ...site.range, text: call }], shown: shownAs(site, `await ${call}`) };
  if (kind === "chained") return { kind: "edits", edits: [{ ...site.range, text: call }], shown: call };
  // A promise that was passed on as it is can go on being passed on.
  if (wasPromise && PASSED_ON.has(kind)) return { kind: "edits", edits: [{ ...site.range, text: call }], shown: call };
  if (!mayAwait)
    return { kind: "person", reason: `\`${call}\` has to be awaited, and the function around it is not \`async\`` };
  const text = kind === "inline" ? `(await ${call})` : `await ${call}`;
  return { kind: "edits", edits: [{ ...site.range, text }], shown: shownAs(site, `await ${call}`) };
}

const PASSED_ON: ReadonlySet<string> = new Set(["returned", "argument", "stored", "assigned", "default", "other"]);

/** The code as it will read, with the declaration around it where there is one. */
export function shownAs({ usage }: Site, expression: string): string {
  const { declaration, kind } = usage;
  if (declaration === undefined || kind !== "bound") return expression;
  return `${[declaration.keyword, declaration.name].filter((word) => word !== "").join(" ")} = ${expression}`;
}

/** A cell of which one more thing is in doubt. */
export function doubted(cell: Edited, doubt: string): Edited {
  return { ...cell, doubt: cell.doubt === undefined ? doubt : `${cell.doubt}; ${doubt}` };
}
