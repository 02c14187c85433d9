/**
 * A database module for each form of the accessor, with a manager beside it that does the same around its handle. All work on
 * one PGlite; a session counts that it was opened and closed, and refuses to work when it is closed.
 */
export type CellForm = "object" | "value" | "promise" | "disposable" | "callback";

export const FORMS: readonly CellForm[] = ["object", "value", "promise", "disposable", "callback"];

/** The accessor and the manager of a form. */
export function databaseOf(form: CellForm): Readonly<Record<string, string>> {
  return {
    "src/host.ts": HOST,
    "src/session.ts": SESSION,
    "src/db.ts": ACCESSORS[form],
    "src/manager.ts": form === "object" ? SHARED_MANAGER : MANAGER,
    "db-ssot.json": JSON.stringify({ sources: [sourceOf(form)] }),
  };
}

function sourceOf(form: CellForm): object {
  return {
    accessor: { module: "src/db.ts", name: form === "object" ? "db" : "getDb", form },
    managers: ["DatabaseManager"],
    internals: ["src/db.ts", "src/manager.ts", "src/session.ts", "src/host.ts"],
  };
}

/** Only read by the fix; where the program runs, its host lends it the one database of all tests. */
const HOST = `import { PGlite } from "@electric-sql/pglite";

export const database = new PGlite();
export const log = { opened: 0, closed: 0 };
`;

const SESSION = `import { database, log } from "./host.js";

export class Session {
  readonly client = database;
  isOpen = true;
  readonly reader = { query: (sql: string) => this.query(sql) };

  constructor() {
    log.opened += 1;
  }

  async query(sql: string): Promise<unknown[]> {
    if (!this.isOpen) throw new Error("the session is closed");
    const { rows } = await this.client.query(sql);
    return rows;
  }

  async close(): Promise<void> {
    if (!this.isOpen) throw new Error("the session is closed already");
    this.isOpen = false;
    log.closed += 1;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
`;

const ACCESSORS: Readonly<Record<CellForm, string>> = {
  object: `import { Session } from "./session.js";

export const db = new Session();
`,
  value: `import { Session } from "./session.js";

export function getDb(): Session {
  return new Session();
}
`,
  promise: `import { Session } from "./session.js";

export async function getDb(): Promise<Session> {
  return new Session();
}
`,
  disposable: `import { Session } from "./session.js";

export async function getDb(): Promise<Session> {
  return new Session();
}
`,
  callback: `import { Session } from "./session.js";

export async function getDb<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
  const session = new Session();
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}
`,
};

const MANAGER = `import { Session } from "./session.js";

export class DatabaseManager {
  static async getSession(): Promise<Session> {
    return new Session();
  }

  static async withSession<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    const session = new Session();
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  }

  static async *getSessions(): AsyncGenerator<Session> {
    const session = new Session();
    try {
      yield session;
    } finally {
      await session.close();
    }
  }

  static async release(session: Session): Promise<void> {
    await session.close();
  }
}
`;

/** It has no handle but the accessor's. */
const SHARED_MANAGER = `import { db } from "./db.js";
import type { Session } from "./session.js";

export class DatabaseManager {
  static async getSession(): Promise<Session> {
    return db;
  }

  static async withSession<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    return await work(db);
  }

  static async *getSessions(): AsyncGenerator<Session> {
    yield db;
  }

  static async release(session: Session): Promise<void> {
    await session.close();
  }
}
`;
