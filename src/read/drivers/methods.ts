/**
 * Methods that distinguish the handles of driver families. They are used in `lacks` of an entry: a place that calls one was
 * written for another driver.
 */

/** asyncpg's connections, and what is named after them. */
export const RECORD_METHODS = ["fetch", "fetchrow", "fetchval"];

/** Cursors, which some take a connection for. */
export const CURSOR_METHODS = ["fetchall", "fetchmany", "fetchone"];

/** SQLAlchemy's sessions. */
export const SESSION_METHODS = ["add_all", "expunge", "flush", "merge", "refresh", "scalar", "scalars"];

/** Prisma's client. */
export const PRISMA_METHODS = ["$executeRaw", "$executeRawUnsafe", "$queryRaw", "$queryRawUnsafe", "$transaction"];

/** TypeORM's data source and entity manager. */
export const REPOSITORY_METHODS = ["createQueryBuilder", "createQueryRunner", "getRepository"];
