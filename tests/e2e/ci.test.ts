/** What a pipeline sees of the built command, also where somebody wrote the repository to make it see something else. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runStep, type Step } from "../action/platform.js";
import type { RunResult } from "../support/cli.js";
import { runOnDisk } from "../support/cli-on-disk.js";
import { INCIDENT } from "../support/incident.js";
import { commandsIn } from "../support/runner.js";
import { tempProject } from "../support/temp-project.js";
import { runInTerminal } from "./terminal.js";

const ROOT = join(import.meta.dirname, "../..");
const GIT = { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
const AUTHOR = ["-c", "user.name=a", "-c", "user.email=a@example.com"];

/** A repository whose project lies in `app`. */
function repository(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = tempProject(Object.fromEntries(Object.entries(files).map(([path, text]) => [`app/${path}`, text])));
  const git = (...words: readonly string[]) => execFileSync("git", [...AUTHOR, ...words], { cwd: folder, env: GIT });
  git("init", "-q", "-b", "main");
  git("add", "-A");
  git("commit", "-q", "-m", "first");
  return folder;
}

function check(folder: string, options: string, given: Readonly<Record<string, string>> = {}): Promise<RunResult> {
  return runOnDisk(join(folder, "app"), `check ${options}`, { GITHUB_STEP_SUMMARY: "", ...given });
}

const health = String(INCIDENT["src/health.ts"]);

/** Names of files, and texts in them, that give orders to whatever reads the output line by line. */
const HOSTILE = {
  ...INCIDENT,
  "::error file=x,line=1::owned.ts": health.replace("./db", "./src/db"),
  "src/a\n::add-mask::getDb\n.ts": health,
  "src/##[add-mask]getDb.ts": health,
  "src/%0A::stop-commands::t.ts": health,
  "src/@everyone|`<img>.ts": health,
  "src/mask.ts": health.replace("getAsyncSession()", 'getAsyncSession("##[add-mask]getDb ::endgroup::")'),
};

describe("a hostile repository", () => {
  it("makes the runner obey no command but the annotations", async () => {
    const folder = repository(HOSTILE);
    const { status, output, errors } = await check(folder, "--format github");
    const commands = commandsIn(output);
    expect(commands.map(({ name }) => name)).toEqual(commands.map(() => "error"));
    expect(commands.map(({ properties }) => properties.file).sort()).toEqual(
      Object.keys(HOSTILE)
        .filter((path) => String(HOSTILE[path as keyof typeof HOSTILE]).includes("getAsyncSession"))
        .map((path) => `app/${path}`)
        .sort(),
    );
    expect({ status, commands: commandsIn(errors) }).toEqual({ status: 1, commands: [] });
  });

  it.each(["pretty", "concise", "json", "jsonl", "sarif", "rdjson", "gitlab", "junit", "checkstyle", "markdown"])(
    "makes it obey nothing in the format %s",
    async (format) => {
      const { status, output, errors } = await check(repository(HOSTILE), `--format ${format}`);
      expect(commandsIn(output + errors)).toEqual([]);
      expect(status).toBe(1);
    },
  );

  it("makes it obey nothing where a fault names a file", async () => {
    const folder = repository({ ...INCIDENT, "db-ssot.json": '{ "##[add-mask]x": 1, "\\n::error::x": 2 }' });
    const { status, output, errors } = await check(folder, "");
    expect(commandsIn(output + errors)).toEqual([]);
    expect(status).toBe(2);
  });
});

describe("the summary of a step", () => {
  it("gets the whole report behind what stands there, with paths from the top of the repository", async () => {
    const folder = repository(INCIDENT);
    const summary = join(folder, "summary.md");
    writeFileSync(summary, "before\n");
    const { status } = await check(folder, "--format github", { GITHUB_STEP_SUMMARY: summary });
    expect(status).toBe(1);
    expect(readFileSync(summary, "utf8")).toMatch(
      /^before\n### db-ssot\n\n1 error in 1 file;.*`app\/src\/health\.ts:4`/s,
    );
  });

  it("is written by no other format", async () => {
    const folder = repository(INCIDENT);
    const summary = join(folder, "summary.md");
    await check(folder, "--format pretty", { GITHUB_STEP_SUMMARY: summary });
    expect(existsSync(summary)).toBe(false);
  });

  it("knows the top of the workspace also where there is no repository", async () => {
    const folder = tempProject(
      Object.fromEntries(Object.entries(INCIDENT).map(([path, text]) => [`app/${path}`, text])),
    );
    const { output } = await check(folder, "--format github", { GITHUB_WORKSPACE: folder });
    expect(commandsIn(output)[0]?.properties.file).toBe("app/src/health.ts");
  });
});

