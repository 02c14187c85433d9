import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderFault } from "../../../src/cli/faults.js";
import { Fault } from "../../../src/read/config/fault.js";
import { loadConfig } from "../../../src/read/config/load.js";
import { faultsOfText, filesOf, RULES } from "./support.js";

const ACCESSOR = '{ "module": "src/db.ts", "name": "getDb" }';

/** A source whose accessor is right, with one more key. */
function sourceWith(key: string): string {
  return `{ "sources": [{ "accessor": ${ACCESSOR}, ${key} }] }`;
}

function accessorWith(key: string): string {
  return `{ "sources": [{ "accessor": { "module": "src/db.ts", "name": "getDb", ${key} } }] }`;
}

describe("what is right", () => {
  it.each([
    "{}",
    '{ "$schema": "./schema.json" }',
    '{ "sources": [] }',
    `{ "sources": [{ "accessor": ${ACCESSOR} }] }`,
    accessorWith('"form": "auto"'),
    accessorWith('"form": "context-manager"'),
    '{ "sources": [{ "accessor": { "module": "src/db.ts", "name": "manager.$session.été" } }] }',
    sourceWith('"name": "primary"'),
    sourceWith('"files": ["src/**", "!src/old/**"]'),
    sourceWith('"files": []'),
    sourceWith(`"alsoAllowed": ["manager.session", ${ACCESSOR}]`),
    sourceWith('"managers": ["DatabaseManager"]'),
    sourceWith('"legacy": ["getDbSession"]'),
    sourceWith('"defaultNames": ["default", ""]'),
    sourceWith('"internals": ["src/database/**"]'),
    '{ "ignore": ["**/generated/**", "!(a|b)"] }',
    '{ "rules": {} }',
    '{ "rules": { "missing-member": "error", "direct-client": "warn", "stale-reference": "warning" } }',
    '{ "rules": { "missing-member": ["info"], "direct-client": ["off", { "a": 1 }] } }',
    '{ "rules": { "missing-member": { "severity": "info", "options": { "a": [] } } } }',
    '{ "overrides": [{ "files": ["tests/**"], "rules": { "direct-client": "off" } }] }',
  ])("accepts %s", async (text) => {
    expect(await faultsOfText(text)).toEqual([]);
  });
});

