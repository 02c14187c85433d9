/** A member that a manager does not have, on the side on which it is asked for. */
import type { ManagerAccess } from "../sources/accesses.js";
import { nearest } from "../text/nearest.js";
import { memberNames, wayIn, whatItHas } from "./describe.js";
import { type Finding, type Rule, rangeIn, type Subject } from "./rule.js";

export const missingMember: Rule = {
  id: "missing-member",
  summary: "a call or access of a member that the manager does not have",
  severity: "error",
  severityWhenAssumed: "error",
  fix: "safe",
  *check(subject) {
    for (const access of subject.accesses) {
      if (access.kind === "manager" && access.found.kind === "absent" && access.site.guard === undefined) {
        yield report(subject, access);
      }
    }
  },
};

type Access = Subject["accesses"][number] & ManagerAccess;

function report(subject: Subject, access: Access): Finding {
  const { file, site, manager, source, name } = access;
  const { accessor } = source;
  const other = elsewhere(subject, access);
  const similar = nearest(name, memberNames(subject, valueOn(access, access.side)));
  return {
    span: rangeIn(file, site.nameRange),
    message: `\`${manager.name}\` has no member \`${name}\``,
    label: other ?? (manager.kind === "class" ? "not on the class, not on its instances" : "not there"),
    notes: [whatItHas(subject, manager), ...wayIn(subject, source)],
    ...(similar === undefined ? {} : { help: `there is a member \`${similar}\`` }),
    symbol: `${manager.name}.${name}`,
    source,
    ...(accessor && site.kind === "call" && !source.isInternal(file)
      ? { rewrite: { kind: "obtain", file, site, source, accessor, former: { kind: "absent" } } as const }
      : {}),
  };
}

/** The other side of the class has it: `Manager.getSession` where only instances do. */
function elsewhere(subject: Subject, access: Access): string | undefined {
  if (access.manager.kind === "object") return undefined;
  const side = access.side === "static" ? "instance" : "static";
  const found = subject.program.members.lookUp(valueOn(access, side), access.name, access.file);
  if (found.kind !== "found") return undefined;
  return side === "instance" ? "on its instances, not on the class" : "on the class, not on its instances";
}

function valueOn(
  { manager }: Access,
  side: "static" | "instance",
): { readonly kind: "class" | "instance" | "object"; readonly file: string; readonly index: number } {
  const { file, index } = manager;
  if (manager.kind === "object") return { kind: "object", file, index };
  return { kind: side === "static" ? "class" : "instance", file, index };
}
