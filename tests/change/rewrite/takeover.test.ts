/** A declaration that would only repeat the accessor goes, and the import has its name. */
import { describe, expect, it } from "vitest";
import { fixFiles } from "../../support/snippet.js";

const PRISMA = `import { PrismaClient } from "@prisma/client";
export const prisma = new PrismaClient({ log: ["error"] });
`;
const MANIFEST = JSON.stringify({ name: "shop", dependencies: { "@prisma/client": "5" } });
const USER = `import { prisma } from "./lib/prisma";
export const count = () => prisma.user.count();
`;

async function fixed(path: string, text: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const project = { "package.json": MANIFEST, "src/lib/prisma.ts": PRISMA, "src/user.ts": USER, ...files };
  const changed = await fixFiles({ ...project, [path]: text }, { unsafe: true });
  return changed[path] ?? "unchanged";
}

const CLIENT = 'import { PrismaClient } from "@prisma/client";\n';

describe("a declaration of TypeScript", () => {
  it.each([
    [
      "at the top",
      `${CLIENT}\nconst prisma = new PrismaClient();\n\nexport const all = () => prisma.user.findMany();\n`,
    ],
    [
      "with options of what it logs",
      `${CLIENT}\nconst prisma = new PrismaClient({ log: ["query"] });\n\nexport const all = () => prisma.user.findMany();\n`,
    ],
    [
      "with an annotation",
      `${CLIENT}\nlet prisma: PrismaClient = new PrismaClient();\n\nexport const all = () => prisma.user.findMany();\n`,
    ],
  ])("%s goes, and the import has its name", async (_, text) => {
    expect(await fixed("src/a.ts", text)).toBe(
      'import { prisma } from "./lib/prisma";\n\nexport const all = () => prisma.user.findMany();\n',
    );
  });

  it("in a function goes where the file imports the accessor already, which it hid", async () => {
    const text = `${CLIENT}import { prisma } from "./lib/prisma";

export const one = () => prisma.user.count();

export function all() {
  const prisma = new PrismaClient();
  return prisma.user.findMany();
}
`;
    expect(await fixed("src/a.ts", text)).toBe(`import { prisma } from "./lib/prisma";

export const one = () => prisma.user.count();

export function all() {
  return prisma.user.findMany();
}
`);
  });

  it("of CommonJS does not become an import that would need another path", async () => {
    const text = `exports.all = async () => {
  const { PrismaClient } = await import("@prisma/client");
  const prisma = new PrismaClient();
  return prisma.user.findMany();
};
`;
    expect(await fixed("src/a.js", text)).toBe(`const { prisma } = require("./lib/prisma");

exports.all = async () => {
  return prisma.user.findMany();
};
`);
  });

  it("of CommonJS goes", async () => {
    const text = `const { PrismaClient } = require("@prisma/client");
const prisma = new PrismaClient();

module.exports = { all: () => prisma.user.findMany() };
`;
    expect(await fixed("src/a.js", text)).toBe(`const { prisma } = require("./lib/prisma");

module.exports = { all: () => prisma.user.findMany() };
`);
  });

  it.each([
    [
      "is assigned to again",
      `${CLIENT}let prisma = new PrismaClient();\nprisma = wrap(prisma);\n`,
      "let prisma = canonicalPrisma;",
    ],
    [
      "declares more",
      `${CLIENT}const prisma = new PrismaClient(), one = 1;\nprisma.user.count();\n`,
      "const prisma = canonicalPrisma, one = 1;",
    ],
    [
      "has another name, and the accessor's means something else where it is used",
      `${CLIENT}const db = new PrismaClient();\nexport const all = (prisma: unknown) => [prisma, db.user.count()];\n`,
      "const db = prisma;",
    ],
  ])("stays where it %s", async (_, text, line) => {
    expect((await fixed("src/a.ts", text)).split("\n")).toContain(line);
  });
});

describe("a declaration with a comment", () => {
  const ALL = "\nexport const all = () => prisma.user.findMany();\n";
  const IMPORT = 'import { prisma } from "./lib/prisma";\n';

  it.each([
    ["above it", `\n// The client.\nconst prisma = new PrismaClient();\n${ALL}`, `\n// The client.\n${ALL}`],
    [
      "above it and code below",
      "\n/** The client. */\nconst prisma = new PrismaClient();\nprisma.user.count();\n",
      "\n/** The client. */\n\nprisma.user.count();\n",
    ],
    [
      "beside it",
      "const prisma = new PrismaClient(); // for reports\nprisma.user.count();\n",
      "// for reports\n\nprisma.user.count();\n",
    ],
    ["for a linter", `\n// eslint-disable-next-line no-var\nconst prisma = new PrismaClient();\n${ALL}`, ALL],
    [
      "in a function",
      "\nexport const all = () => {\n  // Ours.\n  const db = new PrismaClient();\n  return db.user.findMany();\n};\n",
      "\nexport const all = () => {\n  // Ours.\n\n  return prisma.user.findMany();\n};\n",
    ],
    ["among its options", `\nconst prisma = new PrismaClient({\n  log: ["query"], // noisy\n});\n${ALL}`, ALL],
  ])("%s goes, and leaves what does not speak of itself", async (_, text, after) => {
    expect(await fixed("src/a.ts", CLIENT + text)).toBe(IMPORT + after);
  });

  it("among its options is lost, which is not safe", async () => {
    const project = { "package.json": MANIFEST, "src/lib/prisma.ts": PRISMA, "src/user.ts": USER };
    const text = `${CLIENT}\nconst prisma = new PrismaClient({\n  log: ["query"], // noisy\n});\n${ALL}`;
    expect(await fixFiles({ ...project, "src/a.ts": text })).toEqual({});
  });

  it("stays where other code is on its line", async () => {
    const text = `${CLIENT}const prisma = new PrismaClient(); prisma.user.count(); // once\n`;
    expect(await fixed("src/a.ts", text)).toContain("const prisma = canonicalPrisma; prisma.user.count(); // once\n");
  });
});