describe("what is wrong, key by key", () => {
  it.each([
    ["[]", "1:1 wrong-type | `configuration` is an array where an object is expected"],
    ["null", "1:1 wrong-type | `configuration` is `null` where an object is expected"],
    ['{ "$schema": 1 }', "1:14 wrong-type | `$schema` is a number where a string is expected"],
    ['{ "sources": {} }', "1:14 wrong-type | `sources` is an object where an array is expected"],
    ['{ "sources": ["a"] }', "1:15 wrong-type | `sources[0]` is a string where an object is expected"],
    ['{ "sources": [{}] }', "1:15 missing-key | `sources[0].accessor` is missing"],
    ['{ "ignore": [""] }', "1:14 wrong-length | `ignore[0]` is empty"],
    [`{ "ignore": ["${"a".repeat(1001)}"] }`, "1:14 wrong-length | `ignore[0]` is longer than 1000 characters"],
    ['{ "verify": "" }', "1:13 wrong-length | `verify` is empty"],
    ['{ "verifyTimeout": "1m" }', "1:20 wrong-type | `verifyTimeout` is a string where a whole number is expected"],
    ['{ "verifyTimeout": 0 }', "1:20 wrong-length | `verifyTimeout` is less than 1"],
    ['{ "ignore": ["!a"] }', "1:14 negated-glob | `ignore[0]`: `!a` is a negated glob"],
    ['{ "rules": [] }', "1:12 wrong-type | `rules` is an array where an object is expected"],
    ['{ "overrides": [{ "files": ["a"] }] }', "1:17 missing-key | `overrides[0].rules` is missing"],
    ['{ "overrides": [{ "rules": {} }] }', "1:17 missing-key | `overrides[0].files` is missing"],
    ['{ "overrides": [{ "files": [], "rules": {} }] }', "1:28 wrong-length | `overrides[0].files` is empty"],
  ])("reports %s", async (text, expected) => {
    expect(await faultsOfText(text)).toEqual([expect.stringContaining(`db-ssot.json:${expected} | `)]);
  });

  it.each([
    ['"name": 1', "wrong-type | `sources[0].name` is a number where a string is expected"],
    ['"name": ""', "wrong-length | `sources[0].name` is empty"],
    ['"files": [1]', "wrong-type | `sources[0].files[0]` is a number where a string is expected"],
    ['"alsoAllowed": "a"', "wrong-type | `sources[0].alsoAllowed` is a string where an array is expected"],
    [
      '"alsoAllowed": [1]',
      "wrong-type | `sources[0].alsoAllowed[0]` is a number where a string or an object is expected",
    ],
    ['"alsoAllowed": ["a..b"]', "malformed-name | `sources[0].alsoAllowed[0]`: `a..b` is not a name"],
    ['"alsoAllowed": [{ "module": "a.ts" }]', "missing-key | `sources[0].alsoAllowed[0].name` is missing"],
    ['"managers": [""]', "malformed-name | `sources[0].managers[0]`: `` is not a name"],
    ['"legacy": [null]', "wrong-type | `sources[0].legacy[0]` is `null` where a string is expected"],
    ['"defaultNames": [true]', "wrong-type | `sources[0].defaultNames[0]` is a boolean where a string is expected"],
    ['"internals": 1', "wrong-type | `sources[0].internals` is a number where an array is expected"],
  ])("reports a source with %s", async (key, expected) => {
    expect(await faultsOfText(sourceWith(key))).toEqual([expect.stringContaining(` ${expected} | `)]);
  });

  it.each([
    [
      '"missing-member": 2',
      "wrong-type | `rules.missing-member` is a number where a string, an array or an object is expected",
    ],
    ['"missing-member": []', "wrong-length | `rules.missing-member` is empty"],
    ['"missing-member": ["off", {}, 1]', "wrong-length | `rules.missing-member` has more than 2 values"],
    ['"missing-member": ["off", 1]', "wrong-type | `rules.missing-member[1]` is a number where an object is expected"],
    ['"missing-member": [{}]', "wrong-type | `rules.missing-member[0]` is an object where a string is expected"],
    ['"missing-member": {}', "missing-key | `rules.missing-member.severity` is missing"],
    [
      '"missing-member": { "severity": null }',
      "wrong-type | `rules.missing-member.severity` is `null` where a string is expected",
    ],
  ])("reports the rule %s", async (rule, expected) => {
    expect(await faultsOfText(`{ "rules": { ${rule} } }`)).toEqual([expect.stringContaining(` ${expected} | `)]);
  });
});

describe("the nearest right spelling", () => {
  it.each([
    [
      "a key",
      '{ "source": [] }',
      "1:3 unknown-key | `source` is not a key of the configuration | did you mean `sources`?",
    ],
    [
      "a key deep inside",
      '{ "sources": [{ "accessor": {\n  "modul": "src/db.ts", "name": "getDb" } }] }',
      "2:3 unknown-key | `sources[0].accessor.modul` is not a key of the configuration | did you mean `module`?",
    ],
    [
      "a rule",
      '{ "rules": { "missing-membr": "off" } }',
      "1:14 unknown-rule | there is no rule `missing-membr` | did you mean `missing-member`?",
    ],
    [
      "a form",
      accessorWith('"form": "contextmanager"'),
      "1:79 unknown-form | `sources[0].accessor.form`: there is no form `contextmanager` | did you mean `context-manager`?",
    ],
    [
      "a severity",
      '{ "rules": { "direct-client": ["Errors"] } }',
      "1:32 unknown-severity | `rules.direct-client[0]`: there is no severity `Errors` | did you mean `error`?",
    ],
    [
      "a name that is a call",
      sourceWith('"legacy": ["getSession()"]'),
      "1:84 malformed-name | `sources[0].legacy[0]`: `getSession()` is not a name | did you mean `getSession`?",
    ],
    [
      "a list that is a single value",
      '{ "ignore": "dist/**" }',
      '1:13 wrong-type | `ignore` is a string where an array is expected | write, for example, `["dist/**"]`',
    ],
  ])("is given for %s", async (_what, text, expected) => {
    expect(await faultsOfText(text)).toEqual([`db-ssot.json:${expected}`]);
  });

  it.each([
    ['{ "plugins": "x" }', "remove it, or write one of these keys"],
    ['{ "rules": { "no-console": "off" } }', "write one of these"],
    ['{ "rules": { "direct-client": "fatal" } }', "write one of these"],
    [accessorWith('"form": "xyz"'), "write `auto` to detect the form from the accessor's definition"],
    [sourceWith('"legacy": ["a b"]'), 'write, for example, `"getDbSession"`'],
    ['{ "sources": [{}] }', 'add `"accessor": { "module": "src/database/index.ts", "name": "getDb" }`'],
  ])("is not guessed for %s", async (text, fix) => {
    expect(await faultsOfText(text)).toEqual([expect.stringMatching(new RegExp(` \\| ${literal(fix)}$`))]);
  });
});

