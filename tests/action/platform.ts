/** What GitHub's own parser has against a workflow or an action, and a step run as the platform runs it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";

export function workflowErrors(content: string): readonly string[] {
  const { context } = parseWorkflow({ name: "workflow.yml", content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

export function actionErrors(content: string): readonly string[] {
  const { context } = parseAction({ name: "action.yml", content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

export interface StepRun {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
  /** What the step says of its results. */
  readonly outputs: Readonly<Record<string, string>>;
}

export interface Step {
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly "working-directory"?: string;
}

/**
 * Runs a step as the platform does: expressions are filled in outside of the shell, the script is a file, and bash stops at
 * the first command that fails.
 *
 * @param values what each expression gives, `inputs.version`
 * @param folder the workspace
 */
export function runStep(
  step: Step,
  values: Readonly<Record<string, string>>,
  folder: string,
  environment: Readonly<Record<string, string>> = {},
): StepRun {
  const filled = (text: string) =>
    text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_all, name: string) => values[name] ?? "");
  const home = mkdtempSync(join(tmpdir(), "db-ssot-step-"));
  const script = join(home, "script.sh");
  const outputFile = join(home, "output");
  writeFileSync(script, filled(step.run));
  writeFileSync(outputFile, "");
  const given = Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value)]);
  const { FORCE_COLOR: _, GITHUB_STEP_SUMMARY: __, ...inherited } = process.env;
  const env = { ...inherited, NO_COLOR: "1", ...Object.fromEntries(given), ...environment, GITHUB_OUTPUT: outputFile };
  const cwd = join(folder, filled(step["working-directory"] ?? "."));
  const words = ["--noprofile", "--norc", "-eo", "pipefail", script];
  const { status, stdout, stderr } = spawnSync("bash", words, { cwd, env, encoding: "utf8" });
  const lines = readFileSync(outputFile, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  rmSync(home, { recursive: true });
  const outputs = lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);
  return { status: status ?? -1, output: stdout, errors: stderr, outputs: Object.fromEntries(outputs) };
}
