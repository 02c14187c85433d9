/** How a fix names the accessor's module across packages: by the package's own name, or not at all. */
import { describe, expect, it } from "vitest";
import { checkFiles, fixFiles } from "../../support/snippet.js";
import { withConfig } from "../../support/snippet-project.js";

const CONFIG = {
  sources: [{ accessor: { module: "packages/db/src/client/pool.ts", name: "getDb" }, managers: ["ConnectionManager"] }],
};

interface Workspace {
  /** What `packages/db/src/index.ts` gives on. */
  readonly index?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  /** The imports of the file of `apps/api`. */
  readonly imports?: string;
  /** Another file of `apps/api`. */
  readonly beside?: string;
}

function workspace({ index = PUBLIC, dependencies = {}, imports = MANAGER, beside = "" }: Workspace) {
  return {
    "package.json": JSON.stringify({ private: true, workspaces: ["packages/*", "apps/*"] }),
    "packages/db/package.json": JSON.stringify({
      name: "@acme/db",
      type: "module",
      exports: { ".": "./src/index.ts", "./manager": "./src/manager.ts" },
    }),
    "packages/db/src/index.ts": index,
    "packages/db/src/manager.ts": "export class ConnectionManager {}\n",
    "packages/db/src/client/pool.ts":
      'import { Pool } from "pg";\nconst pool = new Pool();\nexport const getDb = (): Pool => pool;\n',
    "apps/api/package.json": JSON.stringify({ name: "api", type: "module", dependencies }),
    "apps/api/src/users.ts": beside,
    "apps/api/src/repo.ts": `${imports}\n\nexport const rows = () => ConnectionManager.getPool().query("select 1");\n`,
  };
}

const PUBLIC = 'export { getDb } from "./client/pool.js";\nexport * from "./manager.js";\n';
const MANAGER = 'import { ConnectionManager } from "@acme/db/manager";';

async function imported(options: Workspace): Promise<string | undefined> {
  const files = withConfig(workspace(options), CONFIG);
  const changed = await fixFiles(files);
  const [line] = changed["apps/api/src/repo.ts"]?.split("\n") ?? [];
  if (line !== undefined) return line;
  const { diagnostics } = await checkFiles(files);
  return diagnostics.find(({ rule }) => rule === "missing-member")?.help;
}

describe("an accessor of another package is imported", () => {
  it.each<[string, Workspace, string]>([
    [
      "by the name that the file has for the package",
      { imports: 'import { ConnectionManager } from "@acme/db";' },
      'import { getDb } from "@acme/db";',
    ],
    [
      "by the name that its neighbours have for it",
      { beside: 'import { getDb } from "@acme/db";\nexport const users = () => getDb().query("select 1");\n' },
      'import { getDb } from "@acme/db";',
    ],
    [
      "by the name that its manifest lists",
      { dependencies: { "@acme/db": "workspace:*" } },
      'import { getDb } from "@acme/db";',
    ],
    [
      "under the name that the package has for it",
      {
        imports: 'import { ConnectionManager } from "@acme/db";',
        index: 'export { getDb as connect } from "./client/pool.js";\nexport * from "./manager.js";\n',
      },
      'import { connect } from "@acme/db";',
    ],
    [
      "by a path where the file is used to paths",
      { imports: 'import { ConnectionManager } from "../../../packages/db/src/manager.js";' },
      'import { getDb } from "../../../packages/db/src/client/pool.js";',
    ],
  ])("%s", async (_how, options, line) => {
    expect(await imported(options)).toBe(line);
  });

  it.each<[string, Workspace]>([
    ["nothing leads to the package", {}],
    [
      "the package keeps it for itself",
      { dependencies: { "@acme/db": "workspace:*" }, index: 'export * from "./manager.js";\n' },
    ],
  ])("by hand only if %s", async (_why, options) => {
    expect(await imported(options)).toBe(
      "fix by hand: `getDb` is part of packages/db, another package than apps/api, whose dependencies and imports do not lead to it",
    );
  });
});

describe("in a file that imports nothing of the project yet", () => {
  const PRISMA = 'import { PrismaClient } from "@prisma/client";\nexport const prisma = new PrismaClient();\n';
  const OWN =
    'import { PrismaClient } from "@prisma/client";\nconst prisma = new PrismaClient();\nprisma.job.findMany();\n';

  it.each([
    ["writes the path in full for Node", { type: "module" }, "./db/index.js"],
    ["leaves the path to a bundler", { type: "module", devDependencies: { vite: "7" } }, "./db"],
    ["leaves the path to CommonJS", {}, "./db"],
  ])("%s", async (_, manifest, specifier) => {
    const files = { "package.json": JSON.stringify(manifest), "src/db/index.js": PRISMA, "src/server.js": OWN };
    const changed = await fixFiles(files);
    expect(changed["src/server.js"]?.split("\n")[0]).toBe(`import { prisma } from "${specifier}";`);
  });

  it("requires no ES module", async () => {
    const text =
      'const { PrismaClient } = require("@prisma/client");\nconst prisma = new PrismaClient();\nprisma.job.findMany();\n';
    const { diagnostics } = await checkFiles({ "src/db.mjs": PRISMA, "src/jobs.cjs": text });
    expect(diagnostics.map(({ fix, help }) => [fix, help])).toEqual([
      [undefined, expect.stringContaining("src/db.mjs is an ES module, which this file would have to `require`")],
    ]);
  });

  it("is told that a script of Python finds modules from its own folder", async () => {
    const client = "from pymongo import MongoClient\n\nclient = MongoClient()\n";
    const script = `${client}if __name__ == "__main__":\n    print(client.shop.users.find_one())\n`;
    const { diagnostics } = await checkFiles({
      "db.py": client,
      "users.py": "from db import client\n\nclient.shop.users.find_one()\n",
      "jobs/run.py": script,
    });
    const { fix } = diagnostics.find(({ rule, span }) => rule === "direct-client" && span.file === "jobs/run.py") ?? {};
    expect(fix?.reason).toContain("run as a script, jobs/run.py cannot import `db`");
  });
});
