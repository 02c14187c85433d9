/** The violations planted into `fixtures/apps/helpdesk`: the text that is replaced, and what takes its place. */
import type { Plant } from "../plant.js";

const ACCESSOR = "from helpdesk.database import get_db\n";
const MANAGER = `${ACCESSOR}from helpdesk.database.manager import database_manager\n`;

export const PLANTED: readonly Plant[] = [
  // Members that the manager does not have.
  {
    title: "a health check enters a missing class method, and its test puts the method there",
    changes: [
      {
        file: "helpdesk/health/checks.py",
        from: `    async with get_db() as session:
        version =`,
        to: `    async with DatabaseManager.get_async_session() as session:
        version =`,
      },
      {
        file: "helpdesk/health/checks.py",
        from: `${ACCESSOR}from helpdesk.database.manager import database_manager\n`,
        to: "from helpdesk.database.manager import DatabaseManager, database_manager\n",
      },
      {
        file: "tests/test_health.py",
        from: `    def test_is_ready(self) -> None:
`,
        to: `    @patch.object(checks.DatabaseManager, "get_async_session", create=True)
    def test_is_ready(self, get_async_session) -> None:
        session = get_async_session.return_value.__aenter__.return_value
        session.scalar = AsyncMock(return_value=2)
        get_async_session.return_value.__aexit__ = AsyncMock(return_value=None)
`,
      },
    ],
    finds: [
      { rule: "missing-member", at: "get_async_session", fix: "unsafe", because: "tests/test_health.py" },
      { rule: "stale-mock", file: "tests/test_health.py", at: "@patch.object(checks.DatabaseManager", fix: "by hand" },
    ],
  },
  {
    title: "a missing method of the instance is entered",
    changes: [
      { file: "helpdesk/services/insights.py", from: ACCESSOR, to: MANAGER },
      {
        file: "helpdesk/services/insights.py",
        from: `    async with get_db() as session:
        return await session.scalar(select(Ticket.subject)`,
        to: `    async with database_manager.get_session() as session:
        return await session.scalar(select(Ticket.subject)`,
      },
    ],
    finds: [{ rule: "missing-member", at: "get_session", fix: "safe" }],
  },
  {
    title: "a missing method is awaited, and its result closed in `finally`",
    changes: [
      {
        file: "helpdesk/services/insights.py",
        from: `    async with get_db() as session:
        query = select(Agent.name).join(Ticket, Ticket.agent_id == Agent.id).group_by(Agent.id)
        return await session.scalar(query.order_by(func.count(Ticket.id).desc()))
`,
        to: `    session = await database_manager.get_connection()
    try:
        query = select(Agent.name).join(Ticket, Ticket.agent_id == Agent.id).group_by(Agent.id)
        return await session.scalar(query.order_by(func.count(Ticket.id).desc()))
    finally:
        await session.close()
`,
      },
    ],
    finds: [{ rule: "missing-member", at: "get_connection", fix: "safe" }],
  },
  {
    title: "a missing method is given the name of the default database",
    changes: [
      {
        file: "helpdesk/services/insights.py",
        from: `    async with get_db() as session:
        answered =`,
        to: `    async with database_manager.get_main_session("primary") as session:
        answered =`,
      },
    ],
    finds: [{ rule: "missing-member", at: "get_main_session", fix: "safe" }],
  },
  {
    title: "a missing method is given the name of another database",
    changes: [
      {
        file: "helpdesk/services/insights.py",
        from: `    async with get_db() as session:
        return await session.scalar(select(func.count(Comment.id))`,
        to: `    async with database_manager.get_session("replica") as session:
        return await session.scalar(select(func.count(Comment.id))`,
      },
    ],
    finds: [{ rule: "missing-member", at: "get_session", fix: "by hand" }],
  },
  {
    title: "a missing transaction, which would have to commit",
    changes: [
      {
        file: "helpdesk/services/insights.py",
        from: `    async with get_db() as session:
        session.add(AuditEntry(action=f"tag {word}", subject=f"ticket {ticket_id}"))
        await session.commit()
`,
        to: `    async with database_manager.begin() as session:
        session.add(AuditEntry(action=f"tag {word}", subject=f"ticket {ticket_id}"))
`,
      },
    ],
    finds: [{ rule: "missing-member", at: "begin", fix: "by hand" }],
  },
  {
    title: "a method of the instance is called on the class",
    changes: [
      {
        file: "helpdesk/jobs/remind.py",
        from: ACCESSOR,
        to: "from helpdesk.database.manager import DatabaseManager\n",
      },
      {
        file: "helpdesk/jobs/remind.py",
        from: "    async with get_db() as session:\n",
        to: "    async with DatabaseManager.session() as session:\n",
      },
    ],
    finds: [{ rule: "missing-member", at: "DatabaseManager.session()", fix: "safe" }],
  },

  // A second manager, and managers that are used or made directly.
  {
    title: "a second manager with an engine of its own",
    changes: [
      { file: "helpdesk/db/__init__.py", to: "" },
      {
        file: "helpdesk/db/database_manager.py",
        to: `from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from helpdesk.config import DATABASE_URL


class DatabaseManager:
    def __init__(self) -> None:
        self._engine = None

    async def initialize(self) -> None:
        self._engine = create_async_engine(DATABASE_URL)

    @asynccontextmanager
    async def get_session(self):
        if self._engine is None:
            await self.initialize()
        session = AsyncSession(self._engine)
        try:
            yield session
        except Exception:
            await session.rollback()
            raise
        finally:
            await session.close()
`,
      },
    ],
    finds: [
      {
        rule: "duplicate-manager",
        file: "helpdesk/db/database_manager.py",
        at: "class DatabaseManager",
        fix: "by hand",
      },
      {
        rule: "direct-client",
        file: "helpdesk/db/database_manager.py",
        at: "create_async_engine(DATABASE_URL)",
        fix: "by hand",
      },
    ],
  },
  {
    title: "the second manager is made and used in a service",
    changes: [
      {
        file: "helpdesk/services/agents.py",
        from: `async def list_on_duty() -> list[str]:
    async with get_db() as session:
`,
        to: `async def list_on_duty() -> list[str]:
    manager = DatabaseManager()
    async with manager.get_session() as session:
`,
      },
      {
        file: "helpdesk/services/agents.py",
        from: ACCESSOR,
        to: `${ACCESSOR}from helpdesk.db.database_manager import DatabaseManager\n`,
      },
    ],
    finds: [
      { rule: "direct-manager", at: "manager.get_session()", fix: "unsafe", because: "`expire_on_commit=False`" },
    ],
  },
  {
    title: "the manager gives the session of the accessor",
    changes: [
      { file: "helpdesk/services/statistics.py", from: ACCESSOR, to: MANAGER },
      {
        file: "helpdesk/services/statistics.py",
        from: `    async with get_db() as session:
        rows =`,
        to: `    async with database_manager.session() as session:
        rows =`,
      },
    ],
    finds: [{ rule: "direct-manager", at: "session()", fix: "safe" }],
  },
  {
    title: "a transaction of the manager commits what the code no longer does",
    changes: [
      { file: "helpdesk/services/tickets.py", from: ACCESSOR, to: MANAGER },
      {
        file: "helpdesk/services/tickets.py",
        from: `    async with get_db() as session:
        ticket = await TicketRepository(session).get(ticket_id)
        if ticket is None:
            return False
        ticket.status = "closed"
        CommentRepository(session).add(Comment(ticket_id=ticket_id, author=author, body="closed"))
        await session.commit()
`,
        to: `    async with database_manager.transaction() as session:
        ticket = await TicketRepository(session).get(ticket_id)
        if ticket is None:
            return False
        ticket.status = "closed"
        CommentRepository(session).add(Comment(ticket_id=ticket_id, author=author, body="closed"))
`,
      },
    ],
    finds: [{ rule: "direct-manager", at: "transaction()", fix: "refused", because: "it commits" }],
  },
  {
    title: "a static method of the manager opens a session, which the code closes",
    changes: [
      {
        file: "helpdesk/services/feedback.py",
        from: ACCESSOR,
        to: `${ACCESSOR}from helpdesk.database.manager import DatabaseManager\n`,
      },
      {
        file: "helpdesk/services/feedback.py",
        from: `    async with get_db() as session:
        return await session.scalar(
            select(Comment.body).where(Comment.author == AUTHOR).order_by(Comment.id.desc()).limit(1)
        )
`,
        to: `    session = await DatabaseManager.open()
    try:
        return await session.scalar(
            select(Comment.body).where(Comment.author == AUTHOR).order_by(Comment.id.desc()).limit(1)
        )
    finally:
        await session.close()
`,
      },
    ],
    finds: [{ rule: "direct-manager", at: "open()", fix: "safe" }],
  },
  {
    title: "a manager is made for one question",
    changes: [
      {
        file: "helpdesk/services/feedback.py",
        from: `async def count_feedback() -> int:
    async with get_db() as session:
`,
        to: `async def count_feedback() -> int:
    async with DatabaseManager().session() as session:
`,
      },
    ],
    finds: [{ rule: "direct-manager", at: "session()", fix: "safe" }],
  },
  {
    title: "a manager is made with arguments",
    changes: [
      {
        file: "helpdesk/services/feedback.py",
        from: `async def authors() -> list[str]:
    async with get_db() as session:
`,
        to: `async def authors() -> list[str]:
    manager = DatabaseManager(name="reports")
    async with manager.session() as session:
`,
      },
    ],
    finds: [{ rule: "direct-manager", at: "manager.session()", fix: "unsafe" }],
  },
  {
    title: "the session factory behind the accessor",
    changes: [
      {
        file: "helpdesk/services/billing.py",
        from: ACCESSOR,
        to: `${ACCESSOR}from helpdesk.database.engine import SessionLocal\n`,
      },
      {
        file: "helpdesk/services/billing.py",
        from: `async def outstanding_cents() -> int:
    async with get_db() as session:
`,
        to: `async def outstanding_cents() -> int:
    async with SessionLocal() as session:
`,
      },
    ],
    finds: [{ rule: "direct-manager", at: "SessionLocal()", fix: "safe" }],
  },
  {
    title: "the engine behind the accessor, whose block commits",
    changes: [
      {
        file: "helpdesk/jobs/write_off.py",
        from: ACCESSOR,
        to: "from helpdesk.database.engine import engine\n",
      },
      {
        file: "helpdesk/jobs/write_off.py",
        from: `    async with get_db() as session:
        small = update(Invoice).where(Invoice.status == "open", Invoice.amount_cents < 10_000).values(status="written off")
        written_off = (await session.execute(small)).rowcount
        await session.commit()
`,
        to: `    async with engine.begin() as connection:
        small = update(Invoice).where(Invoice.status == "open", Invoice.amount_cents < 10_000).values(status="written off")
        written_off = (await connection.execute(small)).rowcount
`,
      },
    ],
    finds: [],
    wrong: "direct-manager, as for `engine.connect()`: here, too, a connection is taken past the accessor",
  },

  // Clients of their own.
  {
    title: "a module with an engine and a session factory of its own",
    changes: [
      {
        file: "helpdesk/services/search.py",
        from: `from helpdesk.database import get_db
from helpdesk.models import Comment, Ticket
`,
        to: `from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import sessionmaker

from helpdesk.config import DATABASE_URL
from helpdesk.database import get_db
from helpdesk.models import Comment, Ticket

search_engine = create_async_engine(DATABASE_URL)
SearchSession = sessionmaker(search_engine, class_=AsyncSession)
`,
      },
      {
        file: "helpdesk/services/search.py",
        from: `    async with get_db() as session:
        return (await session.scalars(select(Comment)`,
        to: `    async with SearchSession() as session:
        return (await session.scalars(select(Comment)`,
      },
    ],
    finds: [{ rule: "direct-client", at: "create_async_engine(DATABASE_URL)", fix: "by hand" }],
  },
  {
    title: "a job makes an engine with options at each run",
    changes: [
      {
        file: "helpdesk/jobs/count.py",
        from: `from sqlalchemy import func, select

from helpdesk.database import get_db
`,
        to: `from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import create_async_engine

from helpdesk import config
`,
      },
      {
        file: "helpdesk/jobs/count.py",
        from: `    async with get_db() as session:
        return await session.scalar(select(func.count(Ticket.id)))
`,
        to: `    engine = create_async_engine(config.DATABASE_URL, echo=False, pool_pre_ping=True)
    try:
        async with engine.connect() as connection:
            return await connection.scalar(select(func.count(Ticket.id)))
    finally:
        await engine.dispose()
`,
      },
    ],
    finds: [{ rule: "direct-client", at: "create_async_engine(config", fix: "by hand" }],
  },
  {
    title: "a route makes an engine for each request",
    changes: [
      {
        file: "helpdesk/routes/insights.py",
        from: `@router.get("/urgent")
async def urgent() -> dict:
    return {"urgent": await insights.urgent()}
`,
        to: `@router.get("/urgent")
async def urgent() -> dict:
    from sqlalchemy.ext.asyncio import create_async_engine

    from helpdesk.config import DATABASE_URL

    async with AsyncSession(create_async_engine(DATABASE_URL, future=True)) as session:
        return {"urgent": await session.scalar(select(func.count(Ticket.id)).where(Ticket.priority < 3))}
`,
      },
      {
        file: "helpdesk/routes/insights.py",
        from: "from helpdesk.models import Invoice\n",
        to: "from helpdesk.models import Invoice, Ticket\n",
      },
    ],
    finds: [{ rule: "direct-client", at: "create_async_engine(DATABASE_URL", fix: "by hand" }],
  },
  {
    title: "a connection of the driver below SQLAlchemy, to the same file",
    changes: [
      {
        file: "helpdesk/services/insights.py",
        from: `async def urgent() -> int:
    async with get_db() as session:
        return await session.scalar(select(func.count(Ticket.id)).where(Ticket.priority < 3))
`,
        to: `async def urgent() -> int:
    import aiosqlite

    from helpdesk.config import database_path

    async with aiosqlite.connect(database_path()) as connection:
        cursor = await connection.execute("select count(*) from tickets where priority < 3")
        (count,) = await cursor.fetchone()
        return count
`,
      },
    ],
    finds: [],
    wrong: "direct-client, by hand: the URL of the accessor's engine begins with `sqlite+aiosqlite`",
  },

  // What came before the accessor.
  {
    title: "a legacy accessor that does the same",
    changes: [
      {
        file: "helpdesk/services/customers.py",
        from: ACCESSOR,
        to: `${ACCESSOR}from helpdesk.database.legacy import get_async_session\n`,
      },
      {
        file: "helpdesk/services/customers.py",
        from: `async def list_customers() -> list[Customer]:
    async with get_db() as session:
`,
        to: `async def list_customers() -> list[Customer]:
    async with get_async_session() as session:
`,
      },
    ],
    finds: [{ rule: "legacy-accessor", at: "get_async_session()", fix: "safe" }],
  },
  {
    title: "a legacy accessor that commits, where nothing is written",
    changes: [
      {
        file: "helpdesk/services/agents.py",
        from: ACCESSOR,
        to: `${ACCESSOR}from helpdesk.database.legacy import session_scope\n`,
      },
      {
        file: "helpdesk/services/agents.py",
        from: `    async with get_db() as session:
        query = select(Agent.name, func`,
        to: `    async with session_scope() as session:
        query = select(Agent.name, func`,
      },
    ],
    finds: [{ rule: "legacy-accessor", at: "session_scope()", fix: "unsafe", because: "it commits" }],
  },
  {
    title: "a legacy accessor that commits, where something is written and no test looks",
    changes: [
      {
        file: "helpdesk/services/agents.py",
        from: `async def hire(name: str) -> int:
    async with get_db() as session:
        agent = Agent(name=name)
        session.add(agent)
        await session.commit()
        return agent.id
`,
        to: `async def hire(name: str) -> int:
    async with session_scope() as session:
        agent = Agent(name=name)
        session.add(agent)
        await session.flush()
        return agent.id
`,
      },
    ],
    finds: [{ rule: "legacy-accessor", at: "session_scope()", fix: "unsafe", because: "it commits" }],
  },
  {
    title: "a legacy session that the code rolls back and closes",
    changes: [
      {
        file: "helpdesk/services/customers.py",
        from: `    async with get_db() as session:
        customer = await CustomerRepository(session).get(customer_id)
        if customer is None:
            return False
        customer.plan = plan
        await session.commit()
    return True
`,
        to: `    from helpdesk.database.legacy import open_session

    session = await open_session()
    try:
        customer = await CustomerRepository(session).get(customer_id)
        if customer is None:
            return False
        customer.plan = plan
        await session.commit()
    except Exception:
        await session.rollback()
        raise
    finally:
        await session.close()
    return True
`,
      },
    ],
    finds: [{ rule: "legacy-accessor", at: "open_session()", fix: "safe" }],
  },
  {
    title: "a test opens a legacy session and closes it",
    changes: [
      {
        file: "tests/test_jobs.py",
        from: `    async def test_escalates_once(self) -> None:
`,
        to: `    async def test_has_agents(self) -> None:
        session = await open_session()
        self.assertEqual((await session.get(Agent, 1)).name, "Linus")
        await session.close()

    async def test_escalates_once(self) -> None:
`,
      },
      {
        file: "tests/test_jobs.py",
        from: "from helpdesk.jobs import JOBS\n",
        to: `from helpdesk.database.legacy import open_session
from helpdesk.jobs import JOBS
from helpdesk.models import Agent
`,
      },
    ],
    finds: [{ rule: "legacy-accessor", at: "open_session()", fix: "unsafe" }],
  },
  {
    title: "a test mocks the legacy accessor that the service uses",
    changes: [
      {
        file: "helpdesk/services/notifications.py",
        from: ACCESSOR,
        to: "from helpdesk.database.legacy import get_async_session\n",
      },
      {
        file: "helpdesk/services/notifications.py",
        from: "    async with get_db() as session:\n",
        to: "    async with get_async_session() as session:\n",
      },
      {
        file: "tests/test_jobs.py",
        from: `    async def test_notifies_nobody(self) -> None:
`,
        to: `    async def test_notifies_whom_the_database_names(self) -> None:
        with patch("helpdesk.services.notifications.get_async_session") as open_mock:
            open_mock.return_value.__aenter__.return_value.scalar = AsyncMock(return_value="somebody@example.org")
            await notify_customer(2, "hello")
        self.assertEqual(outbox, ["somebody@example.org: hello"])

    async def test_notifies_nobody(self) -> None:
`,
      },
      {
        file: "tests/test_jobs.py",
        from: "from datetime import date\n",
        to: "from datetime import date\nfrom unittest.mock import AsyncMock, patch\n",
      },
    ],
    finds: [{ rule: "legacy-accessor", at: "get_async_session()", fix: "safe" }],
  },

  // The accessor, used against its form.
  {
    title: "the accessor is awaited instead of entered",
    changes: [
      {
        file: "helpdesk/services/insights.py",
        from: `    async with get_db() as session:
        rows = (await session.execute(select(Customer.plan, func.count(Customer.id)).group_by(Customer.plan))).all()
`,
        to: `    session = await get_db()
    rows = (await session.execute(select(Customer.plan, func.count(Customer.id)).group_by(Customer.plan))).all()
`,
      },
    ],
    finds: [{ rule: "misused-accessor", at: "get_db()", fix: "by hand" }],
  },
  {
    title: "the accessor is entered by `with`",
    changes: [
      {
        file: "helpdesk/services/agents.py",
        from: `async def set_duty(agent_id: int, on_duty: bool) -> bool:
    async with get_db() as session:
`,
        to: `async def set_duty(agent_id: int, on_duty: bool) -> bool:
    with get_db() as session:
`,
      },
    ],
    finds: [{ rule: "misused-accessor", at: "get_db()", fix: "safe" }],
  },
  {
    title: "the accessor is iterated as a generator",
    changes: [
      {
        file: "helpdesk/jobs/anonymize.py",
        from: `    async with get_db() as session:
`,
        to: `    async for session in get_db():
`,
      },
    ],
    finds: [{ rule: "misused-accessor", at: "get_db()", fix: "safe" }],
  },
  {
    title: "the accessor is injected, where the dependency beside it serves",
    changes: [
      {
        file: "helpdesk/routes/insights.py",
        from: "async def invoices(session: AsyncSession = Depends(get_session)) -> dict:\n",
        to: "async def invoices(session: AsyncSession = Depends(get_db)) -> dict:\n",
      },
      {
        file: "helpdesk/routes/insights.py",
        from: "from helpdesk.database import get_session\n",
        to: "from helpdesk.database import get_db\n",
      },
    ],
    finds: [{ rule: "misused-accessor", at: "get_db", fix: "by hand" }],
  },
  {
    title: "a query on what the accessor returns, without a block",
    changes: [
      {
        file: "helpdesk/services/feedback.py",
        from: `    async with get_db() as session:
        if await session.get(Ticket, ticket_id) is None:
            return False
`,
        to: `    if await get_db().get(Ticket, ticket_id) is None:
        return False
    async with get_db() as session:
`,
      },
    ],
    finds: [{ rule: "misused-accessor", at: "get_db().get", fix: "by hand" }],
  },

  // Imports.
  {
    title: "the accessor is imported from behind its public module",
    changes: [
      { file: "helpdesk/database/access.py", to: `from helpdesk.database import get_db\n\n__all__ = ["get_db"]\n` },
      {
        file: "helpdesk/jobs/clean_up.py",
        from: ACCESSOR,
        to: "from helpdesk.database.access import get_db\n",
      },
    ],
    finds: [{ rule: "deep-import", file: "helpdesk/jobs/clean_up.py", at: "helpdesk.database.access", fix: "safe" }],
  },
  {
    title: "the accessor is imported from the manager's module, which makes its manager when it is loaded",
    changes: [
      {
        file: "helpdesk/jobs/close_stale.py",
        from: ACCESSOR,
        to: "from helpdesk.database.manager import get_db\n",
      },
    ],
    finds: [{ rule: "deep-import", at: "helpdesk.database.manager", fix: "safe" }],
  },
  {
    title: "a function imports a database module that has moved",
    changes: [
      {
        file: "helpdesk/jobs/forget.py",
        from: "async def forget() -> int:\n",
        to: "async def forget() -> int:\n    from helpdesk.database.session import get_db\n\n",
      },
    ],
    finds: [{ rule: "missing-export", at: "helpdesk.database.session", fix: "safe" }],
  },
  {
    title: "a function imports a name that the manager's module does not have",
    changes: [
      {
        file: "scripts/vacuum.py",
        to: `"""Gives the space of deleted rows back."""

import asyncio

from sqlalchemy import text


async def vacuum() -> None:
    from helpdesk.database.manager import get_database_manager

    async with get_database_manager().session() as session:
        await session.execute(text("vacuum"))


if __name__ == "__main__":
    asyncio.run(vacuum())
`,
      },
    ],
    finds: [{ rule: "missing-export", at: "get_database_manager", fix: "by hand" }],
  },
  {
    title: "another function that gives the accessor's session",
    changes: [
      {
        file: "helpdesk/dependencies.py",
        to: `from helpdesk.database import get_db


async def request_session():
    async with get_db() as session:
        yield session
`,
      },
    ],
    finds: [{ rule: "duplicate-accessor", at: "request_session", fix: "by hand" }],
  },
  {
    title: "a comment that allows what is not there",
    changes: [
      {
        file: "helpdesk/jobs/escalate.py",
        from: "    async with get_db() as session:\n",
        to: `    # db-ssot-ignore-next-line direct-client -- the job had an engine of its own
    async with get_db() as session:
`,
      },
    ],
    finds: [{ rule: "unused-suppression", at: "direct-client", fix: "safe" }],
  },

  // What must be left alone.
  {
    title: "a replica for readers, another database by its name",
    changes: [
      {
        file: "helpdesk/reporting/replica.py",
        to: `import os

from sqlalchemy.ext.asyncio import create_async_engine

replica = create_async_engine(os.environ.get("HELPDESK_REPLICA_URL", "sqlite+aiosqlite:///replica.db"))
`,
      },
    ],
    finds: [{ rule: "direct-client", at: "replica = create_async_engine", fix: "by hand" }],
    wrong: "nothing: `HELPDESK_REPLICA_URL` is another database than the imported `DATABASE_URL`",
  },
  {
    title: "leaves alone: a script with a connection of its own",
    changes: [
      {
        file: "scripts/check_integrity.py",
        to: `import sqlite3

from helpdesk.config import database_path

connection = sqlite3.connect(database_path())
print(connection.execute("pragma integrity_check").fetchone()[0])
connection.close()
`,
      },
    ],
    finds: [],
  },
  {
    title: "leaves alone: a transaction on the accessor's session",
    changes: [
      {
        file: "helpdesk/services/billing.py",
        from: `    async with get_db() as session:
        invoice = await session.get(Invoice, invoice_id)
        if invoice is None:
            return False
        invoice.status = "paid"
        await session.commit()
`,
        to: `    async with get_db() as session, session.begin():
        invoice = await session.get(Invoice, invoice_id)
        if invoice is None:
            return False
        invoice.status = "paid"
`,
      },
    ],
    finds: [],
  },
  {
    title: "leaves alone: a member that the code asks for first",
    changes: [
      {
        file: "helpdesk/routes/health.py",
        from: `    problems = await run_checks()
`,
        to: `    problems = await run_checks()
    if hasattr(database_manager, "pool_status"):
        problems["pool"] = database_manager.pool_status()
`,
      },
      {
        file: "helpdesk/routes/health.py",
        from: "from helpdesk.health.checks import run_checks\n",
        to: `from helpdesk.database.manager import database_manager
from helpdesk.health.checks import run_checks
`,
      },
    ],
    finds: [],
  },
  {
    title: "leaves alone: health and shutdown of the manager",
    changes: [
      {
        file: "helpdesk/routes/health.py",
        from: `    return {"status": "alive"}
`,
        to: `    return {"status": "alive", "database": database_manager.name}
`,
      },
    ],
    finds: [],
  },
];
