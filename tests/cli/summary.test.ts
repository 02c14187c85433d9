import { describe, expect, it } from "vitest";
import { runCli } from "../support/cli.js";
import { INCIDENT } from "../support/incident.js";
import type { MemoryCommand } from "../support/memory-commands.js";
import type { MemoryFiles, MemoryOptions } from "../support/memory-world.js";

const LEGACY = `import { getDb } from "../database/index.js";

/** @deprecated Use getDb. */
export async function getAsyncDb() {
  return getDb();
}
`;
const HEALTH = String(INCIDENT["src/health.ts"]);

/** Beside the incident: a call that no fix covers, and a legacy accessor. */
const MIXED = {
  ...INCIDENT,
  "src/archive.ts": HEALTH.replace("getAsyncSession()", 'getAsyncSession("archive")'),
  "src/db/legacy.ts": LEGACY,
  "src/users.ts": `import { getAsyncDb } from "./db/legacy.js";

export const users = async () => (await getAsyncDb()).query("select * from users");
`,
};

async function summaryOf(command: string, files: MemoryFiles = MIXED, options: MemoryOptions = {}) {
  const { status, errors, output, world } = await runCli(`${command} --summary out/summary.md`, files, options);
  return { status, errors, output, world, text: world.results.get("out/summary.md") ?? "" };
}

