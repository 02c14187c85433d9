/** What pre-commit reads of this repository, and what it takes to be installed from it. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { hasPreCommit } from "../cli/hook/programs.js";
import { BAD_FILE, repositoryWith } from "../cli/hook/repository.js";
import { committed, git } from "../support/repository.js";
import { tempProject } from "../support/temp-project.js";

const ROOT = join(import.meta.dirname, "../..");
const FILE = join(ROOT, ".pre-commit-hooks.yaml");
const HOOKS: readonly Readonly<Record<string, unknown>>[] = parse(readFileSync(FILE, "utf8"));
const MANIFEST = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

describe("the hooks of this repository", () => {
  it("check and fix what is staged, whatever the names of the files", () => {
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
});

describe.runIf(hasPreCommit())("pre-commit itself", () => {
  it("finds them right", () => {
    const { status, stdout } = spawnSync("pre-commit", ["validate-manifest", FILE], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });

  it("installs them from a repository, and runs them", async () => {
    const hooks = hookRepository();
    const user = await repositoryWith({ files: { ".pre-commit-config.yaml": configFor(hooks) } });
    // npm has to reach its registry as it does on this machine.
    const own = process.env as Readonly<Record<string, string>>;
    const environment = { ...own, PRE_COMMIT_HOME: tempProject({}), npm_config_offline: "false" };
    user.write("src/health.ts", BAD_FILE);
    await user.git("add", "--all");
    const { status, output } = await user.run("pre-commit", ["run"], { environment });
    expect(output).toMatch(/src\/health\.ts:4:30:? .*missing-member/s);
    expect(status).toBe(1);
  });
});

/** A repository with what is in this one now, whether it is committed or not. */
function hookRepository(): string {
  const listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
  const paths = [...new Set(listed)].filter((path) => path !== "" && existsSync(join(ROOT, path)));
  return committed(Object.fromEntries(paths.map((path) => [path, readFileSync(join(ROOT, path))])));
}

function configFor(hooks: string): string {
  const rev = git(hooks, "rev-parse", "HEAD").trim();
  return stringify({ repos: [{ repo: hooks, rev, hooks: [{ id: "db-ssot-check", language_version: "system" }] }] });
}
