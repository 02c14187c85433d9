import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { PIPELINES } from "../../src/cli/pipelines.js";
import { runStep, type Step, workflowErrors } from "../action/platform.js";
import { tempProject } from "../support/temp-project.js";

const ROOT = join(import.meta.dirname, "../..");
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

function textOf(name: string, directory = ""): string {
  return PIPELINES.find((pipeline) => pipeline.name === name)?.text(version, directory) ?? "none";
}

/** The words with which a script comes to npx. */
function wordsOf(step: Step, values: Readonly<Record<string, string>>, directory = "packages/app"): readonly string[] {
  const npx = '#!/bin/bash\nprintf "%s\\n" "$@"\n';
  const folder = tempProject({ "bin/npx": npx, [join(directory, ".keep")]: "" });
  chmodSync(join(folder, "bin/npx"), 0o755);
  const { output } = runStep(step, values, folder, { PATH: `${join(folder, "bin")}:${process.env.PATH}` });
  return output.trimEnd().split("\n");
}

describe("the workflow for GitHub", () => {
  const stepsOf = (directory?: string): readonly Step[] => parse(textOf("github", directory)).jobs["db-ssot"].steps;
  const BASE = "github.event.pull_request.base.sha";

  it.each(["", "packages/app", 'a "b"'])("is what GitHub's own parser accepts, for the directory %j", (directory) => {
    expect(workflowErrors(textOf("github", directory))).toEqual([]);
  });

  it("reports on a pull request what the branch brings, and on the main branch everything", () => {
    const step = stepsOf("packages/app").at(-1);
    if (step === undefined) throw new Error("the workflow has no step");
    expect(step["working-directory"]).toBe("packages/app");
    const always = ["--yes", `db-ssot@${version}`, "check", "--format", "github"];
    expect(wordsOf(step, { [BASE]: "0123abc" })).toEqual([...always, "--since=0123abc"]);
    expect(wordsOf(step, { [BASE]: "" })).toEqual(always);
    expect(wordsOf(step, { [BASE]: "$(id); --x" })).toEqual([...always, "--since=$(id); --x"]);
  });

  it("fetches the history that this takes, and asks for no right but to read", () => {
    const workflow = parse(textOf("github"));
    expect(workflow.jobs["db-ssot"].steps[0].with).toEqual({ "fetch-depth": 0 });
    expect(workflow.permissions).toEqual({ contents: "read" });
  });
});

describe("the job for GitLab", () => {
  it.each([
    ["", "gl-code-quality-report.json"],
    ["packages/app", "packages/app/gl-code-quality-report.json"],
    ["packages/$(id): #1", "packages/$(id): #1/gl-code-quality-report.json"],
  ])("writes the report that GitLab is told of, in the directory %j", (directory, report) => {
    const job = parse(textOf("gitlab", directory))["db-ssot"];
    expect(job.artifacts).toEqual({ when: "always", reports: { codequality: report } });
    const words = wordsOf({ run: job.script.join("\n") }, {}, directory);
    expect(words.slice(2)).toEqual(["check", "--format", "pretty", "--format", "gitlab=gl-code-quality-report.json"]);
  });
});
