/** A report is kept for as long as no answer changes that it was made of. */
import { describe, expect, it } from "vitest";
import { checkUnlessKept } from "../../../src/judge/check/kept.js";
import { memoryCache } from "../../support/memory-cache.js";
import { type MemoryFiles, memoryWorld } from "../../support/memory-world.js";

const PROJECT: MemoryFiles = {
  "src/db/index.ts":
    'import { Pool } from "pg";\nconst pool = new Pool();\nexport function getDb(): Pool {\n  return pool;\n}\n',
  "src/db/manager.ts": 'import { Pool } from "pg";\nexport class DatabaseManager {\n  readonly pool = new Pool();\n}\n',
  "src/users.ts": 'import { getDb } from "./db/index.js";\nexport const users = getDb().query("select");\n',
  "src/format.ts": "export function format(value: string): string {\n  return value.trim();\n}\n",
  "src/pages/start.ts": 'import { format } from "../format.js";\nexport const title = format("start");\n',
  "app/__init__.py": "",
  "app/text.py": "import re\n\n\ndef words(text):\n    return re.split(r'\\W', text)\n",
};

/** Whether the report of a project serves for what becomes of it. */
async function isKeptAfter(changes: Readonly<Record<string, string | undefined>>, project = PROJECT): Promise<boolean> {
  const cache = memoryCache();
  await checkUnlessKept({ ...memoryWorld(project), cache }, { cached: "load-when-needed" });
  const changed = Object.entries({ ...project, ...changes }).filter(([, text]) => text !== undefined);
  const world = { ...memoryWorld(Object.fromEntries(changed) as MemoryFiles), cache };
  return (await checkUnlessKept(world, { cached: "load-when-needed" })).isKept;
}

describe("the report of an earlier run is taken", () => {
  it.each([
    ["where a file that was not parsed has another body", { "src/format.ts": `${PROJECT["src/format.ts"]}// more\n` }],
    ["where one of Python has", { "app/text.py": `${PROJECT["app/text.py"]}\n\nLIMIT = 3\n` }],
    ["where several have", { "src/format.ts": "export const format = String;\n", "app/text.py": "import re\n" }],
    ["where nothing has changed", {}],
  ])("%s", async (_when, changes) => {
    expect(await isKeptAfter(changes)).toBe(true);
  });
});

describe("another one is made", () => {
  it.each([
    ["where a file that was parsed has another text", { "src/users.ts": `${PROJECT["src/users.ts"]}// more\n` }],
    ["where a file imports something else", { "src/format.ts": 'import "./db/index.js";\nexport const format = 1;\n' }],
    ["where a file comes to declare a manager", { "src/format.ts": "export class DatabaseManager {}\n" }],
    ["where a comment allows a finding", { "src/format.ts": "// db-ssot-ignore-line missing-member -- later\n" }],
    ["where a comment names a member", { "src/format.ts": "// as DatabaseManager.getSession() does\n" }],
    ["where a file is new", { "src/new.ts": "" }],
    ["where one is gone", { "src/pages/start.ts": undefined }],
    ["where a file is a text no more", { "src/format.ts": "\0" }],
  ])("%s", async (_when, changes) => {
    expect(await isKeptAfter(changes)).toBe(false);
  });
});