describe("a declaration that is exported", () => {
  const TAKER = { "src/taker.ts": 'import { db } from "./a";\nexport const all = () => db.user.count();\n' };

  it.each([
    ["at once", "export const db = new PrismaClient();\n", "export { prisma as db };\n"],
    [
      "under its own name",
      "// Shared.\nexport const prisma = new PrismaClient();\n",
      "// Shared.\nexport { prisma };\n",
    ],
    [
      "as the default",
      "/** Shared. */\nconst client = new PrismaClient();\n\nexport default client;\n",
      "/** Shared. */\n\nexport default prisma;\n",
    ],
  ])("%s is passed on", async (_, text, after) => {
    const config = {
      "db-ssot.json": JSON.stringify({
        sources: [{ name: "main", accessor: { module: "src/lib/prisma.ts", name: "prisma" } }],
      }),
    };
    expect(await fixed("src/a.ts", CLIENT + text, { ...TAKER, ...config })).toBe(
      `import { prisma } from "./lib/prisma";\n${after}`,
    );
  });

  it("is no alias of a default export either", async () => {
    const lib = {
      "src/lib/prisma.ts": `${CLIENT}const prisma = new PrismaClient();\nexport default prisma;\n`,
      "src/user.ts": 'import prisma from "./lib/prisma";\nexport const count = () => prisma.user.count();\n',
    };
    const text = `${CLIENT}const db = new PrismaClient();\nexport const all = () => db.user.count();\n`;
    expect(await fixed("src/a.ts", text, lib)).toBe(
      'import prisma from "./lib/prisma";\nexport const all = () => prisma.user.count();\n',
    );
  });
});

describe("a declaration under another name than the accessor's", () => {
  it("goes, and its uses get the accessor's name", async () => {
    const text = `${CLIENT}
const db = new PrismaClient();

export const all = () => db.user.findMany();
export const parts = { db, other: db.user };
export { db };
export type Db = typeof db;
`;
    expect(await fixed("src/a.ts", text)).toBe(`import { prisma } from "./lib/prisma";

export const all = () => prisma.user.findMany();
export const parts = { db: prisma, other: prisma.user };
export { prisma as db };
export type Db = typeof prisma;
`);
  });

  it("in a function leaves another one of that name alone", async () => {
    const text = `${CLIENT}export const db = 1;

export function all() {
  const db = new PrismaClient();
  return db.user.count();
}
`;
    expect(await fixed("src/a.ts", text)).toBe(`import { prisma } from "./lib/prisma";
export const db = 1;

export function all() {
  return prisma.user.count();
}
`);
  });
});

describe("an assignment of Python", () => {
  const PYTHON = {
    "package.json": "{}",
    "app/__init__.py": "",
    "app/db.py": 'from pymongo import MongoClient\n\nclient = MongoClient("mongodb://localhost")\n',
    "app/user.py": "from app.db import client\n\n\ndef users():\n    return client.shop.users.find()\n",
  };

  it("at the top of the module goes, and the import has its name", async () => {
    const text =
      'from pymongo import MongoClient\n\nclient = MongoClient("mongodb://localhost")\n\n\ndef orders():\n    return client.shop.orders.find()\n';
    expect(await fixed("app/orders.py", text, PYTHON)).toBe(
      "from app.db import client\n\n\ndef orders():\n    return client.shop.orders.find()\n",
    );
  });

  it("under another name goes too, where nobody else takes that name", async () => {
    const text =
      'from pymongo import MongoClient\n\nmongo = MongoClient("mongodb://localhost")\n\n\ndef orders():\n    return f"{mongo.shop.orders.find(mongo=mongo)}"\n';
    expect(await fixed("app/orders.py", text, PYTHON)).toBe(
      'from app.db import client\n\n\ndef orders():\n    return f"{client.shop.orders.find(mongo=client)}"\n',
    );
    const taker = {
      "tests/test_orders.py": "from app.orders import mongo\n\n\ndef test():\n    mongo.shop.orders.drop()\n",
    };
    expect(await fixed("app/orders.py", text, { ...PYTHON, ...taker })).toContain("\nmongo = client\n");
  });

  it("stays where it may be all that its block has", async () => {
    const text =
      'from pymongo import MongoClient\n\nif True:\n    client = MongoClient("mongodb://localhost")\n\n\ndef orders():\n    return client.shop.orders.find()\n';
    expect(await fixed("app/orders.py", text, PYTHON)).toContain("\n    client = canonical_client\n");
  });
});
