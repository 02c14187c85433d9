/** What a run of `check` tells of comments, by what was asked of it. */
import { describe, expect, it } from "vitest";
import { check } from "../../../src/judge/check/check.js";
import { INCIDENT } from "../../support/incident.js";
import type { MemoryFiles } from "../../support/memory-world.js";
import { type MemoryOptions, memoryWorld } from "../../support/memory-world.js";

const HEALTH = String(INCIDENT["src/health.ts"]);

/** The incident with a comment before the line that is wrong. */
function withComment(comment: string): MemoryFiles {
  return { ...INCIDENT, "src/health.ts": HEALTH.replace("  const db", `  // ${comment}\n  const db`) };
}

interface Asked extends MemoryOptions {
  readonly rules?: readonly string[];
  readonly paths?: readonly string[];
}

async function told(files: MemoryFiles, { rules, paths, ...options }: Asked = {}) {
  const request = { ...(rules ? { rules } : {}), ...(paths ? { paths } : {}) };
  const { report } = await check(memoryWorld(files, options), request);
  return {
    says: report.diagnostics.map(({ rule, severity, span }) => `${span.file}: ${rule} ${severity}`),
    allows: report.suppressed.map(({ diagnostic }) => `${diagnostic.span.file}: ${diagnostic.rule}`),
  };
}

const MISSING = "src/health.ts: missing-member error";
const UNUSED = "src/health.ts: unused-suppression warning";
const MALFORMED = "src/health.ts: malformed-suppression error";
const ALLOWED = { says: [], allows: ["src/health.ts: missing-member"] };

describe("the day until which a comment holds", () => {
  const files = withComment("db-ssot-ignore-next-line missing-member -- fixed with v2, until 2027-03-01, owner @data");

  it.each(["2026-11-23", "2027-03-01"])("holds on %s", async (today) =>
    expect(await told(files, { today })).toEqual(ALLOWED),
  );

  it("is told in the report, with whose it is", async () => {
    const { report } = await check(memoryWorld(files));
    expect(report.suppressed.map(({ suppression: { span: _, ...said } }) => said)).toEqual([
      { reason: "fixed with v2", until: "2027-03-01", owner: "@data" },
    ]);
  });

  it("is over on the day after, and the finding says so; the comment counts as used", async () => {
    const { report } = await check(memoryWorld(files, { today: "2027-03-02" }));
    expect(report.diagnostics.map(({ rule }) => rule)).toEqual(["missing-member"]);
    expect(report.diagnostics[0]?.notes.at(-1)?.message).toBe(
      "it was allowed until 2027-03-01 (fixed with v2, owner @data)",
    );
    expect(report.suppressed).toEqual([]);
  });

  it("does not save a comment beside which nothing is found", async () => {
    const gone = {
      ...files,
      "src/health.ts": String(files["src/health.ts"]).replace("getAsyncSession", "getConnection"),
    };
    expect((await told(gone, { today: "2028-01-01", rules: ["missing-member"] })).says).toEqual([UNUSED]);
  });
});

describe("with some rules alone", () => {
  it("nothing is reported for comments about other rules", async () => {
    const files = withComment("db-ssot-ignore-next-line direct-client -- why");
    expect(await told(files, { rules: ["missing-member"] })).toEqual({ says: [MISSING], allows: [] });
    expect(await told(files, { rules: ["direct-client"] })).toEqual({ says: [UNUSED], allows: [] });
  });

  it("a comment for several rules is reported for those that ran", async () => {
    const files = withComment("db-ssot-ignore-next-line direct-client, deep-import, missing-member -- why");
    const { report } = await check(memoryWorld(files), { rules: ["deep-import", "missing-member"] });
    expect(report.diagnostics.map(({ message }) => message)).toEqual([
      "`deep-import` is allowed here, and finds nothing",
    ]);
  });

  it("a malformed comment is reported with its rule, or with the one that was meant", async () => {
    const files = withComment("db-ssot-ignore-next-line missing-members -- why");
    expect((await told(files, { rules: ["missing-member"] })).says).toEqual([MALFORMED, MISSING]);
    expect((await told(files, { rules: ["direct-client"] })).says).toEqual([]);
  });

  it("who asks for the comments alone gets them judged by all rules", async () => {
    const files = withComment("db-ssot-ignore-next-line missing-member, direct-client -- why");
    expect(await told(files, { rules: ["unused-suppression"] })).toEqual({ says: [UNUSED], allows: [] });
    expect(await told(files, { rules: ["malformed-suppression"] })).toEqual({ says: [], allows: [] });
    expect(await told(files, { rules: ["unused-suppression", "missing-member"] })).toEqual(ALLOWED);
  });
});

