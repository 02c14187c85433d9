/** Words that several commands share, and what they mean. */
import type { Command } from "commander";
import type { CheckRequest } from "../check/check.js";
import { projectPath } from "../project/written-path.js";
import { addFormatOption, collect } from "./formats.js";
import type { Invocation } from "./invocation.js";
import type { Progress } from "./progress.js";
import { addStatusOptions, type StatusOptions } from "./status.js";

export interface ProjectOptions {
  readonly config?: string;
}

export interface FindingOptions extends ProjectOptions, StatusOptions {
  readonly rule?: readonly string[];
  readonly format?: readonly string[];
}

export function addConfigOption(command: Command): Command {
  return command.option("--config <path>", "the configuration, where it is not db-ssot.json or in package.json");
}

export function addFindingOptions(command: Command): Command {
  addConfigOption(command).option("--rule <id>", "only this rule; may be given several times", collect);
  return addStatusOptions(addFormatOption(command));
}

export function requestFrom(
  { world }: Invocation,
  paths: readonly string[],
  options: Omit<FindingOptions, "format">,
  progress: Progress,
): CheckRequest {
  const { root } = world.files;
  return {
    paths: paths.map((path) => projectPath(root, path)),
    ...(options.config === undefined ? {} : { config: projectPath(root, options.config) }),
    ...(options.rule === undefined ? {} : { rules: options.rule }),
    progress: progress.report,
  };
}
