/** Parsing only what can matter must lose nothing: parsing every file comes to the same. */
import { describe, expect, it } from "vitest";
import { consolidate } from "../../../src/change/consolidate/consolidate.js";
import type { Consolidation } from "../../../src/change/consolidate/consolidation.js";
import { FIXTURE_PROJECTS, projectFiles } from "../../support/fixture-projects.js";
import { memoryWorld } from "../../support/memory-world.js";
import { code } from "./consolidated.js";

const NAMES = ["DatabaseManager", "getDb", "get_db"];

describe("comes to the same as with every file parsed in", () => {
  it.each(FIXTURE_PROJECTS)("%s", async (project) => {
    for (const name of NAMES) {
      expect(await outcome(projectFiles(project), name, false)).toEqual(
        await outcome(projectFiles(project), name, true),
      );
    }
  });
});

const FAR = {
  "db-ssot.json": JSON.stringify({ sources: [{ accessor: { module: "src/database/index.ts", name: "getDb" } }] }),
  "src/database/index.ts": code(`
    import { settings } from "../settings/index.js";
    export class Store { open() { return settings } }
    export function getDb() { return new Store() }
  `),
  "src/db/store.ts": code(`
    import { settings } from "../settings.js";
    export class Store { open() { return settings } }
  `),
  "src/settings/index.ts": 'export * from "./all.js";\n',
  "src/settings/all.ts": 'export { given as settings } from "./given.js";\n',
  "src/settings/given.ts": "export const given = 1;\n",
  "src/settings.ts": 'export { settings } from "./settings/all.js";\n',
  "src/db/index.ts": 'export { Store as Shop } from "./store.js";\n',
  "src/barrel.ts": 'export * from "./db/index.js";\n',
  "src/caller.ts": 'import { Shop } from "./barrel.js";\nnew Shop().open();\n',
  "src/aside.ts": "export const aside = 1;\n",
};

it("follows what both import to where it is defined, through modules that pass it on", async () => {
  const quick = await outcome(FAR, "Store", false);
  expect(quick).toMatchObject({ kind: "merged", kept: ["open"] });
  expect(quick).toEqual(await outcome(FAR, "Store", true));
});

it("sees a circle that leads through files that say nothing of the name", async () => {
  const files = {
    ...FAR,
    "src/settings/given.ts": 'import "./first.js";\nexport const given = 1;\n',
    "src/settings/first.ts": 'import "./second.js";\n',
    "src/settings/second.ts": 'import "../db/user.js";\n',
    "src/db/user.ts": 'import { Store } from "./store.js";\nnew Store().open();\n',
    "src/db/store.ts": "export class Store { open() { return 1 } }\n",
    "src/database/index.ts": FAR["src/database/index.ts"].replace("return settings", "return 1"),
  };
  const quick = await outcome(files, "Store", false);
  expect(quick).toMatchObject({ kind: "refused" });
  expect(quick).toEqual(await outcome(files, "Store", true));
});

/** What came of it; a fault of use is told by its words. */
async function outcome(
  files: Parameters<typeof memoryWorld>[0],
  name: string,
  everything: boolean,
): Promise<Consolidation | string> {
  try {
    return await consolidate(memoryWorld(files), { name, everything });
  } catch (error) {
    return (error as Error).name;
  }
}
