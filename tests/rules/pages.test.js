/** The examples of the rules' pages, run: the rule reports the bad one and nothing else does, the good one is clean. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RULES } from "../../src/rules/index.js";
import { checkFiles, fixFiles } from "../support/snippet.js";
import { readPage } from "../support/snippet-page.js";
import { readProject } from "../support/snippet-project.js";
const PAGES = join(import.meta.dirname, "../../src/rules");
describe.each(RULES)("$id.md", ({ id }) => {
    const page = readPage(readFileSync(join(PAGES, `${id}.md`), "utf8"));
    it("shows as bad what the rule reports", async () => {
        const { diagnostics, problems } = await checkFiles(readProject(page.bad).files);
        expect(problems).toEqual([]);
        expect([...new Set(diagnostics.map((diagnostic) => diagnostic.rule))]).toEqual([id]);
    });
    it("shows as good what nothing is said of", async () => {
        const { diagnostics, problems } = await checkFiles(readProject(page.good).files);
        expect([...problems, ...diagnostics]).toEqual([]);
    });
});
describe.each(RULES.filter((rule) => rule.fix === "safe"))("$id.md", ({ id }) => {
    it("shows as good what the fix makes of the bad", async () => {
        const page = readPage(readFileSync(join(PAGES, `${id}.md`), "utf8"));
        const { files } = readProject(page.bad);
        expect({ ...files, ...(await fixFiles(files)) }).toEqual(readProject(page.good).files);
    });
});
