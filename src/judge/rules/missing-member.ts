/** A member that a manager does not have, on the class or on its instances. */

import { nearest } from "../../base/text/nearest.js";
import { spanOf } from "../../base/text/span.js";
import { alternatives, NOTHING, type Value } from "../../read/program/values.js";
import type { ManagerAccess } from "../databases/accesses.js";
import { isHandleRequest } from "../databases/names.js";
import { managerValue } from "../databases/source.js";
import { accessorNote, memberNames, whatItExports, whatItHas } from "./describe.js";
import type { CurrentCall } from "./rewrite.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

export const missingMember: Rule = {
  id: "missing-member",
  summary: "a call or access of a member that the manager does not have",
  severity: "error",
  severityWhenAssumed: "error",
  fix: "safe",
  *check(subject) {
    for (const access of subject.accesses) {
      if (access.kind === "module") yield reportModule(subject, access);
      if (access.kind !== "manager" || access.found.kind !== "absent") continue;
      if (access.site.guard === undefined && !isAsserted(subject, access)) yield report(subject, access);
    }
  },
};

/** `expect(manager.getAsyncSession).toBeUndefined()` asks whether it is there. */
function isAsserted(subject: RuleContext, { file, site }: Access): boolean {
  return site.kind === "read" && site.usage.kind === "argument" && subject.kinds.isTest(file);
}

/** What was asked for is a handle, and it is held as one: only then does the accessor serve in its place. */
function mayObtain({ file, site, source, manager, name }: Access): boolean {
  const { kind } = site.usage;
  const isInside = manager.file === file && site.enclosing?.split(".")[0] === manager.name;
  const isHeld = kind !== "dropped" && kind !== "other";
  const isObtained = site.kind === "call" || kind === "injected";
  return isObtained && isHandleRequest(name) && isHeld && !isInside && !source.isInternal(file);
}

type Access = RuleContext["accesses"][number] & ManagerAccess;
type ModuleAccess = Extract<RuleContext["accesses"][number], { kind: "module" }>;

function report(subject: RuleContext, access: Access): Finding {
  const { file, site, manager, source, name } = access;
  const { accessor } = source;
  const other = elsewhere(subject, access);
  const similar = nearest(name, memberNames(subject, managerValue(manager, access.side)));
  return {
    span: spanOf(file, site.nameRange),
    message: `\`${manager.name}\` has no member \`${name}\``,
    label: other?.label ?? (manager.kind === "class" ? "not on the class, not on its instances" : "not there"),
    notes: [whatItHas(subject, manager), ...accessorNote(subject, source)],
    ...(similar === undefined ? {} : { help: `there is a member \`${similar}\`` }),
    symbol: `${manager.name}.${name}`,
    source,
    ...(accessor && mayObtain(access)
      ? { rewrite: { kind: "obtain", file, site, source, accessor, from: missingCall(access, other) } as const }
      : {}),
  };
}

function reportModule(subject: RuleContext, { file, site, module, name }: ModuleAccess): Finding {
  const names = subject.program.modules.names(module);
  const similar = nearest(name, names);
  const source = subject.sources.find((one) => one.covers(file));
  return {
    span: spanOf(file, site.nameRange),
    message: `${module} does not export \`${name}\``,
    label: "not exported",
    notes: [whatItExports(module, names), ...(source ? accessorNote(subject, source) : [])],
    ...(similar === undefined ? {} : { help: `there is an export \`${similar}\`` }),
    symbol: `${module}#${name}`,
    ...(source ? { source } : {}),
  };
}

interface Namesake {
  readonly label: string;
  readonly value: Value;
}

/** The other side of the class has it: `Manager.getSession` where only instances do. */
function elsewhere(subject: RuleContext, access: Access): Namesake | undefined {
  if (access.manager.kind !== "class") return undefined;
  const side = access.side === "static" ? "instance" : "static";
  const found = subject.program.members.lookUp(managerValue(access.manager, side), access.name, access.file);
  if (found.kind !== "found") return undefined;
  const label = side === "instance" ? "on its instances, not on the class" : "on the class, not on its instances";
  return { label, value: found.value };
}

function missingCall({ manager, name }: Access, other: Namesake | undefined): Extract<CurrentCall, { kind: "absent" }> {
  const namesakes = alternatives(other?.value ?? NOTHING).filter((part) => part.kind === "function");
  return { kind: "absent", path: [manager.name, name], namesakes };
}
