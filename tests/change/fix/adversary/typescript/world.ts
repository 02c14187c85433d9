/**
 * The databases of the adversary for TypeScript: an accessor of each form and a manager beside it, each with effects of its own.
 * A member that the manager lacks has an ideal, which is there when the expected outcome is taken.
 */
import type { MemoryFiles } from "../../../../support/memory-world.js";
import { type CellForm, FORMS } from "../../cells/databases.js";
import type { Draw } from "../draw.js";

/** A session class of the project, or clients of `pg`. */
export type Driver = "own" | "pg";

/** How code obtains its handle: by a promise, at once, or handed to its callback. */
export type Way = "promise" | "handle" | "callback";

export interface Effects {
  readonly transaction: boolean;
  readonly closes: "always" | "success" | "no";
  readonly option: boolean;
}

export interface Member {
  readonly name: string;
  readonly way: Way;
  readonly kind: "method" | "absent" | "legacy" | "hidden" | "misused";
  readonly effects: Effects;
}

export interface World {
  readonly driver: Driver;
  readonly form: CellForm;
  readonly accessor: string;
  readonly effects: Effects;
  readonly members: readonly Member[];
  readonly singleton: boolean;
  readonly files: MemoryFiles;
  readonly ideal: MemoryFiles;
}

export function createWorld(draw: Draw): World {
  const driver = draw.of<Driver>("own", "own", "pg");
  const form = draw.of(...FORMS.filter((each) => driver === "own" || each !== "disposable"));
  const accessor =
    form === "object" ? draw.of("db", "database") : draw.of("getDb", "getDb", "getSession", "useDb", "withDb");
  const own: Effects = {
    transaction: form === "callback" && draw.chance(40),
    closes: draw.of("always", "always", "always", "success"),
    option: form !== "object" && draw.chance(15),
  };
  const near = (way: Way): Effects =>
    draw.chance(65)
      ? { ...own, transaction: own.transaction && way === "callback" }
      : {
          transaction: way === "callback" && draw.chance(50),
          closes: draw.of("always", "success", "no"),
          option: draw.chance(25),
        };
  const present = (kind: Member["kind"], way: Way, name: string): Member => ({ name, way, kind, effects: near(way) });
  const absent = (kind: Member["kind"], way: Way, name: string, transaction = false): Member => ({
    name,
    way,
    kind,
    // A project whose accessor runs each work in a transaction means that one.
    effects: {
      transaction: transaction || (own.transaction && way === "callback"),
      closes: "always",
      option: own.option,
    },
  });
  const members: readonly Member[] = [
    present("method", "promise", draw.of("getSession", "connect", "open")),
    present("method", "handle", draw.of("session", "current")),
    present("method", "callback", draw.of("withSession", "run")),
    present("legacy", "promise", draw.of("getOldDb", "legacyConnection")),
    present("legacy", "callback", draw.of("withOldDb", "inOldSession")),
    absent("absent", "promise", draw.of("getConnection", "acquire", "getAsyncSession", "getClient")),
    // No client of a pool can be had at once.
    ...(driver === "own" ? [absent("absent", "handle", draw.of("getHandle", "db"))] : []),
    absent("absent", "callback", draw.of("withConnection", "withAsyncSession", "useSession")),
    absent("absent", "callback", draw.of("transaction", "withTransaction", "atomic"), true),
    absent("hidden", "promise", draw.of("createSession", "getDatabase", "openConnection")),
    ...(form === "promise" || form === "disposable" ? [absent("misused", "promise", accessor)] : []),
  ];
  const shape = { driver, form, accessor, effects: own, members, singleton: draw.chance(30) };
  const config = { "db-ssot.json": JSON.stringify(configOf(shape, draw.chance(60))) };
  return {
    ...shape,
    files: { ...config, ...filesOf(shape, ({ kind }) => kind === "method" || kind === "legacy") },
    ideal: filesOf(shape, () => true),
  };
}

type Shape = Omit<World, "files" | "ideal">;

function configOf({ form, accessor, members }: Shape, withForm: boolean): object {
  return {
    sources: [
      {
        // The form of what is disposed of, or takes a callback, is not seen in every type.
        accessor: { module: "src/db.ts", name: accessor, ...(withForm || form === "disposable" ? { form } : {}) },
        managers: ["DatabaseManager"],
        legacy: members.filter(({ kind }) => kind === "legacy").map(({ name }) => name),
        internals: ["src/db.ts", "src/manager.ts", "src/session.ts", "src/host.ts", "src/legacy.ts"],
      },
    ],
  };
}

