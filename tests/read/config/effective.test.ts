import { describe, expect, it } from "vitest";
import { effectiveRules, effectiveSources, effectiveValues } from "../../../src/read/config/effective.js";
import { type LoadedConfig, loadConfig, loadNearer } from "../../../src/read/config/load.js";
import type { RuleDefaults } from "../../../src/read/config/settings.js";
import { filesOf, RULES } from "./support.js";

const DEFAULTS: readonly RuleDefaults[] = [
  { id: "direct-client", severity: "error", options: { include: [] } },
  { id: "missing-member", severity: "error" },
];

const FILES = {
  "db-ssot.json": `{
  "extends": "./base.json",
  "sources": [{ "accessor": { "module": "src/db.ts", "name": "getDb" } }],
  "overrides": [{ "files": ["tests/**"], "rules": { "direct-client": "info" } }]
}`,
  "base.json": `{
  "rules": { "direct-client": ["warn", { "include": ["tests"] }] }
}`,
  "tests/e2e/db-ssot.json": `{
  "rules": { "direct-client": "off" },
  "sources": [{ "accessor": { "module": "db.ts", "name": "getDb" } }]
}`,
};

async function load(): Promise<LoadedConfig> {
  const files = filesOf(FILES);
  const own = await loadConfig(files, RULES);
  return loadNearer(own, { files, rules: RULES }, { candidates: Object.keys(FILES), nameOf: () => undefined });
}

describe("the configuration in force", () => {
  it("tells of every value where it comes from", async () => {
    const values = effectiveValues(await load(), DEFAULTS);
    const told = values.map(({ key, value, from }) => {
      const place = "place" in from ? `${from.place.file}:${from.place.line}:${from.place.column}` : from.kind;
      return `${key} ${JSON.stringify(value)} ${place}`;
    });
    expect(told).toEqual(
      expect.arrayContaining([
        'sources[0].name "primary" default',
        'sources[0].files[0] "**" default',
        'sources[0].files[1] "!tests/e2e/**" composed',
        'sources[0].accessor.module "src/db.ts" db-ssot.json:3:41',
        'sources[0].accessor.form "auto" default',
        'sources[0].internals[0] "src/db.ts" default',
        'sources[1].name "tests/e2e:primary" composed',
        'sources[1].accessor.module "tests/e2e/db.ts" tests/e2e/db-ssot.json:3:41',
        'rules.direct-client.severity "warning" base.json:2:32',
        'rules.direct-client.options.include[0] "tests" base.json:2:54',
        'rules.missing-member.severity "error" default',
        'overrides[0].rules.direct-client.severity "info" db-ssot.json:4:70',
        'overrides[1].files[0] "tests/e2e/**" composed',
        "verifyTimeout 600 default",
      ]),
    );
  });

  it("tells of a rule in a file what counts, and what it counts over", async () => {
    const steps = async (file: string) => {
      const [rule] = effectiveRules(await load(), DEFAULTS, file);
      const told = rule?.steps.map(
        ({ severity, from }) => `${severity} ${"place" in from ? from.place.file : from.kind}`,
      );
      return { told, options: rule?.options };
    };
    expect(await steps("tests/e2e/a.ts")).toEqual({
      told: ["off tests/e2e/db-ssot.json", "info db-ssot.json", "warning base.json", "error default"],
      options: { include: ["tests"] },
    });
    expect(await steps("src/a.ts")).toMatchObject({ told: ["warning base.json", "error default"] });
  });

  it("tells what a file has to do with each source", async () => {
    const parts = async (file: string) => effectiveSources(await load(), file).map(({ part }) => part);
    expect(await parts("src/a.ts")).toEqual(["held", "outside"]);
    expect(await parts("tests/e2e/a.ts")).toEqual(["outside", "held"]);
    expect(await parts("src/db.ts")).toEqual(["internal", "outside"]);
  });
});
