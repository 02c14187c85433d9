import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SourceConfig } from "../../../src/read/config/config.js";
import { printJson, writeConfig } from "../../../src/read/config/write.js";
import { FORMS } from "../../../src/read/facts/forms.js";
import { configOf } from "./support.js";

const SOURCE: SourceConfig = {
  name: "primary",
  files: ["**"],
  accessor: { module: "src/database/index.ts", path: ["getDb"], form: "disposable" },
  alsoAllowed: [
    { module: "src/database/index.ts", path: ["databaseManager", "sessionScope"], form: "auto" },
    { module: "src/reports.ts", path: ["getReports"], form: "promise" },
  ],
  managers: ["DatabaseManager"],
  legacy: ["getAsyncDb", "getDbSession", "getRequestScopedDbSession", "openSession"],
  defaultNames: ["default", "primary"],
  internals: ["src/database/**", "src/reports.ts"],
};

describe("writing a configuration", () => {
  it("writes decisions, and leaves out what is as by default", () => {
    expect(writeConfig([SOURCE])).toBe(`{
  "$schema": "./node_modules/db-ssot/schema.json",
  "sources": [
    {
      "name": "primary",
      "accessor": {
        "module": "src/database/index.ts",
        "name": "getDb",
        "form": "disposable"
      },
      "alsoAllowed": [
        "databaseManager.sessionScope",
        {
          "module": "src/reports.ts",
          "name": "getReports",
          "form": "promise"
        }
      ],
      "managers": ["DatabaseManager"],
      "legacy": [
        "getAsyncDb",
        "getDbSession",
        "getRequestScopedDbSession",
        "openSession"
      ],
      "defaultNames": ["default", "primary"],
      "internals": ["src/database/**", "src/reports.ts"]
    }
  ]
}
`);
  });

  it("writes no sources as an empty list", () => {
    expect(writeConfig([], "schema.json")).toBe('{\n  "$schema": "schema.json",\n  "sources": []\n}\n');
  });

  it("gives the same sources when it is read back", async () => {
    const config = await configOf(JSON.parse(writeConfig([SOURCE])));
    expect(config.sources).toEqual([SOURCE]);
  });

  it("gives any complete sources when it is read back", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(rawSource(), { maxLength: 3, selector: ({ name }) => name }), async (sources) => {
        const complete = (await configOf({ sources })).sources;
        const again = (await configOf(JSON.parse(writeConfig(complete)))).sources;
        expect(again).toEqual(complete);
      }),
      { numRuns: 60 },
    );
  });

  it("prints any value so that JSON reads it back", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(JSON.parse(printJson(value, 80)))).toBe(JSON.stringify(value));
      }),
    );
  });
});

function rawSource() {
  const name = fc.constantFrom("getDb", "manager.session", "été", "$x");
  const glob = fc.constantFrom("**", "src/**", "./src/db.ts", "!src/old/**", "src/[id]/db.ts", "a,b");
  const form = fc.constantFrom(...FORMS, "auto");
  const accessor = fc.record(
    { module: fc.constantFrom("src/db.ts", "./src/db.ts", "src/[id]/db.ts", "lib/a b.ts"), name, form },
    { requiredKeys: ["module", "name"] },
  );
  return fc.record(
    {
      name: fc.string({ minLength: 1 }),
      accessor,
      files: fc.array(glob),
      alsoAllowed: fc.array(fc.oneof(name, accessor)),
      managers: fc.option(fc.array(name), { nil: undefined }),
      legacy: fc.array(name),
      defaultNames: fc.array(fc.string()),
      internals: fc.array(glob),
    },
    { requiredKeys: ["name", "accessor"] },
  );
}
