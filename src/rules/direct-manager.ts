/** A manager used for its handle outside the internals, where the accessor serves. */

import { accessorName } from "../sources/source.js";
import { spanOf } from "../text/span.js";
import { wayIn } from "./describe.js";
import { isBesideAccessor, isGiver, isObtained, type Managed, obtainInstead } from "./managed.js";
import { managerMisuse } from "./misuse/managers.js";
import type { Finding, Rule, Subject } from "./rule.js";

export const directManager: Rule = {
  id: "direct-manager",
  summary: "a manager asked for a handle outside the internals, where the accessor serves",
  severity: "error",
  severityWhenAssumed: "warning",
  fix: "safe",
  *check(subject) {
    for (const access of subject.accesses) {
      if (access.kind === "manager" && isHandedOut(subject, access)) yield report(subject, access);
    }
  },
};

function isHandedOut(subject: Subject, access: Managed): boolean {
  if (access.found.kind !== "found" || access.site.kind === "type") return false;
  if (!isBesideAccessor(subject, access) || !isGiver(subject, access)) return false;
  // What fails there is reported as that, by misused-accessor.
  return managerMisuse(subject, access) === undefined;
}

function report(subject: Subject, access: Managed): Finding {
  const { file, site, source, manager, name } = access;
  const accessor = source.accessor as NonNullable<typeof source.accessor>;
  const rewrite = isObtained(access) ? obtainInstead(access, true) : undefined;
  return {
    span: spanOf(file, site.nameRange),
    message: `\`${manager.name}.${name}\` hands out a handle beside \`${accessorName(accessor)}\``,
    label: "asks the manager",
    notes: wayIn(subject, source),
    symbol: `${manager.name}.${name}`,
    source,
    ...(rewrite ? { rewrite } : {}),
  };
}
