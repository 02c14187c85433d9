import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { junit } from "../../../src/cli/report/junit.js";
import { hostileReport, reportOf, times } from "./many.js";
import { clean, contextOf, report } from "./sample.js";
import { JUNIT_XSD, schemaErrors } from "./xml-schema.js";

describe("junit", () => {
  it("makes a suite of each file: an error fails, what is no error is skipped", () => {
    expect(junit.render(report, contextOf())).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="db-ssot: 1 error, 1 warning in 1 file; 2 files not read in full; 1 fix is safe (\`db-ssot fix\`)" tests="4" failures="1" errors="0">
  <testsuite name="src/broken.ts" tests="1" failures="0" errors="0" skipped="1">
    <testcase classname="src/broken.ts" name="syntax: variable declaration expected">
      <skipped>src/broken.ts: variable declaration expected</skipped>
    </testcase>
  </testsuite>
  <testsuite name="src/private.ts" tests="1" failures="0" errors="0" skipped="1">
    <testcase classname="src/private.ts" name="unreadable: permission denied">
      <skipped>src/private.ts: permission denied</skipped>
    </testcase>
  </testsuite>
  <testsuite name="src/routes/health.ts" tests="2" failures="1" errors="0" skipped="1">
    <testcase classname="src/routes/health.ts" name="direct-manager: \`DatabaseManager\` is used where \`getDb\` serves">
      <skipped>src/routes/health.ts:1:10  warning  direct-manager
  \`DatabaseManager\` is used where \`getDb\` serves
  1 | import { DatabaseManager } from "../db/database-manager.js";
    |          ^^^^^^^^^^^^^^^
</skipped>
    </testcase>
    <testcase classname="src/routes/health.ts" name="missing-member: \`DatabaseManager\` has no member \`getAsyncSession\`">
      <failure type="missing-member" message="\`DatabaseManager\` has no member \`getAsyncSession\`">src/routes/health.ts:4:42  error  missing-member
  \`DatabaseManager\` has no member \`getAsyncSession\`
  3 | export async function ready(): Promise&lt;Health&gt; {
  4 |   await using db = await DatabaseManager.getAsyncSession("default");
    |                                          ^^^^^^^^^^^^^^^
    |                                          not on the class, not on its instances
  note: \`DatabaseManager\` has \`getSession\`, \`initialize\` (src/db/database-manager.ts:2:14)
  note: the accessor of \`primary\` is \`getDb\` of src/database/index.ts
  help: \`await using db = await getDb()\`
        safe fix: \`"default"\` names the default database and is dropped
</failure>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it("passes where nothing was found", () => {
    const xml = junit.render(clean, contextOf());
    expect(xml).toContain('<testsuite name="db-ssot" tests="1" failures="0" errors="0" skipped="0">');
    expect(xml).toContain('<testcase classname="db-ssot" name="no findings"/>');
  });

  it("gives no two tests one name, and no name a line", () => {
    const xml = junit.render(reportOf(times(3, { message: "the same" })), contextOf({ texts: () => "x" }));
    expect(xml.match(/name="direct-client: [^"]*"/g)).toEqual([
      'name="direct-client: the same"',
      'name="direct-client: the same (2)"',
      'name="direct-client: the same (3)"',
    ]);
  });

  it("is valid by the schema of Jenkins", async () => {
    for (const each of [report, clean]) {
      expect(await schemaErrors(junit.render(each, contextOf({ prefix: "packages/app/" })), JUNIT_XSD)).toEqual([]);
    }
  });

  it("is valid whatever the report holds", async () => {
    await fc.assert(
      fc.asyncProperty(hostileReport, async ({ report: hostile, text }) => {
        expect(await schemaErrors(junit.render(hostile, contextOf({ texts: () => text })), JUNIT_XSD)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

describe("the schema", () => {
  it("refuses what is no JUnit report", async () => {
    expect(await schemaErrors("<testsuites><testcase/></testsuites>", JUNIT_XSD)).not.toEqual([]);
  });
});
