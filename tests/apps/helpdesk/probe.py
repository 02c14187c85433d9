"""Asks the service of the working directory each request on a database with the same rows.

What it answers, the rows that are there afterwards, and the connections that it opened and left open are printed as JSON.
"""

import json
import sqlite3
import sys
from sqlite3 import dbapi2

log = {"opened": 0, "closed": 0}
connect = sqlite3.connect


class Counted(sqlite3.Connection):
    is_open = True

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            log["closed"] += 1
        super().close()


def connect_counted(*words, **options) -> sqlite3.Connection:
    log["opened"] += 1
    return connect(*words, **{"factory": Counted, **options})


sqlite3.connect = dbapi2.connect = connect_counted

sys.path.insert(0, ".")
from fastapi.testclient import TestClient  # noqa: E402

from tests import support  # noqa: E402

TABLES = sorted(support.TABLES)


def counts() -> dict[str, int]:
    return {table: support.rows_of(table) for table in TABLES}


def ask(client: TestClient, request: str) -> dict:
    method, path, *body = request.split(" ", 2)
    support.fill()
    before = dict(log)
    answer = client.request(method, path, json=json.loads(body[0]) if body else None)
    opened = log["opened"] - before["opened"]
    left = opened - (log["closed"] - before["closed"])
    return {
        "request": request,
        "status": answer.status_code,
        "body": answer.text,
        "rows": counts(),
        "opened": opened,
        "left": left,
    }


with TestClient(support.app, raise_server_exceptions=False) as probed:
    print(json.dumps([ask(probed, request) for request in json.loads(sys.argv[1])]))
