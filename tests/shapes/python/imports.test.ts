/** How a name of the database's gets into a module of Python. One test for each form, told right and wrong. */
import { describe } from "vitest";
import { form } from "./form.js";

describe("imports", () => {
  form("absolute", {
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager, Gone
                                                  ^^^^ missing-export: does not export
      DatabaseManager.gone()
                      ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager, get_manager
      DatabaseManager.create()
      get_manager().ping()
    `,
  });

  form("relative, with one dot and with several", {
    reports: `
      # file: app/orders.py
      from .db.manager import manager
      manager.gone()
              ^^^^ missing-member
      # file: app/api/__init__.py
      # file: app/api/v1/__init__.py
      # file: app/api/v1/users.py
      from ...db.manager import manager
      from ...db import lost
                        ^^^^ missing-export
      manager.gone()
              ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from .db.manager import manager
      from .db import manager as module
      manager.ping()
      module.manager.ping()
    `,
  });

  form("of a module: `import a.b`, `import a.b as c`, `from a import b`", {
    reports: `
      # file: app/orders.py
      import app.db.manager
      import app.db.manager as short
      from app.db import manager
      app.db.manager.manager.gone()
                             ^^^^ missing-member
      short.DatabaseManager.gone()
                            ^^^^ missing-member
      short.lost
            ^^^^ missing-member: does not export
      manager.get_manager().gone()
                            ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      import app.db.manager
      import app.db.manager as short
      from app.db import manager
      app.db.manager.manager.ping()
      short.DatabaseManager.create()
      short.__name__
      manager.get_manager().ping()
    `,
  });

  form("under another name", {
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager as Manager, manager as default
      Manager.gone()
              ^^^^ missing-member
      default.gone()
              ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager as Manager, manager as default
      Manager.create()
      default.ping()
    `,
  });

  form("of all names, without `__all__`", {
    reports: `
      # file: app/orders.py
      from app.db.manager import *
      manager.gone()
              ^^^^ missing-member
      # file: app/db/everything.py
      from app.db.manager import *
      # file: app/users.py
      from app.db.everything import lost, manager
                                    ^^^^ missing-export
      manager.gone()
              ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import *
      manager.ping()
      # file: app/db/everything.py
      from app.db.manager import *
      # file: app/users.py
      from app.db.everything import DatabaseManager, manager
      manager.ping()
    `,
  });

  form("of all names, with `__all__`", {
    beside: `
      # file: app/db/everything.py
      from app.db.chosen import *
      # file: app/db/chosen.py
      from app.db.manager import DatabaseManager, manager
      __all__ = ["manager", "_private"]
      _private = manager
    `,
    reports: `
      # file: app/orders.py
      from app.db.everything import DatabaseManager, _private, manager
                                    ^^^^^^^^^^^^^^^ missing-export
      manager.gone()
              ^^^^ missing-member
      _private.gone()
               ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.chosen import DatabaseManager
      from app.db.everything import _private, manager
      DatabaseManager.create()
      manager.ping()
      _private.ping()
    `,
  });

  form("inside a function and a method", {
    reports: `
      # file: app/orders.py
      def orders():
          from app.db.manager import manager, lost
                                              ^^^^ missing-export
          manager.gone()
                  ^^^^ missing-member
      class Orders:
          def all(self):
              from app.db import manager as module
              module.manager.gone()
                             ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      def orders():
          from app.db.manager import manager
          manager.ping()
      def other(manager):
          manager.gone()
    `,
  });

  form("for types only, under `TYPE_CHECKING`", {
    reports: `
      # file: app/orders.py
      from typing import TYPE_CHECKING
      import typing as t
      if TYPE_CHECKING:
          from app.db.manager import DatabaseManager
      if t.TYPE_CHECKING:
          from app.db.manager import DatabaseManager as Manager
      def orders(manager: "DatabaseManager", other: "Manager"):
          manager.gone()
                  ^^^^ missing-member
          other.gone()
                ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from __future__ import annotations
      from typing import TYPE_CHECKING
      if TYPE_CHECKING:
          from app.db.manager import DatabaseManager
      def orders(manager: DatabaseManager):
          manager.ping()
    `,
  });

  form("with a fallback where one fails", {
    reports: `
      # file: app/orders.py
      try:
          from app.db.fast import manager
      except ImportError:
          from app.db.manager import manager
      manager.gone()
              ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      try:
          from app.db.fast import manager
      except ImportError:
          manager = None
      try:
          from app.db.manager import lost
      except (ImportError, AttributeError):
          lost = None
      if manager:
          manager.gone()
    `,
  });
});

