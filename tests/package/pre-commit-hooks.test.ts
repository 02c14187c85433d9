/** What pre-commit reads of this repository, and what it takes to be installed from it. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { hasPreCommit } from "../hook/programs.js";

const ROOT = join(import.meta.dirname, "../..");
const FILE = join(ROOT, ".pre-commit-hooks.yaml");
const HOOKS: readonly Readonly<Record<string, unknown>>[] = parse(readFileSync(FILE, "utf8"));
const MANIFEST = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

describe("the hooks of this repository", () => {
  it("check and mend what is staged, whatever the names of the files", () => {
    expect(HOOKS.map(({ id, entry }) => [id, entry])).toEqual([
      ["db-ssot-check", "db-ssot check --staged"],
      ["db-ssot-fix", "db-ssot fix --staged"],
    ]);
    expect(HOOKS.every((hook) => hook.pass_filenames === false && hook.always_run === true)).toBe(true);
  });

  it("start the command that the package installs", () => {
    expect(
      HOOKS.every(
        ({ entry, language }) => String(entry).split(" ")[0] === Object.keys(MANIFEST.bin)[0] && language === "node",
      ),
    ).toBe(true);
  });

  it("have a package that is built where it comes from the repository, and left alone where somebody works in it", () => {
    const [program = "", ...words] = MANIFEST.scripts.prepare.split(" ");
    const { npm_package_resolved: _, ...env } = process.env;
    const { status, stdout } = spawnSync(program, words, { cwd: ROOT, env, encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });
});

describe.runIf(hasPreCommit())("pre-commit itself", () => {
  it("finds them right", () => {
    const { status, stdout } = spawnSync("pre-commit", ["validate-manifest", FILE], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });
});
