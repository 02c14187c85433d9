/** The rows of the table of src/change/fix/README.md: how code obtains and releases its handle, one program for each. */
export interface Row {
  /** As the table calls it. */
  readonly name: string;
  /** Exports `titles(sql)`; the imports that it needs are put before it. */
  readonly code: string;
}

export const ROWS: readonly Row[] = [
  {
    name: "`const s = …`, released in `finally`",
    code: `export async function titles(sql: string) {
  const s = await DatabaseManager.getSession();
  try {
    return await s.query(sql);
  } finally {
    await s.close();
  }
}
`,
  },
  {
    name: "`let s`, bound in `try`, released on a condition",
    code: `export async function titles(sql: string) {
  let s: Session | undefined;
  try {
    s = await DatabaseManager.getSession();
    return await s.query(sql);
  } finally {
    if (s) await s.close();
  }
}
`,
  },
  {
    name: "`const s = …`, released by `M.release(s)`",
    code: `export async function titles(sql: string) {
  const s = await DatabaseManager.getSession();
  try {
    return await s.query(sql);
  } finally {
    await DatabaseManager.release(s);
  }
}
`,
  },
  {
    name: "`const s = …`, never released",
    code: `export async function titles(sql: string) {
  const s = await DatabaseManager.getSession();
  const rows = await s.query(sql);
  return rows;
}
`,
  },
  {
    name: "`await using s = …`",
    code: `export async function titles(sql: string) {
  await using s = await DatabaseManager.getSession();
  return await s.query(sql);
}
`,
  },
  {
    name: "`(await f()).query()` (inline)",
    code: `export async function titles(sql: string) {
  return (await DatabaseManager.getSession()).query(sql);
}
`,
  },
  {
    name: "`f(async (s) => …)` (callback)",
    code: `export async function titles(sql: string) {
  return DatabaseManager.withSession(async (s) => s.query(sql));
}
`,
  },
  {
    name: "`for await (const s of f())`",
    code: `export async function titles(sql: string) {
  for await (const s of DatabaseManager.getAsyncSession()) return await s.query(sql);
  return [];
}
`,
  },
  {
    name: "returned",
    code: `async function open(): Promise<Session> {
  return DatabaseManager.getSession();
}

export async function titles(sql: string) {
  return (await open()).query(sql);
}
`,
  },
  {
    name: "an argument",
    code: `function read(session: Session, sql: string) {
  return session.query(sql);
}

export async function titles(sql: string) {
  return read(await DatabaseManager.getSession(), sql);
}
`,
  },
  {
    name: "two calls in one statement",
    code: `async function both(first: Session, second: Session, sql: string) {
  return [await first.query(sql), await second.query(sql)];
}

export async function titles(sql: string) {
  return both(await DatabaseManager.getSession(), await DatabaseManager.getSession(), sql);
}
`,
  },
  {
    name: "`this.s = …`",
    code: `class Shelf {
  session: Session | undefined;

  async load(sql: string) {
    this.session = await DatabaseManager.getSession();
    return await this.session.query(sql);
  }
}

export async function titles(sql: string) {
  return new Shelf().load(sql);
}
`,
  },
  {
    name: "`{ s: … }` (stored on an object)",
    code: `export async function titles(sql: string) {
  const state = { session: await DatabaseManager.getSession() };
  return await state.session.query(sql);
}
`,
  },
  {
    name: "a class field",
    code: `class Shelf {
  readonly session = DatabaseManager.getSession();

  async load(sql: string) {
    return (await this.session).query(sql);
  }
}

export async function titles(sql: string) {
  return new Shelf().load(sql);
}
`,
  },
  {
    name: "given to a constructor",
    code: `class Shelf {
  readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  async load(sql: string) {
    return this.session.query(sql);
  }
}

export async function titles(sql: string) {
  return new Shelf(await DatabaseManager.getSession()).load(sql);
}
`,
  },
  {
    name: "a parameter's default",
    code: `async function read(sql: string, session: Promise<Session> = DatabaseManager.getSession()) {
  return (await session).query(sql);
}

export async function titles(sql: string) {
  return read(sql);
}
`,
  },
  {
    name: "`f().then((s) => …)` (chained)",
    code: `export async function titles(sql: string) {
  return DatabaseManager.getSession().then((s) => s.query(sql).finally(() => s.close()));
}
`,
  },
  {
    name: "`const { x } = …` (destructured)",
    code: `export async function titles(sql: string) {
  const { reader } = await DatabaseManager.getSession();
  return await reader.query(sql);
}
`,
  },
  {
    name: "`given ?? …` (conditional)",
    code: `async function read(sql: string, given?: Session) {
  const s = given ?? (await DatabaseManager.getSession());
  return await s.query(sql);
}

export async function titles(sql: string) {
  return read(sql);
}
`,
  },
  {
    name: "in a loop, released in `finally`",
    code: `export async function titles(sql: string) {
  const all: unknown[] = [];
  for (const _ of [1, 2]) {
    const s = await DatabaseManager.getSession();
    try {
      all.push(await s.query(sql));
    } finally {
      await s.close();
    }
  }
  return all;
}
`,
  },
  {
    name: "in parallel (`Promise.all`)",
    code: `export async function titles(sql: string) {
  const [a, b] = await Promise.all([DatabaseManager.getSession(), DatabaseManager.getSession()]);
  try {
    return [await a.query(sql), await b.query(sql)];
  } finally {
    await a.close();
    await b.close();
  }
}
`,
  },
  {
    name: "around a transaction of its own",
    code: `export async function titles(sql: string) {
  const s = await DatabaseManager.getSession();
  try {
    await s.query("begin");
    await s.query("update books set lent = lent + 1");
    const rows = await s.query(sql);
    await s.query("commit");
    return rows;
  } catch (error) {
    await s.query("rollback");
    throw error;
  } finally {
    await s.close();
  }
}
`,
  },
];

/** The whole file of a row. */
export function programOf({ code }: Row): string {
  const type = /\bSession\b/.test(code) ? 'import type { Session } from "./session.js";\n' : "";
  return `import { DatabaseManager } from "./manager.js";\n${type}\n${code}`;
}

/** The same code asking the manager for a member that it does not have. */
export function neverRan(row: Row): Row {
  return { ...row, code: row.code.replaceAll("getSession", "getAsyncSession") };
}
