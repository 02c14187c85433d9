/** The same story told in both languages is judged in the same way: rule, severity, and what kind of fix there is. */
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/base/diagnostics/diagnostic.js";
import { checkFiles } from "../support/snippet.js";
import { readProject, withConfig } from "../support/snippet-project.js";
import { PYTHON, type Setting, TYPESCRIPT } from "./project.js";
import { STORIES } from "./stories.js";

describe.each(STORIES)("$title", ({ says, typescript, python, detected = false }) => {
  it("in TypeScript", async () => expect(await judged(TYPESCRIPT, typescript, detected)).toEqual(says));
  it("in Python", async () => expect(await judged(PYTHON, python, detected)).toEqual(says));
});

it("tells at least sixty stories, each of a title of its own", () => {
  expect(new Set(STORIES.map((story) => story.title)).size).toBe(STORIES.length);
  expect(STORIES.length).toBeGreaterThanOrEqual(60);
});

async function judged(setting: Setting, story: string, detected: boolean): Promise<readonly string[]> {
  const files = { ...readProject(setting.beside).files, ...readProject(story).files };
  const report = await checkFiles(detected ? files : withConfig(files, setting.config));
  expect(report.problems).toEqual([]);
  return report.diagnostics.map(inWords);
}

/** `missing-member error safe`; a finding without a fix ends in `manual`. */
function inWords({ rule, severity, fix }: Diagnostic): string {
  return [rule, severity, fix?.applicability ?? "manual"].join(" ");
}
