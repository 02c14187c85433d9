/** Two accessors of which one cannot be followed to its client may lead to two databases. */
import { describe, expect, it } from "vitest";
import { planFixes } from "../../../src/change/rewrite/fixes.js";
import { check } from "../../../src/judge/check/check.js";
import { type MemoryFiles, memoryWorld } from "../../support/memory-world.js";

const FILES: MemoryFiles = {
  "package.json": '{ "name": "shop", "type": "module" }\n',
  "src/database.ts": `import { Pool } from "pg";

const pool = new Pool();

export function getDb(): Pool {
  return pool;
}
`,
  "src/legacy.ts": `import { Pool } from "pg";
import { getDb } from "./database.js";

/** @deprecated Use \`getDb()\`. */
export function getLegacyDb(): Pool {
  return pools[0];
}

const pools: [Pool] = JSON.parse("[]");

export const ready = () => getDb().query("select 1");
`,
  "src/orders.ts": `import { getDb } from "./database.js";

export const orders = () => getDb().query("select * from orders");
`,
  "src/old.ts": `import { getLegacyDb } from "./legacy.js";

export const old = () => getLegacyDb().query("select * from orders");
`,
};

const UNTRACED = /its database cannot be determined/;

describe("a legacy accessor whose client cannot be followed", () => {
  it("is not rewritten by a safe fix where it was only detected", async () => {
    expect(await legacyFix(FILES)).toMatchObject({ applicability: "unsafe", reason: expect.stringMatching(UNTRACED) });
  });

  it("is rewritten where the configuration says that it is one of the source", async () => {
    const source = { accessor: { module: "src/database.ts", name: "getDb" }, legacy: ["getLegacyDb"] };
    const files = { ...FILES, "db-ssot.json": JSON.stringify({ sources: [source] }) };
    expect((await legacyFix(files))?.reason ?? "").not.toMatch(UNTRACED);
  });

  it("is not withRisks where it can be followed to the same client", async () => {
    const legacy = String(FILES["src/legacy.ts"]).replace("pools[0]", "getDb()");
    expect((await legacyFix({ ...FILES, "src/legacy.ts": legacy }))?.applicability).toBe("safe");
  });
});

async function legacyFix(files: MemoryFiles) {
  const { report } = planFixes(await check(memoryWorld(files)));
  return report.diagnostics.find(({ rule, span }) => rule === "legacy-accessor" && span.file === "src/old.ts")?.fix;
}
