/** Programs that no generator thinks of: quirks of `pg`, of modules and of the language. */
export interface Situation {
  readonly name: string;
  /** `src/db.ts`, with the accessor `getDb` or `db`. */
  readonly database: string;
  /** Members that the manager lacks, as their author meant them. */
  readonly ideal?: string;
  /** `main(sql)` in `src/row-0.ts`. */
  readonly code: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly legacy?: readonly string[];
  readonly accessor?: string;
  readonly verdict: "safe" | "unsafe" | "manual" | "none";
}

const SESSION = 'import { Session } from "./session.js";\n';
const PROMISE = `${SESSION}export async function getDb(): Promise<Session> {\n  return new Session();\n}\n`;
const POOL = `import { Pool } from "pg";\nexport const pool = new Pool();\nexport async function getDb() {\n  return pool.connect();\n}\n`;
const OBJECT = `import { Pool } from "pg";\nexport const db = new Pool();\n`;
const GET = "  static async getConnection(): Promise<Session> {\n    return new Session();\n  }\n";
const POOLED = "  static async getConnection() {\n    return pool.connect();\n  }\n";
const IMPORT = 'import { DatabaseManager } from "./manager.js";\n';

const IN_FINALLY = `${IMPORT}
export async function main(sql: string) {
  const s = await DatabaseManager.getConnection();
  try {
    return await s.query(sql);
  } finally {
    await s.close();
  }
}
`;

