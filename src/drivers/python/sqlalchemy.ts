/** SQLAlchemy and what is built around it. How an entry reads: ../README.md. */
import type { Driver } from "../driver.js";
import { driver, TRANSACTION, wrapper } from "../entry.js";
import { CURSOR_METHODS, RECORD_METHODS } from "../methods.js";

/** What an engine and a factory of sessions hand out. */
const SESSIONS = ["()", "connect()", "begin()", "begin_nested()", "raw_connection()"];

const RELEASES = ["close", "aclose", "dispose", "remove", "close_all", "invalidate"];

export const SQLALCHEMY: readonly Driver[] = [
  driver({
    packages: ["pypi:sqlalchemy", "pypi:sqlmodel"],
    kind: "orm",
    lacks: { "": [...RECORD_METHODS, ...CURSOR_METHODS, "cursor", "executemany"], "raw_connection()": [] },
    modules: ["asyncio", "engine", "ext", "orm", "scoping", "session"],
    clients: {
      "create_engine()": "pool",
      "create_async_engine()": "pool",
      "engine_from_config()": "pool",
      "async_engine_from_config()": "pool",
      "AsyncEngine()": wrapper("pool", "0", "sync_engine="),
      "Engine()": wrapper("pool", "0", "pool="),
      "Connection()": wrapper("session", "0", "engine="),
      "AsyncConnection()": wrapper("session", "0", "async_engine="),
      "Session()": wrapper("session", "0", "bind="),
      "AsyncSession()": wrapper("session", "0", "bind="),
      "sessionmaker()": wrapper("session", "0", "bind="),
      "async_sessionmaker()": wrapper("session", "0", "bind="),
      "scoped_session()": wrapper("session", "0", "session_factory="),
      "async_scoped_session()": wrapper("session", "0", "session_factory="),
      "ScopedSession()": wrapper("session", "0", "session_factory="),
    },
    handles: [...SESSIONS, "registry()"],
    views: [
      "bind",
      "get_bind()",
      "connection()",
      "engine",
      "sync_connection",
      "sync_engine",
      "sync_session",
      "session_factory",
    ],
    fluent: ["execution_options()"],
    releases: RELEASES,
    blocks: {
      "Session()": ["closes"],
      "AsyncSession()": ["closes"],
      "sessionmaker()()": ["closes"],
      "async_sessionmaker()()": ["closes"],
      "scoped_session()()": ["closes"],
      "connect()": ["closes"],
      "raw_connection()": ["closes"],
      "begin()": TRANSACTION,
      "begin_nested()": [...TRANSACTION, "joins"],
      "create_engine().begin()": [...TRANSACTION, "closes"],
      "create_async_engine().begin()": [...TRANSACTION, "closes"],
      "engine_from_config().begin()": [...TRANSACTION, "closes"],
      "async_engine_from_config().begin()": [...TRANSACTION, "closes"],
      "Engine().begin()": [...TRANSACTION, "closes"],
      "AsyncEngine().begin()": [...TRANSACTION, "closes"],
      "sessionmaker().begin()": [...TRANSACTION, "closes"],
      "async_sessionmaker().begin()": [...TRANSACTION, "closes"],
      "scoped_session().begin()": TRANSACTION,
    },
  }),
  driver({
    packages: ["pypi:flask_sqlalchemy", "pypi:flask_sqlalchemy_lite"],
    kind: "orm",
    clients: { "SQLAlchemy()": "orm" },
    handles: [
      ...SESSIONS,
      "session()",
      "create_session()",
      "create_scoped_session()",
      "sessionmaker()",
      "async_sessionmaker()",
    ],
    views: [
      "session",
      "async_session",
      "get_session()",
      "get_async_session()",
      "engine",
      "async_engine",
      "get_engine()",
      "get_async_engine()",
      "sessionmaker",
      "async_sessionmaker",
      "connection()",
    ],
    releases: RELEASES,
  }),
  driver({
    packages: ["pypi:fastapi_sqlalchemy", "pypi:fastapi_async_sqlalchemy"],
    kind: "orm",
    implicit: ["db"],
    handles: SESSIONS,
    views: ["session"],
    releases: RELEASES,
  }),
];
