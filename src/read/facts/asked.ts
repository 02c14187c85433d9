/** What code does with the result of a call, from the facts of one file. */

import type { Argument, FileFacts, Site } from "./facts.js";

/** A site whose target is a member of the result: `f().member`, or `x.member` where `x = f()`. */
export interface AskedMember {
  readonly site: Site;
  readonly member: string;
  /** Asked under the name that the place gives its result, and not of the call itself. */
  readonly byName: boolean;
}

export function membersAskedOf({ sites }: Pick<FileFacts, "sites">, of: Site): readonly AskedMember[] {
  const { declaration, expression } = of.usage;
  return sites.flatMap((site): readonly AskedMember[] => {
    const { target, receiverRange } = site;
    if (target.kind !== "member") return [];
    const { of: owner, name } = target;
    const byName = declaration?.binding !== undefined && owner.kind === "binding" && owner.id === declaration.binding;
    const isOn = receiverRange !== undefined && (isSame(receiverRange, expression) || isSame(receiverRange, of.range));
    return byName || isOn ? [{ site, member: name, byName }] : [];
  });
}

/** A method that is called on the result. */
export interface CalledMethod extends AskedMember {
  /** The first argument: the statement, of methods that take one. */
  readonly given: Argument | undefined;
}

/** Methods called on the result, without those that the code tests for first. */
export function methodsCalledOn(facts: Pick<FileFacts, "sites">, of: Site): readonly CalledMethod[] {
  return membersAskedOf(facts, of)
    .filter(({ site }) => site.kind === "call" && site.guard === undefined)
    .map((asked) => ({ ...asked, given: asked.site.arguments[0] }));
}

function isSame(a: { readonly start: number; readonly end: number }, b: typeof a): boolean {
  return a.start === b.start && a.end === b.end;
}
