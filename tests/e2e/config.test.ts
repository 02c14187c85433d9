/** Configurations of several files by the built command, with packages that the real npm has installed. */
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { runOnDisk } from "../support/cli-on-disk.js";
import { INCIDENT } from "../support/incident.js";
import { repository } from "../support/repository.js";
import { tempProject } from "../support/temp-project.js";

const ACCESSOR = 'import { Pool } from "pg";\nconst pool = new Pool();\nexport const getDb = async () => pool;\n';
const DIRECT = 'import { Pool } from "pg";\nexport const own = new Pool();\n';

const PROJECT = {
  "package.json": '{ "name": "shop", "private": true }',
  "src/db.ts": ACCESSOR,
  "src/report.ts": DIRECT,
  "tests/report.test.ts": DIRECT,
};

const SOURCES = [{ accessor: { module: "src/db.ts", name: "getDb" } }];

const SHARED = {
  "package.json": JSON.stringify({
    name: "@acme/db-ssot-config",
    version: "1.0.0",
    exports: { ".": "./recommended.json", "./*.json": "./*.json" },
  }),
  "recommended.json": JSON.stringify({
    extends: "./base.json",
    overrides: [{ files: ["no/such/directory/**"], rules: { "direct-client": "off" } }],
  }),
  "base.json": JSON.stringify({ rules: { "direct-client": "info" } }),
  "strict.json": JSON.stringify({ rules: { "direct-client": ["error", { include: ["tests"] }] } }),
};

/** Packs the shared configuration and installs it, as a registry would give it; nothing goes over a network. */
async function install(root: string): Promise<void> {
  const npm = promisify(execFile);
  const source = tempProject(SHARED);
  const options = { cwd: source, env: { ...process.env, npm_config_cache: join(source, ".cache") } };
  const { stdout } = await npm("npm", ["pack", "--silent", "--pack-destination", root], options);
  const words = ["install", "--silent", "--offline", "--no-audit", "--no-fund", `./${stdout.trim()}`];
  await npm("npm", words, { ...options, cwd: root });
}

function configure(root: string, config: object): void {
  writeFileSync(join(root, "db-ssot.json"), JSON.stringify({ sources: SOURCES, ...config }));
}

async function concise(root: string, command = "check --format concise"): Promise<readonly string[]> {
  const { output, errors } = await runOnDisk(root, command);
  return `${output}${errors}`
    .split("\n")
    .map((line) => line.split(" ").slice(0, 3).join(" "))
    .filter((line) => line !== "");
}

describe("a shared configuration that npm has installed", () => {
  it("is extended by its package's name, and by one of its files", async () => {
    const root = tempProject(PROJECT);
    await install(root);
    configure(root, { extends: "@acme/db-ssot-config" });
    expect(await concise(root)).toEqual(["src/report.ts:2:24 info direct-client"]);
    configure(root, { extends: ["@acme/db-ssot-config", "@acme/db-ssot-config/strict.json"] });
    expect(await concise(root)).toEqual([
      "src/report.ts:2:24 error direct-client",
      "tests/report.test.ts:2:24 error direct-client",
    ]);
    configure(root, { extends: "@acme/db-ssot-config", rules: { "direct-client": "off" } });
    expect(await concise(root)).toEqual([]);
  });

  it("shows in `config` with the place in its package", async () => {
    const root = tempProject(PROJECT);
    await install(root);
    configure(root, { extends: "@acme/db-ssot-config" });
    const { output } = await runOnDisk(root, "config src/report.ts");
    expect(output).toMatch(
      /^direct-client +info +node_modules\/@acme\/db-ssot-config\/base.json:1:27 \(extended\), over error \(default\)$/m,
    );
    expect(output).toMatch(/^missing-member +error +default$/m);
    const { output: whole } = await runOnDisk(root, "config --format json");
    const { values } = JSON.parse(whole) as { values: { key: string; value: unknown; from: object }[] };
    expect(values).toContainEqual({
      key: "rules.direct-client.severity",
      value: "info",
      from: { kind: "shared", file: "node_modules/@acme/db-ssot-config/base.json", line: 1, column: 27 },
    });
    expect(values).toContainEqual({ key: "verifyTimeout", value: 600, from: { kind: "default" } });
  });

  it("is a fault where it is not installed, at the place that names it", async () => {
    const root = tempProject(PROJECT);
    configure(root, { extends: "@acme/db-ssot-config" });
    const { status, errors } = await runOnDisk(root, "check");
    expect(status).toBe(2);
    expect(errors).toMatch(/^db-ssot.json:1:\d+ {2}error {2}missing-extended-package\n/);
  });
});

