/** Finds the managers that `DatabaseManager.getAsyncSession` may mean, as the user typed it. */

import { nearest } from "../../base/text/nearest.js";
import { compareSpans, type FilePath } from "../../base/text/span.js";
import type { ManagerAccess } from "../../judge/databases/accesses.js";
import type { Database, Manager } from "../../judge/databases/source.js";
import type { RuleContext } from "../../judge/rules/rule.js";
import { fault } from "../../read/config/faults.js";

export interface WantedMember {
  /** Which of several classes of one name: `src/db/manager.ts#DatabaseManager.getSession`. */
  readonly file?: FilePath;
  readonly manager: string;
  readonly member: string;
}

export interface Target {
  readonly manager: Manager;
  readonly source: Database;
  /** Every place that asks this class, or what extends it, for the member that is not there. */
  readonly accesses: readonly MissingAccess[];
}

export type MissingAccess = RuleContext["accesses"][number] & ManagerAccess;

/** @throws {Fault} `malformed-member` */
export function readWanted(value: string): WantedMember {
  const match = /^(?:(.+)#)?([\p{L}_$][\p{L}\p{N}_$]*)\.([\p{L}_$][\p{L}\p{N}_$]*)$/u.exec(value);
  const [, file, manager, member] = match ?? [];
  if (manager === undefined || member === undefined) throw fault("malformed-member", { value });
  return { manager, member, file };
}

/**
 * Those classes of the name that are asked for the member and lack it; where nobody asks, the only class of the name.
 *
 * @throws {Fault} `unknown-manager`, `member-exists`, `several-managers`
 */
export function findTargets(subject: RuleContext, wanted: WantedMember): readonly Target[] {
  const candidates = managersNamed(subject, wanted);
  const asked = candidates.filter(({ accesses }) => accesses.length > 0);
  if (asked.length > 0) return asked;
  for (const { manager } of candidates) refuseExisting(subject, manager, wanted.member);
  const [only, ...others] = candidates;
  if (only === undefined || others.length > 0) {
    throw fault("several-managers", { name: wanted.manager, files: candidates.map(({ manager }) => manager.file) });
  }
  return [only];
}

function managersNamed(subject: RuleContext, { file, manager: name, member }: WantedMember): readonly Target[] {
  const classes = subject.sources.flatMap((source) =>
    source.managers.filter(({ kind }) => kind === "class").map((manager) => ({ source, manager })),
  );
  const found = classes.filter(({ manager }) => manager.name === name && (file === undefined || manager.file === file));
  if (found.length === 0) {
    const known = [...new Set(classes.map(({ manager }) => manager.name))].sort();
    throw fault("unknown-manager", { value: name, known, nearest: nearest(name, known), ...(file && { file }) });
  }
  const distinct = [...new Map(found.map((each) => [`${each.manager.index} ${each.manager.file}`, each])).values()];
  return distinct
    .map(({ source, manager }) => ({ source, manager, accesses: missingOf(subject, manager, member) }))
    .sort((a, b) => compareSpans(a.manager.span, b.manager.span));
}

/** What cannot be known to be there is missed as well: a guarded call, a class that may get members from elsewhere. */
function missingOf({ accesses }: RuleContext, { file, index }: Manager, member: string): readonly MissingAccess[] {
  return accesses.flatMap((access) => {
    if (access.kind !== "manager" || access.name !== member || access.found.kind === "found") return [];
    return access.manager.file === file && access.manager.index === index ? [access] : [];
  });
}

function refuseExisting({ program, lineOf }: RuleContext, { file, index, name }: Manager, member: string): void {
  for (const kind of ["class", "instance"] as const) {
    const lookup = program.members.lookUp({ kind, file, index }, member, file);
    if (lookup.kind !== "found" || lookup.member === undefined) continue;
    const { owner, member: there } = lookup.member;
    const place = `${owner.file}:${lineOf({ file: owner.file, ...there.nameRange })}`;
    throw fault("member-exists", { name: `${name}.${member}`, place });
  }
}
