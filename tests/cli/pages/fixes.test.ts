/** The page with twelve violations: each is reported, and a safe fix makes of it what the page shows. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkFiles, fixFiles } from "../../support/snippet.js";
import { readProject } from "../../support/snippet-project.js";

const PAGE = readFileSync(new URL("../../../src/cli/pages/fixes.md", import.meta.url), "utf8");
const [, ...sections] = PAGE.split(/^## /m);

/** A section is code that stays, then `**Bad**` and `**Good**`, each with the one file that differs. */
const EXAMPLES = sections.map((section) => {
  const [shared = "", bad = "", good = ""] = [...section.matchAll(/^```(?:ts|python)\n([\s\S]*?)^```$/gm)].map(
    ([, code = ""]) => code,
  );
  return { title: section.split("\n")[0] ?? "", before: `${shared}\n${bad}`, after: `${shared}\n${good}` };
});

it("has twelve of them", () => {
  expect(EXAMPLES.map(({ title }) => Number.parseInt(title, 10))).toEqual(
    Array.from({ length: 12 }, (_, at) => at + 1),
  );
});

describe.each(EXAMPLES)("$title", ({ before, after }) => {
  it("is reported once, with a safe fix", async () => {
    const { diagnostics, problems } = await checkFiles(readProject(before).files);
    expect(problems).toEqual([]);
    expect(diagnostics.map(({ fix }) => fix?.applicability)).toEqual(["safe"]);
  });

  it("becomes what the page shows, in which nothing is found", async () => {
    const { files } = readProject(before);
    const fixed = { ...files, ...(await fixFiles(files)) };
    expect(fixed).toEqual(readProject(after).files);
    const { diagnostics } = await checkFiles(fixed);
    expect(diagnostics).toEqual([]);
  });
});
