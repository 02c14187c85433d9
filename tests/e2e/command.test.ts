import { spawn, spawnSync } from "node:child_process";
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { ALL_RULES } from "../../src/judge/rules/index.js";
import { INCIDENT } from "../support/incident.js";
import { tempProject } from "../support/temp-project.js";
import { runBuilt } from "./run-built.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

it("prints the version of its package", async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(await runBuilt(ROOT, "--version")).toEqual({ status: 0, output: `${version}\n`, errors: "" });
});

it("finds the page of every rule", async () => {
  for (const { id } of ALL_RULES) {
    const { status, output } = await runBuilt(ROOT, `explain ${id}`);
    expect({ id, status }).toEqual({ id, status: 0 });
    expect(output).toContain(id);
  }
});

it("keeps a file's mode and its neighbours when it fixes", async () => {
  const folder = tempProject(INCIDENT);
  chmodSync(join(folder, "src/health.ts"), 0o755);
  expect((await runBuilt(folder, "fix")).status).toBe(0);
  const { mode } = await import("node:fs").then(({ statSync }) => statSync(join(folder, "src/health.ts")));
  expect(mode & 0o777).toBe(0o755);
  expect(readFileSync(join(folder, "src/orders.ts"), "utf8")).toBe(INCIDENT["src/orders.ts"]);
});

it("ends quietly when its reader has enough", async () => {
  const many = Object.fromEntries(
    Array.from({ length: 400 }, (_, index) => [`src/health${index}.ts`, INCIDENT["src/health.ts"] ?? ""]),
  );
  const folder = tempProject({ ...INCIDENT, ...many });
  const child = spawn(process.execPath, [join(ROOT, "bin/db-ssot.js"), "check"], { cwd: folder });
  let errors = "";
  child.stderr.on("data", (text) => {
    errors += text;
  });
  child.stdout.once("data", () => child.stdout.destroy());
  const status = await new Promise((resolve) => child.once("close", resolve));
  expect({ status, errors }).toEqual({ status: 1, errors: "" });
});

it("ends with 3 and a line where not all of its output can be written", () => {
  const folder = tempProject(INCIDENT);
  const full = openSync("/dev/full", "w");
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [join(ROOT, "bin/db-ssot.js"), ...words], {
      cwd: folder,
      stdio: ["ignore", full, "pipe"],
      encoding: "utf8",
    });
  const said = "error  incomplete-output\n  cannot write all of the output: no space left on the device\n";
  for (const words of [["check"], ["check", "--format", "json"], ["--help"], ["explain", "missing-member"]]) {
    const { status, stderr } = run(...words);
    expect([words, status, stderr]).toEqual([words, 3, said]);
  }
  closeSync(full);
});

it("does not follow symbolic links in a circle", async () => {
  const folder = tempProject(INCIDENT);
  mkdirSync(join(folder, "src/loop"));
  symlinkSync(join(folder, "src"), join(folder, "src/loop/again"), "junction");
  symlinkSync("self.ts", join(folder, "src/self.ts"));
  const { status, output, errors } = await runBuilt(folder, "check --format concise");
  expect(output.split("\n").filter((line) => line.includes("missing-member"))).toHaveLength(1);
  expect({ status, errors }).toEqual({ status: 1, errors: "" });
});

it("says so where it is not built", async () => {
  const folder = tempProject({
    "bin/db-ssot.js": readFileSync(join(ROOT, "bin/db-ssot.js")),
    "package.json": '{"type":"module"}',
  });
  const child = spawn(process.execPath, [join(folder, "bin/db-ssot.js")]);
  let errors = "";
  child.stderr.on("data", (text) => {
    errors += text;
  });
  const status = await new Promise((resolve) => child.once("close", resolve));
  expect(errors).toContain("db-ssot is not built: run `npm run build` in ");
  expect(status).toBe(3);
});

it("says so on a Node that is too old", async () => {
  const folder = tempProject({
    "old.mjs": 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.18.3" } });\n',
  });
  const { status, errors } = await runBuilt(folder, "check", ["--import", `file://${join(folder, "old.mjs")}`]);
  expect(errors).toBe("db-ssot needs Node 20.19 or later, and this is 20.18.3\n");
  expect(status).toBe(3);
});

it("serves programs that import it", async () => {
  const folder = tempProject(INCIDENT);
  writeFileSync(
    join(folder, "use.mjs"),
    `import { check, fix, Fault } from ${JSON.stringify(`file://${join(ROOT, "dist/index.js")}`)};
const report = await check({ root: ${JSON.stringify(folder)}, rules: ["missing-member"] });
const dry = await fix({ root: ${JSON.stringify(folder)}, write: false });
const still = await check({ root: ${JSON.stringify(folder)} });
const done = await fix({ root: ${JSON.stringify(folder)} });
const fault = await check({ root: ${JSON.stringify(folder)}, paths: ["nowhere"] }).catch((error) => error);
const rules = (each) => each.diagnostics.map((diagnostic) => diagnostic.rule);
console.log(JSON.stringify([rules(report), dry.changes.length, rules(still), rules(done.after), fault instanceof Fault]));
`,
  );
  const { output } = await new Promise<{ output: string }>((resolve) => {
    const child = spawn(process.execPath, [join(folder, "use.mjs")]);
    let output = "";
    child.stdout.on("data", (text) => {
      output += text;
    });
    child.once("close", () => resolve({ output }));
  });
  expect(JSON.parse(output)).toEqual([["missing-member"], 1, ["missing-member"], [], true]);
});
