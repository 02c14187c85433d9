import type { EffectsRow } from "../../../src/judge/inventory/effects.js";
import type { Inventory } from "../../../src/judge/inventory/inventory.js";

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

export const contracts: readonly EffectsRow[] = [
  {
    name: "getDb()",
    kind: "accessor",
    source: "primary",
    place: { file: "src/db.ts", line: 4 },
    clause: "closes (:9); does not commit",
    effects: [{ effect: "closes", file: "src/db.ts", line: 9 }],
    isolation: [],
    unknown: [],
    clients: [{ file: "src/db.ts", line: 2, names: ["DATABASE_URL"] }],
  },
  {
    name: "DatabaseManager.getSession()",
    kind: "manager",
    source: "primary",
    place: { file: "src/manager.ts", line: 12 },
    clause: "works at `serializable` (:14); the rest is unknown: it commits on a condition (src/session.ts:3)",
    effects: [],
    isolation: [{ level: "serializable", file: "src/manager.ts", line: 14 }],
    unknown: [{ reason: "commits on a condition", file: "src/session.ts", line: 3 }],
  },
];
