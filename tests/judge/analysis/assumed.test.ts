import { describe, expect, it } from "vitest";
import { runCli } from "../../support/cli.js";
import { INCIDENT } from "../../support/incident.js";

const ACCESSOR = { module: "src/db/index.ts", name: "getDb" };
const FILES = { ...INCIDENT, "src/db/index.ts": "export async function getDb() {}\nexport const other = 1;\n" };

function checked(allowed: unknown) {
  return runCli("check", {
    ...FILES,
    "db-ssot.json": JSON.stringify({ sources: [{ accessor: ACCESSOR, alsoAllowed: [allowed] }] }),
  });
}

describe("a name in `alsoAllowed`", () => {
  it("is told where its module does not export it", async () => {
    const { output } = await checked("sessionScope");
    expect(output).toContain("src/db/index.ts does not export `sessionScope`, which ");
    expect(output.replace(/\s+/g, " ")).toContain("names in `alsoAllowed` (db-ssot.json:1:");
  });

  it("is not spoken of where it does, also with a member behind it", async () => {
    expect((await checked("other")).output).not.toContain("alsoAllowed");
    expect((await checked("other.session")).output).not.toContain("alsoAllowed");
  });
});
