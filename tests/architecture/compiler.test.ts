/** The compiler takes longer to load than most projects take to check, so it is loaded when a file has to be parsed. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { INCIDENT } from "../support/incident.js";
import { loadedModules } from "../support/loaded-modules.js";
import { tempProject } from "../support/temp-project.js";
import { readSources } from "./read-sources.js";

const ROOT = join(import.meta.dirname, "../..");

const NO_DATABASE = {
  "package.json": '{ "name": "shop", "type": "module" }\n',
  "src/greet.ts": 'import { name } from "./name.js";\n\nexport const greet = () => name;\n',
  "src/name.ts": 'export const name = "world";\n',
};

/** What is loaded with the program; behind it, the compiler waits until somebody asks for it. */
const DOORS = ["read/languages/typescript/index.ts", "change/types/types.ts", "change/types/compare.ts"];

it("is imported by the TypeScript front end and the type layer alone, behind their own doors", () => {
  const users = readSources().filter(({ imports }) => imports.includes("ts-morph"));
  const isInside = (path: string): boolean =>
    path.startsWith("read/languages/typescript/") || path.startsWith("change/types/");
  expect(users.map(({ path }) => path).filter((path) => !isInside(path) || DOORS.includes(path))).toEqual([]);
});

it("is asked for types through a door alone", () => {
  const isInside = (path: string): boolean => path.startsWith("change/types/");
  const outside = readSources().filter(({ path }) => !isInside(path));
  expect(outside.flatMap(({ imports }) => imports.filter(isInside)).filter((path) => !DOORS.includes(path))).toEqual(
    [],
  );
});

const CHECK = `
  const { check } = await import(${JSON.stringify(pathToFileURL(join(ROOT, "dist/index.js")).href)});
  await check();
`;

describe.each([
  ["the API", ["--input-type=module", "--eval", CHECK]],
  ["the command", [join(ROOT, "bin/db-ssot.js"), "check"]],
])("%s", (_, words) => {
  it("loads no parser to check a project without a database", () => {
    expect(compilersAmong(loadedModules(words, tempProject(NO_DATABASE)))).toEqual([]);
  });

  it("loads the parser, and not the compiler, once a file has to be parsed", () => {
    expect(compilersAmong(loadedModules(words, tempProject({ ...INCIDENT })))).toEqual(["parser"]);
  });
});

it("is loaded as a whole where types are compared", () => {
  const words = [join(ROOT, "bin/db-ssot.js"), "fix", "--diff"];
  expect(compilersAmong(loadedModules(words, tempProject({ ...INCIDENT, "tsconfig.json": "{}\n" })))).toContain(
    "@ts-morph/common",
  );
});

function compilersAmong(modules: ReadonlySet<string>): readonly string[] {
  return ["parser", "typescript", "ts-morph", "@ts-morph/common"].filter((name) => modules.has(name));
}
