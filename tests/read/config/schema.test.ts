import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { ALL_RULES } from "../../../src/judge/rules/index.js";
import { configSchema, type JsonSchema, type RuleSummary } from "../../../src/read/config/schema.js";
import { printJson } from "../../../src/read/config/write.js";

const SHIPPED: readonly RuleSummary[] = ALL_RULES;

const schema = configSchema(SHIPPED);

describe("schema.json", () => {
  it("is the schema that the program uses; `npx vitest run --config tests/vitest.config.ts tests/read/config/schema.test.ts -u` renews it", async () => {
    await expect(printJson(schema, 120)).toMatchFileSnapshot("../../../schema.json");
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
    const described = Object.entries(rules).map(([id, { description }]) => [id, description]);
    expect(described).toEqual(SHIPPED.map(({ id, summary }) => [id, summary]));
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
