/** Which state of the files a check is about: the work tree, the index, or a revision; and what of it is told. */
import type { Command } from "commander";
import type { World } from "../base/world/world.js";
import { type CheckRequest, type CheckResult, check } from "../judge/check/check.js";
import { checkSince } from "../judge/check/since.js";
import { checkStaged, type StagedCheck } from "../judge/check/staged.js";
import { fault } from "../read/config/faults.js";

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

/** @throws {Fault} @throws {GitError} as the checks of these states do */
export async function checkState(world: World, request: CheckRequest, options: StateOptions): Promise<StagedCheck> {
  if (options.staged) return checkStaged(world, request);
  return { kind: "checked", result: await checkFiles(world, request, options) };
}

async function checkFiles(world: World, request: CheckRequest, { since, rev }: StateOptions): Promise<CheckResult> {
  if (since !== undefined) return checkSince(world, since, request);
  if (rev === undefined) return check(world, request);
  return check({ ...world, files: await world.git.snapshot({ kind: "revision", name: rev }) }, request);
}

type Missing = Extract<StagedCheck, { kind: "nothing" }>["missing"];

export const NOTHING_TO_CHECK: Readonly<Record<Missing, string>> = {
  staged: "nothing is staged",
  read: "nothing is staged that db-ssot reads",
  named: "none of these paths is in the index",
};
