/** What looks like a driver's client and is none: decided by where the name was imported from. */
import { describe, expect, it } from "vitest";
import { clientOf, driverModule, findDriver, handleOf, implicitOf } from "../../../src/read/drivers/index.js";
import { externalPathOf } from "./external-path.js";

const NO_CLIENTS: readonly string[] = [
  // Clients of something else.
  `import { createClient } from "@trpc/client"; createClient({})`,
  `import { createClient } from "graphql-ws"; createClient({})`,
  `import { createClient } from "urql"; createClient({})`,
  `import { createClient } from "@sanity/client"; createClient({})`,
  `import { Client } from "discord.js"; new Client({})`,
  `import { Client } from "@modelcontextprotocol/sdk/client/index.js"; new Client({})`,
  `import { Client } from "@temporalio/client"; new Client()`,
  `import { Connection } from "@temporalio/client"; await Connection.connect()`,
  `import { Connection } from "@solana/web3.js"; new Connection("")`,
  // Pools of something else.
  `import { Pool } from "tarn"; new Pool({})`,
  `import { createPool } from "generic-pool"; createPool({}, {})`,
  `import { Pool } from "generic-pool"; new Pool({})`,
  `import { Piscina } from "piscina"; new Piscina({})`,
  `import workerpool from "workerpool"; workerpool.pool()`,
  `import { Pool } from "undici"; new Pool("")`,
  // `connect` of something else.
  `import { connect } from "react-redux"; connect({})`,
  `import mqtt from "mqtt"; mqtt.connect("")`,
  `import amqp from "amqplib"; await amqp.connect("")`,
  // `open`, `Database`, `level` of something else.
  `import { open } from "node:fs/promises"; await open("")`,
  `import open from "open"; await open("")`,
  // A driver's name as the name of a method, and modules of the project.
  `import { fixture } from "./fixture.js"; fixture.postgres("")`,
  `import { Pool } from "./pg"; new Pool()`,
  `import { Pool } from "@/lib/pg"; new Pool()`,
  `import knex from "../database/knex"; knex({})`,
  // Other exports of a driver.
  `import { Query } from "pg"; new Query()`,
  `import { types } from "pg"; types.setTypeParser(1, 2)`,
  `import pgPromise from "pg-promise"; pgPromise({})`,
  `import { sql } from "drizzle-orm"; sql("")`,
  `import { drizzle } from "drizzle-orm/pglite"; drizzle.mock()`,
  `import { Prisma } from "@prisma/client"; Prisma.validator()`,
  `import { getAuth } from "firebase-admin/auth"; getAuth()`,
  `import AWS from "aws-sdk"; new AWS.S3()`,
  `import mongoose from "mongoose"; new mongoose.Schema({})`,
  // Test doubles and types.
  `import { newDb } from "pg-mem"; newDb()`,
  `const { Pool } = require("pg-mem").newDb().adapters.createPg(); new Pool()`,
  `import { MongoMemoryServer } from "mongodb-memory-server"; await MongoMemoryServer.create()`,
  `import Redis from "ioredis-mock"; new Redis()`,
  `import redis from "redis-mock"; redis.createClient()`,
  `import { PrismockClient } from "prismock"; new PrismockClient()`,
  `import { PrismaClient } from "../__mocks__/prisma/client"; new PrismaClient()`,
];

describe("what is no client", () => {
  it.each(NO_CLIENTS)("is left alone: %s", (code) => {
    const path = externalPathOf(code);
    expect([clientOf(path), handleOf(path), implicitOf(path)]).toEqual([undefined, undefined, undefined]);
  });
});

describe("a specifier", () => {
  it.each([
    "pg",
    "pg/lib/client",
    "mysql2/promise",
    "node:sqlite",
    "bun:sqlite",
    "npm:pg",
    "npm:pg@8.11.3",
    "npm:/@libsql/client@0.14/web",
    "@mikro-orm/postgresql",
    "drizzle-orm/node-postgres",
    "@prisma/client",
    "@prisma/client/edge",
    ".prisma/client",
    "../node_modules/.prisma/client/index.js",
    "../generated/prisma",
    "../generated/prisma/client.js",
    "@/generated/prisma/client",
    "~/generated/prisma-orders",
    "src/generated/prisma/client",
    "./generated/client",
    "@generated/prisma",
    "@prisma-orders/client",
    "@prisma/client-orders",
    "@internal/prisma/client",
    "../prisma-client",
  ])("leads to a driver: %s", (specifier) => {
    expect(driverModule(specifier)).toBeDefined();
  });

  it.each([
    "pg-mem",
    "@types/pg",
    "pg-format",
    "pgp",
    "./pg",
    "@/pg",
    "#pg",
    "~/pg",
    "node:fs",
    "bun:test",
    "firebase/auth",
    "firebase",
    "sqlite3-helper",
    "mongodb-memory-server",
    "prisma",
    "@prisma/internals",
    "@prisma/generator-helper",
    "@prisma/client-runtime-utils",
    "jest-prisma",
    "prismock",
    "prisma-mock/client",
    "../generated/prisma-mock",
    "./generated/graphql",
    "../api/client",
    "",
  ])("leads to none: %s", (specifier) => {
    expect(driverModule(specifier)).toBeUndefined();
  });
});

describe("a subpath", () => {
  it("belongs to its package's driver unless it has its own", () => {
    expect(findDriver("mysql2", "promise")).toBe(findDriver("mysql2", ""));
    expect(findDriver("drizzle-orm", "node-postgres/driver")?.engines).toEqual(["postgresql"]);
    expect(findDriver("drizzle-orm", "better-sqlite3")?.engines).toEqual(["sqlite"]);
  });

  it("makes no driver of a package that has one under another subpath only", () => {
    expect(findDriver("firebase", "auth")).toBeUndefined();
    expect(findDriver("firebase", "")).toBeUndefined();
  });
});
