/** A whole fix of a project with a tsconfig: what would not fit is not applied, and the rest is. */
import { expect, it } from "vitest";
import { type FixOutcome, fix } from "../../../src/change/fix/run.js";
import { changesForPeople, patchSummary } from "../../../src/cli/report/changes.js";
import { INCIDENT } from "../../support/incident.js";
import { memoryWorld } from "../../support/memory-world.js";

const MANAGER = 'import { DatabaseManager } from "./db/database-manager.js";\n';
const STRICT = '{ "compilerOptions": { "strict": true, "module": "nodenext" } }';
/** The accessor's handle has no `name`, and what the place gets today could have anything. */
const PROJECT = {
  ...INCIDENT,
  "node_modules/pg/package.json": '{ "name": "pg", "types": "index.d.ts" }',
  "node_modules/pg/index.d.ts": "export class Pool { query(text: string): Promise<unknown>; }\n",
  "src/health.ts": `${MANAGER}
export const ready = () => DatabaseManager.getAsyncSession().query("select 1");
export const named = () => DatabaseManager.getAsyncSession().name;
`,
};

it("refuses the fix after which the types do not fit, and applies the one beside it", async () => {
  const result = await fix(memoryWorld({ ...PROJECT, "tsconfig.json": STRICT }), { unsafe: true });
  expect(result.refused.map(({ group, reason }) => `${group.line}: ${reason}`)).toEqual([
    expect.stringMatching(/^4: it would cause a type error: src\/health\.ts:4:36: Property 'name' does not exist on/),
  ]);
  expect(result.applied.map(({ line }) => line)).toEqual([3]);
  expect(result.notes).toEqual([]);
});

it("applies both where no tsconfig says how the types are to be judged", async () => {
  const result = await fix(memoryWorld(PROJECT), { unsafe: true });
  expect(linesOf(result)).toEqual([3, 4]);
});

it("says why it did not compare the types where the tsconfig cannot be read", async () => {
  const world = memoryWorld({ ...PROJECT, "tsconfig.json": '{ "extends": "@acme/tsconfig" }' });
  const result = await fix(world, { unsafe: true });
  expect(linesOf(result)).toEqual([3, 4]);
  const note = "note: types were not compared for the files of tsconfig.json: File '@acme/tsconfig' not found.\n";
  expect(changesForPeople(result, { colour: false })).toContain(note);
  expect(patchSummary(result)).toContain(note);
});

function linesOf({ applied }: FixOutcome): readonly number[] {
  return applied.map(({ line }) => line);
}
