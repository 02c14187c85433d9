/** An accessor that is one object for all: what released a handle goes with the call, and nothing else changes. */
import { describe, expect, it } from "vitest";
import type { MemoryFiles } from "../../../support/memory-world.js";
import { checkFiles, fixFiles } from "../../../support/snippet.js";
import { COLUMNS } from "./databases.js";

const files: MemoryFiles = COLUMNS.find(({ form }) => form === "object")?.files ?? {};
const OLD = "from app.manager import DatabaseManager\n\n\n";
const NEW = "from app.database import db\n\n\n";

async function fixed(program: string): Promise<string> {
  return (await fixFiles({ ...files, "app/a.py": program }))["app/a.py"] ?? program;
}

describe("a member that is missing", () => {
  const lines = (code: readonly string[]) => code.join("\n");
  const before = lines([
    "def read(sql):",
    "\tsession = DatabaseManager.get_session()",
    "\t# asks",
    "\ttry:  # once",
    '\t\tfound = session.rows("""',
    "\t\tselect",
    '""")',
    "",
    "\t\treturn found",
    "\tfinally:",
    "\t\t# always",
    "\t\tsession.close()  # ends",
    "",
  ]);
  const after = lines([
    "def read(sql):",
    "\tsession = db",
    "\t# asks",
    "\t# once",
    '\tfound = session.rows("""',
    "\t\tselect",
    '""")',
    "",
    "\treturn found",
    "\t# always",
    "\t# ends",
    "",
  ]);

  it("loses its release, and the `try` that was there for it; comments and strings stay", async () => {
    expect(await fixed(OLD + before)).toBe(NEW + after);
  });

  it("keeps its line endings by that", async () => {
    const crlf = (text: string) => text.replaceAll("\n", "\r\n");
    expect(await fixed(crlf(OLD + before))).toBe(crlf(NEW + after));
  });

  it.each([
    ["is released on some paths only, where nothing would be left", "    if sql:\n        session.close()"],
    ["is entered by a block of its own", "    with session:\n        session.rows(sql)"],
    ["is released beside other code", "    session.close(); sql.strip()"],
  ])("has no fix where the handle %s", async (_where, rest) => {
    const program = `${OLD}def read(sql):\n    session = DatabaseManager.get_session()\n${rest}\n`;
    expect(await fixed(program)).toBe(program);
  });
});

describe("a current call that opens a handle each time", () => {
  it("is replaced with the user's word alone", async () => {
    const manager = String(files["app/manager.py"])
      .replace("import db\n", "import db\nfrom app.engine import Session\n")
      .replace("return db", "return Session()");
    const program = `${OLD}def read(sql):\n    return DatabaseManager.open_session().rows(sql)\n`;
    const report = await checkFiles({ ...files, "app/manager.py": manager, "app/a.py": program });
    const [finding] = report.diagnostics.filter(({ span }) => span.file === "app/a.py");
    expect(finding?.fix?.applicability).toBe("unsafe");
    expect(finding?.fix?.reason).toContain("each call opens its own handle now, and all callers of `db` share one");
  });
});
