import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { configSchema, type JsonSchema, type RuleSummary } from "../../src/config/schema.js";
import { printJson } from "../../src/config/write.js";

// The rules that ship. The list belongs to src/rules; this one goes when that one is there.
const SHIPPED: readonly RuleSummary[] = [
  { id: "missing-member", summary: "a member that the manager does not have" },
  { id: "missing-export", summary: "an import of what a database module does not export" },
  { id: "misused-accessor", summary: "the accessor used against its form" },
  { id: "duplicate-manager", summary: "two managers of one source" },
  { id: "duplicate-accessor", summary: "two ways in to one source" },
  { id: "direct-manager", summary: "a manager used where the accessor serves" },
  { id: "legacy-accessor", summary: "an accessor of former times used, wrapped or re-exported" },
  { id: "direct-client", summary: "a driver's or ORM's client built outside the internals" },
  { id: "deep-import", summary: "the accessor imported from an inner module" },
  { id: "unused-shim", summary: "a deprecated stand-in that nothing calls any more" },
  { id: "unused-suppression", summary: "a comment that allows a finding, where there is none" },
  {
    id: "malformed-suppression",
    summary: "a comment that is to allow a finding, and is written so that it allows none",
  },
  { id: "unused-baseline-entry", summary: "an entry of the baseline whose finding is gone" },
];

const schema = configSchema(SHIPPED);

describe("schema.json", () => {
  it("is the schema that the program uses; `npx vitest run --config tests/vitest.config.ts -u` renews it", async () => {
    await expect(printJson(schema, 120)).toMatchFileSnapshot("../../schema.json");
  });

  it("is a valid schema of draft-07", () => {
    const ajv = new Ajv({ strict: true, strictTuples: false });
    expect(ajv.validateSchema(schema)).toBe(true);
  });

  it("explains every key and gives an example of it", () => {
    const silent = keysOf(schema).filter(([, { description, examples }]) => !description || !examples?.length);
    expect(silent.map(([path]) => path)).toEqual([]);
  });

  it("gives only examples and defaults that are right themselves", () => {
    const ajv = new Ajv({ strict: false, schemas: [{ ...schema, $id: "all" }] });
    for (const [path, key] of keysOf(schema)) {
      const validate = ajv.compile(JSON.parse(JSON.stringify(key).replaceAll('"#/', '"all#/')));
      const values = [...(key.examples ?? []), ...(key.default === undefined ? [] : [key.default])];
      expect(
        values.filter((value) => !validate(value)),
        path,
      ).toEqual([]);
    }
  });

  it("names every rule, with what it reports", () => {
    const rules = schema.definitions?.rules?.properties ?? {};
    expect(Object.entries(rules).map(([id, { description }]) => ({ id, summary: description }))).toEqual(SHIPPED);
  });
});

/** Every schema that a value of a configuration is held against, by its path; rules are looked at as one. */
function keysOf(root: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  const walk = (path: string, key: JsonSchema): readonly (readonly [string, JsonSchema])[] => {
    if (key.$ref !== undefined) return [];
    const items = key.items === undefined ? [] : [key.items].flat();
    const properties = key.title === "rules" ? [] : Object.entries(key.properties ?? {});
    return [
      [path, key],
      ...properties.flatMap(([name, inner]) => walk(`${path}.${name}`, inner)),
      ...items.flatMap((inner, index) => walk(`${path}[${index}]`, inner)),
      ...(key.anyOf ?? []).flatMap((inner, index) => walk(`${path}|${index}`, inner)),
      ...Object.entries(key.definitions ?? {}).flatMap(([name, inner]) => walk(`#${name}`, inner)),
    ];
  };
  return walk("", root);
}
