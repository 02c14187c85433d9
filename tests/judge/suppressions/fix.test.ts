/** What `fix` does about comments: it takes away those without use, and leaves alone what the others allow. */
import { describe, expect, it } from "vitest";
import { fix } from "../../../src/change/fix/run.js";
import { INCIDENT } from "../../support/incident.js";
import { type MemoryFiles, type MemoryOptions, memoryWorld } from "../../support/memory-world.js";

const HEALTH = String(INCIDENT["src/health.ts"]);
const CALL = "  const db = DatabaseManager.getAsyncSession();";
const MENDED = HEALTH.replace("{ DatabaseManager }", "{ getDb }")
  .replace("./db/database-manager.js", "./database/index.js")
  .replace("DatabaseManager.getAsyncSession()", "getDb()");

async function fixed(
  files: MemoryFiles,
  { rules, ...options }: MemoryOptions & { readonly rules?: readonly string[] } = {},
) {
  const { changes, refused, after } = await fix(memoryWorld(files, options), rules ? { rules } : {});
  expect(refused).toEqual([]);
  return {
    changed: Object.fromEntries(changes.map(({ file, after: text }) => [file, text])),
    left: after.report.diagnostics.map(({ rule }) => rule),
  };
}

function withLines(...lines: readonly string[]): MemoryFiles {
  return { ...INCIDENT, "src/health.ts": HEALTH.replace(CALL, lines.join("\n")) };
}

describe("what a comment allows", () => {
  it("is not fixed", async () => {
    const files = withLines("  // db-ssot-ignore-next-line missing-member -- why", CALL);
    expect(await fixed(files)).toEqual({ changed: {}, left: [] });
  });

  it("is not fixed beside what is", async () => {
    const both = `  // db-ssot-ignore-next-line missing-member -- why\n  const kept = DatabaseManager.getAsyncSession();\n${CALL}`;
    const { changed, left } = await fixed({ ...INCIDENT, "src/health.ts": HEALTH.replace(CALL, both) });
    expect(changed["src/health.ts"]).toContain(
      "-- why\n  const kept = DatabaseManager.getAsyncSession();\n  const db = getDb();\n",
    );
    expect(left).toEqual([]);
  });

  it("is fixed when the day is over, and the comment goes in the same run", async () => {
    const files = withLines("  // db-ssot-ignore-next-line missing-member -- why, until 2027-03-01", CALL);
    expect(await fixed(files, { today: "2027-03-01" })).toEqual({ changed: {}, left: [] });
    expect(await fixed(files, { today: "2027-03-02" })).toEqual({ changed: { "src/health.ts": MENDED }, left: [] });
  });
});

describe("a comment that allows nothing", () => {
  it("goes, in the run that fixes the file", async () => {
    const files = withLines("  // db-ssot-ignore-next-line direct-client -- why", CALL);
    expect(await fixed(files)).toEqual({ changed: { "src/health.ts": MENDED }, left: [] });
  });

  it("goes where nothing else is wrong, also in a file that nothing had to be read of", async () => {
    const files = {
      ...INCIDENT,
      "src/health.ts": MENDED,
      "src/plain.ts":
        "// db-ssot-ignore-file missing-member -- why\n\nexport const a = 1; // db-ssot-ignore-line deep-import -- why\n",
      "tools/plain.py": "a = 1  # db-ssot-ignore-line missing-member -- why\r\n",
    };
    expect(await fixed(files)).toEqual({
      changed: { "src/plain.ts": "export const a = 1;\n", "tools/plain.py": "a = 1\r\n" },
      left: [],
    });
  });

  it("goes when its rule ran, and stays when it did not", async () => {
    const text = (ids: string) => `// db-ssot-ignore-next-line ${ids} -- why\nexport const a = 1;\n`;
    const files = { ...INCIDENT, "src/health.ts": MENDED, "src/plain.ts": text("missing-member, direct-client") };
    expect((await fixed(files, { rules: ["missing-member"] })).changed).toEqual({
      "src/plain.ts": text("direct-client"),
    });
    expect((await fixed(files, { rules: ["deep-import"] })).changed).toEqual({});
  });

  it("goes with the comment that ends it, and with others in the file", async () => {
    const around = [
      "// db-ssot-ignore-start missing-member, direct-client -- why",
      "export const a = 1; // db-ssot-ignore-line direct-client -- why",
      "// db-ssot-ignore-start deep-import -- why",
      "export const b = 1;",
      "// db-ssot-ignore-end",
      "// db-ssot-ignore-end",
    ];
    const files = { ...INCIDENT, "src/health.ts": MENDED, "src/plain.ts": `${around.join("\n")}\n` };
    expect((await fixed(files)).changed).toEqual({ "src/plain.ts": "export const a = 1;\nexport const b = 1;\n" });
  });

  it("stays where it is written wrong, whatever is suggested", async () => {
    const files = {
      ...INCIDENT,
      "src/health.ts": MENDED,
      "src/plain.ts": "// db-ssot-ignore-nextline deep-import -- why\nexport const a = 1;\n",
    };
    expect(await fixed(files)).toEqual({ changed: {}, left: ["malformed-suppression"] });
  });
});
