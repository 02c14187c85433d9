/**
 * What is known of a database driver or ORM: which expressions build a client, and which members lead to a session or
 * another client. Plain data, keyed by the package that a name was imported from.
 */

/** A value that came out of an external package, as the steps that led to it. */
export interface ExternalPath {
  /** `pg`, `@prisma/client`, `node:sqlite`; packages of Python have a prefix: `pypi:sqlalchemy`. */
  readonly package: string;
  /** `promise` for `mysql2/promise`, `ext/asyncio` for `sqlalchemy.ext.asyncio`; empty for the package itself. */
  readonly subpath: string;
  /**
   * First the imported name (`default`, `=` for what `require` gives, `*` for a namespace or nothing at all), then
   * names of members, `()` for a call and `new()` for a construction. `await` is no step.
   */
  readonly path: Steps;
}

export type Steps = readonly string[];

/** A name of a package, as a configuration writes it: `typeorm#getRepository`, `sqlalchemy.orm#sessionmaker`. */
export interface PackageName {
  /** As an import names it. */
  readonly module: string;
  /** A dotted path in it, split. */
  readonly path: Steps;
}

export type DriverKind = "sql" | "orm" | "document" | "wide-column" | "key-value" | "search" | "graph" | "time-series";

/** The kinds that the rules check unless the configuration says otherwise. */
export const DATABASE_KINDS: readonly DriverKind[] = ["sql", "orm", "document", "wide-column"];

export type Engine =
  | "postgresql"
  | "mysql"
  | "mariadb"
  | "sqlite"
  | "mssql"
  | "oracle"
  | "duckdb"
  | "clickhouse"
  | "spanner"
  | "snowflake"
  | "mongodb"
  | "dynamodb"
  | "firestore"
  | "cosmosdb"
  | "cassandra"
  | "redis"
  | "neo4j"
  | "surrealdb";

export interface Driver {
  /** What a program imports. A package stands for its subpaths too, unless another driver names one of them. */
  readonly packages: readonly string[];
  readonly kind: DriverKind;
  /** The databases that it speaks to; empty: any, or one of its own. */
  readonly engines: readonly Engine[];
  /** The name by which people call the default export; the package may export it under that name too. */
  readonly defaultExport?: string;
  /** Modules inside the package that lead to clients, where they are imported by name: `from sqlalchemy import orm`. */
  readonly modules: readonly string[];
  readonly clients: readonly Client[];
  /** Entry points that reach the database through a client kept inside the package. */
  readonly implicit: readonly Implicit[];
  /** Those of them for which a client of the project serves as well. */
  readonly globals: readonly GlobalHandle[];
  /** Members of a client that hand out a session, which is to be released: `pool.connect()`. */
  readonly handles: readonly Steps[];
  /** Members of a client that give another view of it, which needs no release: `dataSource.manager`. */
  readonly views: readonly Steps[];
  /** Those of them that give access to one table or collection: `getRepository()`. */
  readonly tables: readonly Steps[];
  /** Members of a client that give the same client back: `prisma.$extends()`. */
  readonly fluent: readonly Steps[];
  /** Members of the module that give the module back: `sqlite3.verbose()`. */
  readonly configures: readonly Steps[];
  /** Names of the types that describe a handle, where the package's other types are the project's own records; else any name that ends like one. */
  readonly handleTypes?: readonly string[];
  /** Names of the methods that end a client or a session. */
  readonly releases: readonly string[];
  /** Methods that a handle does not have, whatever others have; of one that ends in a longer path the entry with that path. */
  readonly lacks: readonly Lack[];
  /** The last steps of paths whose result, once awaited, can still be entered by `async with`. */
  readonly enteredAwaited: readonly Steps[];
  /** Writes through a handle are lost without a commit, unless an option says otherwise. */
  readonly needsCommit: boolean;
  /** Options that change neither the database nor the results: logging. */
  readonly plainOptions: readonly string[];
  /** What runs code between its beginning and its end, and what it does there. */
  readonly blocks: readonly Block[];
}

export interface Lack {
  /** The last steps of a path that leads to the handle. Empty: any. */
  readonly path: Steps;
  readonly methods: readonly string[];
}

/** `engine.begin()` of a `with`, `pool.transaction(work)`. */
export interface Block {
  /** The last steps of a path that leads to it; a longer one comes before a shorter one. Empty: a client or a session itself. */
  readonly path: Steps;
  readonly does: readonly BlockEffect[];
}

export type BlockEffect = "begins" | "commits" | "rollsBack" | "closes" | "joins";

/** One way to build a client. */
export interface Client {
  readonly path: Steps;
  /** As code has it: `new Pool()`. */
  readonly written: string;
  readonly gives: Gives;
  /** Where a client that it stands on may be handed over; empty: it always makes its own. */
  readonly wraps: readonly WrappedPlace[];
}

export type Gives =
  /** Hands out connections. */
  | "pool"
  /** One connection. */
  | "connection"
  /** Looks after its own connections. */
  | "client"
  /** A database that runs in the process: SQLite, PGlite. */
  | "database"
  /** A mapper or query builder above a client. */
  | "orm"
  /** A session, or a factory of sessions, over a client that is built elsewhere: `Session(engine)`. It opens nothing. */
  | "session"
  /** What an ORM is made from (`new PrismaPg()`); it does not reach the database on its own. */
  | "adapter";

/** An argument by its place, or a property of the object literal that it is; or an argument by its name. */
export type WrappedPlace = { readonly argument: number; readonly property?: string } | { readonly keyword: string };

/** `getRepository()` of TypeORM, for which `AppDataSource.getRepository()` serves. */
export interface GlobalHandle {
  /** As code has it, without the parentheses of a call. */
  readonly written: string;
  /** The names that lead to it. */
  readonly path: Steps;
  /** It is the element under this key. */
  readonly key?: string;
  /** The argument by which a call may mean another database. */
  readonly databaseArgument?: number;
  /** What serves of a client in its place, `manager`, or the client itself; with parentheses it takes the same arguments. */
  readonly instead?: string;
}

export interface Implicit {
  readonly path: Steps;
  readonly written: string;
  /** Only without arguments: `new sql.Request()` uses the global pool, `new sql.Request(pool)` that one. */
  readonly bare: boolean;
}
