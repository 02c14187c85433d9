/** Python drivers of MySQL and MariaDB. ../README.md explains the entries. */
import type { Driver } from "../driver.js";
import { driver, TRANSACTION } from "../entry.js";

export const PYTHON_MYSQL_DRIVERS: readonly Driver[] = [
  driver({
    packages: ["pypi:pymysql", "pypi:MySQLdb"],
    kind: "sql",
    needsCommit: true,
    engines: ["mysql", "mariadb"],
    modules: ["connections"],
    clients: { "connect()": "connection", "Connect()": "connection", "Connection()": "connection" },
    releases: ["close"],
    blocks: { "connect()": ["closes"], "Connect()": ["closes"], "Connection()": ["closes"] },
  }),
  driver({
    packages: ["pypi:mysql/connector"],
    kind: "sql",
    needsCommit: true,
    engines: ["mysql", "mariadb"],
    modules: ["aio", "pooling"],
    clients: {
      "connect()": "connection",
      "Connect()": "connection",
      "MySQLConnection()": "connection",
      "CMySQLConnection()": "connection",
      "MySQLConnectionPool()": "pool",
      "PooledMySQLConnection()": "session",
    },
    handles: ["get_connection()"],
    releases: ["close", "disconnect"],
    blocks: { "connect()": ["closes"], "get_connection()": ["closes"] },
  }),
  driver({
    packages: ["pypi:mariadb"],
    kind: "sql",
    needsCommit: true,
    engines: ["mariadb", "mysql"],
    clients: { "connect()": "connection", "Connection()": "connection", "ConnectionPool()": "pool" },
    handles: ["get_connection()"],
    releases: ["close"],
  }),
  driver({
    packages: ["pypi:aiomysql", "pypi:asyncmy"],
    kind: "sql",
    needsCommit: true,
    enteredAwaited: ["connect()", "create_pool()", "acquire()"],
    engines: ["mysql", "mariadb"],
    modules: ["connection", "pool", "sa"],
    clients: {
      "connect()": "connection",
      "create_pool()": "pool",
      "create_engine()": "pool",
      "Pool()": "session",
      "Engine()": "session",
      "Connection()": "session",
      "SAConnection()": "session",
    },
    handles: ["acquire()"],
    releases: ["release", "close", "terminate"],
    blocks: { "acquire()": ["closes"], "connect()": ["closes"], "begin()": TRANSACTION },
  }),
];
