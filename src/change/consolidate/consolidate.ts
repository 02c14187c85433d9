/**
 * Finds the definitions of a name, chooses the one to keep, merges the others into it one by one, and proves the result.
 * Writes no files.
 */

import { nearest } from "../../base/text/nearest.js";
import type { FileChange } from "../../base/text/patch.js";
import { compareText, type FilePath } from "../../base/text/span.js";
import { overlay } from "../../base/world/overlay.js";
import type { World } from "../../base/world/world.js";
import { type CheckRequest, type CheckResult, check } from "../../judge/check/check.js";
import type { FaultRow } from "../../read/config/fault.js";
import { fault } from "../../read/config/faults.js";
import { findMissingPlaces } from "../../read/config/places.js";
import { chooseTarget, type TargetChoice } from "./choose.js";
import type { Consolidation, Definition, Merged, Refused } from "./consolidation.js";
import { definedNames, findDefinitions } from "./find.js";
import { merge } from "./merge.js";
import { createProject, type Project } from "./project.js";
import { prove } from "./prove.js";
import { proveTypes } from "./types.js";

export interface ConsolidateRequest {
  readonly name: string;
  /** The module whose definition is kept; chosen if absent. */
  readonly into?: FilePath;
  /** Leave no deprecated names in the old modules. */
  readonly noShim?: boolean;
  readonly config?: FilePath;
  readonly progress?: (step: string, done: number, total: number) => void;
}

/** @throws {Fault} if the configuration, the name or the module is wrong */
export async function consolidate(world: World, request: ConsolidateRequest): Promise<Consolidation> {
  const before = await check(world, requestOf(request));
  const project = createProject(before.analysis);
  const definitions = chooseGroup(project, request);
  const [single] = definitions;
  if (single !== undefined && definitions.length === 1) {
    const elsewhere = findDefinitions(project, request.name).filter((each) => each.file !== single.file);
    return { kind: "single", definition: single, elsewhere };
  }
  const choice = chooseTarget(project, definitions, request.into);
  if (choice === undefined) throw unknownModule(request, definitions);
  const others = definitions.filter((each) => each !== choice.target);
  return mergeAll(world, request, { before, project, choice, others });
}

/** Every file is parsed: any may import a definition, or close an import cycle, without a word of its name. */
function requestOf({ config, progress }: ConsolidateRequest): CheckRequest {
  return { config, progress, everything: true };
}

/** Definitions of one language and package; a definition of another one is no duplicate. */
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
  readonly choice: TargetChoice;
  readonly others: readonly Definition[];
}

async function mergeAll(
  world: World,
  request: ConsolidateRequest,
  { before, project, choice, others }: Start,
): Promise<Refused | Merged> {
  const outline = { name: request.name, ...choice, others };
  const collected = collector();
  let state = { result: before, project };
  for (const other of others) {
    const merged = merge({ project: state.project, target: choice.target, other, shim: request.noShim !== true });
    if (merged.kind === "refused") return { ...outline, ...merged };
    collected.add(merged.draft.changes());
    collected.report(other, merged);
    const { texts, removed } = collected.files();
    const files = overlay(world.files, texts, removed);
    const known = state.result.analysis.gathered;
    const after = await check({ ...world, files }, { ...requestOf(request), progress: undefined, known, removed });
    const reasons = prove({ before: state.result, after, changes: merged.draft.changes(), other });
    if (reasons.length > 0) return { ...outline, kind: "refused", conflicts: [], reasons };
    state = { result: after, project: createProject(after.analysis) };
  }
  const result = collected.result(choice.target);
  const { importers } = before.analysis.gathered;
  const types = await proveTypes(world.files, { ...choice, ...result, others, importers });
  const named = missingInResult(state.result);
  const reasons = [...types.reasons, ...named.reasons];
  if (reasons.length > 0) return { ...outline, kind: "refused", conflicts: [], reasons };
  return { ...outline, kind: "merged", ...result, notes: [...result.notes, ...types.notes, ...named.notes] };
}

/** What the configuration names and the result lacks: required modules, and globs to remove. */
function missingInResult({ analysis: { loaded, discovery } }: CheckResult) {
  const rows = findMissingPlaces(loaded.config, loaded.tree, discovery.files);
  const say = ({ place, what }: FaultRow): string => `${place?.file}:${place?.line}: ${what}`;
  const isGlob = ({ code }: FaultRow): boolean => code === "glob-matches-nothing";
  return {
    reasons: rows.filter((row) => !isGlob(row)).map(say),
    notes: rows.filter(isGlob).map((row) => `${say(row)}; remove it`),
  };
}

type Accepted = Extract<ReturnType<typeof merge>, { kind: "merged" }>;

/** Collects the changes and the report over all merges. */
function collector() {
  const changes = new Map<FilePath, FileChange>();
  const report = { kept: [], united: [], helpers: [], shims: [], removed: [], notes: [] } as {
    [Key in "kept" | "shims" | "removed" | "notes"]: string[];
  } & { [Key in "united" | "helpers"]: { name: string; from: FilePath }[] };
  return {
    add(more: readonly FileChange[]): void {
      for (const change of more) {
        const { before = change.before } = changes.get(change.file) ?? {};
        changes.set(change.file, { ...change, before });
      }
    },
    report({ file }: Definition, { comparison, needs, isShim, removed, notes }: Accepted): void {
      report.kept.push(...comparison.kept.filter((name) => !report.kept.includes(name)));
      report.united.push(...comparison.united.map(({ name }) => ({ name, from: file })));
      report.helpers.push(...needs.helpers.flatMap(({ names }) => names.map((name) => ({ name, from: file }))));
      if (isShim) report.shims.push(file);
      report.removed.push(...removed);
      report.notes.push(...notes);
    },
    files: () => ({
      texts: new Map(
        [...changes].flatMap(([file, { after }]) => (after === undefined ? [] : [[file, after] as const])),
      ),
      removed: new Set([...changes].flatMap(([file, { after }]) => (after === undefined ? [file] : []))),
    }),
    result(target: Definition): Omit<Merged, "kind" | "name" | "target" | "because" | "others"> {
      const all = [...changes.values()].sort((a, b) => compareText(a.file, b.file));
      const places = [target.file, ...report.removed, ...report.shims];
      const callers = all.map(({ file }) => file).filter((file) => !places.includes(file));
      return { ...report, callers, changes: all.filter((change) => change.before !== change.after) };
    },
  };
}