function filesOf(shape: Shape, isThere: (member: Member) => boolean): MemoryFiles {
  const { driver, members, singleton } = shape;
  const of = (kind: Member["kind"]) => members.filter((each) => each.kind === kind && isThere(each));
  const methods = [...of("method"), ...of("absent")];
  const asMethod = (member: Member) =>
    `  ${singleton ? "" : "static "}${functionOf(shape, member).replace("function ", "").replaceAll("\n", "\n  ").trimEnd()}`;
  const head =
    driver === "own"
      ? 'import { Session } from "./session.js";\n'
      : 'import type { PoolClient } from "pg";\nimport { pool } from "./session.js";\n';
  const shared = shape.form === "object" ? `import { ${shape.accessor} } from "./db.js";\n` : "";
  const exported = (list: readonly Member[]) => list.map((member) => `export ${functionOf(shape, member)}`).join("\n");
  return {
    "src/host.ts": HOST,
    "src/session.ts": driver === "own" ? SESSION : POOL,
    "src/db.ts": `${head}\n${accessorOf(shape)}\n${exported(of("hidden"))}`,
    "src/legacy.ts": `${head}${shared}\n${exported(of("legacy"))}`,
    "src/manager.ts": `${head}${shared}\nexport class DatabaseManager {\n${methods.map(asMethod).join("\n\n")}\n}\n${
      singleton ? "\nexport const manager = new DatabaseManager();\n" : ""
    }`,
  };
}

/** The expression that opens a handle. */
function openOf({ driver }: Pick<Shape, "driver">, option: boolean): string {
  if (driver === "pg") return "await pool.connect()";
  return option ? "new Session(true)" : "new Session()";
}

function accessorOf(shape: Shape): string {
  const { form, accessor, driver, effects } = shape;
  const type = driver === "own" ? "Session" : "PoolClient";
  const open = openOf(shape, effects.option);
  switch (form) {
    case "object":
      return driver === "own"
        ? `export const ${accessor} = new Session();\n`
        : `export { pool as ${accessor} } from "./session.js";\n`;
    case "value":
      return driver === "own"
        ? `export function ${accessor}(): Session {\n  return ${open};\n}\n`
        : `export function ${accessor}() {\n  return pool;\n}\n`;
    case "promise":
    case "disposable":
      return `export async function ${accessor}(): Promise<${type}> {\n  return ${open};\n}\n`;
    case "callback":
      return `export ${callbackOf(accessor, type, open, effects, driver)}`;
  }
}

function callbackOf(
  name: string,
  type: string,
  open: string,
  { transaction, closes }: Effects,
  driver: Driver,
): string {
  const close = driver === "own" ? "await session.close();" : "session.release();";
  const work = transaction
    ? ['await session.query("begin");', "const result = await work(session);", 'await session.query("commit");']
    : ["const result = await work(session);"];
  const done = [...work, ...(closes === "success" ? [close] : []), "return result;"];
  const failing = transaction ? ["} catch (error) {", '  await session.query("rollback");', "  throw error;"] : [];
  const body =
    closes === "always" || transaction
      ? [
          "try {",
          ...done.map((line) => `  ${line}`),
          ...failing,
          ...(closes === "always" ? ["} finally {", `  ${close}`] : []),
          "}",
        ]
      : done;
  return [
    `async function ${name}<Result>(work: (session: ${type}) => Promise<Result>): Promise<Result> {`,
    `  const session = ${open};`,
    ...body.map((line) => `  ${line}`),
    "}",
    "",
  ].join("\n");
}

function functionOf(shape: Shape, { name, way, effects, kind }: Member): string {
  const { driver, form, accessor } = shape;
  const isShared = form === "object" && (kind === "method" || kind === "legacy");
  const isPool = driver === "pg" && form === "value" && way === "handle";
  const type = driver === "own" ? "Session" : "PoolClient";
  const open = isShared ? accessor : isPool ? "pool" : openOf(shape, effects.option);
  if (way === "callback")
    return isShared
      ? `async function ${name}<Result>(work: (session: any) => Promise<Result>): Promise<Result> {\n  return await work(${accessor});\n}\n`
      : callbackOf(name, type, open, effects, driver);
  if (way === "handle" && !open.startsWith("await")) return `function ${name}() {\n  return ${open};\n}\n`;
  return `async function ${name}() {\n  return ${open};\n}\n`;
}

/** Only read by the fix; where the program runs, its host is another. */
const HOST = `export const host = { opened: 0, closed: 0, run: async (session: object, sql: string): Promise<any[]> => [] };
`;

export const SESSION = `import { host } from "./host.js";

export class Session {
  isOpen = true;
  readonly reader = { query: (sql: string) => this.query(sql) };

  constructor(readonly isReadOnly = false) {
    host.opened += 1;
  }

  async query(sql: string): Promise<any[]> {
    if (!this.isOpen) throw new Error("the session is closed");
    return host.run(this, sql);
  }

  async close(): Promise<void> {
    if (!this.isOpen) throw new Error("the session is closed already");
    this.isOpen = false;
    host.closed += 1;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
`;

const POOL = `import { Pool } from "pg";

export const pool = new Pool();
`;
