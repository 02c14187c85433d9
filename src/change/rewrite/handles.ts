/**
 * Accessors that give the handle itself, in a language whose code enters and iterates what it gets: takes the cell that is
 * written for the place, and holds it against what the code goes on to do with the handle.
 */

import type { Range } from "../../base/text/span.js";
import type { FileFacts, Site } from "../../read/facts/facts.js";
import { isRelease } from "../../read/facts/releases.js";
import type { Cell, CellRequest } from "./cells.js";
import { isEnteredLater } from "./given.js";

export function judgeHandle(request: CellRequest, cell: Cell): Cell {
  if (cell.kind === "person" || !GIVES_HANDLE.has(request.form)) return cell;
  const reason = mismatch(request);
  if (reason !== undefined) return { kind: "person", reason };
  const judged = entersTheSame(request) ? certain(cell) : guessed(request, cell);
  if (request.site.usage.kind === "injected") return injected(request, judged);
  return request.shared ? unreleased(request, judged) : judged;
}

type Edited = Extract<Cell, { kind: "edits" }>;

const GIVES_HANDLE: ReadonlySet<string> = new Set(["object", "value", "promise"]);

/** What the place has now is awaited, entered or iterated further on, and a handle cannot be. */
function mismatch({ site, gave, form, name }: CellRequest): string | undefined {
  const { kind, awaited } = site.usage;
  const accessor = form === "object" ? `\`${name}\`` : `\`${name}()\``;
  if (kind === "injected" || kind === "using" || kind === "dropped") return undefined;
  if (gave.kind === "context-manager")
    return `${accessor} gives the handle itself, and the code goes on to enter what it gets`;
  if (gave.kind === "generator")
    return `${accessor} gives the handle itself, and the code goes on to iterate what it gets`;
  if (gave.kind === "promise" && !awaited && form !== "promise")
    return `${accessor} gives the handle itself, and the code goes on to await what it gets`;
  return undefined;
}

/** The block is one around the handle now, and stays one around the same kind of handle. */
function entersTheSame({ site, gave, shared }: CellRequest): boolean {
  if (shared || site.usage.kind !== "using") return false;
  return gave.kind === "handle" || (gave.kind === "promise" && site.usage.awaited);
}

function certain({ doubt: _, ...cell }: Edited): Edited {
  return cell;
}

/** What never ran shows what it was taken for only by what is done with it. */
function guessed(request: CellRequest, cell: Edited): Edited {
  const { site, gave, form } = request;
  if (gave.kind !== "absent" || site.usage.awaited) return cell;
  if (isEnteredLater(request)) return doubted(cell, "a block around the handle itself may do more or less");
  const isPassedOn = form === "promise" && HANDED_ON.has(site.usage.kind);
  return isPassedOn ? doubted(cell, "whether what gets the promise awaits it is not known") : cell;
}

/** A framework goes on with a generator when the request is done; of what a plain function gives it releases nothing. */
function injected({ gave, shared }: CellRequest, cell: Edited): Edited {
  const isReleased = gave.kind === "generator" || gave.kind === "absent";
  return isReleased && !shared ? doubted(cell, UNRELEASED) : cell;
}

export const UNRELEASED = "a framework releases only what a generator gives it";

/** What releases the handle goes, since it is not the place's own. */
function unreleased(request: CellRequest, cell: Edited): Cell {
  const { site, facts, gave, withoutReleases } = request;
  const { kind, expression, declaration } = site.usage;
  const isHandedOn = HANDED_ON.has(kind) && gave.kind === "absent";
  if (isHandedOn) return doubted(cell, "what gets the handle may release it, and the accessor has one for all");
  const isClosed = facts.entered.some(({ range, by }) => by === "closing" && range.start === expression.start);
  if (isClosed || releasesAt(facts, expression).length > 0)
    return { kind: "person", reason: "the code releases the handle, and the accessor has one for all" };
  if (declaration?.binding === undefined || kind !== "bound") return cell;
  const entered = facts.bindings[declaration.binding]?.references.some((range) => isEntered(facts, range));
  if (entered) return { kind: "person", reason: "a block releases the handle, and the accessor has one for all" };
  const releases = releasesOf(facts, declaration.binding);
  if (releases.length === 0) return cell;
  const removal = withoutReleases?.({ releases });
  if (removal?.kind !== "edits") return { kind: "person", reason: removal?.reason ?? "the code releases the handle" };
  const without = { ...cell, edits: [...cell.edits, ...removal.edits] };
  // What never ran has released nothing.
  return gave.kind === "absent"
    ? without
    : doubted(without, "what releases the handle goes, since the accessor has one for all");
}

const HANDED_ON: ReadonlySet<string> = new Set(["returned", "argument", "stored", "assigned", "default", "other"]);

function doubted(cell: Edited, doubt: string): Edited {
  return { ...cell, doubt: cell.doubt === undefined ? doubt : `${cell.doubt}; ${doubt}` };
}

/** `f().close()` */
function releasesAt(facts: FileFacts, outer: Range): readonly Site[] {
  return facts.sites.filter(({ target, receiverRange, arguments: given }) => {
    const isOwn = receiverRange?.start === outer.start && receiverRange.end === outer.end;
    return isOwn && target.kind === "member" && isRelease(target.name, given.length);
  });
}

function releasesOf(facts: FileFacts, binding: number): readonly Range[] {
  return facts.sites.flatMap(({ kind, target, range, arguments: given }) => {
    const isOwn = target.kind === "member" && target.of.kind === "binding" && target.of.id === binding;
    return kind === "call" && isOwn && isRelease(target.name, given.length) ? [range] : [];
  });
}

/** `with db:`, `with closing(db):` */
function isEntered({ entered }: FileFacts, { start }: Range): boolean {
  return entered.some(({ range, by }) => by === "block" && range.start === start);
}