export const SITUATIONS: readonly Situation[] = [
  {
    name: "`release(true)` destroys the client of a pool",
    database: POOL,
    ideal: POOLED,
    code: `${IMPORT}
export async function main(sql: string) {
  const client = await DatabaseManager.getConnection();
  let failed = false;
  try {
    return (await client.query(sql)).rows;
  } catch (error) {
    failed = true;
    throw error;
  } finally {
    client.release(failed);
  }
}
`,
    verdict: "safe",
  },
  {
    name: "a transaction on a pool would run on several clients",
    database: OBJECT,
    accessor: "db",
    ideal: POOLED,
    code: `${IMPORT}
export async function main(sql: string) {
  const client = await DatabaseManager.getConnection();
  try {
    await client.query("begin");
    await client.query("insert into item values ('new')");
    await client.query("rollback");
    return (await client.query(sql)).rows;
  } finally {
    client.release();
  }
}
`,
    verdict: "unsafe",
  },
  {
    name: "a transaction that a helper begins on a pool",
    database: OBJECT,
    accessor: "db",
    ideal: POOLED,
    code: `${IMPORT}
async function begin(client: any) {
  await client.query("begin");
}

export async function main(sql: string) {
  const client = await DatabaseManager.getConnection();
  try {
    await begin(client);
    await client.query("insert into item values ('new')");
    await client.query("rollback");
    return (await client.query(sql)).rows;
  } finally {
    client.release();
  }
}
`,
    verdict: "unsafe",
  },
  {
    name: "the statement that begins a transaction is a constant",
    database: OBJECT,
    accessor: "db",
    ideal: POOLED,
    code: `${IMPORT}
const BEGIN = "begin";

export async function main(sql: string) {
  const client = await DatabaseManager.getConnection();
  try {
    await client.query(BEGIN);
    await client.query("insert into item values ('new')");
    await client.query("rollback");
    return (await client.query(sql)).rows;
  } finally {
    client.release();
  }
}
`,
    verdict: "unsafe",
  },
  {
    name: "`set_config` on a client of a pool",
    database: OBJECT,
    accessor: "db",
    ideal: POOLED,
    code: `${IMPORT}
export async function main(sql: string) {
  const client = await DatabaseManager.getConnection();
  try {
    await client.query("set search_path to tenant");
    return (await client.query(sql)).rows;
  } finally {
    client.release();
  }
}
`,
    verdict: "unsafe",
  },
  {
    name: "the accessor's name is that of a parameter",
    database: PROMISE,
    ideal: GET,
    code: `${IMPORT}
async function read(getDb: string) {
  const s = await DatabaseManager.getConnection();
  try {
    return await s.query(getDb);
  } finally {
    await s.close();
  }
}

export async function main(sql: string) {
  return read(sql);
}
`,
    verdict: "safe",
  },
  {
    name: "a `var` of the accessor's name is hoisted",
    database: PROMISE,
    ideal: GET,
    code: IN_FINALLY.replace("  try {", "  if (sql === '') {\n    var getDb = 1;\n  }\n  try {"),
    verdict: "safe",
  },
  {
    name: "a label and a switch around the handle",
    database: PROMISE,
    ideal: GET,
    code: `${IMPORT}
export async function main(sql: string) {
  switch (sql.length) {
    case 0:
      return [];
    default:
      const s = await DatabaseManager.getConnection();
      const rows = await s.query(sql);
      await s.close();
      return rows;
  }
}
`,
    verdict: "safe",
  },
  {
    name: "a barrel passes the manager on",
    database: PROMISE,
    ideal: GET,
    files: { "src/index.ts": 'export * from "./manager.js";\nexport { getDb as open } from "./db.js";\n' },
    code: IN_FINALLY.replace("./manager.js", "./index.js"),
    verdict: "safe",
  },
  {
    name: "the manager is the default export of a barrel",
    database: PROMISE,
    ideal: GET,
    files: { "src/index.ts": 'export { DatabaseManager as default } from "./manager.js";\n' },
    code: IN_FINALLY.replace("{ DatabaseManager }", "DatabaseManager").replace("./manager.js", "./index.js"),
    verdict: "safe",
  },
  {
    name: "the accessor's module imports the program while it loads",
    database: `import "./row-0.js";\n${PROMISE}`,
    ideal: GET,
    code: IN_FINALLY,
    verdict: "manual",
  },
  {
    name: "a cycle of types alone is none",
    database: `import type { Row } from "./row-0.js";\n${PROMISE}export type Found = Row;\n`,
    ideal: GET,
    code: `${IN_FINALLY}export type Row = { name: string };\n`,
    verdict: "safe",
  },
  {
    name: "the handle is opened while the module loads",
    database: PROMISE,
    ideal: GET,
    code: `${IMPORT}
const opened = DatabaseManager.getConnection();

export async function main(sql: string) {
  return (await opened).query(sql);
}
`,
    verdict: "unsafe",
  },
  {
    name: "a handle that `globalThis` keeps over hot reloads",
    database: PROMISE,
    ideal: GET,
    code: `${IMPORT}
const kept = globalThis as any;

export async function main(sql: string) {
  kept.handle ??= await DatabaseManager.getConnection();
  const rows = await kept.handle.query(sql);
  delete kept.handle;
  return rows;
}
`,
    verdict: "unsafe",
  },
  {
    name: "an operation is not awaited before the release",
    database: PROMISE,
    ideal: GET,
    code: `${IMPORT}
export async function main(sql: string) {
  const s = await DatabaseManager.getConnection();
  try {
    return s.query(sql);
  } finally {
    await s.close();
  }
}
`,
    verdict: "safe",
  },
  {
    name: "a generator of rows is left early",
    database: PROMISE,
    ideal: GET,
    code: `${IMPORT}
async function* rows(sql: string) {
  const s = await DatabaseManager.getConnection();
  try {
    for (const row of await s.query(sql)) yield row;
  } finally {
    await s.close();
  }
}

export async function main(sql: string) {
  for await (const row of rows(sql)) return row;
}
`,
    verdict: "safe",
  },
  {
    name: "optional chaining on the manager expects that the member may be missing",
    database: PROMISE,
    code: `${IMPORT}
export async function main(sql: string) {
  const s = await (DatabaseManager as any).getConnection?.();
  return s === undefined ? "none" : s.query(sql);
}
`,
    verdict: "none",
  },
  {
    name: "a timeout races the connection",
    database: PROMISE,
    ideal: GET,
    code: `${IMPORT}
export async function main(sql: string) {
  const s: any = await Promise.race([DatabaseManager.getConnection(), new Promise((_, no) => setTimeout(no, 1000).unref())]);
  try {
    return await s.query(sql);
  } finally {
    await s.close();
  }
}
`,
    verdict: "none",
  },
  {
    name: "a getter gives the handle at once",
    database: PROMISE,
    ideal: "  static getConnection(): Session {\n    return new Session();\n  }\n",
    code: `${IMPORT}
class Service {
  get db(): any {
    return DatabaseManager.getConnection();
  }
}

export async function main(sql: string) {
  return new Service().db.query(sql);
}
`,
    verdict: "unsafe",
  },
  {
    name: "a callback of `map` opens a handle each time, and nobody waits for it",
    database: PROMISE,
    ideal: GET,
    code: `${IMPORT}
export async function main(sql: string) {
  const all = await Promise.all([1, 2].map(async () => {
    const s = await DatabaseManager.getConnection();
    try {
      return await s.query(sql);
    } finally {
      await s.close();
    }
  }));
  return all;
}
`,
    verdict: "safe",
  },
];
