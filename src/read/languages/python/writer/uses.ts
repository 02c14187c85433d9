/** How Python code uses its handle. */
import type { Range } from "../../../../base/text/span.js";
import { membersAskedOf } from "../../../facts/asked.js";
import type { FileFacts, Site } from "../../../facts/facts.js";
import { isRelease } from "../../../facts/releases.js";
import type { Term } from "../../../facts/terms.js";
import type { HandleUses, Release, UsesRequest } from "../../handle-uses.js";

/** @throws never */
export function usesOf({ facts, text, site }: UsesRequest): HandleUses {
  const { kind, expression } = site.usage;
  const around = facts.entered.filter(({ range }) => range.start === expression.start);
  const isClosed = around.some(({ by }) => by === "closing");
  const shown = ({ start, end }: Range) => `\`${text.slice(start, end).replace(/\s+/g, " ")}\``;
  const closing = { range: expression, shown: "`closing(…)`", method: "close" };
  const leaves = LEAVES[kind] ?? releasedBy(facts, site, shown);
  return {
    releases: [...(isClosed ? [closing] : []), ...releasesOf(facts, site, shown)],
    leaves: leaves === undefined || isClosed ? [] : [leaves],
    captured: false,
    unsettled: false,
    lingers: false,
    chained: false,
    rebound: false,
    gathered: false,
    enteredLater: around.some(({ by }) => by === "stack") || isEntered(facts, site),
    iteratedLater: /\byield\s+from\s+$/.test(text.slice(0, expression.start)) || isIterated(facts, site),
  };
}

const LEAVES: Readonly<Partial<Record<Site["usage"]["kind"], string>>> = {
  returned: "is returned",
  argument: "is passed on",
  stored: "is stored",
  assigned: "is stored",
  default: "is a default",
  other: "is part of an expression",
};

/** `f().close()`, or `x.close()` after `x = f()`. */
function releasesOf(facts: FileFacts, of: Site, shown: (range: Range) => string): readonly Release[] {
  return membersAskedOf(facts, of).flatMap(({ site: { kind, range, arguments: given }, member }) =>
    kind === "call" && isRelease(member, given.length) ? [{ range, shown: shown(range), method: member }] : [],
  );
}

/** `stack.callback(x.close)`: whoever gets the method releases the handle. */
function releasedBy(facts: FileFacts, of: Site, shown: (range: Range) => string): string | undefined {
  const named = membersAskedOf(facts, of).find(({ site: { kind }, member }) => kind === "read" && isRelease(member, 0));
  return named && `is released by what gets ${shown(named.site.range)}`;
}

/** `with x:`, `with closing(x):` after `x = f()`. */
function isEntered({ bindings, entered }: FileFacts, { usage }: Site): boolean {
  const id = usage.declaration?.binding;
  const binding = id === undefined || usage.kind !== "bound" ? undefined : bindings[id];
  const isIn = ({ start }: Range) => entered.some(({ range, by }) => by === "block" && range.start === start);
  return binding?.references.some(isIn) === true;
}

/** `next(x)`, `for one in x:` after `x = f()`. */
function isIterated({ bindings }: FileFacts, { usage }: Site): boolean {
  const id = usage.kind === "bound" ? usage.declaration?.binding : undefined;
  const isOf = (term: Term): boolean => {
    if (term.kind === "await") return isOf(term.of);
    return term.kind === "iterated" && term.of.kind === "binding" && term.of.id === id;
  };
  return id !== undefined && bindings.some(({ term, assigned }) => [term, ...assigned].some(isOf));
}
