/** Which state of the files a check is about: the work tree, the index, or a revision; and which of its findings are reported. */
import type { Command } from "commander";
import type { FilePath } from "../base/text/span.js";
import type { World } from "../base/world/world.js";
import { type CheckRequest, type CheckResult, check } from "../judge/check/check.js";
import { keptOf, keyOf, withoutRewrites } from "../judge/check/kept.js";
import { checkSince } from "../judge/check/since.js";
import { checkStaged, type StagedCheck } from "../judge/check/staged.js";
import { fault } from "../read/config/faults.js";
import { readSource } from "../read/project/source.js";
import { type Outcome, outcomeOf } from "./status.js";

export interface StateOptions {
  readonly staged?: boolean;
  readonly since?: string;
  readonly rev?: string;
}

export function addStateOptions(command: Command): Command {
  return command
    .option("--staged", "check the index: what will be committed, and what that breaks elsewhere")
    .option("--since <revision>", "only findings that are new since the merge base with this revision")
    .option("--rev <revision>", "check this revision, without a checkout");
}

/** @throws {Fault} where more than one state is asked for */
export function checkStateOptions({ staged, since, rev }: StateOptions): void {
  const given = [
    ...(staged ? ["--staged"] : []),
    ...(since === undefined ? [] : ["--since"]),
    ...(rev === undefined ? [] : ["--rev"]),
  ];
  if (given.length > 1) throw fault("several-states", { options: given });
}

/** What a report needs of a check, whether it was made now or kept by an earlier run. */
export interface Checked extends Outcome {
  readonly kind: "checked";
  /** Of the files that the report speaks of. */
  readonly texts: ReadonlyMap<FilePath, string>;
  /** Absent where an earlier run has made the report. */
  readonly result?: CheckResult;
  withFixes(): Promise<Outcome>;
}

export interface Planning {
  /** The report shows fixes. */
  readonly isShown: boolean;
  plan(checked: CheckResult): Promise<CheckResult>;
}

type Report = CheckResult["report"];

type Nothing = Extract<StagedCheck, { kind: "nothing" }>;

/** @throws {Fault} @throws {GitError} as the checks of these states do */
export async function checkState(
  world: World,
  request: CheckRequest,
  options: StateOptions,
  planning: Planning,
): Promise<Checked | Nothing> {
  const { staged, since, rev } = options;
  if (staged) {
    const checked = await checkStaged(world, request);
    if (checked.kind === "nothing") return checked;
    return checked.result === undefined ? asChecked(checked.report) : finished(checked.result, planning);
  }
  if (since !== undefined) return finished(await checkSince(world, since, request), planning);
  if (rev === undefined) return checkWorkTree(world, request, planning);
  const files = await world.git.snapshot({ kind: "revision", name: rev });
  return finished(await check({ ...world, files }, request), planning);
}

async function finished(result: CheckResult, planning: Planning): Promise<Checked> {
  const shown = planning.isShown ? await planning.plan(result) : result;
  return {
    kind: "checked",
    ...outcomeOf(shown),
    texts: shown.analysis.gathered.texts,
    result: shown,
    withFixes: async () => outcomeOf(await planning.plan(shown)),
  };
}

function asChecked(report: Report, texts: Checked["texts"] = new Map(), selected: readonly FilePath[] = []): Checked {
  const judged: Outcome = { report, selected };
  return { kind: "checked", ...judged, texts, withFixes: async () => judged };
}

/** What an earlier run has reported, fixes included, where nothing that it read has changed. */
async function checkWorkTree(world: World, request: CheckRequest, planning: Planning): Promise<Checked> {
  const key = keyOf(request);
  if (key === undefined) return finished(await check(world, request), planning);
  let made: Checked | undefined;
  const kept = await keptOf(world, ["work tree", String(planning.isShown), key], async (asked) => {
    const checked = await check({ ...world, ...asked }, request);
    made = await finished(checked, planning);
    const { report, texts, selected } = made;
    const unread = new Set(report.problems.map(({ file }) => file));
    const result = {
      report: withoutRewrites(report),
      mentioned: [...filesIn(report)].filter((file) => texts.has(file)),
      // The others say nothing more of a run that read some of them.
      selected: selected.every((file) => unread.has(file)) ? selected : [],
    };
    return { result, checked };
  });
  return made ?? asChecked(kept.report, textsOf(world.files, kept.mentioned), kept.selected);
}

/** Every file that a report names with a place in it. */
function filesIn(value: unknown, found: Set<FilePath> = new Set()): ReadonlySet<FilePath> {
  if (typeof value !== "object" || value === null) return found;
  if ("file" in value && typeof value.file === "string") found.add(value.file);
  for (const part of Object.values(value)) filesIn(part, found);
  return found;
}

function textsOf(files: World["files"], paths: readonly FilePath[]): Checked["texts"] {
  return new Map(
    paths.flatMap((path) => {
      const source = readSource(files, path);
      return source.kind === "text" ? [[path, source.text]] : [];
    }),
  );
}

type Missing = Extract<StagedCheck, { kind: "nothing" }>["missing"];

export const NOTHING_TO_CHECK: Readonly<Record<Missing, string>> = {
  staged: "nothing is staged",
  read: "nothing is staged that db-ssot reads",
  named: "none of these paths is in the index",
};
