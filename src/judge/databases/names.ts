/** Names that suggest access to a database. A name alone proves nothing; it adds to other evidence. */

import type { FilePath } from "../../base/text/span.js";

const STORE =
  "db|database|prisma|knex|sequelize|mongo(?:db|ose)?|sql|sqlite|postgres|pg|mysql|kysely|drizzle|supabase|orm|data[-_]?source";
const HANDLE =
  "connection|conn|client|session(?:_?local|_?scope|_?maker|_?factory)?|pool|handle|instance|transaction|tx|manager|engine|cursor";

/** `getDb`, `openDatabase`, `dbConnect`, `db`, `prismaClient`, `getConnection`, `withSession`; `get_async_db_session`, `SessionLocal`. */
const ACCESSOR = new RegExp(
  `^_?(?:(?:get|use|with|open|acquire|connect|create|make|init|ensure|obtain)(?:_?to)?_?)?(?:(?:app|main|async|sync|shared|server|local|current|request_scoped|scoped)_?)*(?:(?:${STORE})(?:_?(?:${HANDLE}|connect))?|${HANDLE})(?:_?(?:async|sync|context|scope|dependency|dep|generator))?$`,
  "i",
);

/** The names that a newcomer would try first. */
const PLAIN =
  /^(?:get)?(?:Db|DB|Database|Prisma|DataSource|Knex|Sequelize|(?:Db|DB|Database)?Connection)$|^(?:db|database|prisma|knex|sequelize|AppDataSource|dataSource|pool)$|^get_(?:async_)?(?:(?:db|database)(?:_session|_connection|_conn)?|session|connection|conn)$|^(?:session_scope|db_session)$/;

/**
 * A name in two parts: what is managed, then, at the end, the word for what manages it. Two expressions, since one with a
 * gap in the middle takes time by the square of the name's length.
 */
interface Compound {
  readonly subject: RegExp;
  readonly role: RegExp;
  /** The name of the store alone. */
  readonly bare: RegExp;
}

/** `DatabaseManager`, `PgPool`, `MongoConnector`; or the bare name of the store, `Database`. */
const MANAGER: Compound = {
  subject: new RegExp(`${STORE}|connection|session|pool`, "i"),
  role: /(?:Manager|Service|Provider|Factory|Client|Connector|Connection|Pool|Handler|Helper|Wrapper|Singleton|Access|Utils?|Holder|Registry)$/i,
  bare: new RegExp(`^(?:${STORE})$`, "i"),
};

/** Says by its name alone that it looks after databases. */
const PLAINLY_MANAGER: Compound = {
  subject: /Database|Db|DB|Prisma|DataSource/,
  role: /(?:Manager|Service|Provider|Factory|Connector|Handler|Helper|Singleton|Connection)$/,
  bare: /^(?:Database|DB|Db)$/,
};

/** A class of such a name is a reason to parse its file. */
const DECLARED_MANAGER: Compound = {
  subject: /Database|Db|DB|DataSource|Prisma|Session|Connection/,
  role: /(?:Manager|Service|Provider|Factory|Connector|Handler|Helper|Singleton)$/,
  bare: /^(?:Database|DB|Db)$/,
};

function isCompound(name: string, { subject, role, bare }: Compound): boolean {
  const end = name.search(role);
  return (end > 0 && subject.test(name.slice(0, end))) || bare.test(name);
}

export function isAccessorName(name: string): boolean {
  return ACCESSOR.test(name);
}

/** Also `connect` in a module that is called after a database: `db`, `mongo`. */
export function isCalledAccessor(name: string, file: FilePath): boolean {
  return isAccessorName(name) || (/^(?:connect|open|acquire)$/.test(name) && isDatabasePath(file));
}

export function isPlainAccessorName(name: string): boolean {
  return PLAIN.test(name);
}

/** A function that takes the text of a statement and runs it: `query`, `execute`, `run_query`, `executeSql`, `fetch_all`. */
export function isStatementName(name: string): boolean {
  return STATEMENT.test(name);
}

