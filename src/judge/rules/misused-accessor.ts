/** An accessor used against its form: not awaited, not called, not entered, iterated, or without its callback. */

import { spanOf } from "../../base/text/span.js";
import type { Access } from "../databases/accesses.js";
import { accessorName } from "../databases/source.js";
import { accessorNote } from "./describe.js";
import { droppedGenerator } from "./misuse/blocks.js";
import { misuseOfForm } from "./misuse/forms.js";
import { legacyMisuse } from "./misuse/legacy.js";
import { managerMisuse, memberMisuse } from "./misuse/managers.js";
import type { Misuse, UsedAccessor } from "./misuse/misuse.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

export const misusedAccessor: Rule = {
  id: "misused-accessor",
  summary: "the accessor used against its form: not awaited, not called, not entered, iterated, without its callback",
  severity: "error",
  severityWhenAssumed: "error",
  fix: "safe",
  *check(subject) {
    for (const access of subject.accesses) {
      const misuse = misuseOf(subject, access);
      if (misuse !== undefined) yield misuse;
    }
  },
};

function misuseOf(subject: RuleContext, access: Access): Finding | undefined {
  if (access.kind === "client" || access.kind === "module" || access.kind === "raw") return undefined;
  if (access.site.guard !== undefined) return undefined;
  const misuse = misuseAt(subject, access);
  if (misuse === undefined) return undefined;
  return { ...reportAt(subject, access), ...misuse };
}

function misuseAt(subject: RuleContext, access: Way): Misuse | undefined {
  if (access.kind === "manager") return managerMisuse(subject, access);
  return access.kind === "legacy" ? legacyMisuse(subject, access) : accessorMisuse(subject, access);
}

type Way = Exclude<Access, { kind: "client" | "module" | "raw" }>;

function reportAt(subject: RuleContext, access: Way): Omit<Finding, "message"> {
  return {
    span: spanOf(access.file, access.site.nameRange),
    notes: accessorNote(subject, access.source),
    symbol: nameOf(access),
    source: access.source,
  };
}

function nameOf(access: Way): string {
  if (access.kind === "manager") return `${access.manager.name}.${access.name}`;
  return access.kind === "legacy" ? access.legacy.name : accessorName(access.accessor);
}

function accessorMisuse(subject: RuleContext, access: UsedAccessor): Misuse | undefined {
  if (access.accessor.definition === undefined) return memberMisuse(subject, access);
  if (!isNamed(subject, access)) return memberOfFunction(subject, access);
  return misuseOfForm(subject, access) ?? droppedGenerator(subject, access);
}

/** The site names the accessor itself, not a member of it. */
function isNamed(subject: RuleContext, { file, site, accessor }: UsedAccessor): boolean {
  const symbol = subject.program.symbols.of(file, site.target);
  return symbol?.path.length === accessor.symbol.path.length;
}

function memberOfFunction(subject: RuleContext, { file, site, accessor }: UsedAccessor): Misuse | undefined {
  // A test may stand a mock in its place, which has members of its own.
  if (site.target.kind !== "member" || subject.kinds.isTest(file)) return undefined;
  const owner = subject.program.valueOf(file, site.target.of);
  if (owner.kind !== "function" || subject.program.members.lookUp(owner, site.target.name, file).kind !== "absent")
    return undefined;
  const name = accessorName(accessor);
  return {
    message: `\`${name}\` is a function and has no member \`${site.target.name}\``,
    label: `call \`${name}\` first`,
  };
}
