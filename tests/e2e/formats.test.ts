/** One run gives all reports: to files, and for people to the terminal. */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { reporters } from "../../src/cli/report/index.js";
import { sarifFaults } from "../cli/report/sarif/schema.js";
import { runOnDisk } from "../support/cli-on-disk.js";
import { INCIDENT } from "../support/incident.js";
import { tempProject } from "../support/temp-project.js";

const NAMES = [...reporters.keys()];

it("writes every format to its file and prints one, the same at each run and nothing of this machine in it", async () => {
  const [folder, other] = [tempProject(INCIDENT), tempProject(INCIDENT)];
  const words = ["check --format pretty", ...NAMES.map((name) => `--format ${name}=reports/report.${name}`)];
  const run = await runOnDisk(folder, words.join(" "));
  expect(run).toMatchObject({ status: 1, errors: "" });
  expect(run.output).toContain("src/health.ts:4:30  error  missing-member");
  await runOnDisk(other, words.join(" "));

  const reports = NAMES.map((name) => readFileSync(join(folder, `reports/report.${name}`), "utf8"));
  expect(NAMES.filter((_name, index) => !reports[index]?.includes("missing-member"))).toEqual([]);
  expect(NAMES.filter((_name, index) => reports[index]?.includes(folder))).toEqual([]);
  const again = NAMES.map((name) => readFileSync(join(other, `reports/report.${name}`), "utf8"));
  expect(again).toEqual(reports);
});

it("gives SARIF with the pages of the rules, as the official schema wants it", async () => {
  const folder = tempProject(INCIDENT);
  const { output, errors, status } = await runOnDisk(folder, "check --format sarif");
  expect({ errors, status, faults: sarifFaults(output) }).toEqual({ errors: "", status: 1, faults: [] });
  const { rules } = JSON.parse(output).runs[0].tool.driver;
  for (const rule of rules) expect(rule).toMatchObject({ help: { markdown: expect.stringContaining(`# ${rule.id}`) } });
});

it("ends with 3 where a report cannot be written, and has written the others", async () => {
  const folder = tempProject(INCIDENT);
  mkdirSync(join(folder, "taken.json"));
  const run = await runOnDisk(folder, "check --format json=taken.json --format concise=good.txt");
  expect(run).toMatchObject({ status: 3, output: "" });
  expect(run.errors).toContain("reported in good.txt\nerror  unwritable-report\n  cannot write `taken.json`: ");
  expect(readFileSync(join(folder, "good.txt"), "utf8")).toContain("missing-member");
});