describe("fix --summary", () => {
  it("writes what was found and done, how the database is accessed, what was verified, what remains and what is next", async () => {
    const { text, status } = await summaryOf("fix");
    expect(text).toBe(`# Database access: what was found and done

db-ssot found 3 problems with 2 causes in 3 files: 2 errors and 1 warning. It fixed 2 in 2 files, all by safe fixes; 1 problem remains.

Read: 7 files, 7 parsed; 7 accesses, none unknown. Files that cannot reach a database are not parsed.

- Assumed \`getDb\` from src/database/index.ts: 3 importers, deprecations name it, builds the client, named like an accessor.

## Issues fixed

### 1. \`DatabaseManager\` has no member \`getAsyncSession\`

Error of the rule missing-member, 1 place in 1 file. \`DatabaseManager\` is src/db/database-manager.ts:3; the class has \`getConnection\`.

**\`src/health.ts\`**, line 4

Before:

\`\`\`ts
import { DatabaseManager } from "./db/database-manager.js";
…
  const db = DatabaseManager.getAsyncSession();
\`\`\`

After:

\`\`\`ts
import { getDb } from "./database/index.js";
…
  const db = getDb();
\`\`\`

### 2. \`getAsyncDb\` is a legacy accessor; use \`getDb\`

Warning of the rule legacy-accessor, 1 place in 1 file. \`getAsyncDb\` is defined in src/db/legacy.ts, deprecated: Use getDb.

**\`src/users.ts\`**, line 3

Before:

\`\`\`ts
import { getAsyncDb } from "./db/legacy.js";
…
export const users = async () => (await getAsyncDb()).query("select * from users");
\`\`\`

After:

\`\`\`ts
import { getDb } from "./database/index.js";
…
export const users = async () => getDb().query("select * from users");
\`\`\`

## How the database is accessed

| pattern | what it is | database | before | now | files |
| --- | --- | --- | ---: | ---: | ---: |
| \`getDb()\` | the accessor | \`primary\` | 2 | 4 | 4 |
| \`DatabaseManager.getAsyncSession()\` | does not exist | \`primary\` | 2 | 1 | 1 |
| \`getAsyncDb()\` | a legacy accessor | \`primary\` | 1 | 0 | 0 |

80 % of all accesses go through the accessor; before, it was 40 %.

## The pattern to use

\`getDb\` of \`src/database/index.ts\`. It does not commit, roll back or close. As in \`src/health.ts\`:

\`\`\`ts
import { getDb } from "./database/index.js";
…
const db = getDb();
\`\`\`

## What was verified

- Syntax: each of the 2 changed files parses.
- Findings: the project was checked again with the changes. 2 findings are gone, and the fixes brought no new one.
- Types: not compared, because no compiler configuration covers the changed files.
- Tests: not run. \`db-ssot fix --verify "npm test"\`, or another command, keeps only fixes that pass it.

## Remaining issues

### missing-member: 1 problem

A call or access of a member that the manager does not have.

- **\`DatabaseManager\` has no member \`getAsyncSession\`**: \`src/archive.ts:4\`
  - \`const db = DatabaseManager.getAsyncSession("archive");\`
  - \`DatabaseManager\` is src/db/database-manager.ts:3; the class has \`getConnection\`.
  - By hand: \`"archive"\` may name another database.

## Next steps

1. Read the changes, run the tests and commit them. \`db-ssot undo\` takes them back.
2. By hand: \`DatabaseManager\` has no member \`getAsyncSession\` (\`src/archive.ts:4\`). \`"archive"\` may name another database.
3. Write down which accessor is meant: \`db-ssot init\`. Until then it is assumed anew in each run.
4. Accept what remains with \`db-ssot baseline\`, so that only new problems fail. Keep it so: \`db-ssot hook install\` checks each commit, \`db-ssot init --ci github\` each pull request.
`);
    expect(status).toBe(1);
  });

  it("says of a preview that nothing was written", async () => {
    const { text, world } = await summaryOf("fix --diff");
    expect(text).toContain("It would fix 2 in 2 files");
    expect(text).toContain("- Nothing was written: this is a preview.\n");
    expect(text).toContain("1. Read the changes above, then make them: the same command without `--diff`.\n");
    expect(world.textOf("src/health.ts")).toBe(HEALTH);
  });

  it("says what the command has shown that was run, and does not ask for it again", async () => {
    const { text } = await summaryOf("fix --verify ./test", MIXED, { run: () => 0 });
    expect(text).toMatch(/- Tests: `\.\/test` passes with the changes, in a copy of the project \(\d+ runs?\)\.\n/);
    expect(text).toContain("1. Read the changes and commit them.");
  });

  it("names the fix with which the command fails, and that it was left out", async () => {
    const run: MemoryCommand = (_, files) =>
      new TextDecoder().decode(files.read("src/users.ts")).includes("getDb()") ? 1 : 0;
    const { text } = await summaryOf("fix --verify ./test", MIXED, { run });
    expect(text).toContain("`./test` fails with the fix of `src/users.ts:3:41`, which was left out.");
    expect(text).toContain("It fixed 1 in 1 file, all by safe fixes; 1 fix was left out; 2 problems remain.");
    expect(text).toMatch(/### Fixes that were left out\n\n- `src\/users\.ts:3:41` \(legacy-accessor\): .*\.\n/);
    expect(text).toContain("  - Its safe fix was not applied.\n");
    expect(text).toContain("Look at the 1 fix that was left out; the reasons are above.");
  });

  it("asks to read what may change behaviour, and says why", async () => {
    const files = {
      ...INCIDENT,
      "src/health.ts": HEALTH.replace("getAsyncSession()", "beginTransaction()"),
    };
    expect((await summaryOf("fix --unsafe", files)).text).toMatch(
      /\*\*Read these changes before you rely on them\.\*\* \S/,
    );
    const { text } = await summaryOf("fix", files);
    expect(text).toContain("It fixed nothing; 1 problem remains.");
    expect(text).toContain("- Nothing was changed.\n");
    expect(text).toContain("1. Look at the 1 fix that may change behaviour: `db-ssot fix --unsafe --diff`.\n");
  });
});

describe("check --summary", () => {
  it("writes what was found, with the report where it goes anyway", async () => {
    const { text, output, status } = await summaryOf("check");
    expect(text).toMatch(/^# Database access: what was found\n\ndb-ssot found 3 problems with 2 causes in 3 files/);
    expect(text).not.toContain("Issues fixed");
    expect(text).toContain("`DatabaseManager` has no member `getAsyncSession`** (2 places in 2 files, 1 fixable)");
    expect(text).toContain("| `DatabaseManager.getAsyncSession()` | does not exist | `primary` | 2 | 2 |\n");
    expect(text).toContain("- Nothing was changed, and no code of the project was run: the files were read.\n");
    expect(output).toContain("src/archive.ts:4:30  error  missing-member");
    expect(status).toBe(1);
  });

  it("puts first what removes most errors", async () => {
    const { text } = await summaryOf("check");
    const steps = text.slice(text.indexOf("## Next steps")).split("\n");
    expect(steps[2]).toBe("1. Run `db-ssot fix`: it fixes 2 problems safely.");
    expect(steps[3]).toMatch(/^2\. By hand: `DatabaseManager` has no member/);
  });

  it("says that there is nothing, where there is nothing", async () => {
    const { "src/health.ts": _, ...clean } = INCIDENT;
    const { text, status } = await summaryOf("check", clean);
    expect(text).toContain("db-ssot found nothing that bypasses or breaks the accessor.\n");
    expect(text).toContain("## Issues found\n\nNone.\n");
    expect(text).toContain("100 % of all accesses go through the accessor.");
    expect(status).toBe(0);
  });

  it("tells how the accessor is named where none is clear", async () => {
    const { "src/database/index.ts": _, "src/orders.ts": __, ...files } = INCIDENT;
    const manager = "export class DatabaseManager {}\n";
    const { text } = await summaryOf("check", { ...files, "src/db/database-manager.ts": manager });
    expect(text).toContain("No accessor is clear: name one with `db-ssot init --accessor FILE#NAME`.");
  });
});
