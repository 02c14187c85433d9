/** Every driver of npm in the catalogue, in the import styles that its users write: the code, and what is built. */
import { describe, expect, it } from "vitest";
import { clientOf, DRIVERS } from "../../../src/read/drivers/index.js";
import { isPythonPackage } from "../../../src/read/drivers/specifier.js";
import { externalPathOf } from "./external-path.js";

const NPM_DRIVERS = DRIVERS.filter(({ packages }) => !packages.some(isPythonPackage));

const BUILT: readonly (readonly [code: string, written: string])[] = [
  // PostgreSQL
  [`import { Pool } from "pg"; new Pool({})`, "new Pool()"],
  [`import pg from "pg"; new pg.Pool()`, "new Pool()"],
  [`import * as pg from "pg"; new pg.Client("")`, "new Client()"],
  [`import pkg from "pg"; const { Pool } = pkg; new Pool()`, "new Pool()"],
  [`const { Client } = require("pg"); new Client()`, "new Client()"],
  [`const Pool = require("pg").Pool; new Pool()`, "new Pool()"],
  [`const { Pool } = require("pg").native; new Pool()`, "new Pool()"],
  [`const pg_1 = require("pg"); new pg_1.default.Pool()`, "new Pool()"],
  [`const { default: pg } = await import("pg"); new pg.Pool()`, "new Pool()"],
  [`const { Pool: PgPool } = await import("pg"); new PgPool()`, "new Pool()"],
  [`import { Pool } from "npm:pg@8.11.3"; new Pool()`, "new Pool()"],
  [`import Pool from "pg-pool"; new Pool()`, "new Pool()"],
  [`const Client = require("pg-native"); new Client()`, "new Client()"],
  [`import pgPromise from "pg-promise"; const pgp = pgPromise({}); pgp("")`, "pgPromise()()"],
  [`const pgp = require("pg-promise")(); pgp("")`, "pgPromise()()"],
  [`import postgres from "postgres"; postgres("")`, "postgres()"],
  [`const postgres = require("postgres"); postgres("")`, "postgres()"],
  [`const postgres_1 = require("postgres"); postgres_1.default("")`, "postgres()"],
  [`(await import("postgres")).default("")`, "postgres()"],
  [`import { createPool } from "slonik"; await createPool("")`, "createPool()"],
  [`import { neon } from "@neondatabase/serverless"; neon("")`, "neon()"],
  [`import { Pool } from "@neondatabase/serverless"; new Pool()`, "new Pool()"],
  [`import { createPool } from "@vercel/postgres"; createPool()`, "createPool()"],
  [`import { PGlite } from "@electric-sql/pglite"; new PGlite()`, "new PGlite()"],
  [`import { PGlite } from "@electric-sql/pglite"; await PGlite.create()`, "PGlite.create()"],
  [`import { PGliteWorker } from "@electric-sql/pglite/worker"; new PGliteWorker()`, "new PGliteWorker()"],
  [`import { createClient } from "@supabase/supabase-js"; createClient("", "")`, "createClient()"],
  [`import { createServerClient } from "@supabase/ssr"; createServerClient("", "")`, "createServerClient()"],

  // SQLite
  [`import Database from "better-sqlite3"; new Database("")`, "new Database()"],
  [`import * as Database from "better-sqlite3"; new Database("")`, "new Database()"],
  [`require("better-sqlite3")("")`, "Database()"],
  [`const sqlite3 = require("sqlite3").verbose(); new sqlite3.Database("")`, "new Database()"],
  [`import sqlite3 from "sqlite3"; const { Database } = sqlite3.verbose(); new Database("")`, "new Database()"],
  [`import sqlite3 from "sqlite3"; new sqlite3.cached.Database("")`, "new Database()"],
  [`import { open } from "sqlite"; await open({})`, "open()"],
  [`import { DatabaseSync } from "node:sqlite"; new DatabaseSync("")`, "new DatabaseSync()"],
  [`const { DatabaseSync } = require("node:sqlite"); new DatabaseSync("")`, "new DatabaseSync()"],
  [`import { Database } from "bun:sqlite"; new Database("")`, "new Database()"],
  [`import Database from "bun:sqlite"; Database.open("")`, "Database.open()"],
  [`import initSqlJs from "sql.js"; const SQL = await initSqlJs(); new SQL.Database()`, "new initSqlJs().Database()"],
  [`import { createClient } from "@libsql/client"; createClient({})`, "createClient()"],
  [`import { createClient } from "@libsql/client/web"; createClient({})`, "createClient()"],
  [`import { connect } from "@tursodatabase/serverless"; connect({})`, "connect()"],
  [`import * as SQLite from "expo-sqlite"; SQLite.openDatabaseSync("")`, "openDatabaseSync()"],
  [`import SQLite from "react-native-sqlite-storage"; SQLite.openDatabase({})`, "openDatabase()"],
  [`import { open } from "@op-engineering/op-sqlite"; open({})`, "open()"],

  // Other SQL databases
  [`import { SQL } from "bun"; new SQL("")`, "new SQL()"],
  [`const mysql = require("mysql"); mysql.createConnection({})`, "createConnection()"],
  [`import mysql from "mysql2/promise"; await mysql.createConnection({})`, "createConnection()"],
  [`import * as mysql from "mysql2/promise"; mysql.createPool({})`, "createPool()"],
  [`import { createPool } from "mysql2"; createPool({})`, "createPool()"],
  [`import mariadb from "mariadb"; mariadb.createPool({})`, "createPool()"],
  [`require("mariadb/callback").createConnection({})`, "createConnection()"],
  [`const mysql = require("serverless-mysql")({}); mysql`, "mysql()"],
  [`import { connect } from "@planetscale/database"; connect({})`, "connect()"],
  [`import sql from "mssql"; await sql.connect({})`, "connect()"],
  [`const sql = require("mssql/msnodesqlv8"); new sql.ConnectionPool({})`, "new ConnectionPool()"],
  [`import { Connection } from "tedious"; new Connection({})`, "new Connection()"],
  [`import oracledb from "oracledb"; await oracledb.createPool({})`, "createPool()"],
  [`import { createClient } from "@clickhouse/client"; createClient({})`, "createClient()"],
  [`const duckdb = require("duckdb"); new duckdb.Database("")`, "new Database()"],
  [`import { DuckDBInstance } from "@duckdb/node-api"; await DuckDBInstance.create("")`, "DuckDBInstance.create()"],
  [`import { Spanner } from "@google-cloud/spanner"; new Spanner()`, "new Spanner()"],
  [`import snowflake from "snowflake-sdk"; snowflake.createConnection({})`, "createConnection()"],
  [`import * as edgedb from "edgedb"; edgedb.createClient()`, "createClient()"],
  [`import createClient from "gel"; createClient()`, "createClient()"],

  // Query builders
  [`import { drizzle } from "drizzle-orm/node-postgres"; drizzle("")`, "drizzle()"],
  [`import { drizzle } from "drizzle-orm/aws-data-api/pg"; drizzle("")`, "drizzle()"],
  [`import { drizzle } from "drizzle-orm/mysql2"; drizzle("")`, "drizzle()"],
  [`import { drizzle } from "drizzle-orm/singlestore-proxy"; drizzle("")`, "drizzle()"],
  [`import { drizzle as connect } from "drizzle-orm/better-sqlite3"; connect("")`, "drizzle()"],
  [`import { drizzle } from "drizzle-orm/libsql/web"; drizzle({})`, "drizzle()"],
  [`import { drizzle } from "drizzle-orm/sqlite-proxy"; drizzle({})`, "drizzle()"],
  [`import { drizzle } from "drizzle-orm/bun-sql"; drizzle("")`, "drizzle()"],
  [`import { withReplicas } from "drizzle-orm/pg-core"; withReplicas(1, [])`, "withReplicas()"],
  [`require("knex")({})`, "knex()"],
  [`import knex from "knex"; knex({})`, "knex()"],
  [`import { knex as createKnex } from "knex"; createKnex({})`, "knex()"],
  [`import Knex from "knex"; Knex.knex({})`, "knex()"],
  [`import * as Knex from "knex"; Knex({})`, "knex()"],
  [`import { Kysely } from "kysely"; new Kysely({})`, "new Kysely()"],
  [`import { PostgresDialect } from "kysely"; new PostgresDialect({})`, "new PostgresDialect()"],
  [`import { PostgresJSDialect } from "kysely-postgres-js"; new PostgresJSDialect({})`, "new PostgresJSDialect()"],
  [`import { createKysely } from "@vercel/postgres-kysely"; createKysely()`, "createKysely()"],
  [`const massive = require("massive"); await massive({})`, "massive()"],

  // Mappers
  [`import { PrismaClient } from "@prisma/client"; new PrismaClient()`, "new PrismaClient()"],
  [`import { PrismaClient } from "@prisma/client/edge"; new PrismaClient()`, "new PrismaClient()"],
  [`import { PrismaClient } from "../generated/prisma"; new PrismaClient()`, "new PrismaClient()"],
  [`import prisma from "@prisma/client"; new prisma.PrismaClient()`, "new PrismaClient()"],
  [
    `import * as runtime from "@prisma/client/runtime/client"; const C = runtime.getPrismaClient({}); new C()`,
    "new getPrismaClient()()",
  ],
  [`import { PrismaPg } from "@prisma/adapter-pg"; new PrismaPg({})`, "new PrismaPg()"],
  [`import { DataSource } from "typeorm"; new DataSource({})`, "new DataSource()"],
  [`import { createConnection } from "typeorm"; await createConnection()`, "createConnection()"],
  [
    `import { getConnectionManager } from "typeorm"; getConnectionManager().create({})`,
    "getConnectionManager().create()",
  ],
  [`import { Sequelize } from "sequelize"; new Sequelize("")`, "new Sequelize()"],
  [`const Sequelize = require("sequelize"); new Sequelize("")`, "new Sequelize()"],
  [`import Sequelize from "sequelize"; new Sequelize.Sequelize("")`, "new Sequelize()"],
  [`import { Sequelize } from "sequelize-typescript"; new Sequelize({})`, "new Sequelize()"],
  [`import { MikroORM } from "@mikro-orm/postgresql"; await MikroORM.init({})`, "MikroORM.init()"],
  [`require("bookshelf")({})`, "bookshelf()"],
  [`import { Model } from "objection"; Model.knex({})`, "Model.knex()"],
  [`const Waterline = require("waterline"); new Waterline()`, "new Waterline()"],
  [`import { DataSource } from "loopback-datasource-juggler"; new DataSource({})`, "new DataSource()"],
  [`import { juggler } from "@loopback/repository"; new juggler.DataSource({})`, "new juggler.DataSource()"],
  [`import mongoose from "mongoose"; await mongoose.connect("")`, "connect()"],
  [`import { connect } from "mongoose"; connect("")`, "connect()"],
  [`const mongoose = require("mongoose"); mongoose.createConnection("")`, "createConnection()"],
  [`import * as dynamoose from "dynamoose"; new dynamoose.aws.ddb.DynamoDB({})`, "new aws.ddb.DynamoDB()"],
  [`import { Database } from "@nozbe/watermelondb"; new Database({})`, "new Database()"],
  [`import Database from "@nozbe/watermelondb/Database"; new Database({})`, "new Database()"],
  [`import SQLiteAdapter from "@nozbe/watermelondb/adapters/sqlite"; new SQLiteAdapter({})`, "new SQLiteAdapter()"],
  [`import LokiJSAdapter from "@nozbe/watermelondb/adapters/lokijs"; new LokiJSAdapter({})`, "new LokiJSAdapter()"],

  // Document stores
  [`import { MongoClient } from "mongodb"; new MongoClient("")`, "new MongoClient()"],
  [`const mongo = require("mongodb"); await mongo.MongoClient.connect("")`, "MongoClient.connect()"],
  [`const db = require("monk")(""); db`, "monk()"],
  [`import { Firestore } from "@google-cloud/firestore"; new Firestore()`, "new Firestore()"],
  [`import { getFirestore } from "firebase-admin/firestore"; getFirestore()`, "getFirestore()"],
  [`import { getFirestore } from "firebase/firestore"; getFirestore({})`, "getFirestore()"],
  [`import admin from "firebase-admin"; admin.firestore()`, "firestore()"],
  [`import * as admin from "firebase-admin"; admin.firestore()`, "firestore()"],
  [`import firestore from "@react-native-firebase/firestore"; firestore()`, "firestore()"],
  [`import { Datastore } from "@google-cloud/datastore"; new Datastore()`, "new Datastore()"],
  [`import { DynamoDBClient } from "@aws-sdk/client-dynamodb"; new DynamoDBClient({})`, "new DynamoDBClient()"],
  [
    `import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb"; DynamoDBDocumentClient.from({})`,
    "DynamoDBDocumentClient.from()",
  ],
  [`const AWS = require("aws-sdk"); new AWS.DynamoDB.DocumentClient()`, "new DynamoDB.DocumentClient()"],
  [`import DynamoDB from "aws-sdk/clients/dynamodb"; new DynamoDB()`, "new DynamoDB()"],
  [`import { CosmosClient } from "@azure/cosmos"; new CosmosClient({})`, "new CosmosClient()"],
  [`const cassandra = require("cassandra-driver"); new cassandra.Client({})`, "new Client()"],
  [`import * as couchbase from "couchbase"; await couchbase.connect("", {})`, "connect()"],
  [`const nano = require("nano")(""); nano`, "nano()"],
  [`import Nano from "nano"; Nano("")`, "nano()"],
  [`import PouchDB from "pouchdb"; new PouchDB("")`, "new PouchDB()"],
  [`const PouchDB = require("pouchdb").plugin({}); new PouchDB("")`, "new PouchDB()"],
  [`import PouchDB from "pouchdb"; const Prefixed = PouchDB.defaults({}); new Prefixed("")`, "new PouchDB()"],
  [`import { Database } from "arangojs"; new Database({})`, "new Database()"],
  [`import { Surreal } from "surrealdb"; new Surreal()`, "new Surreal()"],
  [`import Surreal from "surrealdb.js"; new Surreal()`, "new Surreal()"],
  [`import Realm from "realm"; await Realm.open({})`, "Realm.open()"],
  [`import { Realm } from "realm"; new Realm({})`, "new Realm()"],
  [`import { createRxDatabase } from "rxdb"; await createRxDatabase({})`, "createRxDatabase()"],
  [`import { createRxDatabase } from "rxdb/plugins/core"; await createRxDatabase({})`, "createRxDatabase()"],
  [`const Datastore = require("nedb"); new Datastore({})`, "new Datastore()"],
  [`import { JSONFilePreset } from "lowdb/node"; await JSONFilePreset("", {})`, "JSONFilePreset()"],
  [`const low = require("lowdb"); low({})`, "low()"],

  // Keys and values, search, graphs, time series
  [`import { createClient } from "redis"; createClient()`, "createClient()"],
  [`import redis from "redis"; redis.createClient()`, "createClient()"],
  [`import Redis from "ioredis"; new Redis()`, "new Redis()"],
  [`import { Redis } from "ioredis"; new Redis()`, "new Redis()"],
  [`import Redis from "ioredis"; new Redis.Cluster([])`, "new Cluster()"],
  [`const IORedis = require("ioredis"); new IORedis()`, "new Redis()"],
  [`import { Redis } from "@upstash/redis"; Redis.fromEnv()`, "Redis.fromEnv()"],
  [`import { Redis } from "@upstash/redis/cloudflare"; new Redis({})`, "new Redis()"],
  [`import { createClient } from "@vercel/kv"; createClient({})`, "createClient()"],
  [`import { Level } from "level"; new Level("")`, "new Level()"],
  [`const level = require("level"); level("")`, "level()"],
  [`import { Client } from "@elastic/elasticsearch"; new Client({})`, "new Client()"],
  [`import { Client } from "@opensearch-project/opensearch"; new Client({})`, "new Client()"],
  [`import neo4j from "neo4j-driver"; neo4j.driver("")`, "driver()"],
  [`import * as Influx from "influx"; new Influx.InfluxDB("")`, "new InfluxDB()"],
  [`import { InfluxDB } from "@influxdata/influxdb-client"; new InfluxDB({})`, "new InfluxDB()"],
  [`import { InfluxDBClient } from "@influxdata/influxdb3-client"; new InfluxDBClient({})`, "new InfluxDBClient()"],
];

