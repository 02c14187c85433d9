/** `db-ssot shim`: what it prints and writes, and how it ends. */
import { describe, expect, it } from "vitest";
import { runCli, runCliIn } from "../support/cli.js";
import { fixtureFiles } from "../support/fixture-files.js";
import { INCIDENT } from "../support/incident.js";

const COMMAND = "shim DatabaseManager.getAsyncSession";

describe("shim", () => {
  it("adds the member, and says for whom it works and for whom it does not", async () => {
    const { status, output, errors, world } = await runCli(
      "shim DatabaseManager.get_async_session",
      fixtureFiles("health-service-python"),
    );
    expect({ status, errors }).toEqual({ status: 0, errors: "" });
    const file = "netra_backend/app/db/database_manager.py";
    expect(
      output,
    ).toBe(`added \`DatabaseManager.get_async_session\` to ${file}, a deprecated wrapper around \`get_db\` on the class and its instances
  netra_backend/app/jobs/export_users.py:15 still fails: it awaits the result instead of using \`async with\`
  netra_backend/app/services/analytics_service.py:9 still fails: \`"analytics"\` is not in \`defaultNames\`, so the member refuses it
  13 callers, 11 served, 2 not; \`db-ssot check\` counts the remaining ones
`);
    expect(world.textOf(file)).toContain("    async def get_async_session(cls, ");
  });

  it("prints a patch and writes nothing with `--diff`", async () => {
    const { status, output, errors, world } = await runCli(`${COMMAND} --diff`, INCIDENT);
    expect(status).toBe(0);
    expect(output).toContain("+  /** @deprecated use getDb() of src/database/index.ts */\n");
    expect(errors).toContain("would add `DatabaseManager.getAsyncSession` to src/db/database-manager.ts");
    expect(world.textOf("src/db/database-manager.ts")).toBe(INCIDENT["src/db/database-manager.ts"]);
  });

  it("leaves what `fix` rewrites afterwards, and after that a member that nothing calls", async () => {
    const { world } = await runCli(COMMAND, INCIDENT);
    const first = await runCliIn(world, "check");
    expect(first.output.replace(/\s+/g, " ")).toContain(
      "is a deprecated shim for the accessor; this is its last caller",
    );
    await runCliIn(world, "fix");
    const second = await runCliIn(world, "check --rule unused-shim");
    expect(second.status).toBe(0);
    expect(second.output).toContain("`DatabaseManager.getAsyncSession` wraps `getDb` and has no callers left");
  });

  it("is taken back by `undo`", async () => {
    const { world } = await runCli(COMMAND, INCIDENT);
    const { status } = await runCliIn(world, "undo");
    expect(status).toBe(0);
    expect(world.textOf("src/db/database-manager.ts")).toBe(INCIDENT["src/db/database-manager.ts"]);
  });
});

describe("ends with 2", () => {
  it.each([
    ["without a member", "shim", "missing required argument"],
    ["for a name without a class", "shim getAsyncSession", "`getAsyncSession` is not a member of a class"],
    ["for an unknown class, with the nearest", "shim DatabaseManger.open", "did you mean `DatabaseManager`?"],
    [
      "for a member that is there, with its place",
      "shim DatabaseManager.getConnection",
      "at src/db/database-manager.ts:4",
    ],
  ])("%s", async (_case, command, said) => {
    const { status, errors } = await runCli(command, INCIDENT);
    expect(status).toBe(2);
    expect(errors).toContain(said);
  });

  it("where there is no accessor", async () => {
    const files = {
      "src/manager.ts": 'import { Pool } from "pg";\nexport class DatabaseManager {\n  pool = new Pool();\n}\n',
    };
    const { status, errors } = await runCli(COMMAND, files);
    expect(status).toBe(2);
    expect(errors).toContain("no-accessor");
  });
});

it("ends with 3 where no member could serve anybody, and writes nothing", async () => {
  const files = {
    ...INCIDENT,
    "src/health.ts": `import { DatabaseManager } from "./db/database-manager.js";
export const ready = () => DatabaseManager.getAsyncSession("archive");
`,
  };
  const { status, errors, world } = await runCli(COMMAND, files);
  expect(status).toBe(3);
  expect(errors).toContain('src/health.ts:2: `"archive"` is not in `defaultNames`, so the member refuses it');
  expect(world.textOf("src/db/database-manager.ts")).toBe(INCIDENT["src/db/database-manager.ts"]);
});
