/**
 * Whole runs on `fixtures/<rule>/<case>/`: what `check` says (`expected/check.txt`), and the files that a fix changes
 * (`expected/fixed/`, and `expected/fixed-unsafe/` where something is offered that may change behaviour).
 * One command renews them; read their diff as you read code:
 *
 *     npx vitest run --config tests/vitest.config.ts tests/judge/rules/fixtures.test.ts --update
 */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RULES } from "../../../src/judge/rules/index.js";
import { malformedSuppression, unusedSuppression } from "../../../src/judge/rules/suppression-rules.js";
import { checkFixture, type Fixture, filesBelow, fixFixture, offers, readFixtures } from "../../support/fixture.js";

describe.each([...RULES, unusedSuppression, malformedSuppression])("$id", (rule) => {
  const fixtures = readFixtures(rule.id);

  it.each(fixtures)("$name: check says what is expected, and the rule is among it", async (fixture) => {
    const { report, text } = await checkFixture(fixture.files);
    expect(report.diagnostics.map((diagnostic) => diagnostic.rule)).toContain(rule.id);
    expect(report.problems).toEqual([]);
    await expect(text).toMatchFileSnapshot(join(fixture.expected, "check.txt"));
  });

  it.each(fixtures)("$name: the safe fixes give the expected files", (fixture) =>
    expectFixed(fixture, "fixed", { unsafe: false }),
  );

  it.each(fixtures)("$name: the unsafe fixes give the expected files", (fixture) =>
    expectFixed(fixture, "fixed-unsafe", { unsafe: true }),
  );
});

async function expectFixed(fixture: Fixture, folder: string, request: { readonly unsafe: boolean }): Promise<void> {
  const { report } = await checkFixture(fixture.files);
  const isOffered = offers(report, request.unsafe ? "unsafe" : "safe");
  const changed = isOffered ? await fixFixture(fixture.files, request) : {};
  for (const [file, text] of Object.entries(changed)) {
    await expect(text).toMatchFileSnapshot(join(fixture.expected, folder, file));
  }
  const surplus = filesBelow(join(fixture.expected, folder)).filter((file) => !(file in changed));
  expect(surplus, "expected to change, and did not; delete what is no longer expected").toEqual([]);
  if (isOffered) await expectSound(fixture, changed, request);
}

/** What is asked of every fix: its result parses, the comments are still there, and a second run changes nothing. */
async function expectSound(
  fixture: Fixture,
  changed: Readonly<Record<string, string>>,
  request: { readonly unsafe: boolean },
): Promise<void> {
  const files = { ...fixture.files, ...changed };
  const { report } = await checkFixture(files);
  expect(report.problems).toEqual([]);
  expect(await fixFixture(files, request)).toEqual({});
  const { report: before } = await checkFixture(fixture.files);
  const renamed = before.diagnostics
    .filter(({ rule }) => rule === "stale-reference")
    .map(({ span }) => fixture.files[span.file]?.slice(span.start, span.end) ?? "");
  for (const [file, text] of Object.entries(changed)) {
    for (const comment of fixture.files[file]?.match(/\/\/ .*|\/\*[\s\S]*?\*\/|(?<!\S)# .*/g) ?? [])
      if (!comment.includes("db-ssot-ignore-") && !renamed.some((each) => comment.includes(each)))
        expect(text).toContain(comment);
  }
}
