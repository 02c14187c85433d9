/** A service on `node:http` over pg, and what the tool makes of the violations planted into it. */
import { execFile } from "node:child_process";
import { cp, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe } from "vitest";
import { startProgram } from "../fixtures/project.js";
import { judge } from "./judge.js";
import { PLANTED } from "./stock/planted.js";
import { type Postgres, startPostgres } from "./stock/postgres.js";

const PACKAGES = fileURLToPath(new URL("../../node_modules", import.meta.url));
const HERE = join(import.meta.dirname, "stock");
const LOADER = ["--import", "./tests/register.mjs"];

const REQUESTS = [
  "GET /health",
  "GET /health/ready",
  "GET /products",
  "GET /products/1",
  "GET /products/search?word=a",
  "GET /products/prices",
  'POST /products/prices {"percent":10}',
  'POST /products {"name":"axe","price":900,"supplier":2}',
  'POST /products {"name":"saw","price":900,"supplier":2}',
  "PUT /products/1/price/1300",
  "GET /stock/1",
  "GET /stock/1/movements",
  'POST /stock/2/receive {"warehouse":"west","quantity":5}',
  'POST /stock/1/transfer {"from":"east","to":"west","quantity":4}',
  'POST /stock/1/transfer {"from":"west","to":"east","quantity":4}',
  "GET /orders",
  'POST /orders {"product":1,"quantity":3}',
  'POST /orders {"product":3,"quantity":1}',
  "POST /orders/1/cancel",
  "POST /orders/1/ship",
  "POST /orders/9/ship",
  "GET /suppliers",
  "GET /suppliers/count",
  "GET /suppliers/of/3",
  'POST /suppliers {"name":"East","email":"east@example.org"}',
  "GET /reports/value",
  "GET /reports/orders",
  "GET /reports/empty",
  "GET /reports/best-seller",
  "GET /reports/moved",
  'POST /reports/events {"event":"visit"}',
  "GET /notes/1",
  "GET /notes/count",
  'POST /notes/1 {"body":"new"}',
  "DELETE /notes/1",
  "POST /admin/jobs/archive",
  "POST /admin/jobs/expire",
  "POST /admin/jobs/prune",
  "POST /admin/jobs/recount",
  "POST /admin/jobs/reorder",
  "POST /admin/jobs/tidy",
];

const run = promisify(execFile);

describe("stock", () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
    process.env.POSTGRES_OF_TESTS = String(postgres.port);
  });
  afterAll(() => postgres.stop());

  judge({
    name: "stock",
    planted: PLANTED,
    tests: ["npm", "test"],
    failing: [
      'POST /products {"name":"saw","price":900,"supplier":2}',
      'POST /stock/1/transfer {"from":"west","to":"east","quantity":4}',
    ],
    quieter: [],
    async prepare(folder) {
      const packages = join(folder, "node_modules");
      await mkdir(packages);
      await cp(join(HERE, "pg"), join(packages, "pg"), { recursive: true });
      for (const name of [".bin", "@types", "typescript", "undici-types"])
        await symlink(join(PACKAGES, name), join(packages, name), "junction");
    },
    async probe(folder) {
      const words = [...LOADER, join(HERE, "probe.mjs"), JSON.stringify(REQUESTS)];
      const { stdout } = await run(process.execPath, words, { cwd: folder });
      return JSON.parse(stdout);
    },
    async start(folder) {
      const service = await startProgram(folder, process.execPath, [...LOADER, "src/main.ts"]);
      await service.stop();
    },
  });
});
