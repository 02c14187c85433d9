/** `db-ssot config`: prints the effective configuration with the origin of each value. */
import type { Command } from "commander";
import { ancestorsOf } from "../base/text/paths.js";
import type { FilePath } from "../base/text/span.js";
import { type OpenProject, openProject } from "../judge/analysis/open.js";
import { ALL_RULES, RULES } from "../judge/rules/index.js";
import { effectiveRules, effectiveSources, effectiveValues } from "../read/config/effective.js";
import { fault } from "../read/config/faults.js";
import type { RuleDefaults } from "../read/config/settings.js";
import type { CommandContext } from "./command.js";
import { chooseFormat, reportContext } from "./formats.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";
import { addConfigOption, type ProjectOptions, typedPath } from "./options.js";
import { configJson, configTable, type FileConfig, fileConfigJson, fileConfigTable } from "./report/config.js";

interface ConfigOptions extends ProjectOptions {
  readonly format: string;
}

export function addConfig(program: Command, { run }: CommandContext): void {
  const command = program
    .command("config")
    .summary("print the configuration in force")
    .description(
      "Prints every value of the configuration and its origin: a file and position, an extended or a nested configuration, or a default.",
    )
    .argument("[file]", "print the configuration for this file (default: all of it)");
  addConfigOption(command)
    .option("--format <name>", `output format: ${FORMATS.join(", ")}`, "table")
    .addHelpText("after", EXAMPLES)
    .action((file: string | undefined, options: ConfigOptions) =>
      run((invocation) => runConfig(invocation, file, options)),
    );
}

const FORMATS = ["table", "json"];

async function runConfig(
  invocation: CommandInvocation,
  file: string | undefined,
  { format, config }: ConfigOptions,
): Promise<ExitStatus> {
  const isJson = chooseFormat(format, FORMATS) === "json";
  const path = file === undefined ? undefined : typedPath(invocation, file);
  const { world } = invocation;
  const project = await openProject(world, config === undefined ? {} : { config: typedPath(invocation, config) });
  const context = reportContext(invocation, new Map());
  const rules = rulesIn(project);
  if (path === undefined) {
    const values = effectiveValues(project.loaded, rules);
    world.terminal.write(isJson ? configJson(values) : configTable(values, context));
    return 0;
  }
  if (world.files.stat(path)?.kind !== "file") throw fault("no-such-path", { path });
  const found = fileConfig(project, rules, path);
  world.terminal.write(isJson ? fileConfigJson(found) : fileConfigTable(found, context));
  return 0;
}

/** Where no source is configured, what follows from a detected one is as strict as its rule says for that. */
function rulesIn({ loaded }: OpenProject): readonly RuleDefaults[] {
  const assumed = new Map(RULES.map((rule) => [rule.id, rule.severityWhenAssumed]));
  const options = new Map(RULES.map((rule) => [rule.id, rule.options ?? {}]));
  return ALL_RULES.map(({ id, severity }) => ({
    id,
    severity: loaded.config.sources.length > 0 ? severity : (assumed.get(id) ?? severity),
    options: options.get(id) ?? {},
  }));
}

function fileConfig(
  { loaded, discovery, workspaces }: OpenProject,
  rules: readonly RuleDefaults[],
  file: FilePath,
): FileConfig {
  const member = workspaces.of(file);
  const isJudged = discovery.selected.includes(file);
  return {
    file,
    package: member?.name,
    ...(isJudged ? {} : { left: whyLeftOut({ loaded, discovery }, file) }),
    sources: effectiveSources(loaded, file),
    rules: effectiveRules(loaded, rules, file),
  };
}

/** Why a file that exists is not among those that are read. */
export function whyLeftOut({ loaded, discovery }: Pick<OpenProject, "loaded" | "discovery">, file: FilePath): string {
  const ways = ancestorsOf(file);
  if (ways.some((path) => loaded.apart.includes(path))) return "its directory is a separate project";
  const [reason] = ways.flatMap((path) => discovery.skipped.get(path) ?? []);
  return reason === undefined ? "it is not written in a language that is read" : REASONS[reason];
}

const REASONS = {
  ignored: "git ignores it",
  configured: "`ignore` of the configuration names it",
  output: "it is in a directory of installed packages, caches or build output",
  declaration: "it only declares what a source next to it defines",
  compiled: "it was compiled from a source next to it",
  minified: "it is minified or bundled",
} as const;

const EXAMPLES = `
Examples:
  db-ssot config                       all of it
  db-ssot config src/routes/health.ts  what applies to one file
  db-ssot config --format json         for another program

Exit status: 0 printed, 2 usage or configuration, 3 internal or I/O failure.`;
