import { chmodSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { tempProject } from "../../support/temp-project.js";
import { BAD_FILE, repositoryAt, repositoryWith } from "./repository.js";

// Each commit starts npx, which starts the command: on a machine that does much else that takes its time.
vi.setConfig({ testTimeout: 180_000 });

const MANIFEST = { "package.json": '{ "name": "shop", "type": "module", "devDependencies": { "db-ssot": "*" } }\n' };
const FOUND = expect.stringContaining("missing-member");

it("makes git's hook where nothing is used, so that it can be run, and takes the file away again", async () => {
  const { hook, commit, git, state, write } = await repositoryWith({ files: MANIFEST });
  const before = state();
  expect(await hook("install")).toMatchObject({
    status: 0,
    output: expect.stringContaining("created .git/hooks/pre-commit (git)"),
  });
  expect(await commit("src/health.ts", BAD_FILE)).toMatchObject({ status: 1, output: FOUND });

  // These commits have an index of their own, of which git tells the hook.
  await git("rm", "--quiet", "--force", "src/health.ts");
  write("src/orders.ts", BAD_FILE);
  expect(await git("commit", "--all", "--message=all")).toMatchObject({ status: 1, output: FOUND });
  expect(await git("commit", "--message=one", "--", "src/orders.ts")).toMatchObject({ status: 1, output: FOUND });

  await git("checkout", "--quiet", "HEAD", "--", ".");
  expect(await hook("uninstall")).toMatchObject({
    status: 0,
    output: expect.stringContaining("removed .git/hooks/pre-commit"),
  });
  expect(state()).toEqual(before);
});

it("fixes what is staged before it checks it, where that is asked for", async () => {
  const { hook, commit, git, read } = await repositoryWith({ files: MANIFEST });
  expect(await hook("install --fix")).toMatchObject({ status: 0 });
  expect(await commit("src/health.ts", BAD_FILE)).toMatchObject({ status: 0 });
  expect((await git("show", "HEAD:src/health.ts")).output).toContain("getDb()");
  expect(read("src/health.ts")).toContain("getDb()");
});

it("shows what it would do as a patch, and writes nothing", async () => {
  const { hook, state } = await repositoryWith({ files: MANIFEST });
  const before = state();
  const { status, output } = await hook("install --dry-run");
  expect({ status, output }).toMatchObject({
    status: 0,
    output: expect.stringMatching(/^\+node_modules\/\.bin\/db-ssot check --staged \|\| exit \$\?$/m),
  });
  expect(state()).toEqual(before);
});

it("is led into a project below the top of the repository, also where the package is installed at the top", async () => {
  const project = "packages/the app";
  const files = { [`${project}/package.json`]: MANIFEST["package.json"] };
  const { hook, commit, git } = await repositoryWith({ files, project });
  expect(await hook("install")).toMatchObject({
    status: 0,
    output: expect.stringContaining('(cd "packages/the app" && ../../node_modules/.bin/db-ssot check --staged)'),
  });
  expect(await commit(`${project}/src/health.ts`, BAD_FILE)).toMatchObject({ status: 1, output: FOUND });
  await git("rm", "--quiet", "--force", `${project}/src/health.ts`);
  expect(await commit("other.ts", "export const other = 1;\n")).toMatchObject({ status: 0 });
});

it("serves a linked worktree by the hook of the repository that it belongs to", async () => {
  const { git, folder } = await repositoryWith({ files: MANIFEST });
  const other = join(tempProject({}), "linked");
  await git("worktree", "add", "--quiet", other);
  symlinkSync(join(folder, "node_modules"), join(other, "node_modules"));
  const linked = repositoryAt(other);
  expect(await linked.hook("install")).toMatchObject({ status: 0, output: expect.stringContaining("created") });
  expect(readFileSync(join(folder, ".git/hooks/pre-commit"), "utf8")).toContain("db-ssot check --staged");
  expect(await linked.commit("src/health.ts", BAD_FILE)).toMatchObject({ status: 1, output: FOUND });
  expect(await linked.hook("uninstall")).toMatchObject({ status: 0 });
  expect(await linked.commit("src/health.ts", BAD_FILE)).toMatchObject({ status: 0 });
});

it("serves a submodule by the hook that is its own", async () => {
  const inner = await repositoryWith({ files: MANIFEST });
  const outer = await repositoryWith({ files: MANIFEST });
  await outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.folder, "inner");
  const submodule = repositoryAt(join(outer.folder, "inner"));
  symlinkSync(join(inner.folder, "node_modules"), join(submodule.folder, "node_modules"));
  expect(await submodule.hook("install")).toMatchObject({ status: 0 });
  expect(readFileSync(join(outer.folder, ".git/modules/inner/hooks/pre-commit"), "utf8")).toContain("db-ssot");
  expect(await submodule.commit("src/health.ts", BAD_FILE)).toMatchObject({ status: 1, output: FOUND });
});

