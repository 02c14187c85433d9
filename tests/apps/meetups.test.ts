/** Routes and server components over a client shaped like Prisma's, and what the tool makes of the violations planted there. */
import { execFile } from "node:child_process";
import { cp, symlink } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe } from "vitest";
import { judge } from "./judge.js";
import { PLANTED } from "./meetups/planted.js";

const PACKAGES = fileURLToPath(new URL("../../node_modules", import.meta.url));
const HERE = join(import.meta.dirname, "meetups");

const REQUESTS = [
  "GET /",
  "GET /about",
  "GET /admin",
  "GET /events/1",
  "GET /members",
  "GET /api/health",
  "GET /api/health/ready",
  "GET /api/events",
  "GET /api/events?city=Oslo",
  "GET /api/events/2",
  "GET /api/events/9",
  'POST /api/events {"title":"New","city":"Oslo","seats":3,"startsOn":"2030-01-01"}',
  "DELETE /api/events/2",
  "GET /api/events/2/registrations",
  'POST /api/events/1/registrations {"member":2}',
  'POST /api/events/1/registrations {"member":1}',
  'DELETE /api/events/1/registrations {"member":1}',
  'POST /api/registrations/swap {"one":2,"other":3}',
  'POST /api/registrations/swap {"one":2,"other":9}',
  "GET /api/events/1/speakers",
  'POST /api/events/1/speakers {"name":"Ken","topic":"pipes"}',
  "GET /api/events/1/comments",
  'POST /api/events/1/comments {"body":"new"}',
  "DELETE /api/events/3/comments",
  "GET /api/events/3/ratings",
  'POST /api/events/1/ratings {"stars":3}',
  "GET /api/members",
  'POST /api/members {"name":"Ken","email":"ken@example.org"}',
  'PUT /api/members/1 {"name":"Ada L."}',
  "DELETE /api/members/3",
  "GET /api/topics",
  'PUT /api/topics {"from":"types","to":"kinds"}',
  "GET /api/stats/events",
  "GET /api/stats/members",
  "GET /api/stats/speakers",
  "GET /api/stats/waiting",
  "GET /api/stats/cities",
  "GET /api/stats/rating",
  "GET /api/stats/comments",
  "DELETE /api/waiting",
  'POST /api/track {"name":"visit"}',
  "POST /api/jobs/close",
  "POST /api/jobs/fill",
  "POST /api/jobs/forget",
  "POST /api/jobs/remind",
];

const run = promisify(execFile);

describe("meetups", () => {
  judge({
    name: "meetups",
    planted: PLANTED,
    tests: ["npm", "test"],
    failing: [],
    quieter: [],
    async prepare(folder) {
      const packages = join(folder, "node_modules");
      await cp(join(HERE, "packages"), packages, { recursive: true });
      for (const name of [".bin", "@types", "typescript", "undici-types"])
        await symlink(join(PACKAGES, name), join(packages, name), "junction");
    },
    async probe(folder) {
      const words = ["--import", "./tests/register.mjs", join(HERE, "probe.mjs"), JSON.stringify(REQUESTS)];
      const { stdout } = await run(process.execPath, words, { cwd: folder });
      return JSON.parse(stdout);
    },
  });
});
