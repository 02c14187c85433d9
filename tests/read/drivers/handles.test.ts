/** What comes from a client or stands in for one: sessions, views, wrapped clients, implicit entry points. */
import { describe, expect, it } from "vitest";
import { clientOf, findDriver, handleOf, implicitOf, isDatabase } from "../../../src/read/drivers/index.js";
import { externalPathOf } from "./external-path.js";

const CLIENT = { derived: false, session: false };
const VIEW = { derived: true, session: false };
const SESSION = { derived: true, session: true };

describe("a handle", () => {
  it.each([
    [`import { Pool } from "pg"; new Pool()`, CLIENT],
    [`import { Pool } from "pg"; new Pool().on("error", 1)`, CLIENT],
    [`import { Pool } from "pg"; await new Pool().connect()`, SESSION],
    [`import { PrismaClient } from "@prisma/client"; new PrismaClient().$extends({}).$extends({})`, CLIENT],
    [`import mysql from "mysql2"; mysql.createPool({}).promise()`, CLIENT],
    [`import mysql from "mysql2"; await mysql.createPool({}).promise().getConnection()`, SESSION],
    [`import { createClient } from "redis"; await createClient().on("error", 1).connect()`, CLIENT],
    [`import { DataSource } from "typeorm"; await new DataSource({}).initialize()`, CLIENT],
    [`import { DataSource } from "typeorm"; new DataSource({}).manager`, VIEW],
    [`import { DataSource } from "typeorm"; new DataSource({}).createQueryRunner().manager`, SESSION],
    [`import { MongoClient } from "mongodb"; (await new MongoClient("").connect()).db().collection("")`, VIEW],
    [`import { MongoClient } from "mongodb"; new MongoClient("").startSession()`, SESSION],
    [`import { Kysely } from "kysely"; new Kysely({}).withPlugin({})`, CLIENT],
    [`import { Kysely } from "kysely"; await new Kysely({}).startTransaction().execute()`, SESSION],
    [`import { Sequelize } from "sequelize"; await new Sequelize("").transaction()`, SESSION],
    [`import { MikroORM } from "@mikro-orm/core"; (await MikroORM.init({})).em.fork()`, VIEW],
  ])("is followed from its client: %s", (code, way) => {
    expect(handleOf(externalPathOf(code))).toMatchObject(way);
  });

  it.each([
    `import { Pool } from "pg"; await new Pool().query("")`,
    `import { Pool } from "pg"; (await (await new Pool().connect()).query("")).rows`,
    `import { Pool } from "pg"; new Pool().totalCount`,
    `import { Pool } from "pg"; new Pool().connect`,
    `import { MongoClient } from "mongodb"; await new MongoClient("").db().stats()`,
  ])("is not what it answers with: %s", (code) => {
    expect(handleOf(externalPathOf(code))).toBeUndefined();
  });

  it.each([
    `import { Pool } from "pg"; await new Pool().connect()`,
    `import { PrismaClient } from "@prisma/client"; new PrismaClient().$extends({})`,
    `import { createClient } from "redis"; await createClient().connect()`,
  ])("is no second client: %s", (code) => {
    expect(clientOf(externalPathOf(code))).toBeUndefined();
  });
});

describe("a client that stands on another", () => {
  it.each([
    [
      `import { drizzle } from "drizzle-orm/node-postgres"; drizzle({})`,
      [{ argument: 0 }, { argument: 0, property: "client" }],
    ],
    [`import { Kysely } from "kysely"; new Kysely({})`, [{ argument: 0, property: "dialect" }]],
    [`import { PrismaClient } from "@prisma/client"; new PrismaClient({})`, [{ argument: 0, property: "adapter" }]],
    [`import { PostgresDialect } from "kysely"; new PostgresDialect({})`, [{ argument: 0, property: "pool" }]],
    [`import { Model } from "objection"; Model.knex({})`, [{ argument: 0 }]],
  ])("says where it takes it: %s", (code, wraps) => {
    expect(clientOf(externalPathOf(code))?.client.wraps).toEqual(wraps);
  });

  it("is told from one that makes its own", () => {
    expect(clientOf(externalPathOf(`import { Pool } from "pg"; new Pool()`))?.client.wraps).toEqual([]);
  });

  it("is told from the adapter that it is made from", () => {
    const gives = (code: string) => clientOf(externalPathOf(code))?.client.gives;
    expect(gives(`import { PrismaPg } from "@prisma/adapter-pg"; new PrismaPg({})`)).toBe("adapter");
    expect(gives(`import { PrismaClient } from "@prisma/client"; new PrismaClient()`)).toBe("orm");
  });
});

describe("an implicit handle", () => {
  it.each([
    [`import { getRepository } from "typeorm"; getRepository(1)`, CLIENT],
    [`import * as typeorm from "typeorm"; typeorm.getManager()`, CLIENT],
    [`import { getConnection } from "typeorm"; getConnection().manager`, VIEW],
    [`import { getConnection } from "typeorm"; getConnection().createQueryRunner()`, SESSION],
    [`import mongoose from "mongoose"; mongoose.connection`, CLIENT],
    [`import mongoose from "mongoose"; mongoose.connection.db`, VIEW],
    [`import { sql } from "@vercel/postgres"; sql`, CLIENT],
    [`import { db } from "@vercel/postgres"; await db.connect()`, SESSION],
    [`import { RequestContext } from "@mikro-orm/core"; RequestContext.getEntityManager()`, CLIENT],
  ])("is recognised: %s", (code, way) => {
    expect(implicitOf(externalPathOf(code))).toMatchObject(way);
  });

  it.each([
    `import { getRepository } from "typeorm"; getRepository(1).find()`,
    `import { getMetadataArgsStorage } from "typeorm"; getMetadataArgsStorage()`,
    `import { DataSource } from "typeorm"; new DataSource({})`,
    `import mongoose from "mongoose"; mongoose.model("")`,
    `import mongoose from "mongoose"; mongoose.connect("")`,
  ])("is not seen in: %s", (code) => {
    expect(implicitOf(externalPathOf(code))).toBeUndefined();
  });

  it("that an argument takes away says so", () => {
    const bare = (code: string) => implicitOf(externalPathOf(code))?.implicit.bare;
    expect(bare(`import sql from "mssql"; new sql.Request()`)).toBe(true);
    expect(bare(`import { Model } from "objection"; Model.knex()`)).toBe(true);
    expect(bare(`import { getManager } from "typeorm"; getManager()`)).toBe(false);
  });
});

describe("the rules by default", () => {
  it.each(["pg", "typeorm", "mongodb", "cassandra-driver"])("check %s", (name) => {
    expect(findDriver(name, "")).toSatisfy(isDatabase);
  });

  it.each(["redis", "@elastic/elasticsearch", "neo4j-driver", "influx", "level"])("leave %s alone", (name) => {
    expect(findDriver(name, "")).not.toSatisfy(isDatabase);
  });
});