describe("a client that is built", () => {
  it.each(BUILT)("is recognised: %s", (code, written) => {
    expect(clientOf(externalPathOf(code))?.client.written).toBe(written);
  });

  it("has a case above for every driver of the catalogue", () => {
    const covered = new Set(BUILT.map(([code]) => clientOf(externalPathOf(code))?.driver));
    expect(NPM_DRIVERS.filter((driver) => !covered.has(driver)).map((driver) => driver.packages[0])).toEqual([]);
  });

  it("is recognised by any package of its driver, and through any style of import", () => {
    const styles = [[], ["*"], ["default"], ["="], ["=", "default"]];
    const missed = NPM_DRIVERS.flatMap((driver) =>
      driver.packages.flatMap((name) =>
        driver.clients.flatMap((client) =>
          styles
            .map((style) => ({ package: name, subpath: "", path: [...style, ...client.path] }))
            .filter((external) => clientOf(external)?.client !== client),
        ),
      ),
    );
    expect(missed).toEqual([]);
  });
});

describe("the catalogue", () => {
  it("names each package once", () => {
    const packages = DRIVERS.flatMap((driver) => driver.packages);
    expect(packages.filter((name, index) => packages.indexOf(name) !== index)).toEqual([]);
  });

  it("tells what every driver builds, and ends each written construction with a call", () => {
    expect(NPM_DRIVERS.filter((driver) => driver.clients.length === 0)).toEqual([]);
    const written = DRIVERS.flatMap((driver) => driver.clients.map((client) => client.written));
    expect(written.filter((text) => !/^(new )?[\w.()]+\(\)$/.test(text))).toEqual([]);
  });
});
