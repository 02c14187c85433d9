/** `explain FILE:LINE:COL`: the finding there with its evidence and fix, or what else is there. */
import { describe, expect, it } from "vitest";
import { runCli, runCliIn } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";
import { memoryWorld } from "../support/memory-world.js";

async function explained(place: string, files = INCIDENT): Promise<string> {
  const { status, output, errors } = await runCli(`explain ${place}`, files);
  expect({ status, errors }).toEqual({ status: 0, errors: "" });
  return output;
}

describe("a place with a finding", () => {
  it("gets the finding, its database and accessor, its value, its fix and its page", async () => {
    const output = await explained("src/health.ts:4:35");
    expect(output).toMatch(/^src\/health\.ts:4:30 {2}error {2}missing-member\n/);
    expect(output.slice(output.indexOf("  database:"))).toMatchInlineSnapshot(`
      "  database: \`primary\`, accessor \`getDb\` of src/database/index.ts
          assumed \`getDb\` from src/database/index.ts: 2 importers, builds the client, named like an
            accessor
        value: \`DatabaseManager.getAsyncSession()\` is unknown: no member \`getAsyncSession\`
          \`db-ssot debug value src/health.ts:4:30\` prints each step
        fix: safe
          src/health.ts:1
          - import { DatabaseManager } from "./db/database-manager.js";
          + import { getDb } from "./database/index.js";
          src/health.ts:4
          -   const db = DatabaseManager.getAsyncSession();
          +   const db = getDb();
        rule: \`db-ssot explain missing-member\` prints its page
        history: \`db-ssot why src/health.ts:4:30\` says how it came about
      "
    `);
  });

  it("is wrapped between words, but for code", async () => {
    const world = memoryWorld(INCIDENT, { width: 60 });
    const { output } = await runCliIn(world, "explain src/health.ts:4");
    expect(output.slice(output.indexOf("  database:"), output.indexOf("  value:"))).toBe(
      `  database: \`primary\`, accessor \`getDb\` of
    src/database/index.ts
    assumed \`getDb\` from src/database/index.ts: 2
      importers, builds the client, named like an accessor
`,
    );
    expect(output).toContain(`- import { DatabaseManager } from "./db/database-manager.js";\n`);
  });

  it("may be a line alone", async () => {
    expect(await explained("src/health.ts:4")).toBe(await explained("src/health.ts:4:30"));
  });

  it("says that the configuration names the accessor", async () => {
    const accessor = { module: "src/database/index.ts", name: "getDb" };
    const config = JSON.stringify({ sources: [{ accessor, managers: ["DatabaseManager"] }] });
    expect(await explained("src/health.ts:4", { ...INCIDENT, "db-ssot.json": config })).toContain(
      "accessor `getDb` of src/database/index.ts\n    the configuration names it\n",
    );
  });

  it("says which comment allows it", async () => {
    const text = `${INCIDENT["src/health.ts"]}`.replace(
      "  const db",
      "  // db-ssot-ignore-next-line missing-member -- it comes with the next release\n  const db",
    );
    const output = await explained("src/health.ts:5", { ...INCIDENT, "src/health.ts": text });
    expect(output).toContain(
      "not reported: the comment at src/health.ts:4:3 allows it: it comes with the next release\n",
    );
  });

  it("says that the baseline accepts it", async () => {
    const { world } = await runCli("baseline", INCIDENT);
    const { output } = await runCliIn(world, "explain src/health.ts:4");
    expect(output).toContain("  not reported: the baseline accepts it\n");
  });
});

describe("a place without a finding", () => {
  it("gets the access that is there, and the nearest finding of the file", async () => {
    const text = `${INCIDENT["src/health.ts"]}export const size = () => getDb().totalCount;\n`;
    const imported = `import { getDb } from "./database/index.js";\n${text}`;
    expect(await explained("src/health.ts:8:27", { ...INCIDENT, "src/health.ts": imported })).toBe(
      [
        "  no finding at src/health.ts:8",
        "  `getDb` is the accessor, which is allowed everywhere",
        "  the nearest finding is src/health.ts:5:30, missing-member: `DatabaseManager` has no member",
        "    `getAsyncSession`",
        "",
      ].join("\n"),
    );
  });

  it("says that internals may use a client", async () => {
    expect(await explained("src/database/index.ts:3")).toContain(
      "`Pool` is a driver's own client; the file belongs to the internals, which may use it\n",
    );
  });

  it("says that the file was not parsed", async () => {
    expect(await explained("src/plain.ts:1", { ...INCIDENT, "src/plain.ts": "export {};\n" })).toBe(
      [
        "  no finding at src/plain.ts:1",
        "  the file was not parsed: `db-ssot debug read src/plain.ts` says why",
        "  there are no findings in this file",
        "",
      ].join("\n"),
    );
  });
});

it.each([
  ["src/gone.ts:1", "there is no `src/gone.ts`"],
  ["src/health.ts:99", "`src/health.ts` has 7 lines"],
  ["src/health.ts:1:999", "`src/health.ts:1` has 59 columns"],
  ["package.json:1", "`package.json` is not read: it is not written in a language that is read"],
])("refuses %s", async (place, what) => {
  const { status, output, errors } = await runCli(`explain ${place}`, INCIDENT);
  expect(errors).toContain(`\n  ${what}\n`);
  expect({ status, output }).toEqual({ status: 2, output: "" });
});
