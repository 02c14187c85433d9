/**
 * The cells of accessors that are entered (`async with get_db() as db:`) or injected (`Depends(get_db)`): for a place that
 * holds what it got in one way, the edits, or the reason why a person has to write them.
 */
import type { TextEdit } from "../../base/edits/apply.js";
import type { FileFacts, Site } from "../../read/facts/facts.js";
import { isRelease } from "../../read/facts/releases.js";
import type { Cell, CellRequest } from "./cells.js";
import { isEnteredLater } from "./given.js";

/** The handle lives as long as a block, so the place needs one: its own `with`, or one around what follows. */
export function contextManager(request: CellRequest): Cell {
  const { site, name } = request;
  const call = `${name}()`;
  switch (site.usage.kind) {
    case "using":
      return entered(request, call);
    case "iterated":
      return looped(request, call);
    case "bound":
      return bound(request, call);
    case "inline":
      return isEnteredByHand(request.facts, site) && isEntered(request) !== "no"
        ? replaced(request, call)
        : person(`\`${withWord(request)} ${call}\` wants a block around what uses the handle`);
    case "returned":
    case "argument":
    case "stored":
    case "assigned":
    case "default":
    case "other":
      return handedOn(request, call, WHERE[site.usage.kind]);
    case "injected":
      return person(`\`${name}\` is a context manager, and a framework that injects wants the bare generator`);
    case "callback":
      return person(`\`${call}\` gives its handle to a block, and the callback would have to be unfolded`);
    case "dropped":
      return person("nothing is done with the handle; the statement may go");
    default:
      return person(`\`${withWord(request)} ${call}\` wants a block, and this place has none`);
  }
}

/** A bare generator: a framework runs it, or a loop does. */
export function dependency(request: CellRequest): Cell {
  const { site, name, async, gave } = request;
  const { kind, awaited, declaration } = site.usage;
  if (kind === "injected") return { kind: "edits", edits: [{ ...site.range, text: name }], shown: name };
  const isLoop = kind === "iterated" && declaration?.keyword === loopWord(async);
  const isSame = gave.kind === "generator" && gave.async === async && !NOT_ITERATED.has(kind);
  if ((isLoop || (isSame && declaration?.keyword !== loopWord(!async))) && !awaited)
    return replaced(request, `${name}()`);
  return person(`\`${name}\` is injected or iterated, and this place calls it by itself`);
}

const NOT_ITERATED: ReadonlySet<string> = new Set(["using", "callback", "dropped", "destructured"]);

const WHERE = {
  returned: "returned",
  argument: "passed on",
  stored: "stored",
  assigned: "kept beyond any block",
  default: "a default",
  other: "part of an expression",
} as const;

function person(reason: string): Cell {
  return { kind: "person", reason };
}

/** Kept under a name: to be entered later, or a handle that is used at once. */
function bound(request: CellRequest, call: string): Cell {
  const { site, gave } = request;
  const entered = isEntered(request);
  if (entered === "yes") return replaced(request, call);
  if (!site.usage.awaited && (gave.kind === "context-manager" || gave.kind === "generator"))
    return person(`\`${call}\` is entered by \`${withWord(request)}\`, and what the code has now is not`);
  if (entered === "unknown" && gave.kind === "unknown" && request.wasContextManager) return replaced(request, call);
  return enclosed(request, call);
}

/** What is entered elsewhere can be handed on as it is; a handle that is handed on has no block. */
function handedOn(request: CellRequest, call: string, where: string): Cell {
  const entered = isEntered(request);
  if (entered === "no") return person(`\`${call}\` gives its handle to a block, and here it is ${where}`);
  const cell = replaced(request, call);
  return entered === "yes" || cell.kind === "person"
    ? cell
    : { ...cell, doubt: `whether it is entered where it is ${where} is not known` };
}

/** Whether the code goes on to enter what it gets, in the way in which the accessor wants to be. */
function isEntered(request: CellRequest): "yes" | "no" | "unknown" {
  const { site, gave, async } = request;
  const { awaited, kind } = site.usage;
  if (awaited && kind !== "inline") return "no";
  if (gave.kind === "context-manager") return gave.async === async ? "yes" : "no";
  if (gave.kind !== "absent") return gave.kind === "unknown" ? "unknown" : "no";
  if (isEnteredLater(request)) return "yes";
  return site.usage.declaration?.binding === undefined ? "unknown" : "no";
}

function replaced({ site }: CellRequest, call: string): Cell {
  const { awaited, expression } = site.usage;
  return { kind: "edits", edits: [{ ...(awaited ? expression : site.range), text: call }], shown: call };
}