describe("comments are judged where the run could have used them", () => {
  it("in files that nothing else had to be read of, in both languages", async () => {
    const files = {
      ...INCIDENT,
      "src/plain.ts": "// db-ssot-ignore-file missing-member -- why\nexport const a = 1;\n",
      "tools/plain.py": "# db-ssot-ignore-next-line missing-member -- why\na = 1\n",
    };
    expect((await told(files)).says).toEqual([
      MISSING,
      "src/plain.ts: unused-suppression warning",
      "tools/plain.py: unused-suppression warning",
    ]);
  });

  it("not in files that were not asked about", async () => {
    const files = {
      ...INCIDENT,
      "src/plain.ts": "// db-ssot-ignore-file missing-member -- why\nexport const a = 1;\n",
    };
    expect((await told(files, { paths: ["src/health.ts"] })).says).toEqual([MISSING]);
  });

  it("not for a rule that is off there", async () => {
    const overrides = [{ files: ["src/h*.ts"], rules: { "missing-member": "off" } }];
    const files = withComment("db-ssot-ignore-next-line missing-member -- why");
    expect(await told({ ...files, "db-ssot.json": JSON.stringify({ overrides }) })).toEqual({ says: [], allows: [] });
  });

  it("not in a file that does not parse", async () => {
    const files = { ...INCIDENT, "src/plain.ts": "// db-ssot-ignore-file missing-member -- why\nexport const = ;\n" };
    expect((await told(files)).says).toEqual([MISSING]);
  });

  it("not where what the file imports from was not read, however far away", async () => {
    const sources = [{ accessor: { module: "src/database/index.ts", name: "getDb" } }];
    const files = {
      ...withComment("db-ssot-ignore-next-line missing-member -- why"),
      "src/again.ts": "// db-ssot-ignore-file missing-member -- why\nexport * from './health.js';\n",
      "src/apart.ts": "// db-ssot-ignore-file missing-member -- why\nexport const a = 1;\n",
      "src/db/database-manager.ts": "<<<<<<< HEAD\n",
      "db-ssot.json": JSON.stringify({ sources }),
    };
    expect((await told(files)).says).toEqual(["src/apart.ts: unused-suppression warning"]);
    const withoutWayIn = { ...files, "src/database/index.ts": "<<<<<<< HEAD\nexport function getDb() {}\n" };
    expect((await told(withoutWayIn)).says).toEqual([]);
  });

  it("not where the accessor was detected, and not every file was read", async () => {
    const files = {
      ...INCIDENT,
      "src/apart.ts": "// db-ssot-ignore-file missing-member -- why\nexport const a = 1;\n",
      "src/notes.ts": new Uint8Array([0xff, 0xfe, 0x00]),
    };
    expect((await told(files)).says).toEqual([MISSING]);
  });
});

describe("the severity of findings about comments", () => {
  it("is configured as that of any rule", async () => {
    const rules = { "unused-suppression": "error", "malformed-suppression": "info" };
    const overrides = [{ files: ["src/quiet.ts"], rules: { "unused-suppression": "off" } }];
    const text = "// db-ssot-ignore-next-line missing-member -- why\n// db-ssot-ignore-line\nexport const a = 1;\n";
    const files = {
      ...INCIDENT,
      "src/loud.ts": text,
      "src/quiet.ts": text,
      "db-ssot.json": JSON.stringify({ rules, overrides }),
    };
    expect((await told(files)).says).toEqual([
      MISSING,
      "src/loud.ts: unused-suppression error",
      "src/loud.ts: malformed-suppression info",
      "src/quiet.ts: malformed-suppression info",
    ]);
  });

  it("cannot be escaped by another comment", async () => {
    const files = {
      ...INCIDENT,
      "src/plain.ts":
        "// db-ssot-ignore-file unused-suppression -- why\n// db-ssot-ignore-next-line deep-import -- why\nexport const a = 1;\n",
    };
    expect((await told(files)).says).toEqual([
      MISSING,
      "src/plain.ts: malformed-suppression error",
      "src/plain.ts: unused-suppression warning",
    ]);
  });
});

it("a comment alone on its line is reported, since it applies to that line", async () => {
  const { report } = await check(memoryWorld(withComment("db-ssot-ignore-line missing-member -- why")));
  const [unused] = report.diagnostics;
  expect(unused?.notes.map(({ message }) => message)).toEqual([
    "it is on its own line and applies to that line; `db-ssot-ignore-next-line` applies to the next",
  ]);
});

it("nothing is reported for files with other comments", async () => {
  const files = withComment("db-ssot-baseline.jsonl knows this one");
  expect(await told(files)).toEqual({ says: [MISSING], allows: [] });
});

it("says nothing of a comment about a rule that stands on an accessor, where there is none", async () => {
  const text = `import { Pool } from "pg";\n// db-ssot-ignore-next-line direct-client -- the queue has a pool of its own\nconst pool = new Pool();\npool.query("select 1");\n`;
  expect(await told({ "src/queue.ts": text })).toEqual({ says: [], allows: [] });
});
