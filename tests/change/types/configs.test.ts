import { describe, expect, it } from "vitest";
import { judgment, STRICT } from "./support.js";

const WRONG = 'export const wrong: number = "text";\n';
const reported = (file: string) => `${file}:1:14: Type 'string' is not assignable to type 'number'.`;

describe("a file is judged by", () => {
  it("the nearest configuration that names it", async () => {
    const project = {
      "tsconfig.json": "{}",
      "app/tsconfig.json": '{ "compilerOptions": { "strict": true } }',
      "app/src/a.ts": "export const size = (list?: string[]) => list.length;\n",
      "src/a.ts": "export const size = (list?: string[]) => list.length;\n",
    };
    expect(await judgment(project, ["app/src/a.ts", "src/a.ts"])).toEqual([
      "app/src/a.ts:1:42: 'list' is possibly 'undefined'.",
    ]);
  });

  it("one further up, where the nearest leaves it out", async () => {
    const project = {
      "tsconfig.json": "{}",
      "app/tsconfig.json": '{ "include": ["src"] }',
      "app/scripts/a.ts": WRONG,
    };
    expect(await judgment(project, ["app/scripts/a.ts"])).toEqual([reported("app/scripts/a.ts")]);
  });

  it("one that the nearest refers to, as a file or as a directory", async () => {
    const project = {
      "tsconfig.json": '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }, { "path": "./lib" }] }',
      "tsconfig.app.json": '{ "include": ["src"], "compilerOptions": { "noEmit": true } }',
      "lib/tsconfig.json": '{ "compilerOptions": { "composite": true } }',
      "lib/a.ts": WRONG,
      "src/a.ts": WRONG,
    };
    expect(await judgment(project, ["lib/a.ts", "src/a.ts"])).toEqual([reported("lib/a.ts"), reported("src/a.ts")]);
  });

  it("what its configuration extends", async () => {
    const project = {
      "tsconfig.base.json": '// Shared.\n{ "compilerOptions": { "noImplicitReturns": true } }',
      "tsconfig.json": '{ "extends": "./tsconfig.base.json", }',
      "src/a.ts": "export function a(x: boolean) {\n  if (x) return 1;\n}\n",
    };
    expect(await judgment(project, ["src/a.ts"])).toEqual(["src/a.ts:1:17: Not all code paths return a value."]);
  });

  it("the declarations that its configuration names beside it, and the paths", async () => {
    const project = {
      "tsconfig.json": '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] }, "module": "preserve" } }',
      "types/global.d.ts":
        "declare const settings: { url: string };\ndeclare module 'untyped' { export const one: 1; }\n",
      "src/b.ts": "export const b = 1;\n",
      "src/a.ts":
        'import { b } from "@/b";\nimport { one } from "untyped";\n\nexport const a: [string, 1, number] = [settings.url, one, b];\nexport const c: string = b;\n',
    };
    expect(await judgment(project, ["src/a.ts"])).toEqual([
      "src/a.ts:5:14: Type 'number' is not assignable to type 'string'.",
    ]);
  });
});

describe("a file is left alone", () => {
  it("where there is no configuration", async () => {
    expect(await judgment({ "src/a.ts": WRONG }, ["src/a.ts"])).toEqual([]);
  });

  it("where no configuration names it", async () => {
    const project = { "tsconfig.json": '{ "include": ["src"] }', "src/b.ts": "", "tests/a.ts": WRONG };
    expect(await judgment(project, ["tests/a.ts"])).toEqual([]);
  });

  it("where it is not there", async () => {
    expect(await judgment({ "tsconfig.json": STRICT, "src/a.ts": "" }, ["src/none.ts"])).toEqual([]);
  });

  it("where references go in a circle", async () => {
    const project = {
      "tsconfig.json": '{ "files": [], "references": [{ "path": "./lib" }] }',
      "lib/tsconfig.json": '{ "files": [], "references": [{ "path": ".." }] }',
      "lib/a.ts": WRONG,
    };
    expect(await judgment(project, ["lib/a.ts"])).toEqual([]);
  });

  it.each([
    ["that is no JSON", "{ nothing", /^types were not compared for the files of tsconfig\.json: ./],
    [
      "whose base is not installed",
      '{ "extends": "@tsconfig/node20/tsconfig.json" }',
      /File '@tsconfig\/node20\/tsconfig\.json' not found/,
    ],
    ["that extends itself", '{ "extends": "./tsconfig.json" }', /[Cc]ircularity/],
  ])("where there is a configuration %s, with a note", async (_, config, note) => {
    const said = await judgment({ "tsconfig.json": config, "src/a.ts": WRONG }, ["src/a.ts"]);
    expect(said).toEqual([expect.stringMatching(note)]);
  });

  it("where its configuration has an option of another compiler, but not for that", async () => {
    const project = { "tsconfig.json": '{ "compilerOptions": { "notYetInvented": true } }', "src/a.ts": WRONG };
    expect(await judgment(project, ["src/a.ts"])).toEqual([reported("src/a.ts")]);
  });
});
