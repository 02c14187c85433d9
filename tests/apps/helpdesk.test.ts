/** A FastAPI service with async SQLAlchemy, and what the tool makes of the violations planted into it. */
import { execFile } from "node:child_process";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { describe } from "vitest";
import { findPython, startPythonService } from "../fixtures/python.js";
import { PLANTED } from "./helpdesk/planted.js";
import { judge } from "./judge.js";

const PACKAGES = ["fastapi", "sqlalchemy", "aiosqlite", "httpx", "uvicorn"];
const PROBE = join(import.meta.dirname, "helpdesk/probe.py");

const REQUESTS = [
  "GET /health",
  "GET /health/ready",
  "GET /customers",
  "GET /customers/1",
  "GET /customers/count",
  'POST /customers {"name":"Barbara","email":"barbara@example.org"}',
  'POST /customers {"name":"Ada","email":"ada@example.org"}',
  "PUT /customers/2/plan/team",
  "GET /tickets",
  "GET /tickets/1",
  'POST /tickets {"customer_id":1,"subject":"too slow"}',
  "POST /tickets/1/close?author=Linus",
  "POST /tickets/3/reopen",
  'POST /tickets/1/assign {"agent_id":2}',
  "POST /tickets/1/merge/2",
  "GET /tickets/search?word=cannot",
  "GET /tickets/statistics",
  "GET /comments/1",
  'POST /comments/1 {"author":"Linus","body":"try again"}',
  "DELETE /comments/1",
  "GET /comments/search?word=paid",
  "GET /insights",
  "GET /insights/unanswered",
  "GET /insights/mentions?word=paid",
  "GET /insights/urgent",
  "GET /insights/plans",
  "GET /insights/invoices",
  "POST /insights/tags/1/printer",
  "GET /agents",
  "GET /agents/workload",
  "POST /agents/Ken",
  "PUT /agents/2/duty/true",
  "GET /feedback",
  "GET /feedback/authors",
  "POST /feedback/1?text=thanks",
  "POST /admin/jobs/anonymize",
  "POST /admin/jobs/assign",
  "POST /admin/jobs/bill",
  "POST /admin/jobs/clean-up",
  "POST /admin/jobs/close-stale",
  "POST /admin/jobs/count",
  "POST /admin/jobs/digest",
  "POST /admin/jobs/escalate",
  "POST /admin/jobs/forget",
  "POST /admin/jobs/remind",
  "POST /admin/jobs/write-off",
  "GET /admin/audit",
  "GET /admin/outstanding",
  "POST /admin/invoices/1/pay",
  "POST /reports/export",
];

const python = findPython(PACKAGES);
const run = promisify(execFile);

if (python === undefined) process.stderr.write(`skipped: helpdesk: no python3 here has ${PACKAGES.join(", ")}\n`);
// The application's own configuration says `python3`, which may be another one here.
else if (isAbsolute(python)) process.env.PATH = `${dirname(python)}${delimiter}${process.env.PATH}`;

describe.skipIf(python === undefined)("helpdesk", () => {
  judge({
    name: "helpdesk",
    planted: PLANTED,
    tests: ["python3", "-B", "-m", "unittest"],
    failing: [],
    quieter: ["POST /agents/Ken"],
    async probe(folder) {
      const { stdout } = await run("python3", ["-B", PROBE, JSON.stringify(REQUESTS)], { cwd: folder });
      return JSON.parse(stdout);
    },
    async start(folder) {
      const service = await startPythonService(folder, "python3", "helpdesk.main");
      await service.stop();
    },
  });
});
