/** Second clients: which of them the accessor replaces, and how a file far away imports it. */
import { describe, expect, it } from "vitest";
import { checkFiles, fixFiles } from "../../support/snippet.js";

const POOL = "new Pool({ connectionString: process.env.DATABASE_URL })";
const PG = {
  "src/db.ts": `import { Pool } from "pg";\nexport const pool = ${POOL};\n`,
  "src/user.ts": 'import { pool } from "./db";\nexport const all = () => pool.query("select 1");\n',
};

async function fixOf(text: string, files: Readonly<Record<string, string>> = PG) {
  const { diagnostics } = await checkFiles({ ...files, "src/a.ts": text });
  const found = diagnostics.find(({ span, rule }) => span.file === "src/a.ts" && rule === "direct-client");
  expect(found).toBeDefined();
  const fix = found?.fix;
  return fix?.applicability === "unsafe" ? fix.reason : (fix?.applicability ?? "none");
}

describe("a client whose database the caller chooses", () => {
  it.each(["database", "schema", "tenantId", "role"])("by the parameter `%s` is not replaced", async (name) => {
    const text = `import { Pool } from "pg";
export function dump(${name}: string) {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, options: ${name} });
  return pool.query("select 1");
}
`;
    expect(await fixOf(text)).toBe("none");
  });

  it("is replaced where the parameter says how large it is", async () => {
    const text = `import { Pool } from "pg";
export function dump(max: number) {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max });
  return pool.query("select 1");
}
`;
    expect(await fixOf(text)).toContain("options");
  });
});

describe("a client that is handed to a function", () => {
  const text = (does: string) => `import { Pool } from "pg";
const pool = ${POOL};
async function work(client: Pool, name: string) {
  ${does}
}
export const all = () => work(pool, "a");
`;

  it("is replaced safely where that only queries", async () => {
    expect(await fixOf(text('await client.query("select 1", [name]);'))).toBe("safe");
  });

  it.each([
    ["ends it", "await client.end();"],
    ["sets it up", 'await client.query("set role admin");'],
    ["says what is not seen", "await client.query(name);"],
    ["hands it on", "await other(client);"],
  ])("is not where that %s", async (_, does) => {
    expect(await fixOf(text(does))).toBe("the client is passed on and may be closed there");
  });
});

describe("a connection that the package keeps", () => {
  const MONGOOSE = {
    "package.json": JSON.stringify({ dependencies: { mongoose: "8" } }),
    "src/db.ts": `import mongoose from "mongoose";
let isConnected = false;
export async function connectDB() {
  if (isConnected) return;
  await mongoose.connect(process.env.MONGODB_URI!);
  isConnected = true;
}
`,
    "src/user.ts": 'import { connectDB } from "./db";\nexport const all = async () => { await connectDB(); };\n',
    "src/user2.ts": 'import { connectDB } from "./db";\nexport const all = async () => { await connectDB(); };\n',
  };
  const text = (line: string) => `import mongoose from "mongoose";
export async function seed() {
  await mongoose.connect(process.env.MONGODB_URI!);
  ${line}
}
`;

  it("is opened by the accessor", async () => {
    const changed = await fixFiles({ ...MONGOOSE, "src/a.ts": text("return 1;") }, { unsafe: true });
    expect(changed["src/a.ts"]).toBe(`import { connectDB } from "./db";
export async function seed() {
  await connectDB();
  return 1;
}
`);
  });

  it("may stay closed where the file ends it", async () => {
    expect(await fixOf(text("await mongoose.disconnect();"), MONGOOSE)).toContain("`disconnect()` ends the connection");
  });

  it("is left alone where the accessor makes none", async () => {
    const own = { ...MONGOOSE, "src/db.ts": MONGOOSE["src/db.ts"].replace("await mongoose.connect", "await open") };
    const { diagnostics } = await checkFiles({ ...own, "src/a.ts": text("return 1;") });
    expect(diagnostics.filter(({ fix }) => fix !== undefined)).toEqual([]);
  });
});

describe("the import of a file far away", () => {
  const far = (specifier: string) => ({
    "tsconfig.json": JSON.stringify({ compilerOptions: { paths: { "@/*": ["./src/*"] } } }),
    "src/lib/db.ts": `import { Pool } from "pg";\nexport const pool = ${POOL};\n`,
    "src/one/user.ts": `import { pool } from "${specifier}";\nexport const all = () => pool.query("select 1");\n`,
    "src/app/api/x/foo.ts": 'import { bar } from "../y/bar";\nexport const foo = bar;\n',
    "src/app/api/y/bar.ts": "export const bar = 1;\n",
    "src/app/api/y/route.ts": `import { Pool } from "pg";
import { foo } from "../x/foo";

const pool = ${POOL};
export const all = () => pool.query("select 1", [foo]);
`,
  });

  it("is the alias by which the project has it, whatever the file says to its neighbours", async () => {
    const changed = await fixFiles(far("@/lib/db"));
    expect(changed["src/app/api/y/route.ts"]).toContain('import { pool } from "@/lib/db";');
  });

  it("is a path where the project has it by one", async () => {
    const changed = await fixFiles(far("../lib/db"));
    expect(changed["src/app/api/y/route.ts"]).toContain('import { pool } from "../../../lib/db";');
  });
});
