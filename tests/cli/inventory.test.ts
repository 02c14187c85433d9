import { Ajv } from "ajv";
import { expect, it } from "vitest";
import { inventorySchema } from "../../src/cli/report/inventory.schema.js";
import { runCli } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";

const MIXED = {
  ...INCIDENT,
  "src/report.ts": `import { Pool } from "pg";
import { getAsyncDb } from "./db/legacy.js";

const own = new Pool();
export const report = () => own.query("select 1");
export const users = async () => (await getAsyncDb()).query("select * from users");
`,
  "src/db/legacy.ts": `import { getDb } from "../database/index.js";

/** @deprecated Use getDb. */
export async function getAsyncDb() {
  return getDb();
}
`,
};

it("counts each access pattern, from the accessor to the one furthest from it", async () => {
  const { status, output } = await runCli("inventory", MIXED);
  expect(output).toBe(
    `pattern                            kind      source   count  files  canonical
getDb()                            accessor  primary      2      2  yes
DatabaseManager.getAsyncSession()  missing   primary      1      1  no
getAsyncDb()                       legacy    primary      1      1  no
new Pool()                         client    primary      1      1  no

4 patterns, 5 accesses in 4 files; 40 % canonical

accessor                         defined in                    around the handle
getDb()                          src/database/index.ts:5       does not commit, roll back or close
getAsyncDb()                     src/db/legacy.ts:4            does not commit, roll back or close
DatabaseManager.getConnection()  src/db/database-manager.ts:4  does not commit, roll back or close
`,
  );
  expect(status).toBe(0);
});

it("leaves out how the accessor itself is made, and files that were not named", async () => {
  const { output } = await runCli("inventory src/database src/orders.ts", MIXED);
  expect(output).toContain("1 pattern, 1 access in 1 file; 100 % canonical\n");
});

it("counts each use of an injected class as a use of the accessor", async () => {
  const nest = {
    "src/prisma.service.ts": `import { PrismaClient } from "@prisma/client";
export class PrismaService extends PrismaClient {}
`,
    "src/users.service.ts": `import { PrismaService } from "./prisma.service";
export class UsersService {
  constructor(private readonly prisma: PrismaService) {}
  all() { return this.prisma.user.findMany(); }
}
`,
  };
  const { output } = await runCli("inventory", nest);
  expect(output).toContain("PrismaService  accessor  primary      1      1  yes\n");
  expect((await runCli("check", nest)).output).toContain("1 access, none unknown");
});

it("says where there is nothing", async () => {
  expect((await runCli("inventory", { "a.ts": "" })).output).toBe("no access to a database was found\n");
});

it("gives programs the same, as its schema says", async () => {
  const { output } = await runCli("inventory --format json", MIXED);
  const isInventory = new Ajv({ strictTypes: true }).compile(inventorySchema);
  isInventory(JSON.parse(output));
  expect(isInventory.errors).toBeNull();
  expect(JSON.parse(output).patterns[1]).toEqual({
    pattern: "DatabaseManager.getAsyncSession()",
    kind: "missing",
    source: "primary",
    count: 1,
    files: ["src/health.ts"],
    canonical: false,
  });
});

it("does not know the formats of findings", async () => {
  const { status, errors } = await runCli("inventory --format pretty", MIXED);
  expect(errors).toContain("the formats are `table`, `json`");
  expect(status).toBe(2);
});
