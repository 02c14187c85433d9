/** Every driver of Python in the catalogue, in the import styles that its users write: the code, and what is built. */
import { describe, expect, it } from "vitest";
import { clientOf, DRIVERS, handleOf, implicitOf } from "../../../../src/read/drivers/index.js";
import { isPythonPackage } from "../../../../src/read/drivers/specifier.js";
import { pythonPathOf } from "./external-path.js";

const BUILT: readonly (readonly [code: string, written: string])[] = [
  // SQLAlchemy
  [`from sqlalchemy import create_engine; create_engine("")`, "create_engine()"],
  [`import sqlalchemy; sqlalchemy.create_engine("")`, "create_engine()"],
  [`import sqlalchemy as sa; sa.create_engine("")`, "create_engine()"],
  [`import sqlalchemy.ext.asyncio; sqlalchemy.ext.asyncio.create_async_engine("")`, "create_async_engine()"],
  [`import sqlalchemy.ext.asyncio as aio; aio.create_async_engine("")`, "create_async_engine()"],
  [`from sqlalchemy.ext import asyncio as aio; aio.create_async_engine("")`, "create_async_engine()"],
  [`from sqlalchemy.ext.asyncio import create_async_engine as make; make("")`, "create_async_engine()"],
  [`from sqlalchemy import engine_from_config; engine_from_config({})`, "engine_from_config()"],
  [
    `from sqlalchemy.ext.asyncio import async_engine_from_config; async_engine_from_config({})`,
    "async_engine_from_config()",
  ],
  [`from sqlalchemy.orm import sessionmaker; sessionmaker(bind=1)`, "sessionmaker()"],
  [`from sqlalchemy import orm; orm.sessionmaker(1)`, "sessionmaker()"],
  [`from sqlalchemy.ext.asyncio import async_sessionmaker; async_sessionmaker(1)`, "async_sessionmaker()"],
  [`from sqlalchemy.orm import Session; Session(1)`, "Session()"],
  [`from sqlalchemy.orm.session import Session; Session(1)`, "Session()"],
  [`from sqlalchemy.ext.asyncio.session import AsyncSession; AsyncSession(1)`, "AsyncSession()"],
  [`from sqlalchemy.orm import scoped_session; scoped_session(1)`, "scoped_session()"],
  [`from sqlalchemy.ext.asyncio import async_scoped_session; async_scoped_session(1)`, "async_scoped_session()"],
  [`from sqlmodel import Session; Session(1)`, "Session()"],
  [`from sqlmodel import create_engine; create_engine("")`, "create_engine()"],
  [`from sqlmodel.ext.asyncio.session import AsyncSession; AsyncSession(1)`, "AsyncSession()"],
  [`from flask_sqlalchemy import SQLAlchemy; SQLAlchemy()`, "SQLAlchemy()"],
  [`import flask_sqlalchemy; flask_sqlalchemy.SQLAlchemy(1)`, "SQLAlchemy()"],
  [`from flask_sqlalchemy_lite import SQLAlchemy; SQLAlchemy()`, "SQLAlchemy()"],

  // PostgreSQL
  [`import asyncpg; await asyncpg.create_pool("")`, "create_pool()"],
  [`import asyncpg; await asyncpg.connect("")`, "connect()"],
  [`import psycopg2; psycopg2.connect("")`, "connect()"],
  [`from psycopg2 import pool; pool.SimpleConnectionPool(1, 2)`, "SimpleConnectionPool()"],
  [`import psycopg2.pool; psycopg2.pool.ThreadedConnectionPool(1, 2)`, "ThreadedConnectionPool()"],
  [`from psycopg2.pool import ThreadedConnectionPool; ThreadedConnectionPool(1, 2)`, "ThreadedConnectionPool()"],
  [`import psycopg; psycopg.connect("")`, "connect()"],
  [`import psycopg; await psycopg.AsyncConnection.connect("")`, "AsyncConnection.connect()"],
  [`from psycopg_pool import AsyncConnectionPool; AsyncConnectionPool("")`, "AsyncConnectionPool()"],
  [`import pg8000.native; pg8000.native.Connection("")`, "Connection()"],
  [`import pg8000.dbapi; pg8000.dbapi.connect("")`, "connect()"],
  [`import aiopg; await aiopg.create_pool("")`, "create_pool()"],
  [`from aiopg.sa import create_engine; await create_engine("")`, "create_engine()"],
  [`import redshift_connector; redshift_connector.connect()`, "connect()"],
  [`from supabase import create_client, Client; create_client("", "")`, "create_client()"],

  // MySQL
  [`import pymysql; pymysql.connect(host="")`, "connect()"],
  [`import MySQLdb; MySQLdb.connect("")`, "connect()"],
  [`from flask_mysqldb import MySQL; MySQL(1)`, "MySQL()"],
  [`from flaskext.mysql import MySQL; MySQL()`, "MySQL()"],
  [`import mysql.connector; mysql.connector.connect()`, "connect()"],
  [`from mysql import connector; connector.connect()`, "connect()"],
  [`import mysql.connector as db; db.connect()`, "connect()"],
  [`from mysql.connector import pooling; pooling.MySQLConnectionPool()`, "MySQLConnectionPool()"],
  [`from mysql.connector.aio import connect; await connect()`, "connect()"],
  [`import mariadb; mariadb.ConnectionPool()`, "ConnectionPool()"],
  [`import aiomysql; await aiomysql.create_pool()`, "create_pool()"],
  [`import asyncmy; await asyncmy.connect()`, "connect()"],

  // SQLite, and others that run in the process
  [`import sqlite3; sqlite3.connect("")`, "connect()"],
  [`from sqlite3 import connect; connect("")`, "connect()"],
  [`import aiosqlite; aiosqlite.connect("")`, "connect()"],
  [`import apsw; apsw.Connection("")`, "Connection()"],
  [`from libsql_client import create_client_sync; create_client_sync("")`, "create_client_sync()"],
  [`import duckdb; duckdb.connect("")`, "connect()"],

  // Other SQL databases
  [`import pymssql; pymssql.connect("")`, "connect()"],
  [`import pyodbc; pyodbc.connect("")`, "connect()"],
  [`import aioodbc; await aioodbc.create_pool()`, "create_pool()"],
  [`import cx_Oracle; cx_Oracle.SessionPool()`, "SessionPool()"],
  [`import oracledb; oracledb.connect()`, "connect()"],
  [`import oracledb; oracledb.create_pool_async()`, "create_pool_async()"],
  [`from clickhouse_driver import Client; Client("")`, "Client()"],
  [`import clickhouse_connect; clickhouse_connect.get_client()`, "get_client()"],
  [`from asynch.pool import Pool; Pool()`, "Pool()"],
  [`import snowflake.connector; snowflake.connector.connect()`, "connect()"],
  [
    `from snowflake.snowpark import Session; Session.builder.configs({}).create()`,
    "Session.builder.configs().create()",
  ],
  [`from databricks import sql; sql.connect()`, "connect()"],
  [`from google.cloud import bigquery; bigquery.Client()`, "Client()"],
  [`from google.cloud.bigquery import dbapi; dbapi.connect()`, "connect()"],
  [`import google.cloud.spanner; google.cloud.spanner.Client()`, "Client()"],
  [`from google.cloud.spanner_dbapi.connection import connect; connect("", "")`, "connect()"],
  [`from google.cloud.sql.connector import Connector; Connector()`, "Connector()"],
  [`import ibm_db; ibm_db.connect("", "", "")`, "connect()"],
  [`import edgedb; edgedb.create_async_client()`, "create_async_client()"],
  [`from gel import create_client; create_client()`, "create_client()"],

  // Mappers
  [`from tortoise import Tortoise; await Tortoise.init()`, "Tortoise.init()"],
  [`from peewee import SqliteDatabase; SqliteDatabase("")`, "SqliteDatabase()"],
  [`from playhouse.pool import PooledPostgresqlDatabase; PooledPostgresqlDatabase("")`, "PooledPostgresqlDatabase()"],
  [`from playhouse.db_url import connect; connect("")`, "connect()"],
  [`from pony.orm import Database; Database()`, "Database()"],
  [`from pony import orm; orm.Database()`, "Database()"],
  [`from databases import Database; Database("")`, "Database()"],
  [`import orm; orm.ModelRegistry(database=1)`, "ModelRegistry()"],
  [`import ormar; ormar.DatabaseConnection("")`, "DatabaseConnection()"],
  [`from gino.ext.starlette import Gino; Gino()`, "Gino()"],
  [`from piccolo.engine.postgres import PostgresEngine; PostgresEngine({})`, "PostgresEngine()"],
  [`from prisma import Prisma; Prisma()`, "Prisma()"],
  [`import mongoengine; mongoengine.connect("")`, "connect()"],
  [`from flask_mongoengine import MongoEngine; MongoEngine()`, "MongoEngine()"],
  [`from beanie import init_beanie; await init_beanie(database=1)`, "init_beanie()"],
  [`from odmantic import AIOEngine; AIOEngine(client=1)`, "AIOEngine()"],

  // Document and wide-column stores
  [`from pymongo import MongoClient; MongoClient("")`, "MongoClient()"],
  [`from flask_pymongo import PyMongo; PyMongo(1)`, "PyMongo()"],
  [`import pymongo; pymongo.AsyncMongoClient("")`, "AsyncMongoClient()"],
  [`from pymongo.mongo_client import MongoClient; MongoClient("")`, "MongoClient()"],
  [`from motor.motor_asyncio import AsyncIOMotorClient; AsyncIOMotorClient("")`, "AsyncIOMotorClient()"],
  [`import motor.motor_asyncio; motor.motor_asyncio.AsyncIOMotorClient("")`, "AsyncIOMotorClient()"],
  [`from google.cloud import firestore; firestore.AsyncClient()`, "AsyncClient()"],
  [`from google.cloud.firestore_v1 import Client; Client()`, "Client()"],
  [`from firebase_admin import firestore; firestore.client()`, "firestore.client()"],
  [`import firebase_admin.firestore; firebase_admin.firestore.client()`, "firestore.client()"],
  [`from firebase_admin.firestore_async import client; client()`, "firestore_async.client()"],
  [`from google.cloud import datastore; datastore.Client()`, "Client()"],
  [`from google.cloud import ndb; ndb.Client()`, "Client()"],
  [`from google.cloud import bigtable; bigtable.Client()`, "Client()"],
  [`from azure.cosmos.aio import CosmosClient; CosmosClient("", "")`, "CosmosClient()"],
  [`from cassandra.cluster import Cluster; Cluster([])`, "Cluster()"],
  [`from cassandra.cqlengine import connection; connection.setup([], "")`, "connection.setup()"],
  [`from couchbase.cluster import Cluster; Cluster.connect("", 1)`, "Cluster.connect()"],
  [`from arango import ArangoClient; ArangoClient()`, "ArangoClient()"],
  [`from surrealdb import AsyncSurreal; AsyncSurreal("")`, "AsyncSurreal()"],
  [`from tinydb import TinyDB; TinyDB("")`, "TinyDB()"],

  // Keys and values, search, graphs, time series
  [`import redis; redis.Redis()`, "Redis()"],
  [`import redis.asyncio as redis; redis.from_url("")`, "from_url()"],
  [`from redis import asyncio as aioredis; aioredis.Redis.from_url("")`, "Redis.from_url()"],
  [`import aioredis; await aioredis.create_redis_pool("")`, "create_redis_pool()"],
  [`from elasticsearch import AsyncElasticsearch; AsyncElasticsearch()`, "AsyncElasticsearch()"],
  [`from neo4j import GraphDatabase; GraphDatabase.driver("")`, "GraphDatabase.driver()"],
  [`from influxdb_client import InfluxDBClient; InfluxDBClient("")`, "InfluxDBClient()"],
];

