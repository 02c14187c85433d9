/** What looks like database access in Python and is not, or must not be reported. One test for each trap, beside what it looks like. */
import { describe } from "vitest";
import { form } from "./form.js";

describe("names that are not of a database", () => {
  form("clients of something else", {
    reports: `
      # file: app/orders.py
      from sqlalchemy import create_engine as create_client
      create_client("postgresql+psycopg2://localhost/app")
      ^^^^^^^^^^^^^ direct-client
    `,
    leavesAlone: `
      # file: app/orders.py
      from supabase import create_client
      from discord import Client
      from meilisearch import Client as Search
      from httpx import AsyncClient
      from app.sockets import connect, create_engine
      create_client("a", "b")
      Client()
      Search("a")
      AsyncClient()
      connect("dbname=app")
      create_engine("turbo")
      # file: app/sockets.py
      def connect(url):
          return url
      def create_engine(kind):
          return kind
    `,
  });

  form("a connection of a queue", {
    reports: `
      # file: app/queue.py
      import sqlalchemy
      def get_connection():
          ^^^^^^^^^^^^^^ duplicate-accessor
          return sqlalchemy.create_engine("postgresql://localhost/app").connect()
                            ^^^^^^^^^^^^^ direct-client
    `,
    leavesAlone: `
      # file: app/queue.py
      import pika
      class ConnectionManager:
          def get_connection(self):
              return pika.BlockingConnection()
      def get_connection():
          return ConnectionManager().get_connection()
      # file: app/orders.py
      from app.queue import ConnectionManager, get_connection
      get_connection().channel()
      ConnectionManager().get_session()
      # file: app/redis_store.py
      import redis
      store = redis.Redis()
    `,
  });

  form("a method of the name of an accessor", {
    reports: `
      # file: app/orders.py
      from app.database import get_db
      async def orders():
          await get_db()
                ^^^^^^ misused-accessor
    `,
    leavesAlone: `
      # file: app/orders.py
      class Registry:
          def get_db(self):
              return "name"
          def get_session(self):
              return "session"
      async def orders(request):
          await Registry().get_db()
          await request.app.get_db()
          Registry().get_session().close()
    `,
  });

  form("a parameter and a global of the name of a manager", {
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      DatabaseManager.gone()
                      ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      def orders(DatabaseManager, manager, database):
          DatabaseManager.gone()
          manager.gone()
          database.gone()
      def later():
          DatabaseManager.gone()
    `,
  });
});

describe("tests, mocks and prose", () => {
  form("patches by a dotted name and of an object", {
    reports: `
      # file: tests/test_orders.py
      from app.db.manager import DatabaseManager
      def test_orders():
          DatabaseManager().gone()
                            ^^^^ missing-member
      # file: tests/test_mocks.py
      from unittest.mock import patch
      from app.db.manager import DatabaseManager
      @patch("app.db.manager.DatabaseManager.gone")
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error stale-mock
      def test_first(mocked):
          DatabaseManager().ping()
      def test_second(monkeypatch):
          with patch.object(DatabaseManager, "gone", create=True) as gone:
                                              ^^^^ warning stale-mock
              gone.assert_not_called()
    `,
    leavesAlone: `
      # file: tests/test_orders.py
      from unittest.mock import MagicMock, patch
      import app.db.manager as module
      from app.db.manager import DatabaseManager
      @patch("app.db.manager.DatabaseManager.ping")
      def test_first(mocked):
          DatabaseManager().ping()
      def test_second(monkeypatch):
          with patch.object(DatabaseManager, "close") as close:
              close.assert_not_called()
          monkeypatch.setattr("app.db.manager.DatabaseManager.create", None)
          module.manager = MagicMock()
          fake = MagicMock(spec=DatabaseManager)
          fake.gone()
    `,
  });

  form("what a test puts on a class holds in that test", {
    reports: `
      # file: tests/test_orders.py
      from app.db.manager import DatabaseManager
      DatabaseManager.later = lambda self: True
      DatabaseManager().later()
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      DatabaseManager().later()
                        ^^^^^ missing-member
    `,
    leavesAlone: `
      # file: tests/test_orders.py
      from app.db.manager import DatabaseManager
      class DatabaseManagerFake(DatabaseManager):
          def later(self):
              pass
      DatabaseManagerFake().later()
      class DatabaseManager:
          def gone(self):
              pass
      DatabaseManager().gone()
    `,
  });

  form("examples in docstrings, comments and strings", {
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      def orders():
          """Use \`DatabaseManager.ping\`."""
          return f"{DatabaseManager().gone()}"
                                      ^^^^ missing-member
      # file: app/examples.py
      """How to use it.

      >>> DatabaseManager.gone()
          ^^^^^^^^^^^^^^^^^^^^ stale-reference
      """
      def orders():
          # DatabaseManager.gone()
            ^^^^^^^^^^^^^^^^^^^^ stale-reference
          return 1
    `,
    leavesAlone: `
      # file: app/orders.py
      """How to use it.

      >>> from app.db.manager import DatabaseManager, lost
      >>> DatabaseManager.ping()
      """
      def orders():
          '''
          from app.lost_database import get_db
          DatabaseManager.close()
          '''
          # gone()
          return "from app.db.manager import lost; DatabaseManager.gone()"
    `,
  });
});

describe("code that is right as it is", () => {
  form("databases that are separate on purpose", {
    reports: `
      # file: app/orders.py
      from sqlalchemy import create_engine
      engine = create_engine("postgresql://localhost/app")
               ^^^^^^^^^^^^^ direct-client
    `,
    leavesAlone: `
      # file: app/logs.py
      from motor.motor_asyncio import AsyncIOMotorClient
      logs = AsyncIOMotorClient("mongodb://localhost")
      # file: app/cache.py
      import redis.asyncio as redis
      cache = redis.from_url("redis://localhost")
      # file: scripts/load.py
      import sqlite3
      sqlite3.connect("old.sqlite")
      # file: alembic/env.py
      from sqlalchemy import create_engine
      create_engine("postgresql://localhost/app")
      # file: alembic/versions/0001_users.py
      import sqlalchemy as sa
      from alembic import op
      def upgrade():
          op.create_table("users", sa.Column("id", sa.Integer))
    `,
  });

  form("file names with brackets and spaces, which no import can name", {
    reports: `
      # file: tools/load (1) [old].py
      from app.db.manager import DatabaseManager
      DatabaseManager.gone()
                      ^^^^ missing-member
      # file: tools/nach-laden ä.py
      from app.db.manager import DatabaseManager
      DatabaseManager.gone()
                      ^^^^ missing-member
    `,
    leavesAlone: `
      # file: tools/load (1) [old].py
      from app.db.manager import DatabaseManager
      DatabaseManager.create()
    `,
  });

  form("stubs beside their modules", {
    reports: `
      # file: app/db/manager.pyi
      class DatabaseManager:
          def gone(self) -> None: ...
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      DatabaseManager().gone()
                        ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/db/manager.pyi
      class DatabaseManager:
          def other(self) -> None: ...
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      DatabaseManager().ping()
    `,
  });

  form("a module of the standard library, and a package's, of a database's name", {
    reports: `
      # file: app/orders.py
      from app.database import lost
                               ^^^^ missing-export
    `,
    leavesAlone: `
      # file: app/orders.py
      from databases import Anything
      from django.db import connection
      from sqlalchemy.orm import whatever
      import sqlite3.dbapi2
    `,
  });
});
