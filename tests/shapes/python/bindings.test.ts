/** How a name of Python comes to stand for a manager or a handle. One test for each form, told right and wrong. */
import { describe } from "vitest";
import { form } from "./form.js";

describe("annotations", () => {
  form("of parameters, variables, attributes and results", {
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      def first(one: DatabaseManager):
          one.gone()
              ^^^^ missing-member
      class Orders:
          one: DatabaseManager
          def __init__(self, given):
              self.two: DatabaseManager = given
          def use(self):
              self.one.gone()
                       ^^^^ missing-member
              self.two.gone()
                       ^^^^ missing-member
      def give() -> DatabaseManager:
          return load()
      give().gone()
             ^^^^ missing-member
      three: DatabaseManager = load()
      three.gone()
            ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from typing import Any
      from app.db.manager import DatabaseManager
      def first(one: DatabaseManager, two: Any, three: dict[str, DatabaseManager]):
          one.ping()
          two.gone()
          three.gone()
    `,
  });

  form("in quotes", {
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      import app.db.manager as module
      def first(one: "DatabaseManager", two: "module.DatabaseManager") -> "DatabaseManager":
          one.gone()
              ^^^^ missing-member
          two.gone()
              ^^^^ missing-member
          return two
      first(1, 2).gone()
                  ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      def first(one: "DatabaseManager", two: "Unknown"):
          one.ping()
          two.gone()
    `,
  });

  form("that may be nothing: `Optional[X]`, `X | None`, `Union[X, None]`", {
    reports: `
      # file: app/orders.py
      from typing import Optional, Union
      from app.db.manager import DatabaseManager
      def first(one: Optional[DatabaseManager], two: DatabaseManager | None, three: Union[DatabaseManager, None]):
          one.gone()
              ^^^^ missing-member
          two.gone()
              ^^^^ missing-member
          three.gone()
                ^^^^ missing-member
      def second(one: "Optional[DatabaseManager]" = None, two: "DatabaseManager | None" = None):
          one.gone()
              ^^^^ missing-member
          two.gone()
              ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from typing import Optional, Union
      from app.db.manager import DatabaseManager
      class Other:
          def gone(self):
              pass
      def first(one: Optional[DatabaseManager], two: DatabaseManager | Other, three: Union[Other, DatabaseManager]):
          if one is not None:
              one.ping()
          two.gone()
          three.gone()
    `,
  });

  form("that wrap another: `Annotated`, `Type`, `Awaitable`, collections", {
    reports: `
      # file: app/orders.py
      from typing import Annotated, Awaitable, Type
      from app.db.manager import DatabaseManager
      def first(one: Annotated[DatabaseManager, "the one"], two: Type[DatabaseManager], three: list[DatabaseManager]):
          one.gone()
              ^^^^ missing-member
          two.gone()
              ^^^^ missing-member
          three[0].gone()
                   ^^^^ missing-member
          for each in three:
              each.gone()
                   ^^^^ missing-member
      async def second(one: Awaitable[DatabaseManager]):
          (await one).gone()
                      ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from typing import Annotated, Callable, Type
      from app.db.manager import DatabaseManager
      def first(one: Annotated[DatabaseManager, "the one"], two: Type[DatabaseManager], three: Callable[[], int]):
          one.ping()
          two.create().ping()
          three.gone()
    `,
  });
});