it("writes nothing outside of the repository, whatever `core.hooksPath` says", async () => {
  const elsewhere = tempProject({ "pre-commit": "#!/bin/sh\ntrue\n" });
  const { hook, git, run } = await repositoryWith({ files: MANIFEST });
  await git("config", "core.hooksPath", elsewhere);
  expect(await hook("install")).toMatchObject({
    status: 3,
    output: expect.stringContaining("outside this repository"),
  });
  await git("config", "--unset", "core.hooksPath");
  const environment = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "core.hooksPath", GIT_CONFIG_VALUE_0: elsewhere };
  const words = [join(import.meta.dirname, "../../../bin/db-ssot.js"), "hook", "install"];
  const { status, output } = await run(process.execPath, words, { environment });
  expect({ status, output }).toMatchObject({
    status: 3,
    output: expect.stringContaining("is set for all repositories"),
  });
  expect(readFileSync(join(elsewhere, "pre-commit"), "utf8")).toBe("#!/bin/sh\ntrue\n");
});

it.each([
  ["#!/usr/bin/env python3\nprint(1)\n", 0o755, "it is not a shell script"],
  ["#!/bin/sh\nrm -rf everything\n", 0o644, "it is not executable"],
  ["#!/bin/sh\n# File generated by pre-commit: https://pre-commit.com\n", 0o755, "pre-commit generates it"],
])("refuses to edit a hook of git's own: %j", async (text, mode, reason) => {
  const { hook, write, state, folder } = await repositoryWith({ files: MANIFEST });
  mkdirSync(join(folder, ".git/hooks"), { recursive: true });
  write(".git/hooks/pre-commit", text);
  chmodSync(join(folder, ".git/hooks/pre-commit"), mode);
  const before = state();
  const { status, output } = await hook("install");
  expect({ status, output }).toMatchObject({ status: 3, output: expect.stringContaining(reason) });
  expect(output).toMatch(/add the line `(?:npx --no-install |node_modules\/\.bin\/)db-ssot check --staged`/);
  expect(state()).toEqual(before);
});

it("refuses to edit a hook that is a symbolic link", async () => {
  const { hook, folder } = await repositoryWith({ files: { ...MANIFEST, "scripts/hook.sh": "#!/bin/sh\ntrue\n" } });
  mkdirSync(join(folder, ".git/hooks"), { recursive: true });
  symlinkSync("../../scripts/hook.sh", join(folder, ".git/hooks/pre-commit"));
  expect(await hook("install")).toMatchObject({
    status: 3,
    output: expect.stringContaining("symbolic link to ../../scripts/hook.sh"),
  });
});

it("says that there is no repository", async () => {
  const folder = tempProject(MANIFEST);
  expect(await repositoryAt(folder).hook("install")).toMatchObject({
    status: 3,
    output: expect.stringContaining("not in a git work tree"),
  });
});
