/** What a call of the missing name meets in another revision: asked of the linked program of that revision, so that aliases and bases count. */
import { Lines } from "../../base/text/lines.js";
import type { FilePath } from "../../base/text/span.js";
import type { FileSystem, World } from "../../base/world/world.js";
import { Fault } from "../../read/config/fault.js";
import type { Program } from "../../read/program/program.js";
import type { Lookup } from "../../read/program/values.js";
import { type Analysis, analyse } from "../analysis/analyse.js";
import { importUses, memberUses, moduleUses, type Use } from "./holds.js";
import type { WhySubject } from "./subject.js";

export type State =
  | { readonly kind: "absent" }
  /** With the place that defines it, where that is known. */
  | { readonly kind: "there"; readonly file?: FilePath; readonly line?: number; readonly text?: string }
  /** The file does not ask for it. */
  | { readonly kind: "unused" }
  | { readonly kind: "unknown"; readonly reason: string };

/** Where a file uses the missing name. */
export function usesIn(
  { owner, name }: Pick<WhySubject, "owner" | "name">,
  facts: Parameters<typeof memberUses>[0],
): readonly Use[] {
  if (owner.kind === "module") return moduleUses(facts, owner.specifier);
  const imported = owner.kind === "export" ? importUses(facts, name) : [];
  return [...imported, ...memberUses(facts, name)];
}

/**
 * @param now  the analysis of the work tree: what did not change is not read again
 * @returns a function of a revision and the paths that a file has had; "unused" where none of them is there
 */
export function createStates(world: World, now: Analysis, subject: WhySubject) {
  const snapshots = new Map<string, Promise<FileSystem>>();
  const filesAt = (name: string): Promise<FileSystem> => {
    const found = snapshots.get(name) ?? world.git.snapshot({ kind: "revision", name });
    snapshots.set(name, found);
    return found;
  };
  const known = new Map<string, Promise<Analysis | string>>();
  const analysisAt = (revision: string, file: FilePath): Promise<Analysis | string> => {
    const key = `${revision} ${file}`;
    const found = known.get(key) ?? filesAt(revision).then((files) => readRevision({ ...world, files }, now, file));
    known.set(key, found);
    return found;
  };
  return async (revision: string, names: readonly FilePath[], specifier?: string): Promise<State> => {
    const files = await filesAt(revision);
    const file = names.find((name) => files.stat(name) !== undefined);
    if (file === undefined) return { kind: "unused" };
    const analysis = await analysisAt(revision, file);
    if (typeof analysis === "string") return { kind: "unknown", reason: analysis };
    return stateOf(analysis, subject, file, specifier);
  };
}

async function readRevision(world: World, now: Analysis, file: FilePath): Promise<Analysis | string> {
  let reason = "";
  for (const configuration of [{ loaded: now.loaded }, {}]) {
    try {
      return await analyse(world, { ...configuration, known: now.gathered, also: () => [file] });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      reason = error.rows.map(({ what }) => what).join("; ");
    }
  }
  return reason;
}

function stateOf({ gathered }: Analysis, subject: WhySubject, file: FilePath, specifier?: string): State {
  const { program, allTexts } = gathered;
  const facts = program.facts(file);
  if (facts === undefined) return { kind: "unknown", reason: `${file} was not read` };
  const uses = usesIn(subject, facts).filter((use) => specifier === undefined || use.specifier === specifier);
  if (uses.length === 0) return { kind: "unused" };
  const lookups = uses.map((use) => lookUp(program, subject, file, use));
  const found = lookups.find((lookup) => lookup.kind === "found");
  if (lookups.some(({ kind }) => kind === "absent")) return { kind: "absent" };
  if (found?.kind !== "found")
    return {
      kind: "unknown",
      reason: lookups.flatMap((each) => ("reason" in each ? each.reason : []))[0] ?? "it is not followed",
    };
  const { member } = found;
  const text = member && allTexts.get(member.owner.file);
  if (member === undefined || text === undefined) return { kind: "there" };
  const { line } = new Lines(text).positionOf(member.member.nameRange.start);
  return { kind: "there", file: member.owner.file, line, text };
}

function lookUp(program: Program, { owner, name }: WhySubject, file: FilePath, use: Use): Lookup {
  if (
    owner.kind === "module" ||
    program.facts(file)?.imports.some(({ names }) => names.some(({ range }) => range === use.range))
  ) {
    const target = program.resolve(file, use.specifier ?? "");
    if (target.kind === "missing") return { kind: "absent" };
    if (target.kind !== "file") return { kind: "unknown", reason: "the import leads out of the project" };
    if (owner.kind === "module") return { kind: "found", value: { kind: "module", file: target.file } };
    return program.members.lookUp({ kind: "module", file: target.file }, name, file);
  }
  const site = program.facts(file)?.sites.find(({ nameRange }) => nameRange.start === use.range.start);
  if (site?.target.kind !== "member") return { kind: "unknown", reason: "the call is not followed" };
  const found = program.members.lookUp(program.valueOf(file, site.target.of), name, file);
  const isUnbound =
    found.kind === "found" && found.unbound === true && site.kind === "call" && site.arguments.length === 0;
  return isUnbound ? { kind: "absent" } : found;
}
