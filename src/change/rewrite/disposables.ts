/**
 * The cells of an accessor whose handle is released when its scope ends (`await using db = await getDb()`): for a place that
 * holds what it got in one way, the edits, or the reason why a person has to write them.
 */
import type { HandleUses } from "../../read/languages/handle-uses.js";
import { awaitedCall, doubted, type Edited } from "./awaited-calls.js";
import type { Cell, CellRequest } from "./cells.js";

export function disposable(request: CellRequest): Cell {
  const { site, name } = request;
  const { kind, declaration } = site.usage;
  if (kind === "callback")
    return { kind: "person", reason: "`await using` wants a block, and the callback would have to be unfolded" };
  if (kind === "iterated")
    return { kind: "person", reason: `\`${name}()\` gives one handle, which cannot be iterated` };
  const cell = awaitedCall(request);
  if (cell.kind === "person") return cell;
  if (declaration !== undefined && kind === "using")
    return declaration.keyword === "await using" ? { ...cell, shown: shownUsing(request) } : scoped(request, cell);
  return bound(request, cell);
}

/** Its scope releases it, so that the code must not. */
function bound(request: CellRequest, cell: Edited): Edited {
  const { uses, site, gave, withoutReleases } = request;
  if (uses === undefined) return doubted(cell, NOBODY);
  const reason = site.usage.kind === "bound" ? unscopedReason(request, uses) : NOBODY;
  if (uses.releases.length === 0) {
    if (reason !== undefined) return doubted(cell, reason);
    const moved = scoped(request, cell);
    // What never ran has left nothing open.
    return gave.kind === "absent" ? moved : doubted(moved, "the handle was left open, and its block disposes of it");
  }
  const removal = withoutReleases?.({ releases: uses.releases.map(({ range }) => range) });
  if (reason !== undefined || uses.lingers || removal?.kind !== "edits") return releasedByHand(request, cell, uses);
  const foreign = uses.releases.find(({ method }) => method === undefined);
  const moved = scoped(request, cell);
  const edits = [...moved.edits, ...removal.edits];
  return foreign ? doubted({ ...moved, edits }, `${foreign.shown} may do more than release it`) : { ...moved, edits };
}

const NOBODY = "nothing here disposes of the handle";

/** Why the handle cannot be given a scope of its own. */
function unscopedReason({ site }: CellRequest, uses: HandleUses): string | undefined {
  const { declaration, mayAwait, awaited } = site.usage;
  const [leaves] = uses.leaves;
  if (leaves !== undefined) return `the handle ${leaves}, and nothing disposes of it there`;
  if (uses.captured) return "a function uses the handle that may run after its block";
  if (uses.chained || !awaited) return "the promise of the handle is used by itself";
  if (declaration?.keyword !== "const" || !declaration.single || !mayAwait) return NOBODY;
  // What is released in the middle of its work was so before.
  if (uses.unsettled && uses.releases.length === 0)
    return "what is asked of the handle may still be under way when its block ends";
  return undefined;
}

function scoped(request: CellRequest, cell: Edited): Edited {
  const { declaration } = request.site.usage;
  if (declaration === undefined) return cell;
  const edits = [{ ...declaration.keywordRange, text: "await using" }, ...cell.edits];
  return { ...cell, edits, shown: shownUsing(request) };
}

/** The code goes on releasing it, by methods that the handle has. */
function releasedByHand({ releases }: CellRequest, cell: Edited, uses: HandleUses): Edited {
  const other = uses.releases.find(({ method }) => method === undefined || !releases(method));
  if (other === undefined) return cell;
  return doubted(
    cell,
    other.method === undefined
      ? `${other.shown} is not known to release the accessor's handle`
      : `the handle of the accessor has no \`${other.method}\``,
  );
}

function shownUsing({ site, name }: CellRequest): string {
  return `await using ${site.usage.declaration?.name ?? ""} = await ${name}()`;
}
