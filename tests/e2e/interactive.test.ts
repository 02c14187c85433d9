import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { INCIDENT } from "../support/incident.js";
import { tempProject } from "../support/temp-project.js";
import { runInTerminal } from "./terminal.js";

const CALL = String(INCIDENT["src/health.ts"]);
const FILES = { ...INCIDENT, "src/status.ts": CALL };
/** Drawn while a question is open, and not again with its answer. */
const QUESTION = "skip the rest of this rule";
/** As a question is left on the screen, with what was taken for its answer. */
const SKIPPED = "◇  apply this fix?\n│  skip it (Enter)";

describe("fix --interactive in a terminal", () => {
  it("applies what a key agrees to and leaves what another skips", async () => {
    const root = tempProject(FILES);
    const { status, screen } = await runInTerminal(root, "fix --interactive", [
      { after: QUESTION, key: "s" },
      { after: QUESTION, key: "m" },
      { after: QUESTION, key: "a" },
    ]);
    expect(read(root, "src/health.ts")).toBe(CALL);
    expect(read(root, "src/status.ts")).toContain("const db = getDb();");
    expect(screen).toContain("src/health.ts:4:30  missing-member  1 of 2");
    expect(screen).toContain("`DatabaseManager` has no member `getAsyncSession`");
    expect(screen).toContain("fixed 1 finding in 1 file");
    expect(status).toBe(1);
  });

  it("skips at Enter, also after a key that means nothing", async () => {
    const root = tempProject(FILES);
    const { status, screen } = await runInTerminal(root, "fix --interactive", [
      { after: QUESTION, key: "x\r" },
      { after: QUESTION, key: "\r" },
    ]);
    expect(screen.match(/◇ .*\n.*/g)).toEqual([SKIPPED, SKIPPED]);
    expect([read(root, "src/health.ts"), read(root, "src/status.ts")]).toEqual([CALL, CALL]);
    expect(status).toBe(1);
  });

  it("writes nothing after Ctrl-C", async () => {
    const root = tempProject(FILES);
    const { status, screen } = await runInTerminal(root, "fix --interactive", [
      { after: QUESTION, key: "a" },
      { after: QUESTION, key: "\u0003" },
    ]);
    expect([read(root, "src/health.ts"), read(root, "src/status.ts")]).toEqual([CALL, CALL]);
    expect(screen).toContain("interrupted");
    expect(status).toBe(3);
  });
});

function read(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}