const PYTHON_DRIVERS = DRIVERS.filter(({ packages }) => packages.every(isPythonPackage));

describe("a client that is built", () => {
  it.each(BUILT)("is recognised: %s", (code, written) => {
    expect(clientOf(pythonPathOf(code))?.client.written).toBe(written);
  });

  it("has a case above for every driver that builds one", () => {
    const covered = new Set(BUILT.map(([code]) => clientOf(pythonPathOf(code))?.driver));
    const missed = PYTHON_DRIVERS.filter((driver) => driver.clients.length > 0 && !covered.has(driver));
    expect(missed.map(({ packages }) => packages[0])).toEqual([]);
  });

  it("is recognised by any package of its driver, from the top and from any module inside", () => {
    const missed = PYTHON_DRIVERS.flatMap((driver) =>
      driver.packages.flatMap((name) => {
        const [top = "", ...inner] = name.split("/");
        return driver.clients.flatMap(({ path, written }) =>
          [inner.join("/"), [...inner, "core", "v2"].join("/")]
            .map((subpath) => ({ package: top, subpath, path: ["*", ...path] }))
            .filter((external) => clientOf(external)?.client.written !== written),
        );
      }),
    );
    expect(missed).toEqual([]);
  });

  it("is the same whether a class is called or named by an annotation", () => {
    const annotated = handleOf(pythonPathOf(`from sqlalchemy.ext.asyncio import AsyncSession; db: AsyncSession`));
    expect(annotated?.client.written).toBe("AsyncSession()");
  });
});

