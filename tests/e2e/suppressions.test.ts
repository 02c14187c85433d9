/** Comments that allow findings, as a user meets them: the built command, on the disk, in both languages. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runOnDisk } from "../support/cli-on-disk.js";
import { INCIDENT } from "../support/incident.js";
import { tempProject } from "../support/temp-project.js";

const HEALTH = String(INCIDENT["src/health.ts"]);
const CALL = "  const db = DatabaseManager.getAsyncSession();\n";

const PYTHON = {
  "pyproject.toml": '[project]\nname = "shop"\n',
  "shop/__init__.py": "",
  "shop/database.py": `from contextlib import contextmanager
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

sessions = sessionmaker(create_engine("sqlite:///shop.db"))


@contextmanager
def get_db():
    with sessions() as session:
        yield session
`,
  "shop/manager.py": `from shop.database import get_db


class DatabaseManager:
    def get_session(self):
        return get_db()
`,
};

function health(comment: string): string {
  return `from shop.manager import DatabaseManager


def ready():
    with DatabaseManager.get_async_session() as db:${comment}
        db.execute("select 1")
`;
}

describe.each([
  {
    language: "TypeScript",
    file: "src/health.ts",
    files: INCIDENT,
    text: (comment: string) => HEALTH.replace(CALL, `  // ${comment}\n${CALL}`),
    word: "db-ssot-ignore-next-line",
  },
  {
    language: "Python",
    file: "shop/health.py",
    files: PYTHON,
    text: (comment: string) => health(`  # ${comment}`),
    word: "db-ssot-ignore-line",
  },
])("in $language", ({ file, files, text, word }) => {
  const projectWith = (comment: string) => tempProject({ ...files, [file]: text(comment) });

  it("a comment with a reason lets the check pass, and is counted", async () => {
    const { status, output } = await runOnDisk(projectWith(`${word} missing-member -- v2 has it`), "check");
    expect(output).toContain("1 suppressed");
    expect(status).toBe(0);
  });

  it("a comment without a reason lets nothing pass", async () => {
    const { status, output } = await runOnDisk(projectWith(`${word} missing-member`), "check");
    expect(output).toContain(`\`${word}\` gives no reason`);
    expect(output).toContain("2 errors");
    expect(status).toBe(1);
  });

  it("a comment whose day is over lets nothing pass, and says until when it did", async () => {
    const comment = `${word} missing-member -- v2 has it, until 2020-01-01, owner @data`;
    const { status, output } = await runOnDisk(projectWith(comment), "check");
    expect(output).toContain("it was allowed until 2020-01-01 (v2 has it, owner @data)");
    expect(status).toBe(1);
  });

  it("a comment without use is a warning, and `fix` takes it away with what it fixes", async () => {
    const folder = projectWith(`${word} direct-client -- v2 has it`);
    const { output } = await runOnDisk(folder, "check");
    expect(output).toContain("1 error, 1 warning");
    expect((await runOnDisk(folder, "fix")).status).toBe(0);
    expect(readFileSync(join(folder, file), "utf8")).not.toMatch(/db-ssot|DatabaseManager/);
    expect(await runOnDisk(folder, "undo")).toMatchObject({ status: 0 });
    expect(readFileSync(join(folder, file), "utf8")).toBe(text(`${word} direct-client -- v2 has it`));
  });

  it("json tells what is allowed, why, and whose it is", async () => {
    const folder = projectWith(`${word} missing-member -- v2 has it; owner @data`);
    const { suppressed } = JSON.parse((await runOnDisk(folder, "check --format json")).output);
    expect(JSON.stringify(suppressed)).toContain('"owner":"@data"');
    expect(JSON.stringify(suppressed)).toContain("v2 has it");
  });
});
