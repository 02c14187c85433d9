/**
 * Asks the service of the working directory each request on a database with the same rows. What it answers, the rows that are
 * there afterwards, and the connections that it opened and left open are printed as JSON.
 */
import { join } from "node:path";
import { argv, cwd, exit, stdout } from "node:process";
import { pathToFileURL } from "node:url";

const load = (path) => import(pathToFileURL(join(cwd(), path)).href);

const { log, Pool } = await load("node_modules/pg/index.js");
const { createSchema } = await load("src/database/schema.ts");
const { createService } = await load("src/server.ts");
const { fill, TABLES } = await load("tests/rows.ts");

await createSchema();
const service = createService();
await new Promise((listening) => service.listen(0, "127.0.0.1", listening));
const url = `http://127.0.0.1:${service.address().port}`;
const beside = new Pool({ connectionString: process.env.DATABASE_URL });

async function ask(request) {
  const [method, path, ...body] = request.split(" ");
  await fill();
  const before = { ...log };
  const response = await fetch(url + path, {
    method,
    headers: { connection: "close" },
    body: body.length > 0 ? body.join(" ") : undefined,
  });
  const answer = { status: response.status, body: await response.text() };
  const opened = log.opened - before.opened;
  const left = log.taken - before.taken;
  // What nobody has committed is not there.
  await beside.query("rollback");
  const rows = {};
  for (const table of TABLES) {
    const found = await beside.query(`select count(*)::int as count from ${table}`);
    rows[table] = found.rows[0].count;
  }
  return { request, ...answer, rows, opened, left };
}

const answers = [];
for (const request of JSON.parse(argv[2])) answers.push(await ask(request));
stdout.write(JSON.stringify(answers), () => exit());