describe("what is no client", () => {
  it.each([
    // Other exports of a driver.
    `from sqlalchemy import Column; Column(1)`,
    `from sqlalchemy import MetaData; MetaData()`,
    `from sqlalchemy.orm import registry; registry()`,
    `from sqlalchemy.orm import declarative_base; declarative_base()`,
    `from psycopg2 import sql; sql.SQL("")`,
    `from sqlite3 import Row; Row(1, 2)`,
    `from pymongo import UpdateOne; UpdateOne({}, {})`,
    `from django.db import models; models.CharField()`,
    `from peewee import Model; Model()`,
    `from firebase_admin import credentials; credentials.Certificate("")`,
    // Another module of the same top-level package.
    `from google.cloud import storage; storage.Client()`,
    `from google.oauth2 import service_account; service_account.Credentials()`,
    `from azure.storage.blob import BlobServiceClient; BlobServiceClient("")`,
    `from databricks.sdk import WorkspaceClient; WorkspaceClient()`,
    `from django.core.mail import get_connection; get_connection()`,
    `from django.core.cache import caches; caches.connection`,
    // A class on the way is no module.
    `import asyncpg; asyncpg.Record.connect()`,
    // The same names in packages of something else.
    `from requests import Session; Session()`,
    `from aiohttp import ClientSession; ClientSession()`,
    `from multiprocessing import Pool; Pool()`,
    `from paho.mqtt import client; client.connect("")`,
    `import pika; pika.connect("")`,
    // Packages of npm have a catalogue of their own.
    `from pg import Pool; Pool()`,
    // What data the driver reaches is an argument: the same call makes a client of a store of files.
    `import boto3; boto3.resource("dynamodb")`,
    // Test doubles.
    `import mongomock; mongomock.MongoClient()`,
    `import fakeredis; fakeredis.FakeRedis()`,
  ])("is left alone: %s", (code) => {
    const path = pythonPathOf(code);
    expect([clientOf(path), handleOf(path), implicitOf(path)]).toEqual([undefined, undefined, undefined]);
  });
});
