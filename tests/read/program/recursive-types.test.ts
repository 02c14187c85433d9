import { expect, it } from "vitest";
import { checkFiles } from "../../support/snippet.js";

const DATABASE = `
  import { Pool } from "pg";
  const pool = new Pool();
  export const getDb = () => pool;
`;

it.each([
  ["a list of itself", "type Json = string | Json[];"],
  ["a promise of itself", "type Json = string | Promise<Json>;"],
  ["a map of itself", "type Json = string | Record<string, Json>;"],
  ["another type that names it", "type Json = string | Other; type Other = number | Json[];"],
])("ends where a type is %s", async (_, type) => {
  const report = await checkFiles({
    "src/db.ts": DATABASE,
    "src/users.ts": `
      import { getDb } from "./db.js";
      ${type}
      export function save(value: Json): unknown {
        return getDb().query("select 1", [value.length]);
      }
    `,
  });
  expect(report.diagnostics).toEqual([]);
});
