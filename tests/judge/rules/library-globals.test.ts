/** Handles that a library keeps itself, beside an accessor of that library: reported without being named, as warnings. */
import { describe, it } from "vitest";
import { checkSnippet, fixSnippet } from "../../support/snippet.js";

const TYPEORM = `
  // file: src/data-source.ts
  import { DataSource } from "typeorm";
  export const AppDataSource = new DataSource({ type: "postgres" });
  // file: src/user.ts
  export class User {}
  // file: src/posts.ts
  import { AppDataSource } from "./data-source.js";
  import { User } from "./user.js";
  export const posts = () => AppDataSource.getRepository(User).find();
`;
const source = { accessor: { module: "src/data-source.ts", name: "AppDataSource" } };

describe("of TypeORM, beside a data source that the project exports", () => {
  const users = `
      // file: src/users.ts
      import { getConnection, getManager, getRepository } from "typeorm";
      import { User } from "./user.js";
      export const users = () => getRepository(User).find();
                                 ^^^^^^^^^^^^^ warning legacy-accessor: uses the connection that is kept by \`typeorm\`
      export const raw = () => getConnection().query("select 1");
                               ^^^^^^^^^^^^^ warning legacy-accessor
      export const save = () => getManager().transaction(async () => {});
                                ^^^^^^^^^^ warning legacy-accessor
      `;

  it("are reported without a configuration", () => checkSnippet(users, { beside: TYPEORM }));
  it("are reported with one that names the accessor", () =>
    checkSnippet(users, { beside: TYPEORM, config: { sources: [source] } }));
  it("are errors where the configuration names them", () =>
    checkSnippet(
      `
      // file: src/users.ts
      import * as typeorm from "typeorm";
      import { User } from "./user.js";
      export const users = () => typeorm.getRepository(User).find();
                                         ^^^^^^^^^^^^^ error legacy-accessor
      `,
      { beside: TYPEORM, config: { sources: [{ ...source, legacy: ["typeorm#getRepository"] }] } },
    ));

  it("become members of the data source, with the user's word", () =>
    fixSnippet(
      `
      // file: src/users.ts
      import { getConnection, getManager, getRepository } from "typeorm";
      import { User } from "./user.js";

      export class Users {
        private readonly users = getRepository<User>(User);
        raw = () => getConnection("default").query("select 1");
        save = () => getManager().transaction(async () => {});
      }
      `,
      `
      // file: src/users.ts
      import { AppDataSource } from "./data-source.js";
      import { User } from "./user.js";

      export class Users {
        private readonly users = AppDataSource.getRepository<User>(User);
        raw = () => AppDataSource.query("select 1");
        save = () => AppDataSource.manager.transaction(async () => {});
      }
      `,
      { beside: TYPEORM, config: { sources: [source] }, unsafe: true },
    ));

  it("are not fixed otherwise", () =>
    fixSnippet(
      `
      // file: src/users.ts
      import { getRepository } from "typeorm";
      import { User } from "./user.js";
      export const users = () => getRepository(User).find();
      `,
      "",
      { beside: TYPEORM, config: { sources: [source] } },
    ));

  it("are left alone where they mean another connection, are allowed, or in a migration", () =>
    checkSnippet(
      `
      // file: src/users.ts
      import { createQueryBuilder, getConnection, getRepository } from "typeorm";
      import { User } from "./user.js";
      export const users = () => getRepository(User, "archive").find();
      export const raw = (name: string) => getConnection(name).query("select 1");
      export const build = () => createQueryBuilder(User, "u").getMany();
      // file: src/migrations/1-users.ts
      import { getConnection } from "typeorm";
      export const up = () => getConnection().query("create table users (id int)");
      `,
      { beside: TYPEORM, config: { sources: [{ ...source, alsoAllowed: ["typeorm#createQueryBuilder"] }] } },
    ));

  it("are left alone where they are the only way", () =>
    checkSnippet(
      `
      // file: src/index.ts
      import { createConnection } from "typeorm";
      export const start = () => createConnection();
      // file: src/users.ts
      import { getConnection, getRepository } from "typeorm";
      export const users = () => getRepository("User").find();
      export const raw = () => getConnection().query("select 1");
      `,
    ));
});

it("of TypeORM are left alone beside an accessor of another library", () =>
  checkSnippet(
    `
      // file: src/db.ts
      import { Pool } from "pg";
      export const db = new Pool();
      // file: src/users.ts
      import { getRepository } from "typeorm";
      import { db } from "./db.js";
      export const users = () => getRepository("User").find();
      export const raw = () => db.query("select 1");
      `,
    { config: { sources: [{ accessor: { module: "src/db.ts", name: "db" } }] } },
  ));

it("of mongoose are reported where they are asked for a handle, not where the connection is looked after", () =>
  checkSnippet(
    `
      // file: src/db.ts
      import mongoose from "mongoose";
      export const conn = mongoose.createConnection("mongodb://localhost");
      // file: src/users.ts
      import mongoose, { connection } from "mongoose";
      export const users = () => mongoose.connection.db.collection("users");
                                          ^^^^^^^^^^ warning legacy-accessor
      export const client = () => connection.getClient().db("x").command({});
                                             ^^^^^^^^^ warning legacy-accessor
      mongoose.connection.on("error", () => {});
      export const ready = () => mongoose.connection.readyState === 1;
      export const stop = () => mongoose.connection.close();
      `,
    { config: { sources: [{ accessor: { module: "src/db.ts", name: "conn" } }] } },
  ));

describe("of Django", () => {
  const users = `
      # file: app/users.py
      from django.db import connection, connections, transaction
      def users():
          with connection.cursor() as cursor:
                          ^^^^^^ warning legacy-accessor: uses the connection that is kept by \`django.db\`
              cursor.execute("select 1")
          connections["default"].cursor()
                                 ^^^^^^ warning legacy-accessor
          connections["replica"].cursor()
          with transaction.atomic():
              print(connection.vendor)
      `;
  const accessor = `
      # file: app/__init__.py
      # file: app/db.py
      from django.db import connections
      def get_db():
          return connections["default"]
      `;

  it("are reported beside an accessor that gives one of them", () =>
    checkSnippet(users, {
      beside: accessor,
      config: { sources: [{ accessor: { module: "app/db.py", name: "get_db" } }] },
    }));

  it("are left alone where they are the only way", () =>
    checkSnippet(
      `
      # file: app/__init__.py
      # file: app/users.py
      from django.db import connection
      def users():
          with connection.cursor() as cursor:
              cursor.execute("select 1")
      `,
    ));
});
