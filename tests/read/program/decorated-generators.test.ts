/** Generators of Python under decorators: what a decorator may have made of one is not known. */
import { it } from "vitest";
import { checkSnippet } from "../../support/snippet.js";

function databaseWith(decorator: string): string {
  return `
  // file: app/decorators.py
  from contextlib import contextmanager
  def managed(work):
      return contextmanager(work)
  // file: app/database.py
  from typing import final
  from sqlalchemy import create_engine
  from sqlalchemy.orm import sessionmaker
  from app.decorators import managed
  SessionLocal = sessionmaker(create_engine("sqlite://"))
  ${decorator}
  def get_db():
      with SessionLocal() as session:
          yield session
  `;
}

it("leaves alone a generator of which a decorator may have made a context manager", () =>
  checkSnippet(
    `
    // file: app/orders.py
    from app.database import get_db
    def orders():
        with get_db() as db:
            return db.execute("select 1")
    `,
    { beside: databaseWith("@managed") },
  ));

it("reports a generator in a block under a decorator that leaves it as it is", () =>
  checkSnippet(
    `
    // file: app/orders.py
    from app.database import get_db
    def orders():
        with get_db() as db:
             ^^^^^^ misused-accessor: bare generator
            return db.execute("select 1")
    `,
    { beside: databaseWith("@final") },
  ));
