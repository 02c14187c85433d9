/** Which imports make a file worth parsing: by the package that a language says they lead to, and the names. */
import { describe, expect, it } from "vitest";
import { bringsClient, driverModule } from "../../../../src/read/drivers/index.js";

/** `sqlalchemy.ext.asyncio` and names, as the outline of a file gives them. */
function brings(module: string, names?: string): boolean {
  const [top, ...inner] = module.split(".");
  return bringsClient({ package: `pypi:${top}`, subpath: inner.join("/") }, names?.split(", "));
}

describe("an import of Python", () => {
  it.each([
    ["sqlalchemy", undefined],
    ["sqlalchemy", "*"],
    ["sqlalchemy", "Column, create_engine"],
    ["sqlalchemy", "orm"],
    ["sqlalchemy.ext", "asyncio"],
    ["sqlalchemy.orm", "Session, relationship"],
    ["sqlalchemy.engine", "Engine"],
    ["sqlalchemy.ext.asyncio.session", "AsyncSession"],
    ["psycopg2", "pool"],
    ["mysql.connector", undefined],
    ["mysql", "connector"],
    ["mysql.connector", "pooling"],
    ["google.cloud", "bigquery"],
    ["google.cloud.firestore", "Client"],
    ["firebase_admin", "firestore"],
    ["firebase_admin.firestore", "client"],
    ["django", "db"],
    ["django.db", "connection, models"],
    ["cassandra.cqlengine", "connection"],
    ["tortoise", "Tortoise"],
  ])("can bring in a client: %s, %s", (module, names) => {
    expect(brings(module, names)).toBe(true);
  });

  it.each([
    ["sqlalchemy", "Column, String, ForeignKey"],
    ["sqlalchemy.orm", "Mapped, mapped_column, relationship, DeclarativeBase"],
    ["sqlalchemy.dialects.postgresql", "UUID, JSONB"],
    ["sqlalchemy.exc", "IntegrityError"],
    ["sqlmodel", "Field, SQLModel"],
    ["django.db", "models"],
    ["django.contrib", "admin"],
    ["django", undefined],
    ["tortoise", "fields, models"],
    ["tortoise.models", "Model"],
    ["pymongo", "ASCENDING"],
    ["bson", "ObjectId"],
    ["mysql", undefined],
    ["google.cloud", "storage"],
    ["google.oauth2", "service_account"],
    ["firebase_admin", "auth, credentials"],
    ["redis", "Redis"],
    ["requests", undefined],
  ])("cannot: %s, %s", (module, names) => {
    expect(brings(module, names)).toBe(false);
  });
});

describe("an import that is no package of Python", () => {
  it("is asked about under its own name", () => {
    expect(bringsClient(driverModule("pg"), ["Pool"])).toBe(true);
    expect(bringsClient(driverModule("drizzle-orm"), ["eq", "and"])).toBe(false);
    expect(bringsClient(driverModule("../generated/prisma"), ["PrismaClient"])).toBe(true);
  });

  it("brings nothing where it leads to no driver", () => {
    expect(bringsClient(driverModule("./pg"), ["Pool"])).toBe(false);
    expect(bringsClient(undefined, ["Pool"])).toBe(false);
  });
});
