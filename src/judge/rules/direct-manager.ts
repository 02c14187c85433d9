/** A manager or a raw handle used outside the internals, where the accessor serves. */

import type { Note } from "../../base/diagnostics/diagnostic.js";
import { spanOf } from "../../base/text/span.js";
import { isSameDefinition } from "../../read/program/values.js";
import { accessorName } from "../databases/source.js";
import { accessorNote } from "./describe.js";
import { isBesideAccessor, isHandleFactory, isObtained, type Managed, obtainInstead } from "./managed.js";
import { managerMisuse } from "./misuse/managers.js";
import { isPastAccessor, reportRaw } from "./raw-handles.js";
import type { Finding, Rule, RuleContext } from "./rule.js";
import { isStandIn } from "./stand-ins.js";

export const directManager: Rule = {
  id: "direct-manager",
  summary: "a manager or a raw handle used outside the internals, where the accessor serves",
  severity: "error",
  severityWhenAssumed: "warning",
  fix: "safe",
  *check(subject) {
    for (const access of subject.accesses) {
      if (access.kind === "manager" && isHandedOut(subject, access)) yield report(subject, access);
      if (access.kind === "raw" && isPastAccessor(subject, access)) yield reportRaw(subject, access);
    }
  },
};

function isHandedOut(subject: RuleContext, access: Managed): boolean {
  if (access.found.kind !== "found" || access.site.kind === "type") return false;
  if (!isBesideAccessor(subject, access)) return false;
  if (!isHandleFactory(subject, access) && !standsIn(subject, access)) return false;
  // What fails there is reported as that, by misused-accessor.
  return managerMisuse(subject, access) === undefined;
}

function report(subject: RuleContext, access: Managed): Finding {
  const { file, site, source, manager, name } = access;
  const accessor = source.accessor as NonNullable<typeof source.accessor>;
  const rewrite = isObtained(access) ? obtainInstead(subject, access, true) : undefined;
  const shim = standsIn(subject, access);
  return {
    span: spanOf(file, site.nameRange),
    message: `\`${manager.name}.${name}\` bypasses the accessor \`${accessorName(accessor)}\``,
    label: shim ? "deprecated" : "asks the manager",
    notes: [...(shim ? [callersLeft(subject, access)] : []), ...accessorNote(subject, source)],
    symbol: `${manager.name}.${name}`,
    source,
    ...(manager.detected ? { atMost: "warning" as const } : {}),
    // Where there is a rewrite, the planner says what to write, or why not.
    ...(rewrite ? { rewrite } : { help: `use \`${accessorName(accessor)}\`` }),
  };
}

function standsIn({ program }: RuleContext, { source, member }: Managed): boolean {
  const { accessor } = source;
  return accessor !== undefined && member !== undefined && isStandIn(program, accessor, member.owner, member.member);
}

/** Of a stand-in it is worth knowing how long it will still be needed. */
function callersLeft(subject: RuleContext, { manager, name, member }: Managed): Note {
  const callers = subject.accesses.filter((access) => {
    if (access.kind !== "manager" || access.name !== name) return false;
    return isSameDefinition(access.manager, manager);
  });
  const count = callers.length === 1 ? "this is its last caller" : `${callers.length} callers are left`;
  const span = member ? { span: spanOf(member.owner.file, member.member.nameRange) } : {};
  return { message: `\`${manager.name}.${name}\` is a deprecated shim for the accessor; ${count}`, ...span };
}
