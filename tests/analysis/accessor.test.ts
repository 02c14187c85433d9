import { describe, expect, it } from "vitest";
import { runCli } from "../support/cli.js";

const TYPESCRIPT = `import { Pool } from "pg";
const pool = new Pool();
export class DatabaseManager {
  static shared() { return pool; }
  session() { return pool; }
}
export const databaseManager = new DatabaseManager();
export const anything = JSON.parse("{}");
`;
const PYTHON = `from sqlalchemy import create_engine

engine = create_engine("sqlite://")


class DatabaseManager:
    @staticmethod
    def get_db_session():
        return engine.connect()
`;

async function configured(module: string, name: string) {
  const files = { "src/db.ts": TYPESCRIPT, "src/db.py": PYTHON };
  const { status, errors } = await runCli("check", {
    ...files,
    "db-ssot.json": JSON.stringify({ sources: [{ accessor: { module, name } }] }),
  });
  return { status, errors };
}

describe("an accessor that is a member", () => {
  it.each([
    ["src/db.ts", "databaseManager.sesion", "session"],
    ["src/db.ts", "DatabaseManager.shard", "shared"],
    ["src/db.py", "DatabaseManager.get_db_sesion", "get_db_session"],
  ])("in %s is a fault where it is misspelled as %s", async (module, name, right) => {
    const { status, errors } = await configured(module, name);
    expect(status).toBe(2);
    expect(errors).toContain(`has no member \`${name.split(".")[1]}\``);
    expect(errors).toContain(`help: write \`${right}\``);
  });

  it.each([
    ["src/db.ts", "databaseManager.session"],
    ["src/db.ts", "DatabaseManager.shared"],
    ["src/db.ts", "DatabaseManager.session"],
    ["src/db.ts", "anything.session"],
    ["src/db.py", "DatabaseManager.get_db_session"],
  ])("in %s is none where %s is there, or cannot be known", async (module, name) => {
    expect((await configured(module, name)).status).toBe(0);
  });
});
