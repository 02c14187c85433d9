/** Small programs in TypeScript that are written by hand: what is said of each, and that a safe fix does what its author meant. */
import { expect, it } from "vitest";
import type { MemoryFiles } from "../../../support/memory-world.js";
import { checkFiles, fixFiles } from "../../../support/snippet.js";
import { SITUATIONS, type Situation } from "./typescript/by-hand.js";
import { createProject } from "./typescript/run-program.js";
import { SESSION } from "./typescript/world.js";

function filesOf(
  { database, code, ideal = "", accessor = "getDb", files = {} }: Situation,
  isIdeal: boolean,
): MemoryFiles {
  const source = {
    accessor: { module: "src/db.ts", name: accessor },
    managers: ["DatabaseManager"],
    internals: ["src/db.ts", "src/manager.ts", "src/session.ts", "src/host.ts"],
  };
  const pool = ideal.includes("pool.")
    ? `import { ${accessor === "db" ? "db as pool" : "pool"} } from "./db.js";\n`
    : "";
  return {
    "src/host.ts":
      "export const host = { opened: 0, closed: 0, run: async (session: object, sql: string): Promise<any[]> => [] };\n",
    "src/session.ts": SESSION,
    "src/db.ts": database,
    "src/manager.ts": `import { Session } from "./session.js";\n${isIdeal ? pool : ""}export class DatabaseManager {\n  static label = "main";\n${isIdeal ? ideal : ""}}\n`,
    "src/row-0.ts": code,
    ...files,
    ...(isIdeal ? {} : { "db-ssot.json": JSON.stringify({ sources: [source] }) }),
  };
}

it.each(SITUATIONS.map((each) => [each.name, each] as const))("%s", async (_, situation) => {
  const files = filesOf(situation, false);
  const report = await checkFiles(files);
  const own = report.diagnostics.filter(({ span }) => span.file === "src/row-0.ts");
  const said = own.map(({ fix, help }) => fix?.applicability ?? (help === undefined ? "none" : "manual"));
  const reasons = own.map(({ message, fix, help }) => `${message}: ${fix?.reason ?? help}`).join("\n");
  const verdict = said.includes("unsafe") ? "unsafe" : said.includes("manual") ? "manual" : (said[0] ?? "none");
  const fixed = await fixFiles(files);
  expect.soft(verdict, reasons).toBe(situation.verdict);
  if (fixed["src/row-0.ts"] === undefined) return;
  const wanted = await createProject(filesOf(situation, true)).run("src/row-0.ts");
  const got = await createProject({ ...files, ...fixed }).run("src/row-0.ts");
  expect(got, fixed["src/row-0.ts"]).toEqual(wanted);
});
