/**
 * From a name to one definition of it: finds them, chooses the one that stays, merges the others into it one after the
 * other, and proves the result. Reads files and writes none; who asked for it writes.
 */

import { nearest } from "../../base/text/nearest.js";
import type { FileChange } from "../../base/text/patch.js";
import { compareText, type FilePath } from "../../base/text/span.js";
import { overlay } from "../../base/world/overlay.js";
import type { World } from "../../base/world/world.js";
import { analyse } from "../../judge/analysis/analyse.js";
import { type CheckRequest, type CheckResult, check } from "../../judge/check/check.js";
import type { Gathered } from "../../judge/gather/gather.js";
import type { FaultRow } from "../../read/config/fault.js";
import { fault } from "../../read/config/faults.js";
import { findMissingPlaces } from "../../read/config/places.js";
import { type Choice, chooseTarget } from "./choose.js";
import type { Consolidation, Definition, Merged, Refused } from "./consolidation.js";
import { definedNames, findDefinitions } from "./find.js";
import { merge } from "./merge.js";
import { createProject, type Project } from "./project.js";
import { prove } from "./prove.js";
import { type Reading, readAround, readMentions } from "./reading.js";
import { proveTypes } from "./types.js";

export interface ConsolidateRequest {
  readonly name: string;
  /** The module whose definition stays; chosen where absent. */
  readonly into?: FilePath;
  /** Leave nothing at the old places. */
  readonly noShim?: boolean;
  readonly config?: FilePath;
  /** Parse every file: to prove that leaving files out loses nothing. */
  readonly everything?: boolean;
  readonly progress?: (step: string, done: number, total: number) => void;
}

/** @throws {Fault} where the configuration, the name or the module is wrong */
export async function consolidate(world: World, request: ConsolidateRequest): Promise<Consolidation> {
  const first = await analyse(world, { ...askOf(request), also: readMentions(request.name) });
  const found = createProject(first);
  const definitions = chooseGroup(found, request);
  const [single] = definitions;
  if (single !== undefined && definitions.length === 1) {
    const elsewhere = findDefinitions(found, request.name).filter((each) => each.file !== single.file);
    return { kind: "single", definition: single, elsewhere };
  }
  const accessors = first.subject.sources.flatMap(({ accessor }) =>
    accessor ? [accessor.module, accessor.symbol.file] : [],
  );
  const reading = readAround(definitions, accessors);
  const before = await check(world, { ...askOf(request), also: reading, known: first.gathered });
  const project = createProject(before.analysis);
  const choice = chooseTarget(project, definitions, request.into);
  if (choice === undefined) throw unknownModule(request, definitions);
  const others = definitions.filter((each) => each !== choice.target);
  return mergeAll(world, request, { before, project, choice, others, reading });
}

function askOf({ config, progress, everything }: ConsolidateRequest): CheckRequest {
  return {
    config,
    ...(progress ? { progress } : {}),
    ...(everything ? { everything } : {}),
  };
}