const STATEMENT =
  /^(?:(?:db|run|exec|execute|do|perform|raw)_?)?(?:query|queries|sql|execute|exec|statement)(?:_?(?:db|sql|query|one|all|row|rows|async))?$|^(?:db_?)?fetch_?(?:one|all|rows?|val|many)$/i;

export function isManagerName(name: string): boolean {
  return isCompound(name, MANAGER) || OWN_DATABASE.test(name);
}

/** `ShopDatabase`, `FeedDB`. */
const OWN_DATABASE = /[a-zA-Z](?:Database|DB|Db)$/;

export function isPlainManagerName(name: string): boolean {
  return isCompound(name, PLAINLY_MANAGER);
}

/** A member that is asked for a handle, by its name: `getAsyncSession`, `acquire`, `withConnection`; not `shutdown`. */
export function isHandleRequest(name: string): boolean {
  return HANDLE_REQUEST.test(name);
}

const HANDLE_REQUEST =
  /^(?!is|has|close|end|release|init|dis|reset|destroy|check|ping|count|num|set|remove|delete|drop|on[A-Z]).*(?:session|connection|conn|client|handle|pool|transaction|scope|database|datasource|db|prisma|knex)(?:async|sync|context|scope|instance)?$|^(?:acquire|checkout|obtain|open|get|connect|getInstance|instance)$/i;

/** Leads to the database, by its name: an accessor, a manager, or a function that is asked for a handle. */
export function isNamedForAccess(name: string): boolean {
  return isAccessorName(name) || isManagerName(name) || (ASKS.test(name) && isHandleRequest(name));
}

const ASKS = /^(?:get|use|with|open|acquire|create|make|connect)(?:_|[A-Z])/;

/** Whether a text declares a class whose name says that it looks after databases; found without parsing. */
export function declaresManager(text: string): boolean {
  return [...text.matchAll(/\bclass\s+(\w+)/g)].some(([, name = ""]) => isCompound(name, DECLARED_MANAGER));
}

/** A path whose last part is called after a database: `../db`, `@/lib/prisma`, `src/database/connection.js`, `app/db/__init__.py`. */
export function isDatabasePath(path: string): boolean {
  const module = path.replace(/\.(?:[cm]?[jt]sx?|py)$/, "").replace(/\/(?:index|__init__)$/, "");
  return DATABASE_MODULE.test(module);
}

const DATABASE_MODULE =
  /(^|\/)(?:db|database|databases|prisma|knex|sequelize|mongo|mongodb|mongoose|data-?source|(?:db|database)[-_.]?(?:connection|client|manager|pool|service|session|instance|engine|factory)|prisma[-_.]?(?:client|service)|(?:db|database)\/(?:session|connection|engine|manager|client|pool))$/i;

/**
 * A path whose last part has `db` or `database` as a word, or is called after an accessor: `../utils/db-helpers`,
 * `lib/dbConnect`, `app.feed_db`. That is too weak to call a module a database module, but enough if the module is missing.
 */
export function isNamedAfterDatabase(path: string): boolean {
  const module = path.replace(/\.(?:[cm]?[jt]sx?|py)$/, "").replace(/\/(?:index|__init__)$/, "");
  const [name = ""] = /[^/.]+$/.exec(module) ?? [];
  return DATABASE_AS_WORD.test(name) || DATABASE_IN_CAPITALS.test(name);
}

const DATABASE_AS_WORD = /(?:^|[-_])(?:db|database)(?:[-_]|$)/i;

const DATABASE_IN_CAPITALS = /^(?:db|database)[A-Z]|[a-z](?:DB|Db|Database)(?:[A-Z]|$)/;

/** A path below a folder that is called after a database: `app/db/engine_async.py`, `..src.database.connection_simple`. */
export function isBelowDatabase(path: string): boolean {
  return /(?:^|[/.])(?:db|database|databases)[/.](?!py$)./i.test(path);
}
