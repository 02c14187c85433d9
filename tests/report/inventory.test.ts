import { describe, expect, it } from "vitest";
import { inventoryTable } from "../../src/report/inventory.js";
import { inventory } from "./inventory.sample.js";

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

  it("uses colour only when it is told to", () => {
    expect(inventoryTable(inventory, { colour: true })).toContain("\u001b[32m");
    expect(inventoryTable(inventory, { colour: false })).not.toContain("\u001b");
  });
});
