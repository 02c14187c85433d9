import { expect, it, vi } from "vitest";
import { BAD_FILE, type Repository, repositoryWith } from "./repository.js";

// Each commit starts npx, which starts the command: on a machine that does much else that takes its time.
vi.setConfig({ testTimeout: 180_000 });

const MANIFEST = {
  name: "shop",
  type: "module",
  devDependencies: { "db-ssot": "*" },
  "lint-staged": { "*.ts": "node mark.mjs" },
};
/** As a formatter does, it changes what is staged. */
const MARK =
  'import fs from "node:fs";\nfor (const file of process.argv.slice(2)) fs.appendFileSync(file, "// formatted\\n");\n';
const GOOD_FILE = "export const health = 1;\n";

async function repository(): Promise<Repository> {
  const made = await repositoryWith({
    programs: ["husky", "lint-staged"],
    files: {
      "package.json": `${JSON.stringify(MANIFEST, null, 2)}\n`,
      "mark.mjs": MARK,
      ".husky/pre-commit": "npx --no-install lint-staged\n",
      "src/health.ts": GOOD_FILE,
    },
  });
  await made.run("husky", []);
  return made;
}

it("stands beside lint-staged in husky's hook, and judges what lint-staged leaves in the index", async () => {
  const { hook, read, commit, git, write } = await repository();
  expect(await hook("install")).toMatchObject({
    status: 0,
    output: expect.stringContaining(".husky/pre-commit (husky)"),
  });
  expect(read(".husky/pre-commit")).toMatch(/^npx --no-install lint-staged\n# >>> db-ssot/);
  expect(read("package.json")).toContain('"*.ts": "node mark.mjs"\n');

  const bad = await commit("src/health.ts", BAD_FILE);
  expect(bad).toMatchObject({ status: 1, output: expect.stringContaining("missing-member") });

  await git("checkout", "--quiet", "HEAD", "--", "src/health.ts");
  write("src/health.ts", `${GOOD_FILE}export const more = 1;\n`);
  await git("add", "--all", "src");
  write("src/orders.ts", BAD_FILE);
  expect(await git("commit", "--message=good")).toMatchObject({ status: 0 });
  expect((await git("show", "HEAD:src/health.ts")).output).toBe(`${GOOD_FILE}export const more = 1;\n// formatted\n`);
  expect(read("src/orders.ts")).toBe(BAD_FILE);
});

it("takes an entry in lint-staged itself where that is asked for, and judges the index there, too", async () => {
  const { hook, read, commit, git, write, state } = await repository();
  const before = state();
  expect(await hook("install --manager lint-staged")).toMatchObject({ status: 0 });
  expect(read(".husky/pre-commit")).toBe("npx --no-install lint-staged\n");
  expect(await hook("status")).toMatchObject({
    output: expect.stringContaining("package.json (lint-staged): installed"),
  });

  const bad = await commit("src/health.ts", BAD_FILE);
  expect(bad).toMatchObject({ status: 1, output: expect.stringContaining("missing-member") });

  write("src/health.ts", GOOD_FILE);
  expect(await git("commit", "--message=staged is bad")).toMatchObject({ status: 1 });
  expect(read("src/health.ts")).toBe(GOOD_FILE);

  write("src/health.ts", `${GOOD_FILE}export const more = 1;\n`);
  await git("add", "src/health.ts");
  write("src/health.ts", `${GOOD_FILE}export const more = 1;\n\n\n\n\n\n\n${BAD_FILE}`);
  expect(await git("commit", "--message=staged is good")).toMatchObject({ status: 0 });
  expect(read("src/health.ts")).toContain(BAD_FILE);

  write("src/health.ts", GOOD_FILE);
  expect(await hook("uninstall")).toMatchObject({ status: 0 });
  expect(state()).toEqual(before);
});
