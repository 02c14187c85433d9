/** What the checks of accessor forms share: the message of a misuse, and what follows a place. */

import { type AskedMember, membersAskedOf } from "../../../read/facts/asked.js";
import { alternatives, type Value } from "../../../read/program/values.js";
import type { Access } from "../../databases/accesses.js";
import type { Accessor } from "../../databases/source.js";
import type { Finding, RuleContext } from "../rule.js";

/** One use of the accessor, of a legacy accessor, or of a member of a manager. */
export type UsedAccessor = Pick<Access, "file" | "site"> & {
  readonly accessor: Pick<Accessor, "module" | "path" | "symbol" | "form" | "async" | "definition">;
};

export type Misuse = Pick<Finding, "message" | "label" | "help" | "rewrite" | "atMost">;

/** A member other than these is asked of what the place gets, under its name. */
export function usesMembers(subject: RuleContext, { file, site }: UsedAccessor, harmless: RegExp): boolean {
  return askedOf(subject, { file, site }).some(({ member, byName }) => byName && !harmless.test(member));
}

/** What calling it gives; of an object, nothing is known. */
export function resultsOf(subject: RuleContext, { accessor: { definition } }: UsedAccessor): readonly Value[] {
  return definition === undefined ? [] : alternatives(subject.program.resultOf(definition));
}

/** `f().member`, where the member is one of these; what is asked and not among the facts cannot be judged. */
export function isFollowedBy(subject: RuleContext, { file, site }: UsedAccessor, members: RegExp): boolean {
  const asked = askedOf(subject, { file, site }).filter(({ byName }) => !byName);
  return asked.length === 0 || asked.some(({ member }) => members.test(member));
}

function askedOf(
  { program }: RuleContext,
  { file, site }: Pick<UsedAccessor, "file" | "site">,
): readonly AskedMember[] {
  const facts = program.facts(file);
  return facts === undefined ? [] : membersAskedOf(facts, site);
}
