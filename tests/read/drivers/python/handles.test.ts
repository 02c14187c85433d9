/** What comes from a client of Python or stands in for one: sessions, views, clients on clients, implicit entry points. */
import { describe, expect, it } from "vitest";
import {
  clientOf,
  driverOf,
  handleOf,
  implicitOf,
  isDatabase,
  packageName,
} from "../../../../src/read/drivers/index.js";
import { pythonPathOf } from "./external-path.js";

const CLIENT = { derived: false, session: false };
const VIEW = { derived: true, session: false };
const SESSION = { derived: true, session: true };

describe("a handle", () => {
  it.each([
    [`from sqlalchemy.orm import sessionmaker; SessionLocal = sessionmaker(1); SessionLocal`, CLIENT],
    [`from sqlalchemy.orm import sessionmaker; SessionLocal = sessionmaker(1); SessionLocal()`, SESSION],
    [`from sqlalchemy.orm import sessionmaker; SessionLocal = sessionmaker(1); SessionLocal.begin()`, SESSION],
    [`from sqlalchemy.orm import scoped_session; scoped_session(1)()`, SESSION],
    [`from sqlalchemy import create_engine; create_engine("").connect()`, SESSION],
    [`from sqlalchemy import create_engine; create_engine("").begin()`, SESSION],
    [`from sqlalchemy import create_engine; create_engine("").raw_connection()`, SESSION],
    [`from sqlalchemy import create_engine; create_engine("").execution_options(a=1)`, CLIENT],
    [`from sqlalchemy import create_engine; create_engine("").execution_options(a=1).connect()`, SESSION],
    [`from sqlalchemy.ext.asyncio import create_async_engine; create_async_engine("").sync_engine`, VIEW],
    [`from sqlalchemy.engine import Engine; engine: Engine`, CLIENT],
    [`from sqlalchemy.ext.asyncio import AsyncConnection; connection: AsyncConnection`, CLIENT],
    [`from sqlalchemy.orm import Session; db: Session`, CLIENT],
    [`from flask_sqlalchemy import SQLAlchemy; db = SQLAlchemy(); db.session`, VIEW],
    [`from flask_sqlalchemy import SQLAlchemy; db = SQLAlchemy(); db.session()`, SESSION],
    [`from flask_sqlalchemy import SQLAlchemy; db = SQLAlchemy(); db.engine.connect()`, SESSION],
    [`from flask_mysqldb import MySQL; MySQL(1).connection`, VIEW],
    [`from flaskext.mysql import MySQL; MySQL().connect()`, SESSION],
    [`from flask_pymongo import PyMongo; PyMongo(1).db.orders`, VIEW],
    [`import asyncpg; await asyncpg.create_pool("").acquire()`, SESSION],
    [`from psycopg2.pool import SimpleConnectionPool; SimpleConnectionPool(1, 2).getconn()`, SESSION],
    [`from psycopg_pool import ConnectionPool; ConnectionPool("").connection()`, SESSION],
    [`import duckdb; duckdb.connect("").cursor()`, SESSION],
    [`from pymongo import MongoClient; MongoClient("").get_database("")`, VIEW],
    [`from pymongo import MongoClient; MongoClient("").shop`, VIEW],
    [`from pymongo import MongoClient; MongoClient("").shop.orders`, VIEW],
    [`from pymongo import MongoClient; MongoClient("")["shop"]`, VIEW],
    [`from motor.motor_asyncio import AsyncIOMotorClient; await AsyncIOMotorClient("").start_session()`, SESSION],
    [`from peewee import SqliteDatabase; SqliteDatabase("").connection_context()`, SESSION],
    [`from cassandra.cluster import Cluster; Cluster([]).connect()`, SESSION],
  ])("is followed from its client: %s", (code, way) => {
    expect(handleOf(pythonPathOf(code))).toMatchObject(way);
  });

  it.each([
    `from sqlalchemy import create_engine; create_engine("").connect().execute(1)`,
    `from sqlalchemy.orm import sessionmaker; sessionmaker(1)().query(1)`,
    `from flask_sqlalchemy import SQLAlchemy; SQLAlchemy().Model`,
    `from flask_sqlalchemy import SQLAlchemy; SQLAlchemy().Column(1)`,
    `import sqlite3; sqlite3.connect("").cursor()`,
    `from pymongo import MongoClient; MongoClient("").server_info()`,
    `from pymongo import MongoClient; MongoClient("").shop.orders.find_one({})`,
    `from pymongo import MongoClient; MongoClient("").close()`,
  ])("is not what it answers with: %s", (code) => {
    expect(handleOf(pythonPathOf(code))).toBeUndefined();
  });

  it.each([
    `from sqlalchemy import create_engine; create_engine("").connect()`,
    `from sqlalchemy.orm import sessionmaker; sessionmaker(1)()`,
    `from pymongo import MongoClient; MongoClient("").get_database("")`,
  ])("is no second client: %s", (code) => {
    expect(clientOf(pythonPathOf(code))).toBeUndefined();
  });
});

