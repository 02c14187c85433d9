/** Accesses of legacy accessors that no symbol leads to: members, whichever object they are taken of, and names of packages. */

import type { FilePath } from "../../base/text/span.js";
import { type GlobalHandle, implicitOf, isOfPackage, type PackageName } from "../../read/drivers/index.js";
import type { Site } from "../../read/facts/facts.js";
import type { Term } from "../../read/facts/terms.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, type OwnedMember } from "../../read/program/values.js";
import { doesWork } from "./handles.js";
import { isSameMember } from "./named.js";
import { isHandleRequest } from "./names.js";
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
  const taken = target.kind === "member" && !isSiteItself(site, target.of) ? [target.of] : [];
  for (const term of [target, ...taken]) {
    const [entry, second] = covering.filter((each) => isNamedBy(program, file, term, each));
    if (entry === undefined) continue;
    if (entry.legacy === undefined) return "allowed";
    const global = globalIn(entry);
    if (global === undefined) return { kind: "legacy", source: entry.source, legacy: entry.legacy };
    // Of two accessors of one package, either may have the connection that it keeps.
    const isClear = second === undefined || second.source === entry.source;
    const isUsed = isUse(program, file, term === target ? takenOf(program, file, site) : site);
    return isClear && isUsed && isOfDatabase(site, global, entry.source)
      ? { kind: "legacy", source: entry.source, legacy: entry.legacy }
      : undefined;
  }
  return undefined;
}

function globalIn({ legacy }: PackageEntry): GlobalHandle | undefined {
  return legacy?.home.kind === "package" && legacy.home.detected ? legacy.home.global : undefined;
}

function isNamedBy(program: Program, file: FilePath, term: Term, entry: PackageEntry): boolean {
  const key = globalIn(entry)?.key;
  if (key !== undefined && (term.kind !== "element" || term.key !== key)) return false;
  const value = program.valueOf(file, key !== undefined && term.kind === "element" ? term.of : term);
  return alternatives(value).some((part) => part.kind === "external" && isOfPackage(part, entry.of));
}

/** The site that takes a member of what this one reads. */
function takenOf(program: Program, file: FilePath, { kind, range, usage }: Site): Site | undefined {
  if (kind !== "read" || usage.kind !== "inline") return undefined;
  const sites = program.facts(file)?.sites ?? [];
  return sites.find(({ receiverRange: of }) => of?.start === range.start && of.end === range.end);
}

/** It gives a handle or runs a query; `connection.on()` and `connection.close()` look after the connection itself. */
function isUse(program: Program, file: FilePath, taking: Site | undefined): boolean {
  if (taking === undefined || taking.target.kind !== "member") return true;
  const { kind, target } = taking;
  const value = program.valueOf(file, kind === "call" ? { kind: "call", of: target } : target);
  const isHandle = alternatives(value).some((part) => part.kind === "external" && implicitOf(part)?.derived);
  return isHandle || isHandleRequest(target.name) || doesWork(target.name) || target.name === "cursor";
}

/** `getRepository(User, "archive")` means another database. */
function isOfDatabase({ arguments: given }: Site, { databaseArgument }: GlobalHandle, source: Database): boolean {
  const named = databaseArgument === undefined ? undefined : given[databaseArgument];
  return named === undefined || (named.text !== undefined && source.defaultNames.includes(named.text));
}

/** What is taken of `registry.session` is reported where that is read. */
export function isSiteItself({ target }: Site, term: Term): boolean {
  return term !== target && term.kind === "member";
}
