/** Modules that a file replaces before it imports them: what their own files say does not hold there. */
import { it } from "vitest";
import { checkSnippet } from "../../../support/snippet.js";

const DATABASE = `
  // file: app/database.py
  from sqlalchemy import create_engine
  engine = create_engine("sqlite://")
  class DatabaseManager:
      def connect(self):
          return engine.connect()
`;

it("leaves alone what a file imports of modules that it has replaced, in any of the usual ways", () =>
  checkSnippet(
    `
    // file: tests/test_assigned.py
    import sys
    from unittest.mock import MagicMock
    sys.modules["app.database"] = MagicMock()
    from app.database import DatabaseManager, get_session
    DatabaseManager().gone()
    // file: tests/test_package.py
    from sys import modules
    modules.setdefault("app", object())
    import app.database as database
    from app.database import get_session
    import app.database
    database.get_db()
    app.database.get_db()
    // file: tests/test_patched.py
    import sys
    from unittest.mock import patch
    def test_one():
        with patch.dict("sys.modules", {"app.database": object()}):
            from app.database import get_session
    def test_two(monkeypatch):
        monkeypatch.setitem(sys.modules, "app.database", object())
        from app.database import get_session
    `,
    { beside: DATABASE },
  ));

it("reports what is imported of other modules, and where the modules are merely looked at", () =>
  checkSnippet(
    `
    // file: tests/test_other.py
    import sys
    sys.modules["app.data"] = object()
    from app.database import DatabaseManager, get_session
                                              ^^^^^^^^^^^ missing-export
    DatabaseManager().gone()
                      ^^^^ missing-member
    // file: tests/test_looked.py
    import sys
    known = sys.modules["app.database"]
    from app.database import get_session
                             ^^^^^^^^^^^ missing-export
    `,
    { beside: DATABASE },
  ));
