/** A generator that a framework injects, where it is called instead, and where nothing keeps it. */
import { describe, it } from "vitest";
import { checkSnippet, fixSnippet } from "../../../support/snippet.js";

const DATABASE = `
  # file: app/__init__.py
  # file: app/deps.py
  from sqlalchemy import create_engine
  from sqlalchemy.orm import sessionmaker
  SessionLocal = sessionmaker(bind=create_engine("postgresql://"))
  def get_db():
      db = SessionLocal()
      try:
          yield db
      finally:
          db.close()
  # file: app/users.py
  from fastapi import APIRouter, Depends
  from app.deps import get_db
  router = APIRouter()
  @router.get("/users")
  def users(db=Depends(get_db)):
      return db.execute("select 1")
`;
const project = { beside: DATABASE };

describe("reports", () => {
  it("a call where the framework wants the function, in all spellings", () =>
    checkSnippet(
      `
      # file: app/orders.py
      from typing import Annotated
      from fastapi import APIRouter, Depends
      from app.deps import get_db
      router = APIRouter()
      @router.get("/orders")
      def orders(db=Depends(get_db())):
                            ^^^^^^ error misused-accessor: needs the function \`get_db\`, and gets what it returns
          return db.execute("select 1")
      @router.get("/payments")
      def payments(db: Annotated[object, Depends(get_db())]):
                                                 ^^^^^^ misused-accessor
          return db
      @router.get("/refunds")
      def refunds(db=Depends(dependency=get_db())):
                                        ^^^^^^ misused-accessor
          return db
      `,
      project,
    ));

  it("a handle of a generator that nothing keeps", () =>
    checkSnippet(
      `
      # file: app/jobs.py
      from app.deps import get_db
      def job():
          db = next(get_db())
                    ^^^^^^ warning misused-accessor: its handle is closed at once
          return db.execute("select 1")
      `,
      project,
    ));
});

describe("leaves alone", () => {
  it("a generator that a name keeps, a loop, and a factory of dependencies", () =>
    checkSnippet(
      `
      # file: app/jobs.py
      from fastapi import Depends
      from app.deps import get_db
      def kept():
          generator = get_db()
          db = next(generator)
          return db.execute("select 1"), generator
      def loop():
          for db in get_db():
              return db.execute("select 1")
      def reader(name):
          def read(db=Depends(get_db)):
              return db.execute(name)
          return read
      def orders(rows=Depends(reader("orders"))):
          return rows
      `,
      project,
    ));
});

describe("fixes", () => {
  it("the call by naming the function", () =>
    fixSnippet(
      `
      # file: app/orders.py
      from fastapi import Depends
      from app.deps import get_db
      def orders(db=Depends(get_db())):
          return db.execute("select 1")
      `,
      `
      # file: app/orders.py
      from fastapi import Depends
      from app.deps import get_db
      def orders(db=Depends(get_db)):
          return db.execute("select 1")
      `,
      project,
    ));
});