describe("the exit status", () => {
  it("is what --fail-on and --max-warnings make of the findings", async () => {
    const folder = repository({ ...INCIDENT, "db-ssot.json": WARNING });
    const statuses = async (options: string) => {
      const { status, errors } = await check(folder, options);
      return { status, errors };
    };
    expect(await statuses("")).toEqual({ status: 0, errors: "" });
    const onWarning = { status: 1, errors: "failed: 1 warning (--fail-on warning)\n" };
    expect(await statuses("--fail-on warning")).toEqual(onWarning);
    const tooMany = { status: 1, errors: "failed: 1 warning, more than --max-warnings 0 allows\n" };
    expect(await statuses("--max-warnings 0")).toEqual(tooMany);
    expect(await statuses("--max-warnings 1")).toEqual({ status: 0, errors: "" });
  });

  it("is 0 where nothing is to fail, whatever is found", async () => {
    expect((await check(repository(INCIDENT), "--fail-on none")).status).toBe(0);
  });

  it("counts what the baseline knows, and does not fail by it", async () => {
    const folder = repository(INCIDENT);
    expect((await runOnDisk(join(folder, "app"), "baseline")).status).toBe(0);
    const { status, output } = await check(folder, "--fail-on info");
    expect(output).toContain("1 accepted (baseline)");
    expect(status).toBe(0);
  });
});

const WARNING = `{
  "sources": [{ "accessor": { "module": "src/database/index.ts", "name": "getDb" }, "managers": ["DatabaseManager"] }],
  "rules": { "missing-member": "warn", "duplicate-manager": "off" }
}
`;

describe("what init sets up", () => {
  it("is asked for on a terminal, after the configuration is written", async () => {
    const folder = repository(INCIDENT);
    const { status, screen } = await runInTerminal(join(folder, "app"), "init", [
      { after: "GitLab CI: write a job", key: "l" },
      { after: "add it to the hooks of this repository", key: "y" },
    ]);
    expect(screen).toContain("wrote .gitlab-ci.yml for GitLab CI:");
    expect(readFileSync(join(folder, ".gitlab-ci.yml"), "utf8")).toContain('    - "cd app"\n');
    expect(readFileSync(join(folder, ".git/hooks/pre-commit"), "utf8")).toContain("db-ssot");
    expect(existsSync(join(folder, "app/db-ssot.json"))).toBe(true);
    expect(status).toBe(0);
  });

  it("stands at the top of the repository, and reports of a pull request what the branch brings", async () => {
    const folder = repository({ ...INCIDENT, "src/orders.ts": health });
    expect((await runOnDisk(join(folder, "app"), "init --ci github")).status).toBe(0);
    const workflow = parse(readFileSync(join(folder, ".github/workflows/db-ssot.yml"), "utf8"));
    const step: Step = workflow.jobs["db-ssot"].steps.at(-1);
    writeFileSync(join(folder, "app/src/new.ts"), health);
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/npx"), `#!/bin/bash\nexec node ${ROOT}/bin/db-ssot.js "\${@:3}"\n`, {
      mode: 0o755,
    });
    const run = (base: string) =>
      runStep(step, { "github.event.pull_request.base.sha": base }, folder, {
        PATH: `${join(folder, "bin")}:${process.env.PATH}`,
      });
    const filesOf = ({ output }: { readonly output: string }) =>
      commandsIn(output).map(({ properties }) => properties.file);
    expect(filesOf(run("HEAD"))).toEqual(["app/src/new.ts"]);
    expect(filesOf(run(""))).toEqual(["app/src/health.ts", "app/src/new.ts", "app/src/orders.ts"]);
    expect(run("").status).toBe(1);
  });
});

it("finds nothing in its own repository", async () => {
  const { status, output } = await runOnDisk(ROOT, "check --fail-on info");
  expect({ status, output }).toEqual({ status: 0, output: expect.stringMatching(/^no findings$/m) });
});
