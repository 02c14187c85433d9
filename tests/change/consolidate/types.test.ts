import { describe, expect, it } from "vitest";
import { STRICT } from "../types/support.js";
import { code, merged, refused } from "./consolidated.js";

const TARGET = code(`
  export class Store {
    open(): string { return "open"; }
  }
  export function getDb(): Store { return new Store(); }
`);
const files = (more: Record<string, string>): Record<string, string> => ({
  "db-ssot.json": JSON.stringify({ sources: [{ accessor: { module: "src/database.ts", name: "getDb" } }] }),
  "tsconfig.json": STRICT,
  "src/database.ts": TARGET,
  "src/old.ts": code(`
    export class Store {
      open(): string { return "open"; }
      close(): void {}
    }
  `),
  ...more,
});

describe("types", () => {
  it("refuses where the types of a file fit no longer, and says how", async () => {
    // It lacks what only the other definition has, and is no longer assignable once that is united.
    const caller = 'import { Store } from "./database.js";\nexport const double: Store = { open: () => "open" };\n';
    const result = await refused(files({ "src/caller.ts": caller }), { name: "Store" });
    expect(result.reasons).toEqual([
      "it would cause a type error: src/caller.ts:2:14: Property 'close' is missing in type '{ open: () => string; }' but required in type 'Store'.",
    ]);
  });

  it("leaves alone what did not fit before, also where it moves", async () => {
    const old = code(`
      export class Store {
        open(): string { return "open"; }
        close(): number { return "closed"; }
      }
    `);
    const caller = 'import { Store } from "./old.js";\nexport const wrong: number = new Store().open();\n';
    const result = await merged(files({ "src/old.ts": old, "src/caller.ts": caller }), { name: "Store" });
    expect(result.callers).toEqual(["src/caller.ts"]);
  });

  it("asks nothing of types where no tsconfig covers the files", async () => {
    const caller = 'import { Store } from "./database.js";\nexport const double: Store = { open: () => "open" };\n';
    const { "tsconfig.json": _, ...without } = files({ "src/caller.ts": caller });
    expect((await merged(without, { name: "Store" })).united).toHaveLength(1);
  });
});
