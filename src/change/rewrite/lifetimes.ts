/**
 * How long a handle lives: takes the cell that is written for a place, and holds what the place does with its handle against
 * who else has the accessor's. Where that is one for all, nothing may release it; where each call makes one, somebody must.
 */
import type { TextEdit } from "../../base/edits/apply.js";
import { contains } from "../../base/text/span.js";
import { RELEASES } from "../../read/facts/releases.js";
import type { HandleUses, Release } from "../../read/languages/handle-uses.js";
import { doubted, type Edited } from "./awaited-calls.js";
import type { Cell, CellRequest } from "./cells.js";

export function judgeLifetime(request: CellRequest, cell: Cell): Cell {
  const { uses, form, name, gaveShared, opens } = request;
  if (cell.kind === "person" || uses === undefined) return cell;
  if (gaveShared && opens) return doubted(cell, `the handle was one for all, and \`${name}()\` opens one each time`);
  if (!GIVES_HANDLE.has(form)) return cell;
  const doubts = promiseDoubts(request, uses);
  const judged = request.shared ? sharedHandle(request, uses, cell) : ownHandle(request, uses, cell);
  return doubts.reduce(doubted, judged);
}

const GIVES_HANDLE: ReadonlySet<string> = new Set(["object", "value", "promise"]);

/** A promise that becomes the handle itself: code may await it all the same, but not ask it for `then`. */
function promiseDoubts({ site, form, gave, name }: CellRequest, uses: HandleUses): readonly string[] {
  const { kind, awaited, mayAwait } = site.usage;
  if (form === "promise" || awaited) return [];
  const accessor = form === "object" ? name : `${name}()`;
  if (uses.chained) return [`the handle is asked as a promise is, and \`${accessor}\` gives none`];
  if (gave.kind !== "promise" || uses.gathered) return [];
  // An `async` function makes a promise of what it returns.
  const isSeen = kind === "returned" ? !mayAwait : uses.leaves.length > 0 || kind === "assigned";
  return isSeen ? [`what gets the promise may count on one, and \`${accessor}\` gives none`] : [];
}

/** Nothing that the place does may end a handle that others have too. */
function sharedHandle(request: CellRequest, uses: HandleUses, cell: Edited): Edited {
  const { gave, name, site } = request;
  const hasRun = gave.kind !== "absent";
  let judged = cell;
  if (site.usage.kind === "using" && hasRun)
    judged = doubted(judged, `the end of its block disposes of the handle, and \`${name}\` has one for all`);
  if (uses.releases.length > 0) judged = unreleased(request, uses, judged);
  const [leaves] = uses.leaves;
  if (leaves !== undefined && !hasRun && mayBeReleased(request))
    judged = doubted(judged, `the handle ${leaves}, where it may be released, and \`${name}\` has one for all`);
  if (uses.begins !== undefined && !hasRun)
    judged = doubted(judged, `${uses.begins} begins a transaction on a handle that others use meanwhile`);
  return judged;
}

function unreleased(request: CellRequest, uses: HandleUses, cell: Edited): Edited {
  const { name, gave, withoutReleases } = request;
  const shown = uses.releases[0]?.shown ?? "";
  const removal = withoutReleases?.({ releases: uses.releases.map(({ range }) => range) });
  if (uses.rebound || removal?.kind !== "edits") {
    const reason = removal?.kind === "refused" ? removal.reason : "its name holds another handle at another time";
    return doubted(cell, `${shown} releases a handle that all share: ${reason}`);
  }
  const without = alsoEdited(cell, removal.edits);
  const foreign = uses.releases.find(({ method }) => method === undefined);
  if (foreign !== undefined) return doubted(without, `${foreign.shown} may do more than release it`);
  // What never ran has released nothing.
  return gave.kind === "absent" ? without : doubted(without, `${shown} goes, since \`${name}\` has one handle for all`);
}

/** The place goes on as it did with its handle, where that is one of its own. */
function ownHandle(request: CellRequest, uses: HandleUses, cell: Edited): Edited {
  if (uses.releases.length > 0) return released(request, uses, cell);
  const { opens, gave, name, site } = request;
  if (!opens || (site.usage.kind === "using" && !loses(cell))) return cell;
  if (gave.kind === "absent" && uses.leaves.length === 0 && mustBeReleased(request))
    return doubted(cell, `\`${name}()\` opens a handle each time, and nothing here releases it`);
  return cell;
}

/** `using` has become `const`. */
function loses({ edits }: Edited): boolean {
  return edits.some(({ text }) => text === "const");
}

function released(request: CellRequest, uses: HandleUses, cell: Edited): Edited {
  const { name, gave, opens, same } = request;
  const foreign = uses.releases.find(({ method }) => method === undefined);
  if (foreign !== undefined) return doubted(cell, `${foreign.shown} is not known to release what \`${name}()\` gives`);
  if (gave.kind === "absent") return releasedUnseen(request, uses.releases, cell);
  if (opens || same) return cell;
  const shown = uses.releases[0]?.shown ?? "";
  return doubted(cell, `\`${name}()\` is not known to give each caller a handle of its own, which ${shown} would end`);
}

/** What never ran was written for a handle that nobody has seen. */
function releasedUnseen(request: CellRequest, releases: readonly Release[], cell: Edited): Edited {
  const { name, opens, has, withoutReleases } = request;
  const missing = releases.filter(({ method = "" }) => has(method) === "no");
  const unknown = releases.find(({ method = "" }) => has(method) === "unknown");
  if (unknown !== undefined)
    return doubted(cell, `what \`${name}()\` gives is not known to have \`${unknown.method}\``);
  if (missing.length === 0 && !opens)
    return doubted(cell, `\`${name}()\` is not known to give each caller a handle of its own`);
  if (missing.length === 0) return cell;
  const removal = withoutReleases?.({ releases: missing.map(({ range }) => range) });
  const shown = missing[0]?.shown ?? "";
  if (removal?.kind !== "edits") return doubted(cell, `what \`${name}()\` gives cannot do ${shown}`);
  const without = alsoEdited(cell, removal.edits);
  const isLeft = opens && mayBeReleased(request);
  return isLeft ? doubted(without, `${shown} goes, and something else has to release the handle`) : without;
}

/** A line of the call that goes with it is not moved to the left as well. */
function alsoEdited(cell: Edited, edits: readonly TextEdit[]): Edited {
  return { ...cell, edits: [...cell.edits, ...edits.filter((edit) => !cell.edits.some((own) => contains(own, edit)))] };
}

function mayBeReleased({ has }: CellRequest): boolean {
  return [...RELEASES].some((method) => has(method) !== "no");
}

function mustBeReleased({ has }: CellRequest): boolean {
  return [...RELEASES].some((method) => has(method) === "yes");
}
