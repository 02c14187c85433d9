import type { Inventory } from "../../src/inventory/inventory.js";

export const inventory: Inventory = [
  { pattern: "getDb()", kind: "accessor", source: "primary", count: 14, files: ["a.ts", "b.ts"], canonical: true },
  {
    pattern: "DatabaseManager.getSession()",
    kind: "manager",
    source: "primary",
    count: 3,
    files: ["b.ts"],
    canonical: false,
  },
  { pattern: "new Pool()", kind: "client", count: 1, files: ["c.ts"], canonical: false },
];
