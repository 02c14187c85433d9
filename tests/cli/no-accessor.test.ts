/** What a check says where no accessor is known: the day before a team has one. */
import { expect, it } from "vitest";
import { type CliRun, runCli, runCliIn } from "../support/cli.js";
import type { MemoryFiles } from "../support/memory-world.js";

const route = (table: string): string => `import { Pool } from "pg";

const pool = new Pool({ connectionString: process.env.DATABASE_URL });

export const ${table} = () => pool.query("select * from ${table}");
`;
const PRIVATE: MemoryFiles = Object.fromEntries(
  ["invoices", "orders", "users"].map((table) => [`src/routes/${table}.ts`, route(table)]),
);
const shared = (name: string): string =>
  `import { Pool } from "pg";\n\nexport const ${name} = new Pool({ connectionString: process.env.DATABASE_URL });\n`;
const user = (name: string, from: string): string =>
  `import { ${name} } from "${from}";\n\nexport const load = () => ${name}.query("select 1");\n`;
const RIVALS: MemoryFiles = {
  "src/db.ts": shared("db"),
  "src/pool.ts": shared("pool"),
  "src/a.ts": user("db", "./db.js"),
  "src/b.ts": user("pool", "./pool.js"),
  "src/routes/orders.ts": route("orders"),
};

async function held({ output, status }: CliRun, name: string): Promise<void> {
  await expect(output).toMatchFileSnapshot(`expected/no-accessor-${name}.txt`);
  expect(status).toBe(0);
}

it("names the clients that files create for themselves", async () => {
  await held(await runCli("check", PRIVATE), "private");
});

it("names the candidates, the command that picks one, and what goes past them all", async () => {
  await held(await runCli("check", RIVALS), "rivals");
});

it("holds everything to the accessor that `init` has written", async () => {
  const { world } = await runCli("init --accessor src/db.ts#db", RIVALS);
  const { output, status } = await runCliIn(world, "check");
  await expect(output).toMatchFileSnapshot("expected/no-accessor-named.txt");
  expect(status).toBe(1);
});
