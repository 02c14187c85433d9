import { describe, expect, it, vi } from "vitest";
import { hasPreCommit } from "./programs.js";
import { BAD_FILE, repositoryWith } from "./repository.js";

// Each commit starts npx, which starts the command: on a machine that does much else that takes its time.
vi.setConfig({ testTimeout: 180_000 });

const TEXT = `# ours
repos:
  - repo: local
    hooks:
      - id: before
        name: before
        entry: sh -c 'echo before >> ran'
        language: system
        always_run: true
        pass_filenames: false
`;

describe.runIf(hasPreCommit())("with the pre-commit framework", () => {
  it("stops a bad commit, lets a good one through, and goes without a trace", async () => {
    const { hook, read, write, run, commit, git } = await repositoryWith({
      files: { ".pre-commit-config.yaml": TEXT, ".gitignore": "node_modules\nran\n" },
    });
    expect(await hook("install")).toMatchObject({
      status: 0,
      output: expect.stringContaining("next: pre-commit install"),
    });
    expect(await run("pre-commit", ["validate-config"])).toMatchObject({ status: 0 });
    expect(await run("pre-commit", ["install"])).toMatchObject({ status: 0 });
    expect(await hook("status")).toMatchObject({ status: 0 });
    // It refuses to run while its own configuration is not staged.
    await git("add", ".pre-commit-config.yaml");

    const bad = await commit("src/health.ts", BAD_FILE);
    expect(bad).toMatchObject({ status: 1, output: expect.stringContaining("missing-member") });
    await git("rm", "--quiet", "--force", "src/health.ts");
    write("src/orders.ts", BAD_FILE);
    expect(await commit("src/more.ts", "export const more = 1;\n")).toMatchObject({ status: 0 });
    expect(read("src/orders.ts")).toBe(BAD_FILE);
    expect(read("ran")).toContain("before\n");

    expect(await hook("uninstall")).toMatchObject({ status: 0 });
    expect(read(".pre-commit-config.yaml")).toBe(TEXT);
  });

  it("is reached by a commit that only removes what others use", async () => {
    const { hook, run, git } = await repositoryWith({
      files: { ".pre-commit-config.yaml": TEXT, ".gitignore": "node_modules\nran\n" },
    });
    await hook("install");
    await run("pre-commit", ["install"]);
    await git("add", ".pre-commit-config.yaml");
    expect(await git("commit", "--message=hook")).toMatchObject({ status: 0 });
    await git("rm", "--quiet", "src/database/index.ts");
    const { status, output } = await git("commit", "--message=removes the accessor");
    expect(output).toMatch(/db-ssot check\.+Failed/);
    expect(status).toBe(1);
  });

  it("is led into a project below the top of the repository", async () => {
    const project = "packages/the app";
    const files = { ".pre-commit-config.yaml": TEXT, ".gitignore": "node_modules\nran\n" };
    const { hook, run, git, commit } = await repositoryWith({ files, project });
    expect(await hook("install")).toMatchObject({ status: 0 });
    await run("pre-commit", ["install"]);
    await git("add", ".pre-commit-config.yaml");
    const bad = await commit(`${project}/src/health.ts`, BAD_FILE);
    expect(bad).toMatchObject({ status: 1, output: expect.stringContaining("missing-member") });
  });
});
