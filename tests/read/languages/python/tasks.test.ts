/** Tasks of a queue: what `self` is in a function that asks for its task. */
import { it } from "vitest";
import { checkSnippet } from "../../../support/snippet.js";

const TASKS = `
  // file: app/database.py
  from contextlib import contextmanager
  from sqlalchemy.orm import sessionmaker
  Local = sessionmaker()
  class DatabaseManager:
      @contextmanager
      def open_session(self):
          with Local() as session:
              yield session
  // file: app/queue.py
  from celery import Celery, Task
  from app.database import DatabaseManager
  queue = Celery()
  class DatabaseTask(Task):
      _manager = None
      @property
      def manager(self):
          if self._manager is None:
              self._manager = DatabaseManager()
          return self._manager
`;

it("reports a member that the manager of a bound task lacks", () =>
  checkSnippet(
    `
    // file: app/refresh.py
    from app.queue import DatabaseTask, queue
    from app.database import DatabaseManager
    @queue.task(bind=True, base=DatabaseTask, name="refresh")
    def refresh(self, ids):
        with self.manager.get_session() as session:
                          ^^^^^^^^^^^ missing-member
            session.flush(ids)
    `,
    { beside: TASKS },
  ));

it("leaves alone what the manager has, what the queue's own task has, and tasks that are not bound or whose base is not told", () =>
  checkSnippet(
    `
    // file: app/refresh.py
    from app.queue import DatabaseTask, queue
    from app.database import DatabaseManager
    @queue.task(bind=True, base=DatabaseTask)
    def refresh(self, ids):
        with self.manager.open_session() as session:
            session.flush(self.request.id)
    @queue.task(base=DatabaseTask)
    def unbound(other):
        other.manager.get_session()
    @queue.task(bind=True)
    def plain(self):
        self.manager.get_session()
    `,
    { beside: TASKS },
  ));
