import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, it, vi } from "vitest";
import { BAD_FILE, repositoryWith } from "./repository.js";

// Each commit starts npx, which starts the command: on a machine that does much else that takes its time.
vi.setConfig({ testTimeout: 180_000 });

const HUSKY_8 = join(import.meta.dirname, "../../../node_modules/husky8/lib/bin.js");
const manifest = (prepare: string) => ({
  "package.json": `${JSON.stringify({ name: "shop", type: "module", scripts: { prepare }, devDependencies: { "db-ssot": "*" } })}\n`,
});

it("makes the script that husky 9 looks for where it has none, and takes it away again", async () => {
  const { hook, run, commit, read, state } = await repositoryWith({ programs: ["husky"], files: manifest("husky") });
  expect(await hook("install --diff")).toMatchObject({ output: expect.stringContaining("+++ b/.husky/pre-commit") });
  await run("husky", []);
  const before = state();
  expect(await hook("install")).toMatchObject({
    status: 0,
    output: expect.stringContaining("created .husky/pre-commit (husky)"),
  });
  expect(read(".husky/pre-commit")).toMatch(/^# >>> db-ssot/);
  const bad = await commit("src/health.ts", BAD_FILE);
  expect(bad).toMatchObject({ status: 1, output: expect.stringContaining("missing-member") });
  expect(bad.output).not.toContain("DEPRECATED");
  expect(await hook("uninstall")).toMatchObject({
    output: expect.stringContaining("removed .husky/pre-commit (husky)"),
  });
  expect(await commit("src/health.ts", BAD_FILE)).toMatchObject({ status: 0 });
  const { "src/health.ts": _, ...rest } = state();
  expect(rest).toEqual(before);
});

it("makes a script for husky 8 that git can run, once husky is set up", async () => {
  const { hook, run, commit, folder, read } = await repositoryWith({ files: manifest("husky install") });
  expect(await hook("install")).toMatchObject({
    status: 3,
    output: expect.stringContaining("run `npx husky install` first"),
  });
  await run(process.execPath, [HUSKY_8, "install"]);
  expect(await hook("install")).toMatchObject({
    status: 0,
    output: expect.stringContaining("created .husky/pre-commit (husky)"),
  });
  expect(statSync(join(folder, ".husky/pre-commit")).mode & 0o111).not.toBe(0);
  expect(await commit("src/health.ts", BAD_FILE)).toMatchObject({
    status: 1,
    output: expect.stringContaining("missing-member"),
  });
  expect(await hook("uninstall")).toMatchObject({ status: 0 });
  expect(read(".husky/pre-commit")).toBeUndefined();
});
