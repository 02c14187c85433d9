import { describe, expect, it } from "vitest";
import { type FixOutcome, type FixRequest, fix } from "../../../src/change/fix/run.js";
import { writeChanges } from "../../../src/change/journal/write.js";
import { fixtureFiles } from "../../support/fixture-files.js";
import { INCIDENT } from "../../support/incident.js";
import { type MemoryFiles, type MemoryWorld, memoryWorld } from "../../support/memory-world.js";

const IMPORT_MANAGER = `import { DatabaseManager } from "./db/database-manager.js";\n`;
const IMPORT_ACCESSOR = `import { getDb } from "./database/index.js";\n`;

describe("fix", () => {
  it("gives texts before and after, what it applied, and both reports, and writes nothing", async () => {
    const world = memoryWorld(INCIDENT);
    const result = await fix(world);
    expect(result.changes).toEqual([
      {
        file: "src/health.ts",
        before: INCIDENT["src/health.ts"],
        after: `${IMPORT_ACCESSOR}
export async function ready() {
  const db = getDb();
  await db.query("select 1");
}
`,
      },
    ]);
    expect(result.applied).toMatchObject([{ line: 4, diagnostic: { rule: "missing-member" } }]);
    expect(result.refused).toEqual([]);
    expect(rulesOf(result)).toEqual({ before: ["missing-member"], after: [] });
    expect(world.textOf("src/health.ts")).toBe(INCIDENT["src/health.ts"]);
  });

  it("analyses once where there is nothing to fix", async () => {
    const { "src/health.ts": _, ...clean } = INCIDENT;
    const result = await fix(memoryWorld(clean));
    expect(result.changes).toEqual([]);
    expect(result.after).toBe(result.before);
  });

  it("tells the line that a finding had at first, whatever an earlier round did to its file", async () => {
    const managers = `import { DatabaseManager, type DatabaseManager as Named } from "./db/database-manager.js";
export const one = () => DatabaseManager.getSession().query("select 1");
export const two = () => DatabaseManager.getSession().query("select 2");
export const three = (DatabaseManager as Named).getSession;
`;
    const { applied } = await fix(memoryWorld({ ...INCIDENT, "src/health.ts": managers }));
    expect(applied.map(({ line }) => line)).toEqual([2, 3]);
  });

  it("takes an import away that two fixes leave without use only together", async () => {
    const twice = `${IMPORT_MANAGER}
export const one = () => DatabaseManager.getSession().query("select 1");
export const two = () => DatabaseManager.getSession().query("select 2");
`;
    const { changes, applied } = await fix(memoryWorld({ ...INCIDENT, "src/health.ts": twice }));
    expect(applied).toHaveLength(2);
    expect(changes[0]?.after).toBe(`${IMPORT_ACCESSOR}
export const one = () => getDb().query("select 1");
export const two = () => getDb().query("select 2");
`);
  });

  it("leaves an import alone that is still used, or that nothing used before", async () => {
    const others = `import "./setup.js";
import { unused } from "./orders.js";
${IMPORT_MANAGER}
export const one = () => DatabaseManager.getSession().query("select 1");
export { DatabaseManager };
`;
    const { changes } = await fix(memoryWorld({ ...INCIDENT, "src/setup.ts": "", "src/health.ts": others }));
    expect(changes[0]?.after).toContain('import { unused } from "./orders.js";');
    expect(changes[0]?.after).toContain('import "./setup.js";');
    expect(changes[0]?.after).toContain(IMPORT_MANAGER);
  });

  it("keeps what is not its own: line endings, byte order mark, no final newline", async () => {
    const odd = `\uFEFF${INCIDENT["src/health.ts"]}`.trimEnd().replaceAll("\n", "\r\n");
    const { changes } = await fix(memoryWorld({ ...INCIDENT, "src/health.ts": odd }));
    expect(changes[0]?.after).toBe(
      odd
        .replace(IMPORT_MANAGER.trim(), IMPORT_ACCESSOR.trim())
        .replace("DatabaseManager.getAsyncSession()", "getDb()"),
    );
  });

  it("fixes only files that were asked for, and only by the rules that were", async () => {
    const files = { ...INCIDENT, "src/other.ts": INCIDENT["src/health.ts"] ?? "" };
    const fixedIn = async (request: FixRequest) =>
      (await fix(memoryWorld(files), request)).changes.map((change) => change.file);
    expect(await fixedIn({})).toEqual(["src/health.ts", "src/other.ts"]);
    expect(await fixedIn({ paths: ["src/other.ts"] })).toEqual(["src/other.ts"]);
    expect(await fixedIn({ rules: ["legacy-accessor"] })).toEqual([]);
  });

  it("applies an unsafe fix only when asked to", async () => {
    const labelled = String(INCIDENT["src/health.ts"]).replace("getAsyncSession()", "getAsyncSession(label)");
    const files = { ...INCIDENT, "src/health.ts": `const label = String(process.pid);\n${labelled}` };
    expect((await fix(memoryWorld(files))).changes).toEqual([]);
    const { applied } = await fix(memoryWorld(files), { unsafe: true });
    expect(applied.map((each) => each.fix.applicability)).toEqual(["unsafe"]);
  });
});

describe("a second fix", () => {
  it.each(["object", "value", "promise"])("changes nothing in forms/%s", async (form) => {
    await expectSettled(fixtureFiles(`forms/${form}`));
  });

  it("changes nothing in forms/callback", async () => {
    const source = {
      accessor: { module: "src/database.ts", name: "getDb", form: "callback" },
      managers: ["DatabaseManager"],
      legacy: ["withTransaction", "withRollback", "getConnection"],
    };
    await expectSettled({ ...fixtureFiles("forms/callback"), "db-ssot.json": JSON.stringify({ sources: [source] }) });
  });

  it("changes nothing in the service of the incident", async () => {
    const source = {
      accessor: { module: "src/database/index.ts", name: "getDb" },
      managers: ["DatabaseManager"],
      legacy: ["getAsyncDb", "getDbSession", "getRequestScopedDbSession"],
      internals: ["src/database/**"],
    };
    await expectSettled({ ...fixtureFiles("health-service"), "db-ssot.json": JSON.stringify({ sources: [source] }) });
  });
});

async function expectSettled(files: MemoryFiles): Promise<void> {
  const world = memoryWorld(files);
  const first = await fixAndWrite(world);
  expect(first.changes).not.toEqual([]);
  const second = await fixAndWrite(world);
  expect(second.changes).toEqual([]);
  expect(second.before.report).toEqual(first.after.report);
}

async function fixAndWrite(world: MemoryWorld): Promise<FixOutcome> {
  const result = await fix(world, { unsafe: true });
  await writeChanges(world, result.changes, { command: "fix", allowDirty: false });
  return result;
}

function rulesOf({ before, after }: FixOutcome) {
  const rules = ({ report }: FixOutcome["before"]) => report.diagnostics.map((diagnostic) => diagnostic.rule);
  return { before: rules(before), after: rules(after) };
}
