/**
 * Asks the site of the working directory each request on a database with the same rows. What it answers, the rows that are
 * there afterwards, and the clients that it connected and left connected are printed as JSON.
 */
import { join } from "node:path";
import { argv, cwd, stdout } from "node:process";
import { pathToFileURL } from "node:url";

const load = (path) => import(pathToFileURL(join(cwd(), path)).href);

const { log, PrismaClient } = await load("node_modules/@prisma/client/index.js");
const { ask } = await load("tests/site.ts");
const { fill, TABLES } = await load("tests/rows.ts");

const beside = new PrismaClient();
await beside.$connect();

async function answerTo(request) {
  const [method, path, ...body] = request.split(" ");
  await fill();
  const before = { ...log };
  const answer = await ask(method, path, body.length > 0 ? body.join(" ") : undefined);
  const opened = log.opened - before.opened;
  const left = opened - (log.closed - before.closed);
  const rows = {};
  for (const table of TABLES) rows[table] = await beside[table].count();
  return { request, ...answer, rows, opened, left };
}

const requests = JSON.parse(argv[2]);
// What is loaded with the first request is not counted.
for (const request of requests) await answerTo(request);
const answers = [];
for (const request of requests) answers.push(await answerTo(request));
stdout.write(JSON.stringify(answers));
