/** Words that several commands share, and what they mean. */
import type { Command } from "commander";
import type { CheckRequest } from "../check/check.js";
import { fault } from "../config/faults.js";
import { projectPath } from "../project/written-path.js";
import { type ReportContext, type Reporter, reporters } from "../report/index.js";
import { nearest } from "../text/nearest.js";
import type { Invocation } from "./invocation.js";
import type { Progress } from "./progress.js";

export interface ProjectOptions {
  readonly config?: string;
}

export interface FindingOptions extends ProjectOptions {
  readonly rule?: readonly string[];
  readonly format?: string;
}

export function addConfigOption(command: Command): Command {
  return command.option("--config <path>", "the configuration, where it is not db-ssot.json or in package.json");
}

export function addFindingOptions(command: Command): Command {
  return addConfigOption(command)
    .option("--rule <id>", "only this rule; may be given several times", collect)
    .option("--format <name>", `how to print findings: ${[...reporters.keys()].join(", ")}`);
}

export function requestFrom(
  { world }: Invocation,
  paths: readonly string[],
  options: FindingOptions,
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

/** @throws {Fault} where there is no such format */
export function reporterNamed(name = "pretty"): Reporter {
  const reporter = reporters.get(chooseFormat(name, [...reporters.keys()]));
  if (reporter === undefined) throw new Error(`no reporter for the format ${name}`);
  return reporter;
}

/** @throws {Fault} where `name` is none of `known` */
export function chooseFormat(name: string, known: readonly string[]): string {
  if (!known.includes(name)) throw fault("unknown-format", { value: name, known, nearest: nearest(name, known) });
  return name;
}

export function reportContext(
  { world, circumstances }: Pick<Invocation, "world" | "circumstances">,
  texts: ReadonlyMap<string, string>,
): ReportContext {
  const { colour, width } = world.terminal;
  return { texts: (file) => texts.get(file), colour, width, version: circumstances.version };
}

export function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}
