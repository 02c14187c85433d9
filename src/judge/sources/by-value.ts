/** Accesses of legacy accessors that no symbol leads to: members, whichever object they are taken of, and names of packages. */

import type { FilePath } from "../../base/text/span.js";
import { isOfPackage, type PackageName } from "../../read/drivers/index.js";
import type { Site } from "../../read/facts/facts.js";
import type { Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, type OwnedMember } from "../../read/program/values.js";
import { isSameMember } from "./named.js";
import type { Database, LegacyAccessor } from "./source.js";

export interface LegacyByValue {
  readonly kind: "legacy";
  readonly source: Database;
  readonly legacy: LegacyAccessor;
}

export interface ValueIndex {
  readonly members: readonly MemberEntry[];
  readonly packages: readonly PackageEntry[];
}

interface MemberEntry {
  readonly member: OwnedMember;
  readonly source: Database;
  readonly legacy: LegacyAccessor;
}

interface PackageEntry {
  readonly of: PackageName;
  readonly source: Database;
  /** Absent for what is allowed. */
  readonly legacy?: LegacyAccessor;
}

export function indexByValue(sources: readonly Database[]): ValueIndex {
  return {
    members: sources.flatMap((source) =>
      source.legacy.flatMap((legacy) => {
        const { home } = legacy;
        const member = home.kind === "project" ? home.member : undefined;
        return member ? [{ member, source, legacy }] : [];
      }),
    ),
    packages: sources.flatMap((source) => [
      ...source.allowedOfPackages.map((of) => ({ of, source })),
      ...source.legacy.flatMap((legacy) => {
        const { home } = legacy;
        return home.kind === "package" ? [{ of: home.of, source, legacy }] : [];
      }),
    ]),
  };
}

export function accessByValue(
  program: Program,
  { members, packages }: ValueIndex,
  file: FilePath,
  site: Site,
): LegacyByValue | "allowed" | undefined {
  if (site.kind === "type") return undefined;
  const { target } = site;
  const asked = target.kind === "member" ? members.filter(({ member }) => member.member.name === target.name) : [];
  if (target.kind === "member" && asked.length > 0) {
    const found = program.members.lookUp(program.valueOf(file, target.of), target.name, file);
    const own = found.kind === "found" ? found.member : undefined;
    const entry = own && asked.find(({ member, source }) => isSameMember(member, own) && source.covers(file));
    if (entry) return { kind: "legacy", source: entry.source, legacy: entry.legacy };
  }
  return accessOfPackage(program, packages, file, site);
}

/** A name of a package, or a member that is taken of it. */
function accessOfPackage(
  program: Program,
  packages: readonly PackageEntry[],
  file: FilePath,
  site: Site,
): LegacyByValue | "allowed" | undefined {
  const { target } = site;
  const covering = packages.filter(({ source }) => source.covers(file));
  if (covering.length === 0) return undefined;
  for (const term of [target, ...(target.kind === "member" && !isSiteItself(site, target.of) ? [target.of] : [])]) {
    const parts = alternatives(program.valueOf(file, term));
    const entry = covering.find(({ of }) => parts.some((part) => part.kind === "external" && isOfPackage(part, of)));
    if (entry === undefined) continue;
    return entry.legacy ? { kind: "legacy", source: entry.source, legacy: entry.legacy } : "allowed";
  }
  return undefined;
}

/** What is taken of `registry.session` is reported where that is read. */
export function isSiteItself({ target }: Site, term: Term): boolean {
  return term !== target && term.kind === "member";
}
