import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it, vi } from "vitest";
import { installedLefthook } from "./programs.js";
import { BAD_FILE, repositoryWith } from "./repository.js";

// Each commit starts npx, which starts the command: on a machine that does much else that takes its time.
vi.setConfig({ testTimeout: 180_000 });

let lefthook = "";

beforeAll(() => {
  lefthook = installedLefthook();
});

const BEFORE = "echo before >> ran";
const MANIFEST = '{ "name": "shop", "type": "module", "devDependencies": { "db-ssot": "*" } }\n';

it.each([
  ["lefthook.yml", `pre-commit:\n  parallel: false\n  commands:\n    before:\n      run: ${BEFORE}\n`],
  [".lefthook.yaml", `# jobs\npre-commit:\n  jobs:\n  - name: before\n    run: ${BEFORE}`],
  ["lefthook.toml", `[pre-commit.commands.before]\nrun = "${BEFORE}"\n`],
  ["lefthook.json", `{"pre-commit":{"commands":{"before":{"run":"${BEFORE}"}}}}`],
])(
  "with lefthook and %s: stops a bad commit, lets a good one through, and goes without a trace",
  async (file, text) => {
    const repository = await repositoryWith({ files: { "package.json": MANIFEST, [file]: text } });
    const { hook, read, run, commit, git, state, folder } = repository;
    mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
    symlinkSync(lefthook, join(folder, "node_modules/.bin/lefthook"));

    expect(await hook("install")).toMatchObject({
      status: 0,
      output: expect.stringContaining("next: npx lefthook install"),
    });
    expect(await hook("status")).toMatchObject({
      status: 1,
      output: expect.stringContaining("git does not run it"),
    });
    expect(await run("lefthook", ["install"])).toMatchObject({ status: 0 });
    expect(await hook("status")).toMatchObject({ status: 0 });
    expect(await run("lefthook", ["validate"])).toMatchObject({ status: 0 });

    const bad = await commit("src/health.ts", BAD_FILE);
    expect(bad).toMatchObject({ status: 1, output: expect.stringContaining("missing-member") });
    await git("rm", "--quiet", "--force", "src/health.ts");
    expect(await commit("src/more.ts", "export const more = 1;\n")).toMatchObject({ status: 0 });
    expect(read("ran")).toContain("before\n");

    expect(await hook("uninstall")).toMatchObject({ status: 0 });
    expect(state()[file]).toBe(text);
    expect(await commit("src/health.ts", BAD_FILE)).toMatchObject({ status: 0 });
  },
);
