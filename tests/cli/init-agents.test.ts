import { describe, expect, it } from "vitest";
import { runCli, runCliIn } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";

const START = "<!-- db-ssot: written by `db-ssot init --agents` -->\n";

describe("init --agents", () => {
  it("writes the configuration, and three lines into a new AGENTS.md", async () => {
    const { status, output, world } = await runCli("init --agents", INCIDENT);
    const text = world.textOf("AGENTS.md") ?? "";
    expect(text.startsWith(`${START}- Code reaches the database through \`getDb\` of \`src/database/index.ts\``)).toBe(
      true,
    );
    expect(text.split("\n").filter((line) => line.startsWith("- "))).toHaveLength(3);
    expect(output).toContain("wrote into AGENTS.md:");
    expect(status).toBe(0);
  });

  it("adds them to the instructions that are there, and leaves those as they are", async () => {
    const { world } = await runCli("init --agents", { ...INCIDENT, "CLAUDE.md": "# Working here\n\nBe kind.\n" });
    expect(world.textOf("CLAUDE.md")).toMatch(/^# Working here\n\nBe kind\.\n\n<!-- db-ssot/);
    expect(world.textOf("AGENTS.md")).toBeUndefined();
  });

  it("adds them to the file that is named, once", async () => {
    const { world } = await runCli("init --agents docs/agents.md", INCIDENT);
    const text = world.textOf("docs/agents.md");
    const { output } = await runCliIn(world, "init --agents docs/agents.md");
    expect(output).toContain("docs/agents.md says it already");
    expect(world.textOf("docs/agents.md")).toBe(text);
  });

  it("refuses where no accessor is configured", async () => {
    const { status, errors } = await runCli("init --agents", { ...INCIDENT, "db-ssot.json": '{ "sources": [] }' });
    expect(errors).toContain("no accessor is configured");
    expect(status).toBe(2);
  });
});

describe("check", () => {
  it("finds lines that the configuration no longer says, and fix writes them anew", async () => {
    const { world } = await runCli("init --agents", INCIDENT);
    const text = world.textOf("AGENTS.md") ?? "";
    const clean = await runCliIn(world, "check --rule stale-reference");
    expect(clean.output).not.toContain("stale-reference");
    await world.files.write("AGENTS.md", new TextEncoder().encode(text.replace("`getDb`", "`openDb`")));
    const { output } = await runCliIn(world, "check --rule stale-reference");
    expect(output).toContain("these lines for agents are not what the configuration says");
    await runCliIn(world, "fix --rule stale-reference");
    expect(world.textOf("AGENTS.md")).toBe(text);
  });
});