describe("the whole", () => {
  it("reports all faults at once, in the order of the text", async () => {
    const faults = await faultsOfText(`{
      "ignored": [],
      "sources": [{ "accessor": { "module": "", "form": 1 } }, 7],
      "rules": { "missing-member": "loud", "x": "off" }
    }`);
    expect(faults.map((fault) => fault.split(" | ")[0])).toEqual([
      "db-ssot.json:2:7 unknown-key",
      "db-ssot.json:3:33 missing-key",
      "db-ssot.json:3:45 wrong-length",
      "db-ssot.json:3:57 wrong-type",
      "db-ssot.json:3:64 wrong-type",
      "db-ssot.json:4:36 unknown-severity",
      "db-ssot.json:4:44 unknown-rule",
    ]);
  });

  it("reports two sources of one name, where they are named and where they are not", async () => {
    const source = (name: string) => `{ ${name} "accessor": ${ACCESSOR} }`;
    const text = `{ "sources": [\n${source("")},\n${source('"name": "primary",')},\n${source("")}] }`;
    expect(await faultsOfText(text)).toEqual([
      "db-ssot.json:3:11 duplicate-source | two sources are named `primary` | give one of them a different `name`",
      "db-ssot.json:4:1 duplicate-source | two sources are named `primary` | give one of them a different `name`",
    ]);
  });

  it("leaves two sources of different names alone", async () => {
    const text = `{ "sources": [{ "accessor": ${ACCESSOR} }, { "name": "reports", "accessor": ${ACCESSOR} }] }`;
    expect(await faultsOfText(text)).toEqual([]);
  });

  it("gives faults or a configuration for every JSON value there is", async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.jsonValue(), almostConfig()), isFaultOrConfig), { numRuns: 150 });
  });
});

/** What has the keys of a configuration and any values, most of them nearly right. */
function almostConfig(): fc.Arbitrary<unknown> {
  const word = fc.constantFrom("off", "warn", "auto", "src/**", "getDb", "a b", "", "__proto__", "toString");
  const value = fc.oneof(word, fc.array(word, { maxLength: 2 }), fc.jsonValue({ maxDepth: 1 }));
  const some = (keys: readonly string[], of: fc.Arbitrary<unknown>) =>
    fc.dictionary(
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...keys) },
        { weight: 1, arbitrary: fc.oneof(word, fc.string()) },
      ),
      of,
    );
  const accessor = fc.oneof(value, some(["module", "name", "form"], value));
  const source = some(
    ["name", "files", "accessor", "alsoAllowed", "managers", "internals"],
    fc.oneof(value, accessor, fc.array(accessor)),
  );
  const rules = some(["missing-member", "direct-client"], fc.oneof(value, some(["severity", "options"], value)));
  const override = some(["files", "rules"], fc.oneof(value, rules));
  const part = fc.oneof(value, rules, fc.array(fc.oneof(source, override), { maxLength: 3 }));
  return some(["$schema", "sources", "ignore", "rules", "overrides", "verify", "verifyTimeout"], part);
}

async function isFaultOrConfig(value: unknown): Promise<void> {
  const text = JSON.stringify(value);
  try {
    const { config } = await loadConfig(filesOf({ "db-ssot.json": text }), RULES);
    expect(config.origin).toBe("db-ssot.json");
  } catch (error) {
    expect(error, String(error)).toBeInstanceOf(Fault);
    const fault = error as Fault;
    expect(fault.rows.length).toBeGreaterThan(0);
    expect(fault.rows.filter(({ place }) => place === undefined)).toEqual([]);
    expect(renderFault(fault)).not.toMatch(/undefined|\[object/);
  }
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
