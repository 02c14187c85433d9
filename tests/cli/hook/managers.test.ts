import { chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { BAD_FILE, type Given, type Repository, repositoryWith } from "./repository.js";

// Each commit starts npx, which starts the command: on a machine that does much else that takes its time.
vi.setConfig({ testTimeout: 180_000 });

const PACKAGE = { name: "shop", type: "module", devDependencies: { "db-ssot": "*" } };
const packageWith = (more: object): string => `${JSON.stringify({ ...PACKAGE, ...more }, null, 2)}\n`;

interface Case {
  readonly manager: string;
  readonly given: Given;
  /** Gets the manager to where its users have it. */
  readonly setUp: (repository: Repository) => Promise<unknown>;
  /** The file that gets the check. */
  readonly file: string;
  /** What the user has to run after each change, where there is something. */
  readonly apply?: (repository: Repository) => Promise<unknown>;
}

/** All have a hook that leaves a line in `ran`, so that it shows that it runs still. */
const BEFORE = "echo before >> ran";

const CASES: readonly Case[] = [
  {
    manager: "husky 9",
    given: { programs: ["husky"], files: { "package.json": packageWith({}), ".husky/pre-commit": `${BEFORE}\n` } },
    setUp: ({ run }) => run("husky", []),
    file: ".husky/pre-commit",
  },
  {
    manager: "husky 8",
    given: {
      files: {
        "package.json": packageWith({ scripts: { prepare: "husky install" } }),
        ".husky/pre-commit": `#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\n${BEFORE}\n`,
      },
    },
    setUp: async ({ run, folder }) => {
      chmodSync(join(folder, ".husky/pre-commit"), 0o755);
      await run(process.execPath, [join(import.meta.dirname, "../../../node_modules/husky8/lib/bin.js"), "install"]);
    },
    file: ".husky/pre-commit",
  },
  {
    manager: "simple-git-hooks in package.json",
    given: {
      programs: ["simple-git-hooks"],
      files: { "package.json": packageWith({ "simple-git-hooks": { "pre-commit": BEFORE, "pre-push": "true" } }) },
    },
    setUp: ({ run }) => run("simple-git-hooks", []),
    apply: ({ run }) => run("simple-git-hooks", []),
    file: "package.json",
  },
  {
    manager: "simple-git-hooks in a file of its own",
    given: {
      programs: ["simple-git-hooks"],
      files: { "package.json": packageWith({}), ".simple-git-hooks.json": `{"pre-commit":"${BEFORE}"}` },
    },
    setUp: ({ run }) => run("simple-git-hooks", []),
    apply: ({ run }) => run("simple-git-hooks", []),
    file: ".simple-git-hooks.json",
  },
  {
    manager: "git",
    given: { files: { "package.json": packageWith({}) } },
    setUp: async ({ write, folder }) => {
      write(".git/hooks/pre-commit", `#!/bin/sh\n${BEFORE}`);
      chmodSync(join(folder, ".git/hooks/pre-commit"), 0o755);
    },
    file: ".git/hooks/pre-commit",
  },
  {
    manager: "git, with a hook that ends by exit",
    given: { files: { "package.json": packageWith({}) } },
    setUp: async ({ write, folder }) => {
      write(".git/hooks/pre-commit", `#!/bin/bash\nset -e\n${BEFORE}\nif false; then\n  exit 0\nfi\nexit 0\n`);
      chmodSync(join(folder, ".git/hooks/pre-commit"), 0o755);
    },
    file: ".git/hooks/pre-commit",
  },
  {
    manager: "git, with `core.hooksPath` into the repository",
    given: { files: { "package.json": packageWith({}), ".githooks/pre-commit": `#!/bin/sh\n${BEFORE}\n` } },
    setUp: async ({ git, folder }) => {
      chmodSync(join(folder, ".githooks/pre-commit"), 0o755);
      await git("config", "core.hooksPath", ".githooks");
    },
    file: ".githooks/pre-commit",
  },
];

describe.each(CASES)("with $manager", ({ given, setUp, file, apply = async () => undefined }) => {
  it("stops a bad commit with its finding, lets a good one through, runs what was there, and goes without a trace", async () => {
    const repository = await repositoryWith(given);
    await setUp(repository);
    const before = repository.state();

    const installed = await repository.hook("install");
    expect(installed).toMatchObject({ status: 0, output: expect.stringContaining(`added to ${file}`) });
    await apply(repository);
    expect(await repository.hook("status")).toMatchObject({ status: 0, output: expect.stringContaining("installed") });
    const after = repository.state();
    expect(await repository.hook("install")).toMatchObject({
      status: 0,
      output: expect.stringContaining("already in"),
    });
    expect(repository.state()).toEqual(after);

    const bad = await repository.commit("src/health.ts", BAD_FILE);
    expect(bad.output).toContain("missing-member");
    expect(bad.status).not.toBe(0);
    await repository.git("rm", "--quiet", "--force", "src/health.ts");

    const good = await repository.commit("src/more.ts", "export const more = 1;\n");
    expect(good).toMatchObject({ status: 0 });
    expect(repository.read("ran")).toContain("before\n");

    expect(await repository.hook("uninstall")).toMatchObject({ status: 0 });
    await apply(repository);
    const { ran: _, "src/more.ts": __, ...rest } = repository.state();
    expect(rest).toEqual(before);
    expect(await repository.hook("uninstall")).toMatchObject({
      output: expect.stringContaining("nothing to remove"),
    });
    expect(await repository.commit("src/health.ts", BAD_FILE)).toMatchObject({ status: 0 });
  });
});