describe("a client that stands on another", () => {
  it.each([
    [`from sqlalchemy.orm import Session; Session(1)`, [{ argument: 0 }, { keyword: "bind" }]],
    [`from sqlalchemy.orm import sessionmaker; sessionmaker(1)`, [{ argument: 0 }, { keyword: "bind" }]],
    [`from sqlalchemy.orm import scoped_session; scoped_session(1)`, [{ argument: 0 }, { keyword: "session_factory" }]],
    [`import oracledb; oracledb.connect(pool=1)`, [{ keyword: "pool" }]],
    [`from odmantic import SyncEngine; SyncEngine(client=1)`, [{ argument: 0 }, { keyword: "client" }]],
  ])("says where it takes it: %s", (code, wraps) => {
    expect(clientOf(pythonPathOf(code))?.client.wraps).toEqual(wraps);
  });

  it.each([
    [`from sqlalchemy.orm import Session; Session(1)`, "session"],
    [`from sqlalchemy.orm import sessionmaker; sessionmaker()`, "session"],
    [`from sqlalchemy import create_engine; create_engine("")`, "pool"],
    [`from odmantic import AIOEngine; AIOEngine()`, "orm"],
  ])("opens nothing of its own where it gives a session: %s", (code, gives) => {
    expect(clientOf(pythonPathOf(code))?.client.gives).toBe(gives);
  });
});

describe("an implicit handle", () => {
  it.each([
    [`from django.db import connection; connection`, CLIENT],
    [`import django.db; django.db.connection`, CLIENT],
    [`from django import db; db.connection`, CLIENT],
    [`from django.db import transaction; transaction`, CLIENT],
    [`from django.db import connections; connections["default"]`, VIEW],
    [`from tortoise import connections; connections.get("default")`, CLIENT],
    [`from tortoise.transactions import in_transaction; in_transaction()`, CLIENT],
    [`from fastapi_sqlalchemy import db; db.session`, VIEW],
    [`from fastapi_async_sqlalchemy import db; db()`, SESSION],
    [`import oracledb; oracledb.get_pool().acquire()`, SESSION],
    [`from prisma import get_client; get_client()`, CLIENT],
  ])("is recognised: %s", (code, way) => {
    expect(implicitOf(pythonPathOf(code))).toMatchObject(way);
  });

  it.each([
    `from django.db import connection; connection.cursor()`,
    `from django.db import transaction; transaction.atomic()`,
    `from django.db import models; models.Model`,
    `from django.db.models import Q; Q()`,
    `from fastapi_sqlalchemy import DBSessionMiddleware; DBSessionMiddleware`,
  ])("is not seen in: %s", (code) => {
    expect(implicitOf(pythonPathOf(code))).toBeUndefined();
  });
});

describe("the rules by default", () => {
  const driver = (code: string) => driverOf(pythonPathOf(code));

  it.each([
    `import sqlalchemy; sqlalchemy`,
    `from django.db import connection; connection`,
    `from google.cloud import firestore; firestore`,
    `from cassandra.cluster import Cluster; Cluster`,
  ])("check %s", (code) => {
    expect(driver(code)).toSatisfy(isDatabase);
  });

  it.each([`import redis; redis`, `import neo4j; neo4j`, `from elasticsearch import Elasticsearch; Elasticsearch`])(
    "leave alone: %s",
    (code) => {
      expect(driver(code)).toBeDefined();
      expect(driver(code)).not.toSatisfy(isDatabase);
    },
  );
});

describe("the name of a package", () => {
  it.each([
    ["pypi:sqlalchemy", "sqlalchemy"],
    ["pypi:google/cloud/firestore", "google.cloud.firestore"],
    ["pg", "pg"],
    ["drizzle-orm/d1", "drizzle-orm/d1"],
    ["@prisma/client", "@prisma/client"],
  ])("is shown as its users write it: %s", (name, shown) => {
    expect(packageName(name)).toBe(shown);
  });
});