describe("packages", () => {
  form("names passed on by `__init__`", {
    beside: `
      # file: app/db/__init__.py
      from .manager import DatabaseManager, manager as default_manager
    `,
    reports: `
      # file: app/orders.py
      from app.db import DatabaseManager, default_manager, lost
                                                           ^^^^ missing-export
      import app.db
      DatabaseManager.gone()
                      ^^^^ missing-member
      default_manager.gone()
                      ^^^^ missing-member
      app.db.default_manager.gone()
                             ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db import DatabaseManager, default_manager, manager
      DatabaseManager.create()
      default_manager.ping()
      manager.manager.ping()
    `,
  });

  form("without `__init__`", {
    beside: `
      # file: app/db/regions/europe.py
      from app.db.manager import DatabaseManager
      europe = DatabaseManager()
    `,
    reports: `
      # file: app/orders.py
      from app.db.regions import europe
      from app.db.regions.asia import asia
           ^^^^^^^^^^^^^^^^^^^ missing-export
      europe.europe.gone()
                    ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.regions import europe
      import app.db.regions.europe as module
      europe.europe.ping()
      module.europe.ping()
    `,
  });

  form("in several source roots", {
    beside: `
      # file: services/billing/pyproject.toml
      [project]
      name = "billing"
      # file: services/billing/src/billing/__init__.py
      # file: services/billing/src/billing/database.py
      class DatabaseManager:
          def bill(self):
              pass
      # file: services/search/pyproject.toml
      [project]
      name = "search"
      # file: services/search/src/search/__init__.py
      # file: services/search/src/search/database.py
      class DatabaseManager:
          def find(self):
              pass
    `,
    config: { sources: [source("services/billing/src/billing"), source("services/search/src/search")] },
    reports: `
      # file: services/billing/src/billing/invoices.py
      from billing.database import DatabaseManager
      DatabaseManager().find()
                        ^^^^ missing-member
      # file: services/search/src/search/index.py
      from search.database import DatabaseManager
      DatabaseManager().bill()
                        ^^^^ missing-member
    `,
    leavesAlone: `
      # file: services/billing/src/billing/invoices.py
      from billing.database import DatabaseManager
      DatabaseManager().bill()
      # file: services/search/src/search/index.py
      from search.database import DatabaseManager
      DatabaseManager().find()
    `,
  });
});

describe("what a module has", () => {
  form("a module `__getattr__`", {
    beside: `
      # file: app/db/lazy.py
      from app.db.manager import manager
      def __getattr__(name):
          return globals()[name]
    `,
    reports: `
      # file: app/orders.py
      from app.db.lazy import manager
      manager.gone()
              ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.lazy import anything
      import app.db.lazy as lazy
      anything.gone()
      lazy.something()
    `,
  });

  form("definitions under a condition", {
    beside: `
      # file: app/db/manager.py
      import sys
      if sys.version_info >= (3, 11):
          class DatabaseManager:
              def ping(self):
                  pass
      else:
          class DatabaseManager:
              def ping(self):
                  pass
              def old(self):
                  pass
      try:
          import uvloop
          fast = True
      except ImportError:
          slow = True
      if sys.platform == "win32":
          def connect():
              pass
    `,
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager, lost
                                                  ^^^^ missing-export
      DatabaseManager().gone()
                        ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager, connect, fast, slow
      DatabaseManager().ping()
      DatabaseManager().old()
    `,
  });
});

function source(folder: string): object {
  return {
    name: folder.split("/")[1],
    files: [`services/${folder.split("/")[1]}/**`],
    accessor: { module: `${folder}/database.py`, name: "DatabaseManager" },
    managers: ["DatabaseManager"],
  };
}
