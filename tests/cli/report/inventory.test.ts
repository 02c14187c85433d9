import { describe, expect, it } from "vitest";
import { contractsTable, inventoryTable } from "../../../src/cli/report/inventory.js";
import { contracts, inventory } from "./inventory.sample.js";

describe("inventoryTable", () => {
  it("shows a line per pattern, and what they come to", () => {
    expect(inventoryTable(inventory, { colour: false })).toBe(`\
pattern                       kind      source   count  files  canonical
getDb()                       accessor  primary     14      2  yes
DatabaseManager.getSession()  manager   primary      3      1  no
new Pool()                    client    unknown      1      1  no

3 patterns, 18 accesses in 3 files; 77.8 % canonical
`);
  });

  it("says so where there is no access", () => {
    expect(inventoryTable([], { colour: true })).toBe("no access to a database was found\n");
  });

  it("uses colour only when asked to", () => {
    expect(inventoryTable(inventory, { colour: true })).toContain("\u001b[32m");
    expect(inventoryTable(inventory, { colour: false })).not.toContain("\u001b");
  });
});

describe("contractsTable", () => {
  it("shows one line per accessor or manager method: what it does around the handle, and where", () => {
    expect(contractsTable(contracts, { colour: false })).toBe(`
accessor                      defined in         around the handle
getDb()                       src/db.ts:4        closes (:9); does not commit
DatabaseManager.getSession()  src/manager.ts:12  works at \`serializable\` (:14); the rest is unknown: it commits on a condition (src/session.ts:3)
`);
  });

  it("is empty if there is no accessor", () => {
    expect(contractsTable([], { colour: false })).toBe("");
  });
});
