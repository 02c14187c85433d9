/** Programs that are no dependencies of this project: lefthook, whose package sets hooks up where it is installed, and pre-commit. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** Installed from the registry without its scripts, until the tests of the file have ended. @returns the path of the command */
export function installedLefthook(): string {
  const folder = mkdtempSync(join(tmpdir(), "db-ssot-lefthook-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const words = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  execFileSync("npm", [...words, "--prefix", folder, "lefthook@2.2.2"], { shell: process.platform === "win32" });
  return join(folder, "node_modules/.bin/lefthook");
}

/** pre-commit is a program in Python: the tests use the one on the `PATH`, which `.ci/run` puts there where it can be had. */
export function hasPreCommit(): boolean {
  return spawnSync("pre-commit", ["--version"]).status === 0;
}
