import { describe, expect, it } from "vitest";
import { runCli, runCliIn } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";

const WORKFLOW = ".github/workflows/db-ssot.yml";
const CONFIGURED = { ...INCIDENT, "db-ssot.json": '{ "sources": [] }' };
const IN_GIT = { committed: {} };

describe("init --ci", () => {
  it("writes the configuration, and a workflow that runs this version", async () => {
    const { status, output, world } = await runCli("init --ci github", INCIDENT);
    expect(world.textOf("db-ssot.json")).toContain("getDb");
    expect(world.textOf(WORKFLOW)).toContain("npx --yes db-ssot@1.2.3 check --format github");
    expect(output).toContain(`wrote ${WORKFLOW} for GitHub Actions:\n\n${world.textOf(WORKFLOW)}`);
    expect(status).toBe(0);
  });

  it("works where there is a configuration, and leaves that alone", async () => {
    const { status, world } = await runCli("init --ci github", CONFIGURED);
    expect({ status, config: world.textOf("db-ssot.json") }).toEqual({ status: 0, config: CONFIGURED["db-ssot.json"] });
    expect(world.textOf(WORKFLOW)).toContain("db-ssot@1.2.3");
  });

  it("overwrites no workflow", async () => {
    const files = { ...CONFIGURED, [WORKFLOW]: "name: mine\n" };
    const { status, errors, world } = await runCli("init --ci github", files);
    expect(errors).toContain(`\`${WORKFLOW}\` runs db-ssot already`);
    expect({ status, text: world.textOf(WORKFLOW) }).toEqual({ status: 2, text: "name: mine\n" });
  });

  it("says what to add to the file that GitLab has for all jobs, and leaves it alone", async () => {
    const files = { ...CONFIGURED, ".gitlab-ci.yml": "test:\n  script: npm test\n" };
    const { status, output, world } = await runCli("init --ci gitlab", files);
    expect(output).toContain(".gitlab-ci.yml exists already and was not changed; add this to it:\n\ndb-ssot:\n");
    expect({ status, text: world.textOf(".gitlab-ci.yml") }).toEqual({ status: 0, text: files[".gitlab-ci.yml"] });
  });

  it("adds nothing where the check runs there already", async () => {
    const files = { ...CONFIGURED, ".gitlab-ci.yml": "lint:\n  script: npx db-ssot check\n" };
    const { status, errors } = await runCli("init --ci gitlab", files);
    expect(errors).toContain("`.gitlab-ci.yml` runs db-ssot already");
    expect(status).toBe(2);
  });

  it("writes GitLab's file where there is none", async () => {
    const { world } = await runCli("init --ci gitlab", CONFIGURED);
    expect(world.textOf(".gitlab-ci.yml")).toContain("codequality:");
  });

  it("knows only what it has a text for, and suggests the nearest", async () => {
    const { status, errors, world } = await runCli("init --ci githb", INCIDENT);
    expect(errors).toContain("there is no pipeline `githb`");
    expect(errors).toContain("did you mean `github`?");
    expect({ status, config: world.textOf("db-ssot.json") }).toEqual({ status: 2, config: undefined });
  });
});

describe("init --hook", () => {
  it("adds the check before each commit, also where there is a configuration", async () => {
    const { status, world } = await runCli("init --hook --ci github", CONFIGURED, IN_GIT);
    expect(world.textOf(".git/hooks/pre-commit")).toContain("db-ssot");
    expect(world.textOf(WORKFLOW)).toBeDefined();
    expect(status).toBe(0);
  });

  it("says so where there is no repository", async () => {
    const { status, errors } = await runCli("init --hook", CONFIGURED);
    expect(errors).toContain("no-hooks");
    expect(status).not.toBe(0);
  });
});

describe("init on a terminal", () => {
  it("asks for both after it has written the configuration", async () => {
    const { world } = await runCli("init", INCIDENT, { ...IN_GIT, keys: ["g", "y"] });
    expect(world.textOf(WORKFLOW)).toContain("db-ssot@1.2.3");
    expect(world.textOf(".git/hooks/pre-commit")).toContain("db-ssot");
  });

  it("takes no for an answer", async () => {
    const { status, world } = await runCli("init", INCIDENT, { ...IN_GIT, keys: ["n", "n"] });
    expect(world.textOf(WORKFLOW)).toBeUndefined();
    expect(world.textOf(".git/hooks/pre-commit")).toBeUndefined();
    expect({ status, isConfigured: world.textOf("db-ssot.json") !== undefined }).toEqual({
      status: 0,
      isConfigured: true,
    });
  });

  it("ends the questions with Ctrl-C, and keeps what was written", async () => {
    const { status, world } = await runCli("init", INCIDENT, { ...IN_GIT, keys: [undefined, "y"] });
    expect(world.textOf("db-ssot.json")).toBeDefined();
    expect(world.textOf(".git/hooks/pre-commit")).toBeUndefined();
    expect(status).toBe(0);
  });

  it("asks nothing where the options say it", async () => {
    const { world } = await runCli("init --ci gitlab", INCIDENT, { ...IN_GIT, keys: ["g", "y"] });
    expect(world.textOf(WORKFLOW)).toBeUndefined();
    expect(world.textOf(".git/hooks/pre-commit")).toBeUndefined();
  });
});

it("tells the options in a pipe, and asks nothing there", async () => {
  const { output } = await runCli("init", INCIDENT);
  expect(output).toContain(
    "In CI: db-ssot init --ci github, or --ci gitlab. Before each commit: db-ssot init --hook\n",
  );
});

it("still refuses to detect anew what is configured", async () => {
  const { world } = await runCli("init", INCIDENT);
  const again = await runCliIn(world, "init");
  expect(again.errors).toContain("`db-ssot.json` exists already");
  expect(again.status).toBe(2);
});
