import { describe, expect, it } from "vitest";
import { loadTypes } from "../../../src/change/types/types.js";
import { memoryWorld } from "../../support/memory-world.js";
import { judgment, newErrors, STRICT } from "./support.js";

const DATABASE =
  "export class Db { query(text: string): string[] { return [text]; } }\nexport const getDb = () => new Db();\n";
const USERS = 'import { getDb } from "./db.js";\n\nexport const users = () => getDb().query("users");\n';
const PROJECT = { "tsconfig.json": STRICT, "src/db.ts": DATABASE, "src/users.ts": USERS };
const MISTAKE = "src/users.ts:3:36: Property 'quer' does not exist on type 'Db'. Did you mean 'query'?";

describe("a change", () => {
  it("brings the errors that were not there before", async () => {
    expect(await newErrors(PROJECT, { "src/users.ts": USERS.replace(".query", ".quer") })).toEqual([MISTAKE]);
  });

  it("brings none where the types fit", async () => {
    expect(await newErrors(PROJECT, { "src/users.ts": USERS.replace('"users"', '"people"') })).toEqual([]);
  });

  it("brings errors to files that import what changed", async () => {
    const change = { "src/db.ts": DATABASE.replace("query", "run") };
    expect(await newErrors(PROJECT, change, ["src/users.ts"])).toEqual([
      "src/users.ts:3:36: Property 'query' does not exist on type 'Db'.",
    ]);
  });

  it("is not blamed for errors that were there before, wherever they are now", async () => {
    const broken = `${USERS}export const wrong: number = "text";\n`;
    const moved = `// One line more.\n${broken}`;
    expect(await newErrors({ ...PROJECT, "src/users.ts": broken }, { "src/users.ts": moved })).toEqual([]);
  });

  it("is blamed where the same error comes once more", async () => {
    const broken = `${USERS}export const wrong: number = "text";\n`;
    const twice = `${broken}export const worse: number = "text";\n`;
    expect(await newErrors({ ...PROJECT, "src/users.ts": broken }, { "src/users.ts": twice })).toEqual([
      "src/users.ts:5:14: Type 'string' is not assignable to type 'number'.",
    ]);
  });

  it("may add a module that nobody has written yet", async () => {
    const change = { "src/new.ts": "export const one = 1;\n", "src/users.ts": 'export { one } from "./new.js";\n' };
    expect(await newErrors(PROJECT, change)).toEqual([]);
  });

  it("is forgotten when the next one is judged", async () => {
    const layer = await loadTypes(memoryWorld(PROJECT).files);
    const judge = (text?: string) =>
      layer.judge(new Map(text === undefined ? [] : [["src/users.ts", text]]), ["src/users.ts"]).problems.length;
    const wrong = USERS.replace(".query", ".quer");
    expect([judge(wrong), judge(), judge(wrong), judge(USERS)]).toEqual([1, 0, 1, 0]);
  });
});

describe("what counts as an error", () => {
  const possiblyNull = { "src/a.ts": "export const first = (list: string[] | null) => list.length;\n" };

  it("is what the project's own strictness says", async () => {
    expect(await judgment({ ...possiblyNull, "tsconfig.json": STRICT }, ["src/a.ts"])).toEqual([
      "src/a.ts:1:49: 'list' is possibly 'null'.",
    ]);
    const lenient = '{ "compilerOptions": { "strict": false } }';
    expect(await judgment({ ...possiblyNull, "tsconfig.json": lenient }, ["src/a.ts"])).toEqual([]);
  });

  it("is judged leniently where the project says nothing of strictness", async () => {
    expect(await judgment({ ...possiblyNull, "tsconfig.json": "{}" }, ["src/a.ts"])).toEqual([]);
  });

  it("is found in what is written with tags", async () => {
    const project = {
      "tsconfig.json": '{ "compilerOptions": { "jsx": "preserve", "strict": true } }',
      "src/jsx.d.ts": "declare namespace JSX { interface IntrinsicElements { b: { id: string } } }\n",
      "src/a.tsx": "export const a = <b id={1} />;\n",
    };
    expect(await judgment(project, ["src/a.tsx"])).toEqual([
      "src/a.tsx:1:21: Type 'number' is not assignable to type 'string'.",
    ]);
  });

  it("is found in JavaScript only where it is checked", async () => {
    const project = { "src/a.js": '/** @type {number} */\nexport const a = "text";\n' };
    const judge = (name: string, options: string) =>
      judgment({ ...project, [name]: `{ "compilerOptions": ${options} }` }, ["src/a.js"]);
    const found = ["src/a.js:2:14: Type 'string' is not assignable to type 'number'."];
    expect(await judge("jsconfig.json", '{ "checkJs": true }')).toEqual(found);
    expect(await judge("tsconfig.json", '{ "allowJs": true, "checkJs": true }')).toEqual(found);
    expect(await judge("jsconfig.json", "{}")).toEqual([]);
    expect(await judge("tsconfig.json", '{ "allowJs": true }')).toEqual([]);
    expect(await judge("tsconfig.json", "{}")).toEqual([]);
  });

  it("knows what is installed, by its own declarations and by those of @types", async () => {
    const project = {
      "tsconfig.json": STRICT,
      "node_modules/pg/package.json": '{ "name": "pg", "types": "index.d.ts" }',
      "node_modules/pg/index.d.ts": "export class Pool { end(): void }\n",
      "node_modules/@types/node/package.json": '{ "name": "@types/node", "types": "index.d.ts" }',
      "node_modules/@types/node/index.d.ts": "declare const process: { env: Record<string, string> };\n",
      "src/a.ts": 'import { Pool } from "pg";\n\nnew Pool().close();\nprocess.env.PORT;\n',
    };
    expect(await judgment(project, ["src/a.ts"])).toEqual([
      "src/a.ts:3:12: Property 'close' does not exist on type 'Pool'.",
    ]);
  });
});