describe("values", () => {
  form("`X()`, and what methods and functions give", {
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager, get_manager
      DatabaseManager().gone()
                        ^^^^ missing-member
      get_manager().gone()
                    ^^^^ missing-member
      DatabaseManager.create().gone()
                               ^^^^ missing-member
      one = get_manager()
      one.gone()
          ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager, get_manager
      DatabaseManager().ping()
      get_manager().ping()
      one = DatabaseManager.create() or load()
      one.gone()
    `,
  });

  form("factories: kept, lazy, asynchronous, by key", {
    beside: `
      # file: app/db/factories.py
      from functools import lru_cache
      from app.db.manager import DatabaseManager
      _one = None
      _many: dict[str, DatabaseManager] = {}
      def lazy():
          global _one
          if _one is None:
              _one = DatabaseManager()
          return _one
      @lru_cache(maxsize=1)
      def kept():
          return DatabaseManager()
      async def later():
          return DatabaseManager()
      def by_key(key):
          if key not in _many:
              _many[key] = DatabaseManager()
          return _many[key]
    `,
    reports: `
      # file: app/orders.py
      from app.db.factories import by_key, kept, later, lazy
      lazy().gone()
             ^^^^ missing-member
      kept().gone()
             ^^^^ missing-member
      by_key("a").gone()
                  ^^^^ missing-member
      async def orders():
          (await later()).gone()
                          ^^^^ missing-member
          one = await later()
          one.gone()
              ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.factories import by_key, kept, later, lazy
      lazy().ping()
      kept().ping()
      kept.cache_clear()
      by_key("a").ping()
      async def orders():
          (await later()).ping()
    `,
  });

  form("an attribute that one method sets and another uses", {
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      class Orders:
          def __init__(self, manager=None):
              self.manager = manager or DatabaseManager()
              self.other = None
          def start(self):
              self.other = DatabaseManager()
          def use(self):
              self.manager.gone()
                           ^^^^ missing-member
              self.other.gone()
                         ^^^^ missing-member
      Orders().other.gone()
                     ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      class Orders:
          def __init__(self, manager):
              self.manager = manager
              self.other = DatabaseManager()
          def use(self):
              self.manager.gone()
              self.other.ping()
    `,
  });

  form("instances at the top of a module, also through another", {
    beside: `
      # file: app/db/instances.py
      from app.db import manager as module
      primary = module.DatabaseManager()
      replica = primary
      first, second = module.DatabaseManager(), module.DatabaseManager()
      by_name = {"primary": primary, "replica": replica}
    `,
    reports: `
      # file: app/orders.py
      from app.db import instances
      instances.replica.gone()
                        ^^^^ missing-member
      instances.second.gone()
                       ^^^^ missing-member
      instances.by_name["primary"].gone()
                                   ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db import instances
      instances.replica.ping()
      instances.first.ping()
      instances.by_name["replica"].ping()
      instances.by_name.get("replica").ping()
    `,
  });

  form("`async with … as name`, `with … as name`", {
    beside: `
      # file: app/db/manager.py
      class DatabaseManager:
          async def __aenter__(self):
              return self
          async def __aexit__(self, *error):
              pass
          def __enter__(self) -> "DatabaseManager":
              return self
          def __exit__(self, *error):
              pass
          def ping(self):
              pass
    `,
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      async def orders():
          async with DatabaseManager() as one, DatabaseManager() as two:
              one.gone()
                  ^^^^ missing-member
              two.gone()
                  ^^^^ missing-member
      with DatabaseManager() as three:
          three.gone()
                ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      async def orders():
          async with DatabaseManager() as one, other() as two:
              one.ping()
              two.gone()
      with DatabaseManager() as three:
          three.ping()
    `,
  });

  form("assignment expressions, conditional expressions, several targets", {
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager, manager
      if (one := DatabaseManager()):
          one.gone()
              ^^^^ missing-member
      two = three = manager if flag else DatabaseManager()
      three.gone()
            ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager, manager
      if (one := DatabaseManager()):
          one.ping()
      two = manager if flag else other()
      two.gone()
    `,
  });
});

describe("scopes", () => {
  form("comprehensions", {
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager, manager
      found = [one.gone() for one in [manager, DatabaseManager()]]
                   ^^^^ missing-member
      named = {key: manager.gone() for key in "ab"}
                            ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import manager
      found = [manager.gone() for manager in others()]
      manager.ping()
      total = sum(manager.gone() for manager in others() if manager.gone())
    `,
  });

  form("lambdas", {
    reports: `
      # file: app/orders.py
      from app.db.manager import manager
      later = lambda name: manager.gone(name)
                                   ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import manager
      later = lambda manager: manager.gone()
      manager.ping()
    `,
  });

  form("a class of the file's own that shadows the imported one", {
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      def fake():
          class DatabaseManager:
              def gone(self):
                  pass
          DatabaseManager().gone()
      DatabaseManager().gone()
                        ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      def fake():
          class DatabaseManager:
              def gone(self):
                  pass
          def inner():
              DatabaseManager().gone()
          return inner
      def given(DatabaseManager):
          DatabaseManager.gone()
    `,
  });

  form("class bodies, which their methods do not see", {
    reports: `
      # file: app/orders.py
      from app.db.manager import manager
      class Orders:
          manager = 1
          def use(self):
              manager.gone()
                      ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import manager
      class Orders:
          manager = other()
          manager.gone()
          def use(self):
              manager.ping()
    `,
  });

  form("`global` and `nonlocal`", {
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      one = None
      def start():
          global one
          one = DatabaseManager()
      def use():
          one.gone()
              ^^^^ missing-member
      def outer():
          two = None
          def inner():
              nonlocal two
              two = DatabaseManager()
          two.gone()
              ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      one = other()
      def start():
          one = DatabaseManager()
          one.ping()
      def use():
          one.gone()
    `,
  });

  form("aliases", {
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager as Manager, manager
      Database = Manager
      handle = manager
      Database().gone()
                 ^^^^ missing-member
      handle.gone()
             ^^^^ missing-member
      ask = manager.gone
                    ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager as Manager, manager
      Database = Manager
      handle = manager
      Database().ping()
      ask = handle.ping
      ask()
    `,
  });
});
