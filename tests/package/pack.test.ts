/** What a user gets: the tarball of `npm pack`, installed somewhere else. */
import { type ChildProcess, execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INCIDENT } from "../support/incident.js";

const ROOT = join(import.meta.dirname, "../..");
const BIN = join(ROOT, "node_modules/.bin");
const NPM = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];

const folder = realpathSync(mkdtempSync(join(tmpdir(), "db-ssot-pack-")));
const consumer = join(folder, "consumer");
let tarball = "";

beforeAll(async () => {
  // `npm test` has built already, and other tests use what it built: nothing may be built anew here.
  await run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder, ...NPM], ROOT);
  tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
  writeProject(consumer, INCIDENT);
  await run("npm", ["install", ...NPM, tarball], consumer);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the installed package", () => {
  it("holds what it runs, its types, its schema and the pages of its rules, and no sources or tests", () => {
    const files = filesOf(join(consumer, "node_modules/db-ssot"));
    for (const file of [
      "bin/db-ssot.js",
      "dist/index.d.ts",
      "dist/start.js",
      "dist/LICENSES.txt",
      "schema.json",
      "LICENSE",
    ]) {
      expect(files).toContain(file);
    }
    expect(files).toContain("src/judge/rules/missing-member.md");
    expect(files.filter((file) => /\.test\.|^(?:tests|fixtures)\/|(?<!\.d)\.ts$/.test(file))).toEqual([]);
    expect(files.filter((file) => file.endsWith(".d.ts"))).toEqual(["dist/index.d.ts"]);
  });

  it("brings nothing that runs a script when it is installed", () => {
    const lock = JSON.parse(readFileSync(join(consumer, "node_modules/.package-lock.json"), "utf8"));
    const scripted = Object.entries<{ hasInstallScript?: boolean }>(lock.packages);
    expect(scripted.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
  });

  it("prints its version", async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect(await run("npx", ["--no-install", "db-ssot", "--version"], consumer)).toMatchObject({
      status: 0,
      output: `${version}\n`,
    });
  });

  it("checks a project", async () => {
    const { status, output } = await run("npx", ["--no-install", "db-ssot", "check", "--format", "concise"], consumer);
    expect(output).toMatch(/^src\/health\.ts:4:30:? .*missing-member/m);
    expect(status).toBe(1);
  });

  it("finds the pages of its rules", async () => {
    const { status, output } = await run("npx", ["--no-install", "db-ssot", "explain", "deep-import"], consumer);
    expect(output).toContain("What it does");
    expect(status).toBe(0);
  });

  it("serves a program that imports it", async () => {
    writeProject(consumer, { "use.mjs": USE });
    const { output, errors } = await run(process.execPath, ["use.mjs"], consumer);
    expect({ output, errors }).toEqual({ output: "missing-member 1\n", errors: "" });
  });

  it.each([
    ["nodenext", "nodenext"],
    ["bundler", "esnext"],
  ])("has types for a program that resolves modules as %s", async (moduleResolution, module) => {
    writeProject(consumer, { "right.mts": TYPED_USE, "wrong.mts": WRONG_USE });
    const options = ["--strict", "--noEmit", "--target", "es2022", "--lib", "es2022", "--module", module];
    const words = [...options, "--moduleResolution", moduleResolution, "right.mts", "wrong.mts"];
    const { output } = await run(join(BIN, "tsc"), words, consumer);
    expect(output.match(/^\S+: error TS\d+/gm)).toEqual(["wrong.mts(2,15): error TS2322"]);
  });
});

it("is what publint accepts", async () => {
  const { status, output } = await run(join(BIN, "publint"), [tarball, "--strict"], ROOT);
  expect(output).toContain("All good!");
  expect(status).toBe(0);
});

it("has types that arethetypeswrong finds right", async () => {
  const { status, output } = await run(
    join(BIN, "attw"),
    [tarball, "--profile", "esm-only", "--no-emoji", "--format", "ascii"],
    ROOT,
  );
  expect(output).toContain("node16 (from ESM): OK (ESM)");
  expect(output).toContain("bundler: OK");
  expect(status).toBe(0);
});

const USE = `import { check, fix } from "db-ssot";
const { diagnostics } = await check({ rules: ["missing-member"] });
const { changes } = await fix({ write: false, rules: ["missing-member"] });
console.log(diagnostics[0].rule, changes.length);
`;

const TYPED_USE = `import { check, type Diagnostic, Fault, fix, type FixResult, type Report } from "db-ssot";

const report: Report = await check({ root: ".", paths: ["src"] });
const first: Diagnostic | undefined = report.diagnostics[0];
const line: string | undefined = first?.message;
const result: FixResult = await fix({ unsafe: true, write: false });
const files: readonly string[] = result.changes.map((change) => change.file);
export const seen = [line, files, new Error() instanceof Fault];
`;

const WRONG_USE = 'import { check } from "db-ssot";\nawait check({ root: 1 });\n';

interface Run {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

function run(command: string, words: readonly string[], cwd: string): Promise<Run> {
  const { FORCE_COLOR: _, ...environment } = process.env;
  const options = {
    cwd,
    env: { ...environment, NO_COLOR: "1" },
    shell: process.platform === "win32",
    maxBuffer: 2 ** 26,
  };
  return new Promise((resolve) => {
    const child: ChildProcess = execFile(command, [...words], options, (error, output, errors) => {
      resolve({ status: error === null ? 0 : Number(error.code ?? 1), output, errors });
    });
    child.stdin?.end();
  });
}

function writeProject(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

function filesOf(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    );
}