describe("a run below the root", () => {
  const FILES = { ...PROJECT, ".git/HEAD": "", "db-ssot.json": JSON.stringify({ sources: SOURCES }) };

  it("judges its directory by the configuration of the root, and names places as one would type them there", async () => {
    const root = tempProject(FILES);
    expect(await concise(join(root, "src"))).toEqual(["report.ts:2:24 error direct-client"]);
    expect(await concise(join(root, "tests"), "check --format concise ../src/report.ts")).toEqual([
      "../src/report.ts:2:24 error direct-client",
    ]);
    const { output } = await runOnDisk(join(root, "src"), "check --format json");
    expect(JSON.parse(output)).toMatchObject({ diagnostics: [{ file: "src/report.ts" }] });
  });

  it("fixes there, and can be taken back from anywhere", async () => {
    const root = tempProject(FILES);
    await runOnDisk(join(root, "src"), "fix --unsafe --allow-dirty");
    expect(readFileSync(join(root, "src/report.ts"), "utf8")).not.toBe(DIRECT);
    mkdirSync(join(root, "docs"));
    expect((await runOnDisk(join(root, "docs"), "undo")).status).toBe(0);
    expect(readFileSync(join(root, "src/report.ts"), "utf8")).toBe(DIRECT);
  });

  it("shows a fault of the root's configuration as a path from there", async () => {
    const root = tempProject({ ...FILES, "db-ssot.json": '{ "ruless": {} }' });
    const { status, errors } = await runOnDisk(join(root, "src"), "check");
    expect(status).toBe(2);
    expect(errors).toMatch(/^\.\.\/db-ssot.json:1:3 {2}error {2}unknown-key\n/);
  });

  it("leaves the root alone where the configuration is named, or leaves the directory out", async () => {
    const root = tempProject({
      ...FILES,
      "db-ssot.json": JSON.stringify({ sources: SOURCES, ignore: ["examples/**"] }),
      "examples/one/db-ssot.json": JSON.stringify({ sources: SOURCES }),
      "examples/one/src/db.ts": ACCESSOR,
      "examples/one/src/report.ts": DIRECT,
    });
    expect(await concise(join(root, "examples/one"))).toEqual(["src/report.ts:2:24 error direct-client"]);
    expect(await concise(root)).toEqual(["src/report.ts:2:24 error direct-client"]);
    const named = await runOnDisk(join(root, "src"), "check --config ../db-ssot.json");
    expect(named.errors).toContain("missing-module");
  });

  it("judges the directory with the knowledge of the whole project, where nothing is configured", async () => {
    const root = repository({ ...INCIDENT, "other/a.ts": "", "node_modules/pg/index.js": "" });
    const below = await runOnDisk(join(root, "src"), "check --format concise");
    expect(below).toMatchObject({ status: 1, output: expect.stringMatching(/^health\.ts:4:30 error missing-member/) });
    expect((await runOnDisk(join(root, "other"), "check")).status).toBe(0);
    const installed = await runOnDisk(join(root, "node_modules/pg"), "check");
    expect(installed.output).toContain("checking this directory alone: the project at `../..` leaves it out");
  });

  it("judges what a link to a directory leads to, or refuses it", async () => {
    const elsewhere = tempProject(INCIDENT);
    const root = tempProject(INCIDENT);
    symlinkSync("src", join(root, "source"));
    symlinkSync(join(elsewhere, "src"), join(root, "foreign"));
    expect((await runOnDisk(root, "check --format concise source")).output).toMatch(/^src\/health\.ts:4:30 error/);
    const { status, errors } = await runOnDisk(root, "check foreign");
    expect([status, errors]).toEqual([2, expect.stringContaining("foreign")]);
  });
});

const SESSION = 'import { Pool } from "pg";\nexport const getDbSession = () => new Pool();\n';

describe("names that nothing defines", () => {
  it("are errors with the place and the nearest", async () => {
    const root = tempProject({ ...PROJECT, "src/report.ts": SESSION });
    configure(root, {
      sources: [{ ...SOURCES[0], legacy: ["getDbSesion", "gone"] }],
      rules: { "direct-client": "off", "duplicate-accessor": "off" },
    });
    const { errors, status } = await runOnDisk(root, "check");
    expect(status).toBe(2);
    expect(errors).toMatch(
      /db-ssot\.json:1:\d+[\s\S]*`sources\[0\]\.legacy\[0\]`: nothing is called `getDbSesion`[\s\S]*did you mean `getDbSession`\?/,
    );
    expect(errors).toMatch(/`sources\[0\]\.legacy\[1\]`: nothing is called `gone`[\s\S]*remove it/);
  });
});
