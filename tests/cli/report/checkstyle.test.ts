import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkstyle } from "../../../src/cli/report/checkstyle.js";
import { CHECKSTYLE_XSD } from "./checkstyle.xsd.js";
import { hostileReport, reportOf } from "./many.js";
import { clean, contextOf, report } from "./sample.js";
import { schemaErrors } from "./xml-schema.js";

describe("checkstyle", () => {
  it("gives each file once, with its findings and how to fix them", () => {
    expect(checkstyle.render(report, contextOf({ prefix: "app/" }))).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="app/src/broken.ts">
    <error line="1" column="7" severity="warning" message="variable declaration expected" source="db-ssot.syntax"/>
  </file>
  <file name="app/src/private.ts">
    <error line="1" severity="warning" message="permission denied" source="db-ssot.unreadable"/>
  </file>
  <file name="app/src/routes/health.ts">
    <error line="1" column="10" severity="warning" message="\`DatabaseManager\` is used where \`getDb\` serves" source="db-ssot.direct-manager"/>
    <error line="4" column="42" severity="error" message="\`DatabaseManager\` has no member \`getAsyncSession\`: \`await using db = await getDb()\`; safe fix: \`&quot;default&quot;\` names the default database and is dropped" source="db-ssot.missing-member"/>
  </file>
</checkstyle>
`);
  });

  it("is valid by the schema, also where there is nothing, or no text at hand", async () => {
    const mixed = reportOf([{ severity: "info" }, { severity: "error", file: "b.ts" }, { severity: "warning" }]);
    for (const each of [report, clean, mixed]) {
      expect(await schemaErrors(checkstyle.render(each, contextOf()), CHECKSTYLE_XSD)).toEqual([]);
    }
    expect(
      await schemaErrors(checkstyle.render(report, contextOf({ texts: () => undefined })), CHECKSTYLE_XSD),
    ).toEqual([]);
  });

  it("is well-formed whatever the report holds", async () => {
    // Names that XML cannot hold become one and the same, so the schema's word on names is left out here.
    const schema = CHECKSTYLE_XSD.replace(/<xs:unique.*<\/xs:unique>/s, "");
    await fc.assert(
      fc.asyncProperty(hostileReport, async ({ report: hostile, text }) => {
        expect(await schemaErrors(checkstyle.render(hostile, contextOf({ texts: () => text })), schema)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

describe("the schema", () => {
  it.each([
    ["another severity", '<error line="1" severity="fatal" message="m" source="s"/>'],
    ["no line", '<error severity="error" message="m" source="s"/>'],
  ])("refuses %s", async (_what, error) => {
    const xml = `<checkstyle version="4.3"><file name="a">${error}</file></checkstyle>`;
    expect(await schemaErrors(xml, CHECKSTYLE_XSD)).not.toEqual([]);
  });
});
