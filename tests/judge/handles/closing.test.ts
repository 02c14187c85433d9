/** A session that is closed has rolled back: who says so makes no difference, with SQLAlchemy alone. */
import { describe, expect, it } from "vitest";
import { checkFiles } from "../../support/snippet.js";

const database = (imports: string, body: string) => `${imports}
from contextlib import contextmanager

@contextmanager
def get_db():
${body}

class DatabaseManager:
    def open(self):
        return connect()
`;
const SESSIONS =
  "from sqlalchemy import create_engine\nfrom sqlalchemy.orm import sessionmaker\nSessionLocal = sessionmaker(create_engine('sqlite://'))\ndef connect():\n    return SessionLocal()";
const DRIVER = "import pymysql\ndef connect():\n    return pymysql.connect(host='a')";
const ROLLING_BACK = `    db = connect()
    try:
        yield db
    except Exception:
        db.rollback()
        raise
    finally:
        db.close()`;
const COMMITTING = ROLLING_BACK.replace("yield db", "yield db\n        db.commit()");
const OPEN = ROLLING_BACK.replace("\n    finally:\n        db.close()", "");

async function offered(imports: string, body: string) {
  const { diagnostics } = await checkFiles({
    "db-ssot.json": JSON.stringify({ sources: [{ accessor: { module: "app/database.py", name: "get_db" } }] }),
    "app/__init__.py": "",
    "app/database.py": database(imports, body),
    "app/orders.py": `from app.database import DatabaseManager

def orders():
    db = DatabaseManager().open()
    try:
        return db.execute("select 1")
    finally:
        db.close()
`,
  });
  const found = diagnostics.find(({ rule }) => rule === "direct-manager");
  return found?.fix?.applicability === "unsafe" ? found.fix.reason : found?.fix?.applicability;
}

describe("an accessor that rolls back on an error and closes, for a session that the place closes", () => {
  it("is safe", async () => expect(await offered(SESSIONS, ROLLING_BACK)).toBe("safe"));

  it.each([
    ["another driver", DRIVER, ROLLING_BACK, "rolls back on an error"],
    ["an accessor that commits, too", SESSIONS, COMMITTING, "commits"],
    ["an accessor that does not close", SESSIONS, OPEN, "rolls back on an error"],
  ])("is not with %s", async (_, imports, body, reason) => {
    expect(await offered(imports, body)).toContain(reason);
  });
});
