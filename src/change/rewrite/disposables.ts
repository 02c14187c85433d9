/** Templates for an accessor whose handle is released at the end of its scope: `await using db = await getDb()`. */
import { awaitedCall, manual, type Rewritten, type Template, type TemplateRequest, withRisks } from "./template.js";

export function disposable(request: TemplateRequest): Template {
  const { site, name } = request;
  const { kind, declaration } = site.usage;
  if (kind === "callback") return manual("`await using` needs a block, and the callback would have to be inlined");
  if (kind === "iterated") return manual(`\`${name}()\` gives one handle, which cannot be iterated`);
  const template = awaitedCall(request);
  if (template.kind === "manual") return template;
  if (declaration !== undefined && kind === "using")
    return declaration.keyword === "await using"
      ? { ...template, shown: shownUsing(request) }
      : scoped(request, template);
  return bound(request, template);
}

/** Its scope releases it, so that the code must not. */
function bound(request: TemplateRequest, template: Rewritten): Rewritten {
  const { uses, site, from, file } = request;
  const reason = site.usage.kind === "bound" ? unscopedReason(request) : NOBODY;
  if (uses.releases.length === 0) {
    if (reason !== undefined) return withRisks(template, reason);
    const moved = scoped(request, template);
    // What never ran has left nothing open.
    return from.result.kind === "absent"
      ? moved
      : withRisks(moved, "the handle is left open now, and its block would dispose of it");
  }
  const { facts, text, language } = file;
  const releases = uses.releases.map(({ range }) => range);
  const removal = language.writer.withoutReleases?.({ facts, text, releases });
  if (reason !== undefined || uses.lingers || removal?.kind !== "edits") return releasedByHand(request, template);
  const foreign = uses.releases.find(({ method }) => method === undefined);
  const moved = scoped(request, template);
  const edits = [...moved.edits, ...removal.edits];
  return foreign ? withRisks({ ...moved, edits }, `${foreign.shown} may do more than release it`) : { ...moved, edits };
}

const NOBODY = "nothing here disposes of the handle";

/** Why the handle cannot be given a scope of its own. */
function unscopedReason({ site, uses }: TemplateRequest): string | undefined {
  const { declaration, mayAwait, awaited } = site.usage;
  const [leaves] = uses.leaves;
  if (leaves !== undefined) return `the handle ${leaves}, and nothing disposes of it there`;
  if (uses.captured) return "a function that may run after its block uses the handle";
  if (uses.inClause) return "`await using` may not stand in a `case` without a block";
  if (uses.chained || !awaited) return "the code uses the promise itself";
  if (declaration?.keyword !== "const" || !declaration.single || !mayAwait) return NOBODY;
  // What is released in the middle of its work was so before.
  if (uses.unsettled && uses.releases.length === 0)
    return "an operation on the handle may still be running when its block ends";
  return undefined;
}

function scoped(request: TemplateRequest, template: Rewritten): Rewritten {
  const { declaration } = request.site.usage;
  if (declaration === undefined) return template;
  const edits = [{ ...declaration.keywordRange, text: "await using" }, ...template.edits];
  return { ...template, edits, shown: shownUsing(request) };
}

/** The code goes on releasing it, by methods that the handle has. */
function releasedByHand({ to, uses }: TemplateRequest, template: Rewritten): Rewritten {
  const other = uses.releases.find(({ method }) => method === undefined || to.releasesBy(method) !== "yes");
  if (other === undefined) return template;
  return withRisks(
    template,
    other.method === undefined
      ? `${other.shown} is not known to release the accessor's handle`
      : `the handle of the accessor has no \`${other.method}\``,
  );
}

function shownUsing({ site, name }: TemplateRequest): string {
  return `await using ${site.usage.declaration?.name ?? ""} = await ${name}()`;
}
