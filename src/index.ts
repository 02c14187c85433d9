/** The API: `check` and `fix` for a directory. Prints nothing, ends no process, starts nothing in the background. */

import type { Report } from "./base/diagnostics/diagnostic.js";
import type { FileChange } from "./base/text/patch.js";
import { realCopies } from "./base/world/real/copies.js";
import { realFiles, realOutputs } from "./base/world/real/files.js";
import { realGit } from "./base/world/real/git/git.js";
import { realHooks } from "./base/world/real/git/hooks.js";
import { realStaging } from "./base/world/real/git/staging.js";
import { realMachine } from "./base/world/real/machine.js";
import { realProcesses } from "./base/world/real/processes.js";
import { realClock, realEnvironment } from "./base/world/real/world.js";
import type { FileSystem, World } from "./base/world/world.js";
import type { Group } from "./change/fix/group.js";
import type { Refusal } from "./change/fix/proof.js";
import { fix as fixWorld } from "./change/fix/run.js";
import { recover } from "./change/journal/undo.js";
import { writeChanges } from "./change/journal/write.js";
import { planFixes } from "./change/rewrite/fixes.js";
import { type CheckRequest, check as checkWorld } from "./judge/check/check.js";
import { projectPath } from "./read/project/written-path.js";

export type { Diagnostic, Note, Problem, Report, Severity, Statistics } from "./base/diagnostics/diagnostic.js";
export type { Applicability, Edit, Fix } from "./base/edits/edit.js";
export type { FileChange } from "./base/text/patch.js";
export type { FilePath, Span } from "./base/text/span.js";
export type { Group } from "./change/fix/group.js";
export type { Refusal } from "./change/fix/proof.js";
export { Fault, type FaultRow } from "./read/config/fault.js";

export interface CheckOptions {
  /** The project's directory; the working directory where absent. */
  readonly root?: string;
  /** Files and directories below the root; the whole project where absent. */
  readonly paths?: readonly string[];
  /** The configuration, where it is not `db-ssot.json` or in `package.json`. */
  readonly config?: string;
  /** Ids of the rules to run; all of them where absent. */
  readonly rules?: readonly string[];
}

export interface FixOptions extends CheckOptions {
  /** Fixes too that may change what the program does. */
  readonly unsafe?: boolean;
  /** False to compute the changes and leave the files alone; true where absent. */
  readonly write?: boolean;
  /** Write also into files with changes that git could not bring back; false where absent. */
  readonly allowDirty?: boolean;
}

export interface FixResult {
  /** Texts before and after, in the order of paths. */
  readonly changes: readonly FileChange[];
  readonly applied: readonly Group[];
  /** Fixes that were wanted and could not be applied, each with the reason. */
  readonly refused: readonly Refusal[];
  readonly before: Report;
  /** Of the files as they are with `changes`. */
  readonly after: Report;
}

/** @throws {Fault} where the configuration, a path or a rule's name is wrong */
export async function check(options: CheckOptions = {}): Promise<Report> {
  const files = realFiles(options.root ?? ".");
  return planFixes(await checkWorld(quietWorld(files), requestFrom(files, options))).report;
}

/** @throws {Fault} where the configuration, a path or a rule's name is wrong, or a file cannot be written */
export async function fix({
  unsafe = false,
  write = true,
  allowDirty = false,
  ...options
}: FixOptions = {}): Promise<FixResult> {
  const files = realFiles(options.root ?? ".");
  const world = quietWorld(files);
  if (write) await recover(world);
  const result = await fixWorld(world, { ...requestFrom(files, options), unsafe });
  if (write) await writeChanges(world, result.changes, { command: "fix", allowDirty });
  const { changes, applied, refused, before, after } = result;
  return { changes, applied, refused, before: before.report, after: after.report };
}

function requestFrom({ root }: FileSystem, { paths, config, rules }: CheckOptions): CheckRequest {
  return {
    paths: paths?.map((path) => projectPath(root, path)),
    ...(config === undefined ? {} : { config: projectPath(root, config) }),
    rules,
  };
}

/** The terminal belongs to the program that asked. */
function quietWorld(files: FileSystem): World {
  const silent = () => {};
  const terminal = { write: silent, writeError: silent, colour: false, interactive: false, width: 80 };
  return {
    files,
    git: realGit(files.root),
    hooks: realHooks(files.root),
    staging: realStaging(files.root),
    terminal,
    clock: realClock(),
    processes: realProcesses(),
    copies: realCopies(files.root),
    prompts: { available: false, choose: async () => undefined },
    outputs: realOutputs(files.root),
    environment: realEnvironment(),
    machine: realMachine(),
  };
}
