/** What a class of Python has, and how it comes by it. One test for each form, told right and wrong. */
import { describe } from "vitest";
import { form } from "./form.js";

describe("members", () => {
  form("bases in other files", {
    beside: `
      # file: app/db/base.py
      class Base:
          def connect(self):
              pass
      class Closing:
          def close(self):
              pass
      # file: app/db/middle.py
      from app.db import base
      class Middle(base.Base):
          pass
      # file: app/db/manager.py
      from .base import Closing
      from .middle import Middle
      class DatabaseManager(Middle, Closing):
          def ping(self):
              self.connect()
    `,
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      DatabaseManager().gone()
                        ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      DatabaseManager().connect()
      DatabaseManager().close()
      DatabaseManager().ping()
    `,
  });

  form("a subclass elsewhere", {
    reports: `
      # file: app/db/audited.py
      from app.db.manager import DatabaseManager
      class Audited(DatabaseManager):
          def audit(self):
              super().ping()
      # file: app/orders.py
      from app.db.audited import Audited
      Audited().gone()
                ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/db/audited.py
      from app.db.manager import DatabaseManager
      class Audited(DatabaseManager):
          def audit(self):
              super().ping()
      # file: app/orders.py
      from app.db.audited import Audited
      from app.db.manager import DatabaseManager
      Audited().audit()
      Audited.create().ping()
      def later(manager: DatabaseManager):
          manager.audit()
    `,
  });

  form("class methods and static methods, on the class and on an instance", {
    beside: manager(`
      @classmethod
      def create(cls):
          return cls()
      @staticmethod
      def url():
          return "sqlite://"
      def ping(self):
          return self.url()
    `),
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      DatabaseManager.create().gone()
                               ^^^^ missing-member
      DatabaseManager.ping()
                      ^^^^ missing-member: on its instances, not on the class
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      DatabaseManager.create().create()
      DatabaseManager.url()
      DatabaseManager().url()
      one = DatabaseManager()
      DatabaseManager.ping(one)
    `,
  });

  form("properties", {
    beside: manager(`
      @property
      def status(self):
          return "ready"
      @status.setter
      def status(self, value):
          pass
      @property
      def parent(self) -> "DatabaseManager":
          return DatabaseManager()
    `),
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      one = DatabaseManager()
      one.parent.gone()
                 ^^^^ missing-member
      print(one.state)
                ^^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      one = DatabaseManager()
      print(one.parent.status)
      one.status = "busy"
    `,
  });

  form("attributes that any method sets", {
    beside: manager(`
      name: str
      retries = 3
      def open(self):
          self.opened, self.count = True, 0
          with file() as self.log:
              pass
          for self.current in range(3):
              pass
          self.total: int = 1
    `),
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      print(DatabaseManager().gone)
                              ^^^^ missing-member
      print(DatabaseManager.opened)
                            ^^^^^^ missing-member: on its instances, not on the class
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      one = DatabaseManager()
      print(one.name, one.opened, one.count, one.log, one.current, one.total, one.retries)
      print(DatabaseManager.retries)
    `,
  });

  form("dataclasses", {
    beside: `
      # file: app/db/manager.py
      from dataclasses import dataclass, field
      @dataclass
      class DatabaseManager:
          url: str
          names: list = field(default_factory=list)
          def ping(self):
              pass
    `,
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      DatabaseManager("sqlite://").gone()
                                   ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      one = DatabaseManager("sqlite://")
      print(one.url, one.names, DatabaseManager.__dataclass_fields__)
      one.ping()
    `,
  });

  form("a class that is a `Protocol`, and one that fulfils it", {
    beside: `
      # file: app/db/protocol.py
      from typing import Protocol
      class Pinging(Protocol):
          def ping(self): ...
      # file: app/db/manager.py
      from abc import ABC, abstractmethod
      from typing import Generic, TypeVar
      from app.db.protocol import Pinging
      T = TypeVar("T")
      class Abstract(ABC, Generic[T]):
          @abstractmethod
          def close(self): ...
      class DatabaseManager(Abstract[int], Pinging):
          def close(self):
              pass
    `,
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      DatabaseManager().gone()
                        ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      from app.db.protocol import Pinging
      DatabaseManager().close()
      DatabaseManager().ping()
      def later(one: Pinging):
          one.gone()
    `,
  });

  form("nested classes", {
    beside: manager(`
      class Pool:
          def size(self):
              return 1
      def ping(self):
          return self.Pool().size()
    `),
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      DatabaseManager.Pools()
                      ^^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      DatabaseManager.Pool().size()
      DatabaseManager().Pool().size()
      class Other:
          class DatabaseManager:
              pass
      Other.DatabaseManager.gone()
    `,
  });
});

describe("classes that may have more than their text says", () => {
  const reports = `
    # file: app/orders.py
    from app.db.manager import DatabaseManager
    one = DatabaseManager()
    one.gone()
        ^^^^ missing-member
  `;
  const leavesAlone = `
    # file: app/orders.py
    from app.db.manager import DatabaseManager
    one = DatabaseManager()
    one.gone()
    one.ping()
  `;

  form("a metaclass: `ABCMeta` adds nothing, another may", {
    reports: `${reports}
    # file: app/db/manager.py
    from abc import ABCMeta
    class DatabaseManager(metaclass=ABCMeta):
        def ping(self):
            pass
    `,
    leavesAlone: `${leavesAlone}
    # file: app/db/manager.py
    class Recording(type):
        def __call__(cls, *given):
            return super().__call__(*given)
    class DatabaseManager(metaclass=Recording):
        def ping(self):
            pass
    `,
  });

  form("`__getattr__`, its own or a base's", {
    reports: `${reports}
    # file: app/db/manager.py
    class DatabaseManager:
        def __setattr__(self, name, value):
            super().__setattr__(name, value)
        def ping(self):
            pass
    `,
    leavesAlone: `${leavesAlone}
    # file: app/db/manager.py
    class Lazy:
        def __getattr__(self, name):
            return lambda: name
    class DatabaseManager(Lazy):
        def ping(self):
            pass
    `,
  });

  form("`setattr` on itself", {
    reports: `${reports}
    # file: app/db/manager.py
    class DatabaseManager:
        def ping(self, other):
            setattr(other, "gone", True)
    `,
    leavesAlone: `${leavesAlone}
    # file: app/db/manager.py
    class DatabaseManager:
        def __init__(self, **given):
            for name, value in given.items():
                setattr(self, name, value)
        def ping(self):
            pass
    `,
  });

  form("`__dict__`, read and changed", {
    reports: `${reports}
    # file: app/db/manager.py
    class DatabaseManager:
        def ping(self):
            print([name for name in vars(self)], "x" in self.__dict__, {**self.__dict__})
            return dict(self.__dict__)
    `,
    leavesAlone: `${leavesAlone}
    # file: app/db/manager.py
    class DatabaseManager:
        def __init__(self, **given):
            self.__dict__.update(given)
        def ping(self):
            pass
    `,
  });

  form("monkey-patching", {
    reports: `
      # file: app/patches.py
      from app.db.manager import DatabaseManager
      DatabaseManager.later = lambda self: True
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      DatabaseManager().gone()
                        ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/patches.py
      from app.db.manager import DatabaseManager
      DatabaseManager.later = lambda self: True
      setattr(DatabaseManager, "soon", lambda self: True)
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      DatabaseManager().later()
      DatabaseManager().soon()
    `,
  });

  form("a decorator of the class", {
    reports: `${reports}
    # file: app/db/manager.py
    from functools import total_ordering
    @total_ordering
    class DatabaseManager:
        def ping(self):
            pass
    `,
    leavesAlone: `${leavesAlone}
    # file: app/db/manager.py
    from app.plugins import extended
    @extended
    class DatabaseManager:
        def ping(self):
            pass
    `,
  });

  form("a base from outside the project", {
    reports: `${reports}
    # file: app/db/manager.py
    class DatabaseManager(object):
        def ping(self):
            pass
    `,
    leavesAlone: `${leavesAlone}
    # file: app/db/manager.py
    from framework import Base
    class DatabaseManager(Base):
        def ping(self):
            pass
    `,
  });

  form("a class that is made by a call", {
    reports,
    leavesAlone: `${leavesAlone}
    # file: app/db/manager.py
    DatabaseManager = type("DatabaseManager", (), {"ping": lambda self: True})
    `,
  });
});

describe("guards", () => {
  form("`hasattr`", {
    reports: `
      # file: app/orders.py
      from app.db.manager import manager
      if hasattr(manager, "gone"):
          manager.other()
                  ^^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import manager
      if hasattr(manager, "gone"):
          manager.gone()
      if not hasattr(manager, "gone"):
          raise RuntimeError("old")
      manager.gone()
    `,
  });

  form("`getattr`, with a default and without one", {
    reports: `
      # file: app/orders.py
      from app.db.manager import manager
      getattr(manager, "gone")
                        ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import manager
      getattr(manager, "gone", None)
      name = input()
      getattr(manager, name)
      getattr(manager, "ping")()
    `,
  });

  form("`except AttributeError`", {
    reports: `
      # file: app/orders.py
      from app.db.manager import manager
      try:
          manager.gone()
                  ^^^^ missing-member
      except Exception:
          pass
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import manager
      try:
          manager.gone()
      except AttributeError:
          manager.ping()
    `,
  });

  form("`isinstance`", {
    reports: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      def use(one):
          if isinstance(one, DatabaseManager):
              one.ping()
      def other(one: DatabaseManager):
          one.gone()
              ^^^^ missing-member
    `,
    leavesAlone: `
      # file: app/orders.py
      from app.db.manager import DatabaseManager
      class Other:
          def gone(self):
              pass
      def use(one: DatabaseManager):
          if isinstance(one, Other):
              one.gone()
    `,
  });
});

/** A project whose manager has these members. */
function manager(members: string): string {
  const lines = members.split("\n").filter((line) => line.trim() !== "");
  const depth = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return [
    "# file: app/db/manager.py",
    "class DatabaseManager:",
    ...lines.map((line) => `    ${line.slice(depth)}`),
  ].join("\n");
}
