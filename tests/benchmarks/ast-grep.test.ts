/** The benchmark runs, with its phases, so that it is there when it is wanted. Nothing is said of how long anything takes. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { INCIDENT } from "../support/incident.js";
import { tempProject } from "../support/temp-project.js";

it("compares and shows the phases of a small project", () => {
  const program = join(import.meta.dirname, "ast-grep.bench.mjs");
  const project = tempProject(INCIDENT as Readonly<Record<string, string>>);
  const words = [program, project, "--runs", "1", "--phases"];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/patterns: .*getDb\(\$\$\$\)/);
  expect(stdout).toMatch(/^db-ssot check +\d+ ms/m);
  for (const phase of ["starting", "listing", "reading"])
    expect(stdout).toMatch(new RegExp(`^${phase} +\\d+ ms$`, "m"));
  expect(stdout).toMatch(/^4 of 4 files parsed$/m);
});
