/** Options that several commands share. */
import type { Command } from "commander";
import type { FilePath } from "../base/text/span.js";
import type { CheckRequest } from "../judge/check/check.js";
import { fault } from "../read/config/faults.js";
import { projectPath } from "../read/project/written-path.js";
import { addFormatOption, collect } from "./formats.js";
import type { CommandInvocation } from "./invocation.js";
import type { Progress } from "./progress.js";
import type { Detail } from "./report/reporter.js";
import { addStatusOptions, type StatusOptions } from "./status.js";

export interface ProjectOptions {
  readonly config?: string;
}

export interface DetailOptions {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly statistics?: boolean;
}

export interface FindingOptions extends ProjectOptions, StatusOptions, DetailOptions {
  readonly project?: readonly string[];
  readonly rule?: readonly string[];
  readonly format?: readonly string[];
  /** False: what the baseline knows is reported as well. */
  readonly baseline?: boolean;
}

export function addConfigOption(command: Command): Command {
  return command.option("--config <path>", "configuration file (default: db-ssot.json, or `db-ssot` in package.json)");
}

export function addProjectOption(command: Command): Command {
  const help = "only this package, by name or directory; repeatable";
  return command.option("--project <name>", help, collect);
}

export function addFindingOptions(command: Command): Command {
  addProjectOption(addConfigOption(command)).option("--rule <id>", "only this rule; repeatable", collect);
  command.option("--no-baseline", "also report findings in the baseline");
  addFormatOption(command)
    .option("--quiet", "print only errors and the summary")
    .option("--verbose", "print every finding in full, also those with the same cause")
    .option("--statistics", "print counts by rule instead of findings");
  return addStatusOptions(command);
}

/** @throws {Fault} if several are given */
export function detailFrom(options: DetailOptions): Detail | undefined {
  const given = DETAILS.filter((each) => options[each] === true);
  if (given.length > 1) throw fault("several-details", { options: given.map((each) => `--${each}`) });
  return given[0];
}

const DETAILS: readonly Detail[] = ["quiet", "verbose", "statistics"];

export function requestFrom(
  invocation: CommandInvocation,
  paths: readonly string[],
  options: Omit<FindingOptions, "format" | keyof DetailOptions>,
  progress: Progress,
): CheckRequest {
  return {
    paths: pathsFrom(invocation, paths, options),
    ...(options.config === undefined ? {} : { config: typedPath(invocation, options.config) }),
    projects: options.project,
    remarks: invocation.remarks,
    rules: options.rule,
    ...(options.baseline === false ? { baseline: false } : {}),
    progress: progress.report,
  };
}

/** A path as it was typed in the working directory, as a path of the project. */
export function typedPath(
  { world, directory }: Pick<CommandInvocation, "world" | "directory">,
  path: string,
): FilePath {
  return projectPath(world.files.root, path, directory);
}

/** In a directory of the project a run is about that directory, unless it names packages, which may lie elsewhere. */
function pathsFrom(
  invocation: CommandInvocation,
  typed: readonly string[],
  { project }: Pick<FindingOptions, "project">,
): readonly FilePath[] {
  const { directory = "" } = invocation;
  if (typed.length > 0) return typed.map((path) => typedPath(invocation, path));
  return directory === "" || project !== undefined ? [] : [directory];
}
