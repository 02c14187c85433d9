/** What the judgments on the forms of an accessor share: how a misuse is said, and what follows a place. */
import type { FileFacts, Site } from "../../../read/facts/facts.js";
import { alternatives, type Value } from "../../../read/program/values.js";
import type { Access } from "../../sources/accesses.js";
import type { Accessor } from "../../sources/source.js";
import type { Finding, RuleContext } from "../rule.js";

/** A way in at one place: the accessor, a legacy one, or a member of a manager. */
export type WayAccess = Pick<Access, "file" | "site"> & {
  readonly accessor: Pick<Accessor, "module" | "path" | "symbol" | "form" | "async" | "definition">;
};

export type Misuse = Pick<Finding, "message" | "label" | "help" | "rewrite" | "atMost">;

/** Members other than those of what has to be awaited, entered or iterated are taken of the variable. */
export function usesMembers(facts: FileFacts, site: Site, harmless: RegExp): boolean {
  const binding = site.usage.declaration?.binding;
  if (binding === undefined) return false;
  return facts.sites.some(({ target }) => {
    if (target.kind !== "member" || target.of.kind !== "binding" || target.of.id !== binding) return false;
    return !harmless.test(target.name);
  });
}

/** What calling it gives; of an object, nothing is known. */
export function givenBy(subject: RuleContext, { accessor: { definition } }: WayAccess): readonly Value[] {
  return definition === undefined ? [] : alternatives(subject.program.resultOf(definition));
}

/** `f().member`, where the member is one of these. */
export function isFollowedBy(subject: RuleContext, { file, site }: WayAccess, members: RegExp): boolean {
  const followers = subject.program.facts(file)?.sites.filter(({ target, receiverRange }) => {
    const isOn = receiverRange?.start === site.range.start && receiverRange.end === site.range.end;
    return isOn && target.kind === "member";
  });
  // What follows without being noted cannot be judged.
  if (followers === undefined || followers.length === 0) return true;
  return followers.some(({ target }) => target.kind === "member" && members.test(target.name));
}
