/** The examples of the rules' pages, run: the rule reports the bad one and nothing else does, the good one is clean. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RULES } from "../../../src/judge/rules/index.js";
import type { RuleDescription } from "../../../src/judge/rules/rule.js";
import { malformedSuppression, unusedSuppression } from "../../../src/judge/rules/suppression-rules.js";
import { checkFiles, fixFiles } from "../../support/snippet.js";
import { type Example, readPage } from "../../support/snippet-page.js";
import { readProject } from "../../support/snippet-project.js";

const PAGES = join(import.meta.dirname, "../../../src/judge/rules");
const EXAMPLES = [...RULES, unusedSuppression, malformedSuppression].flatMap((rule) =>
  examplesOf(rule).map((example) => ({ ...example, id: rule.id, fix: rule.fix })),
);

describe.each(EXAMPLES)("the page of $id, in $language", ({ id, bad, good }) => {
  it("shows as bad what the rule reports", async () => {
    const { diagnostics, problems } = await checkFiles(readProject(bad).files);
    expect(problems).toEqual([]);
    expect([...new Set(diagnostics.map((diagnostic) => diagnostic.rule))]).toEqual([id]);
  });

  it("shows as good what nothing is said of", async () => {
    const { diagnostics, problems } = await checkFiles(readProject(good).files);
    expect([...problems, ...diagnostics]).toEqual([]);
  });
});

describe.each(EXAMPLES.filter(({ fix }) => fix === "safe"))("the page of $id, in $language", ({ bad, good }) => {
  it("shows as good what the fix makes of the bad", async () => {
    const { files } = readProject(bad);
    expect({ ...files, ...(await fixFiles(files)) }).toEqual(readProject(good).files);
  });
});

function examplesOf({ id }: RuleDescription): readonly Example[] {
  return readPage(readFileSync(join(PAGES, `${id}.md`), "utf8")).examples;
}