/** `with` becomes `async with` where the accessor wants it, and the other way round. */
function entered(request: CellRequest, call: string): Cell {
  const { site, async } = request;
  const { declaration, awaited, expression, mayAwait } = site.usage;
  if (declaration === undefined) return person("this `with` could not be read");
  const value: TextEdit = { ...(awaited ? expression : site.range), text: call };
  const wanted = withWord(request);
  const shown = `${wanted} ${call}${declaration.name === "" ? "" : ` as ${declaration.name}`}`;
  if (declaration.keyword === wanted) {
    const isOfHandle = request.gave.kind === "handle" || request.gave.kind === "promise";
    const cell = { kind: "edits", edits: [value], shown } as const;
    return isOfHandle && !request.closesItself ? { ...cell, doubt: OWN_END } : cell;
  }
  if (async && !mayAwait) return person(`\`${shown}\` has to stand in an \`async\` function, and this one is not`);
  if (!declaration.single)
    return person(`the other items of this \`${declaration.keyword}\` would have to be entered by \`${wanted}\` too`);
  const doubt = async ? "the block does not await what it does with the handle" : "the block may await its handle";
  return { kind: "edits", edits: [{ ...declaration.keywordRange, text: wanted }, value], shown, doubt };
}

const OWN_END = "what the handle does at the end of a block of its own is not known";

/** A loop over a generator of one handle runs its body once, as a block does, unless it is left early. */
function looped(request: CellRequest, call: string): Cell {
  const { site, async } = request;
  const { declaration, expression, mayAwait } = site.usage;
  const wanted = withWord(request);
  if (declaration === undefined || !/^\w+$/.test(declaration.name))
    return person(`\`${wanted} ${call}\` gives one handle, which cannot be iterated`);
  if (!declaration.unbroken)
    return person(`\`${wanted}\` runs a body once, and this loop is left early or is part of an expression`);
  if (async && !mayAwait)
    return person(`\`${wanted} ${call}\` has to stand in an \`async\` function, and this one is not`);
  const head = `${wanted} ${call} as ${declaration.name}`;
  const edit: TextEdit = { start: declaration.keywordRange.start, end: expression.end, text: head };
  return {
    kind: "edits",
    edits: [edit],
    shown: head,
    doubt: "a loop may run its body more than once, a block runs it once",
  };
}

/** `db = await f()` and the rest of its block: the rest moves into a block of its own. */
function enclosed(request: CellRequest, call: string): Cell {
  const { site, facts, enclose, async } = request;
  const { declaration, mayAwait } = site.usage;
  const wanted = withWord(request);
  if (declaration === undefined || enclose === undefined)
    return person(`\`${wanted} ${call}\` wants a block around what uses the handle`);
  const head = `${wanted} ${call} as ${declaration.name}`;
  if (async && !mayAwait) return person(`\`${head}\` has to stand in an \`async\` function, and this one is not`);
  const releases = declaration.binding === undefined ? [] : releasesOf(facts, declaration.binding);
  const enclosing = enclose({ statement: declaration.range, head, name: declaration.name, releases });
  if (enclosing.kind === "refused") return person(enclosing.reason);
  const cell = { kind: "edits", edits: enclosing.edits, shown: head } as const;
  if (releases.length === 0) return { ...cell, doubt: "the block releases the handle, and nothing did before" };
  if (!enclosing.releasedAtEnd || releases.some((name) => !CLOSES.test(name)))
    return { ...cell, doubt: "the handle is released at the end of its block, and was released elsewhere" };
  return request.closes ? cell : { ...cell, doubt: `\`${call}\` is not known to release what the code releases` };
}

const CLOSES = /^a?close$/;

/** Names of the methods by which the code releases what the binding holds. */
function releasesOf(facts: FileFacts, binding: number): readonly string[] {
  const names = facts.sites.flatMap(({ kind, target, arguments: given }) => {
    const isOwn = target.kind === "member" && target.of.kind === "binding" && target.of.id === binding;
    return kind === "call" && isOwn && isRelease(target.name, given.length) ? [target.name] : [];
  });
  return [...new Set(names)];
}

/** `f().__aenter__()`: the code enters what it got by itself, and will enter the accessor's in the same way. */
function isEnteredByHand(facts: FileFacts, site: Site): boolean {
  return facts.sites.some(
    ({ target, receiverRange }) =>
      target.kind === "member" &&
      /^__a?enter__$/.test(target.name) &&
      receiverRange?.start === site.range.start &&
      receiverRange.end === site.range.end,
  );
}

function withWord({ async }: Pick<CellRequest, "async">): string {
  return async ? "async with" : "with";
}

function loopWord(async: boolean): string {
  return async ? "async for" : "for";
}
