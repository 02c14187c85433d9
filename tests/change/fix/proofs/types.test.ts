import { describe, expect, it } from "vitest";
import type { Edit } from "../../../../src/base/edits/edit.js";
import { typesProof } from "../../../../src/change/fix/proofs/types.js";
import { memoryWorld } from "../../../support/memory-world.js";
import { candidateOf } from "./batch.js";

const TSCONFIG = '{ "compilerOptions": { "strict": true, "module": "preserve", "target": "es2022" } }';
const DATABASE =
  "export class Db { query(text: string): string[] { return [text]; } }\nexport const getDb = () => new Db();\n";
const USERS = `import { getDb } from "./db";

export const first = () => getDb().query("one");
export const second = () => getDb().query("two");
export const third = () => getDb().query("three");
`;
const PAGE = 'import { first } from "./users";\n\nexport const title: string = first().join();\n';
const PROJECT = { "tsconfig.json": TSCONFIG, "src/db.ts": DATABASE, "src/users.ts": USERS, "src/page.ts": PAGE };
const IMPORTERS: Readonly<Record<string, readonly string[]>> = {
  "src/db.ts": ["src/users.ts"],
  "src/users.ts": ["src/page.ts"],
};

describe("typesProof", () => {
  it("lets fixes pass after which the types fit", async () => {
    expect(await refused({ one: [replace("one", "1")], two: [replace("two", "2")] })).toEqual({});
  });

  it("refuses the fix that makes a type error, and lets another in the same file stand", async () => {
    expect(await refused({ one: [replace('query("one")', "quer()")], two: [replace("two", "2")] })).toEqual({
      one: "it would cause a type error: src/users.ts:3:36: Property 'quer' does not exist on type 'Db'. Did you mean 'query'?",
    });
  });

  it("tells of each fix its own error", async () => {
    const said = await refused({
      one: [replace('"one"', "1")],
      two: [replace('"two"', "true")],
      three: [replace("three", "3")],
    });
    expect(said).toEqual({
      one: expect.stringMatching("src/users.ts:3:42: Argument of type 'number' is not"),
      two: expect.stringMatching("src/users.ts:4:43: Argument of type 'boolean' is not"),
    });
  });

  it("refuses a fix that breaks a file which imports the one that it edits", async () => {
    expect(await refused({ one: [replace('.query("one")', "")], two: [replace("two", "2")] })).toEqual({
      one: "it would cause a type error: src/page.ts:3:38: Property 'join' does not exist on type 'Db'.",
    });
  });

  it("refuses of two fixes that do not go together the later one", async () => {
    const { "src/page.ts": _, ...project } = PROJECT;
    const fixes = {
      one: [replace('"one")', '"one").length')],
      two: [replace('getDb().query("two")', "first().join()")],
    };
    expect(await refused(fixes, project)).toEqual({
      two: "it would cause a type error: src/users.ts:4:37: Property 'join' does not exist on type 'number'.",
    });
  });

  it("lets two fixes pass of which one needs the other", async () => {
    const { "src/page.ts": _, ...project } = PROJECT;
    const one = [replace('"one")', '"one").length')];
    const two = [replace('getDb().query("two")', "first().toFixed()")];
    expect(await refused({ one, two }, project)).toEqual({});
    expect(await refused({ two }, project)).toEqual({
      two: expect.stringMatching("Property 'toFixed' does not exist"),
    });
  });

  it("is not troubled by errors that were there before", async () => {
    const project = { ...PROJECT, "src/users.ts": `${USERS}export const wrong: number = "text";\n` };
    expect(await refused({ one: [replace("one", "1\\n")] }, project)).toEqual({});
  });

  it("refuses them all where nothing tells which one is to blame", async () => {
    const importersOf = (file: string) => (file === "src/users.ts" ? ["src/page.ts"] : []);
    const project = { ...PROJECT, "src/other.ts": "export const other = 1;\n" };
    const fixes = {
      one: [replace('.query("one")', "")],
      other: [{ file: "src/other.ts", start: 21, end: 22, text: "2" }],
    };
    // Nobody is known to import what breaks, but the file is judged for another reason.
    const blind = (file: string) => (file === "src/other.ts" ? ["src/page.ts"] : []);
    const reason = "it would cause a type error: src/page.ts:3:38: Property 'join' does not exist on type 'Db'.";
    expect(await refused(fixes, project, blind)).toEqual({ one: reason, other: reason });
    expect(await refused(fixes, project, importersOf)).toEqual({ one: reason });
  });

  it("says nothing where no tsconfig covers the files", async () => {
    const { "tsconfig.json": _, ...project } = PROJECT;
    expect(await refused({ one: [replace('query("one")', "quer()")] }, project)).toEqual({});
  });

  it("says nothing, and why, where the tsconfig is broken", async () => {
    const notes: string[] = [];
    const project = { ...PROJECT, "tsconfig.json": '{ "extends": "./none.json" }' };
    expect(await refused({ one: [replace('query("one")', "quer()")] }, project, undefined, notes)).toEqual({});
    expect(notes).toEqual([
      expect.stringMatching(/^types were not compared for the files of tsconfig\.json: .*none\.json/),
    ]);
  });

  it("judges a later round against the result of the one before", async () => {
    const files = memoryWorld(PROJECT).files;
    const proof = typesProof({ files, importersOf: (file) => IMPORTERS[file] ?? [] });
    const round = candidateOf(PROJECT, { one: [replace("one", "1")] });
    expect(await proof(round)).toEqual([]);
    const done = new Map([...round.before, ...round.apply(round.groups)]);
    const next = candidateOf(Object.fromEntries(done), {
      two: [replace('query("two")', "quer()", done.get("src/users.ts"))],
    });
    const refusals = await proof({ ...next, originals: round.originals });
    expect(refusals.map(({ group }) => group.name)).toEqual(["two"]);
  });
});

async function refused(
  fixes: Readonly<Record<string, readonly Edit[]>>,
  project: Readonly<Record<string, string>> = PROJECT,
  importersOf = (file: string): readonly string[] => IMPORTERS[file] ?? [],
  notes: string[] = [],
): Promise<Readonly<Record<string, string>>> {
  const { files } = memoryWorld(project);
  const proof = typesProof({ files, importersOf, note: (text) => notes.push(text) });
  const refusals = await proof(candidateOf(project, fixes));
  return Object.fromEntries(refusals.map(({ group, reason }) => [group.name, reason]));
}

/** In `src/users.ts`. */
function replace(text: string, by: string, users = USERS): Edit {
  const start = users.indexOf(text);
  return { file: "src/users.ts", start, end: start + text.length, text: by };
}
