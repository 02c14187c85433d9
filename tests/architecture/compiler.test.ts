/** The compiler takes longer to load than most projects take to check, so it is loaded when a file has to be parsed. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { INCIDENT } from "../support/incident.js";
import { tempProject } from "../support/temp-project.js";
import { readSources } from "./read-sources.js";

const BUILT = join(import.meta.dirname, "../../dist");

const RUN_MAIN = `
  const silent = () => {};
  const terminal = { write: silent, writeError: silent, colour: false, interactive: false, width: 80 };
  const world = { ...entry.realWorld(root), terminal };
  const circumstances = { version: "0.0.0", node: "0.0.0", platform: "any", command: "db-ssot check" };
  await entry.main({ words: ["check"], world, pages: world.files, circumstances });
`;

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

describe.each([
  ["src/index", importAndCheck("index.js", "await entry.check({ root });")],
  ["src/start", importAndCheck("start.js", RUN_MAIN)],
])("%s", (_, program) => {
  it("loads no compiler to check a project without a database", () => {
    expect(compilersLoaded(program, tempProject(NO_DATABASE))).toEqual([]);
  });

  it("loads it once a file has to be parsed", () => {
    expect(compilersLoaded(program, tempProject({ ...INCIDENT }))).toContain("@ts-morph/common");
  });
});

/** The text of a program that imports a built module, uses it on the project in `root`, and prints what was loaded. */
function importAndCheck(file: string, use: string): string {
  return `
    import { createRequire } from "node:module";
    const root = process.argv[1];
    const entry = await import(${JSON.stringify(pathToFileURL(join(BUILT, file)).href)});
    ${use}
    console.log(JSON.stringify(Object.keys(createRequire(${JSON.stringify(pathToFileURL(join(BUILT, file)).href)}).cache)));
  `;
}

/** Packages of the compiler among the modules that a run has loaded. */
function compilersLoaded(program: string, root: string): readonly string[] {
  const words = ["--input-type=module", "--eval", program, root];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const loaded: readonly string[] = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
  const packages = loaded.map((path) => /node_modules[\\/](@[^\\/]+[\\/][^\\/]+|[^\\/]+)/.exec(path)?.[1] ?? "");
  return [...new Set(packages.map((name) => name.replace("\\", "/")))].filter((name) =>
    ["typescript", "ts-morph", "@ts-morph/common"].includes(name),
  );
}
