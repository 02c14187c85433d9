/** The built command and the real git: a team that accepts what is there, and two branches that each fix some of it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runOnDisk } from "../support/cli-on-disk.js";
import { INCIDENT } from "../support/incident.js";
import { commitAll, committed, git, put } from "../support/repository.js";

const HEALTH = `${INCIDENT["src/health.ts"]}`;
const MENDED = `${INCIDENT["src/orders.ts"]}`;
const NAMES = ["a", "b", "c", "d"];
const BASELINE = "db-ssot-baseline.jsonl";

function project(): Readonly<Record<string, string>> {
  const files = Object.entries(INCIDENT).map(([path, text]) => [path, `${text}`] as const);
  const healths = NAMES.map((name) => [`src/${name}.ts`, HEALTH.replace("ready", `ready_${name}`)] as const);
  return Object.fromEntries([...files.filter(([path]) => path !== "src/health.ts"), ...healths]);
}

it("shrinks on two branches at once, is merged, and knows a file that was moved meanwhile", async () => {
  const root = committed(project());
  const run = async (command: string) => {
    const { status, output } = await runOnDisk(root, command);
    return { status, output };
  };
  expect(await run("baseline")).toEqual({ status: 0, output: `wrote ${BASELINE}: 4 findings accepted\n` });
  expect((await run("check")).status).toBe(0);
  commitAll(root, "accept what is there");

  git(root, "switch", "-q", "-c", "theirs");
  put(root, { "src/b.ts": MENDED });
  expect(await run("baseline")).toEqual({ status: 0, output: `${BASELINE}: 1 entry removed, 3 entries left\n` });
  put(root, {
    "src/routes/d.ts": readFileSync(join(root, "src/d.ts"), "utf8").replace("./db/", "../db/"),
    "src/d.ts": undefined,
  });
  expect((await run("check")).status).toBe(0);
  commitAll(root, "fix b, move d");

  git(root, "switch", "-q", "main");
  put(root, { "src/a.ts": MENDED, "src/c.ts": MENDED });
  expect(await run("baseline")).toEqual({ status: 0, output: `${BASELINE}: 2 entries removed, 2 entries left\n` });
  commitAll(root, "fix a and c");

  git(root, "merge", "-q", "--no-edit", "theirs"); // A conflict is an error.
  const { status, output } = await run("check");
  expect(status).toBe(0);
  expect(output).not.toContain("unused-baseline-entry");
  expect(output).toContain("1 accepted (baseline)");

  put(root, { "src/routes/d.ts": undefined });
  expect((await run("check")).output).toContain(`${BASELINE}:6:1  warning  unused-baseline-entry`);
  expect((await run("baseline --prune")).output).toBe(`${BASELINE}: 1 entry removed, 0 entries left\n`);
  put(root, { "src/new.ts": HEALTH });
  expect((await run("baseline")).status).toBe(1);
  expect((await run("check")).status).toBe(1);
});