/** Definitions of one language and package; those of another one are another thing of that name. */
function chooseGroup(project: Project, { name, into }: ConsolidateRequest): readonly Definition[] {
  const found = findDefinitions(project, name);
  if (found.length === 0) {
    const known = definedNames(project);
    throw fault("unknown-definition", { value: name, nearest: nearest(name, known) });
  }
  const groups = new Map<string, Definition[]>();
  for (const each of found) {
    const key = `${project.program.facts(each.file)?.language} ${project.analysis.subject.packageOf(each.file)}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const asked = [...groups.values()].find((group) => group.some(({ file }) => file === into));
  if (into !== undefined && asked === undefined) throw unknownModule({ name, into }, found);
  const several = [...groups.values()].filter((group) => group.length > 1);
  const [first] = several;
  if (asked === undefined && several.length > 1)
    throw fault("several-groups", { name, modules: found.map(({ file }) => file) });
  return asked ?? first ?? found.slice(0, 1);
}

function unknownModule({ name, into = "" }: Pick<ConsolidateRequest, "name" | "into">, found: readonly Definition[]) {
  const modules = found.map(({ file }) => file);
  return fault("unknown-target", { name, value: into, modules, nearest: nearest(into, modules) });
}

interface Start {
  readonly before: CheckResult;
  readonly project: Project;
  readonly choice: Choice;
  readonly others: readonly Definition[];
  readonly reading: Reading;
}

async function mergeAll(
  world: World,
  request: ConsolidateRequest,
  { before, project, choice, others, reading }: Start,
): Promise<Refused | Merged> {
  const outline = { name: request.name, ...choice, others };
  const collected = collector();
  let state = { result: before, project };
  for (const other of others) {
    const merged = merge({ project: state.project, target: choice.target, other, shim: request.noShim !== true });
    if (merged.kind === "refused") return { ...outline, ...merged };
    const earlier = collected.files();
    collected.add(merged.draft.changes());
    collected.tell(other, merged);
    const pair = await checkBoth(world, { request, reading, before: state.result, earlier, later: collected.files() });
    const reasons = prove({ ...pair, changes: merged.draft.changes(), other });
    if (reasons.length > 0) return { ...outline, kind: "refused", conflicts: [], reasons };
    state = { result: pair.after, project: createProject(pair.after.analysis) };
  }
  const result = collected.result(choice.target);
  const { importers } = before.analysis.gathered;
  const types = await proveTypes(world.files, { ...choice, ...result, others, importers });
  const named = namedButGone(state.result);
  const reasons = [...types.reasons, ...named.reasons];
  if (reasons.length > 0) return { ...outline, kind: "refused", conflicts: [], reasons };
  return { ...outline, kind: "merged", ...result, notes: [...result.notes, ...types.notes, ...named.notes] };
}

/** What the configuration names and the result does not have: a module that is needed, or globs to remove. */
function namedButGone({ analysis: { loaded, discovery } }: CheckResult) {
  const rows = findMissingPlaces(loaded.config, loaded.tree, discovery.files);
  const say = ({ place, what }: FaultRow): string => `${place?.file}:${place?.line}: ${what}`;
  const isGlob = ({ code }: FaultRow): boolean => code === "glob-matches-nothing";
  return {
    reasons: rows.filter((row) => !isGlob(row)).map(say),
    notes: rows.filter(isGlob).map((row) => `${say(row)}; remove it`),
  };
}

interface Files {
  readonly texts: ReadonlyMap<FilePath, string>;
  readonly removed: ReadonlySet<FilePath>;
}

interface BothRequest {
  readonly request: ConsolidateRequest;
  readonly reading: Reading;
  readonly before: CheckResult;
  readonly earlier: Files;
  readonly later: Files;
}

/** Both sides read the same files: what only one of them sees would look like a finding that came or went. */
async function checkBoth(world: World, { request, reading, before, earlier, later }: BothRequest) {
  const { progress: _, ...ask } = askOf(request);
  const checkOn = ({ texts, removed }: Files, known: Gathered): Promise<CheckResult> => {
    const also: Reading = (gathered) => [...known.texts.keys(), ...reading(gathered)];
    return check({ ...world, files: overlay(world.files, texts, removed) }, { ...ask, also, known, removed });
  };
  const known = before.analysis.gathered;
  const after = await checkOn(later, known);
  const read = after.analysis.gathered;
  const isMore = [...read.texts.keys()].some((file) => !known.texts.has(file));
  return { before: isMore ? await checkOn(earlier, read) : before, after };
}

type Accepted = Extract<ReturnType<typeof merge>, { kind: "merged" }>;

/** Adds up what each of the others comes to. */
function collector() {
  const changes = new Map<FilePath, FileChange>();
  const told = { kept: [], united: [], helpers: [], shims: [], removed: [], notes: [] } as {
    [Key in "kept" | "shims" | "removed" | "notes"]: string[];
  } & { [Key in "united" | "helpers"]: { name: string; from: FilePath }[] };
  return {
    add(more: readonly FileChange[]): void {
      for (const change of more) {
        const { before = change.before } = changes.get(change.file) ?? {};
        changes.set(change.file, { ...change, ...(before === undefined ? {} : { before }) });
      }
    },
    tell({ file }: Definition, { comparison, needs, isShim, removed, notes }: Accepted): void {
      told.kept.push(...comparison.kept.filter((name) => !told.kept.includes(name)));
      told.united.push(...comparison.united.map(({ name }) => ({ name, from: file })));
      told.helpers.push(...needs.helpers.flatMap(({ names }) => names.map((name) => ({ name, from: file }))));
      if (isShim) told.shims.push(file);
      told.removed.push(...removed);
      told.notes.push(...notes);
    },
    files: () => ({
      texts: new Map(
        [...changes].flatMap(([file, { after }]) => (after === undefined ? [] : [[file, after] as const])),
      ),
      removed: new Set([...changes].flatMap(([file, { after }]) => (after === undefined ? [file] : []))),
    }),
    result(target: Definition): Omit<Merged, "kind" | "name" | "target" | "because" | "others"> {
      const all = [...changes.values()].sort((a, b) => compareText(a.file, b.file));
      const places = [target.file, ...told.removed, ...told.shims];
      const callers = all.map(({ file }) => file).filter((file) => !places.includes(file));
      return { ...told, callers, changes: all.filter((change) => change.before !== change.after) };
    },
  };
}
