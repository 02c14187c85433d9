/** The list of rules, and the four files that belong to each: rule, page, fixture and test, all by one name. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ALL_RULES, findRule, RULES } from "../../../src/judge/rules/index.js";
import { readFixtures } from "../../support/fixture.js";
import { HEADINGS, LANGUAGES, readPage } from "../../support/snippet-page.js";

const ROOT = join(import.meta.dirname, "../../..");

describe.each(RULES)("$id", ({ id }) => {
  it.each([`src/judge/rules/${id}.ts`, `tests/judge/rules/${id}.test.ts`])("has %s", (path) =>
    expect(existsSync(join(ROOT, path))).toBe(true),
  );

  it("has a fixture with the text of a check", () => {
    const fixtures = readFixtures(id);
    expect(fixtures.length).toBeGreaterThan(0);
    for (const { expected } of fixtures) expect(existsSync(join(expected, "check.txt"))).toBe(true);
  });

  it("has a page with an example in every language", () => {
    const page = readPage(readFileSync(join(ROOT, `src/judge/rules/${id}.md`), "utf8"));
    expect(page.examples.map(({ language }) => language)).toEqual(LANGUAGES);
  });
});

describe.each(ALL_RULES)("$id", ({ id, summary, fix }) => {
  it("has a page with its name and the headings of all pages", () => {
    const page = readPage(readFileSync(join(ROOT, `src/judge/rules/${id}.md`), "utf8"));
    expect(page.title).toBe(id);
    expect(page.headings).toEqual(HEADINGS);
  });

  it("is found by its id", () => expect(findRule(id)?.id).toBe(id));

  it("is named for what is wrong, in lower case", () => expect(id).toMatch(/^(?!no-|disallow-)[a-z]+(-[a-z]+)*$/));

  it("says in one line what it reports, without a full stop", () => {
    expect(summary).toMatch(/^[^A-Z\n][^\n]*[^.\n]$/);
    expect(["none", "safe", "unsafe", "suggestion"]).toContain(fix);
  });
});

it("no two rules have one id", () => {
  const ids = ALL_RULES.map((rule) => rule.id);
  expect(ids).toEqual([...new Set(ids)]);
});

it("no rule has a name that nobody gave it", () => expect(findRule("no-such-rule")).toBeUndefined());
