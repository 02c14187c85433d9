/** Whether a member of a given form works for a caller, by how the caller uses the result. */
import { membersAskedOf } from "../../read/facts/asked.js";
import type { FileFacts, Site } from "../../read/facts/facts.js";
import type { Form } from "../../read/facts/forms.js";
import { AWAIT_USING, ENTERS_OR_LEAVES, loopKeyword, withKeyword } from "../../read/program/standard/blocks.js";

/** The forms in which a member can give on what an accessor of this form gives; its own first. */
export const OFFERED: Readonly<Record<Form, readonly Form[]>> = {
  object: ["value", "promise", "callback"],
  value: ["value", "promise", "callback"],
  promise: ["promise"],
  disposable: ["disposable", "callback"],
  callback: ["callback"],
  "context-manager": ["context-manager", "dependency"],
  dependency: ["dependency", "context-manager"],
};

export interface ShimPlace {
  readonly facts: FileFacts;
  readonly site: Site;
}

export interface OfferedMember {
  readonly form: Form;
  /** Entering, iterating or calling it has to be waited for. */
  readonly async: boolean;
  /** `await` may stand before what is no promise. */
  readonly awaitsAnything: boolean;
}

/** One clause that says why the place fails with such a member; `undefined` where it works. */
export function misfitOf(place: ShimPlace, given: OfferedMember): string | undefined {
  const { site } = place;
  if (site.kind !== "call" && site.usage.kind !== "injected") return undefined;
  switch (given.form) {
    case "object":
    case "value":
      return misfitOfValue(site, given);
    case "promise":
    case "disposable":
      return misfitOfPromise(place, given);
    case "callback":
      return site.usage.kind === "callback" || givesFunction(site) ? undefined : "it passes no callback";
    case "context-manager":
      return misfitOfBlock(place, given);
    case "dependency":
      return misfitOfGenerator(site, given);
  }
}

/** It runs, though what it got is never given back. */
export function leakOf({ site }: ShimPlace, { form }: OfferedMember): string | undefined {
  if (form !== "disposable" || site.usage.kind === "using") return undefined;
  return "the caller does not dispose of the handle";
}

function misfitOfValue({ usage: { kind, awaited } }: Site, { awaitsAnything }: OfferedMember): string | undefined {
  if (awaited && !awaitsAnything) return "it awaits a handle that is no promise";
  return (
    {
      chained: "it needs a promise",
      callback: "it expects its callback to be called",
      using: "it expects a handle that ends with a block",
      iterated: "it iterates a single handle",
    } as Partial<Record<string, string>>
  )[kind];
}

function misfitOfPromise(place: ShimPlace, { form }: OfferedMember): string | undefined {
  const { kind, awaited, declaration } = place.site.usage;
  if (kind === "callback") return "it expects its callback to be called";
  if (kind === "iterated") return "it iterates a single handle";
  if (kind === "using" && form === "promise") return "it expects a handle that ends with a block";
  if (kind === "using" && declaration?.keyword !== AWAIT_USING)
    return `it uses \`using\` instead of \`${AWAIT_USING}\``;
  if (awaited) return undefined;
  const isUsed = kind === "inline" || kind === "destructured" || kind === "using";
  return isUsed || (kind === "bound" && isAskedAtOnce(place, /^(?:then|catch|finally)$/))
    ? "it does not await the result"
    : undefined;
}

function misfitOfBlock(place: ShimPlace, { async }: OfferedMember): string | undefined {
  const { kind, awaited, declaration } = place.site.usage;
  const wanted = withKeyword(async);
  if (kind === "using" && !awaited) {
    return declaration?.keyword === wanted
      ? undefined
      : `it uses \`${declaration?.keyword ?? "with"}\` instead of \`${wanted}\``;
  }
  if (awaited) return `it awaits the result instead of using \`${wanted}\``;
  if (kind === "iterated") return `it iterates the result instead of using \`${wanted}\``;
  if (kind === "injected") return "dependency injection needs the bare generator";
  if (kind === "inline" || kind === "destructured" || kind === "chained" || kind === "callback") {
    return isAskedAtOnce(place, ENTERS_OR_LEAVES) || kind !== "inline" ? `it does not use \`${wanted}\`` : undefined;
  }
  return kind === "bound" && isAskedAtOnce(place, ENTERS_OR_LEAVES) ? `it does not use \`${wanted}\`` : undefined;
}

function misfitOfGenerator(
  { usage: { kind, awaited, declaration } }: Site,
  { async }: OfferedMember,
): string | undefined {
  if (kind === "injected") return undefined;
  if (kind === "iterated" && !awaited && declaration?.keyword === loopKeyword(async)) return undefined;
  return "it neither injects nor iterates the result";
}

/** A function handed on by name. */
function givesFunction({ arguments: given }: Site): boolean {
  return given.length === 1 && given[0]?.text === undefined && given[0]?.term.kind !== "literal";
}

/** A member that is none of these is asked of what the place gets. */
function isAskedAtOnce({ facts, site }: ShimPlace, harmless: RegExp): boolean {
  return membersAskedOf(facts, site).some(({ member }) => !harmless.test(member));
}
