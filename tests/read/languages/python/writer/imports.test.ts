import { describe, expect, it } from "vitest";
import { applied, factsOf, fixed, fixedText, GET_DB, source, writer } from "./snippets.js";

const INCIDENT = { specifier: "netra_backend.app.database", name: "get_db" };

describe("imports: as in the incident", () => {
  it("puts the new import in the place of the local one that nothing uses any more", () => {
    expect(
      fixed(
        `
        async def ready():
            from netra_backend.app.db.database_manager import DatabaseManager
            async with «DatabaseManager.get_async_session()» as db:
                await db.execute("select 1")
        `,
        INCIDENT,
      ),
    ).toBe(
      source(`
        async def ready():
            from netra_backend.app.database import get_db
            async with get_db() as db:
                await db.execute("select 1")
        `),
    );
  });

  it("puts it after the local one where something uses that", () => {
    expect(
      fixed(
        `
        async def ready():
            try:
                from netra_backend.app.db.database_manager import DatabaseManager
                async with «DatabaseManager.get_async_session»("default") as db:
                    DatabaseManager.check(db)
            except Exception:
                return False
        `,
        INCIDENT,
      ),
    ).toBe(
      source(`
        async def ready():
            try:
                from netra_backend.app.db.database_manager import DatabaseManager
                from netra_backend.app.database import get_db
                async with get_db()("default") as db:
                    DatabaseManager.check(db)
            except Exception:
                return False
        `),
    );
  });

  it("puts it in the place of the one at the top", () => {
    expect(
      fixed(
        `
        import logging

        from fastapi import APIRouter

        from netra_backend.app.db.database_manager import DatabaseManager
        from netra_backend.app.logging import log

        async def check():
            async with «DatabaseManager.get_async_session("default")» as session:
                pass
        `,
        INCIDENT,
      ),
    ).toBe(
      source(`
        import logging

        from fastapi import APIRouter

        from netra_backend.app.database import get_db
        from netra_backend.app.logging import log

        async def check():
            async with get_db() as session:
                pass
        `),
    );
  });
});

describe("imports: where a new one goes", () => {
  it("keeps a group sorted, whatever sorter wrote it", () => {
    expect(
      fixed(`
        import os
        from abc import ABC

        from app.api import router
        from app.errors import Error

        «make»()
      `),
    ).toContain("from app.api import router\nfrom app.database import get_db\nfrom app.errors import Error\n");
    expect(fixed("from app.b import b\nfrom app.a import a\n«make»()\n")).toContain(
      "from app.a import a\nfrom app.database import get_db\n",
    );
  });

  it("opens a group of its own between those that come before and after", () => {
    expect(fixed("import os\n\nimport sqlalchemy\n\nfrom . import x\n\n«make»()\n")).toBe(
      "import os\n\nimport sqlalchemy\n\nfrom app.database import get_db\n\nfrom . import x\n\nget_db()()\n",
    );
    expect(fixed("from . import x\n\n«make»()\n")).toBe(
      "from app.database import get_db\n\nfrom . import x\n\nget_db()()\n",
    );
    expect(fixed("from __future__ import annotations\n\n«make»()\n")).toBe(
      "from __future__ import annotations\n\nfrom app.database import get_db\n\nget_db()()\n",
    );
  });

  it("knows the packages that the file lies in for the project's own", () => {
    expect(fixed("import sqlalchemy\n\nfrom routes.x import x\n\n«make»()\n")).toBe(
      "import sqlalchemy\n\nfrom app.database import get_db\nfrom routes.x import x\n\nget_db()()\n",
    );
  });

  it("opens none where the file has none", () => {
    expect(fixed("import os\nimport sqlalchemy\n\n«make»()\n")).toBe(
      "import os\nimport sqlalchemy\nfrom app.database import get_db\n\nget_db()()\n",
    );
  });

  it("stays with the first imports of the file, out of try, branches and later blocks", () => {
    expect(
      fixed(`
        import os
        from app.log import log

        if TYPE_CHECKING:
            from app.types import T

        try:
            import uvloop
        except ImportError:
            uvloop = None

        router = log(os)
        from app.zebra import z

        def f():
            «make»()
      `),
    ).toMatch(/^import os\nfrom app.database import get_db\nfrom app.log import log\n\nif TYPE_CHECKING/);
  });

  it("comes after a change of the search path", () => {
    expect(fixed('import sys\nsys.path.insert(0, "..")\n\nfrom app.x import x\n\ndef f():\n    «make»()\n')).toContain(
      "\n\nfrom app.database import get_db\nfrom app.x import x\n",
    );
    expect(fixed('import sys\nsys.path.insert(0, "..")\n\ndef f():\n    «make»()\n')).toContain(
      '"..")\n\nfrom app.database import get_db\n\ndef f',
    );
  });

  it.each([
    ["code", "«old»()\n", "from app.database import get_db\n\nget_db()()\n"],
    ["a definition", "def f():\n    «old»()\n", "from app.database import get_db\n\n\ndef f():\n    get_db()()\n"],
    ["a docstring", '"""Doc."""\n«old»()\n', '"""Doc."""\n\nfrom app.database import get_db\n\nget_db()()\n'],
    [
      "a docstring of many lines",
      '"""Doc.\n\nimport os\n"""\n\n\nclass A:\n    x = «old»()\n',
      '"""Doc.\n\nimport os\n"""\n\nfrom app.database import get_db\n\n\nclass A:\n    x = get_db()()\n',
    ],
    [
      "a shebang and a coding line",
      "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n«old»()\n",
      "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nfrom app.database import get_db\n\nget_db()()\n",
    ],
    [
      "a coding line below a comment",
      "# Routes.\n# coding: utf-8\n«old»()\n",
      "# Routes.\n# coding: utf-8\nfrom app.database import get_db\n\nget_db()()\n",
    ],
    ["a byte order mark", "\uFEFF«old»()\n", "\uFEFFfrom app.database import get_db\n\nget_db()()\n"],
    [
      "a licence",
      "# Licence: MIT\n# No warranty.\n\n«old»()\n",
      "# Licence: MIT\n# No warranty.\n\nfrom app.database import get_db\n\nget_db()()\n",
    ],
    ["a comment of the code", "# Runs.\n«old»()\n", "from app.database import get_db\n\n# Runs.\nget_db()()\n"],
    ["a line that is not ended", "«old»()", "from app.database import get_db\n\nget_db()()"],
  ])("finds its place in a file without imports that starts with %s", (_what, before, after) => {
    expect(fixedText(before)).toBe(after);
  });

  it("goes to the top where the manager is imported there, and to the function where it is imported there", () => {
    expect(fixed("import os\nfrom app.m import M\n\ndef f():\n    «M.get»()\n    M.x()\n")).toContain(
      "import os\nfrom app.database import get_db\nfrom app.m import M\n",
    );
    expect(fixed("import os\n\ndef f():\n    import app.m as m\n    «m.M.get»()\n")).toBe(
      "import os\n\ndef f():\n    from app.database import get_db\n    get_db()()\n",
    );
  });

  it("does not follow an import of another function or a branch that may not be taken", () => {
    const before =
      "def f(x):\n    if x:\n        from app.m import M\n    else:\n        from app.n import M\n    «M.get»()\n";
    expect(fixed(before)).toMatch(/^from app\.database import get_db\n\n\ndef f/);
    expect(fixed("def g():\n    from app.database import get_db\n    get_db()\n\n\ndef f():\n    «old»()\n")).toMatch(
      /^from app\.database import get_db\n\n\ndef g/,
    );
  });

  it("joins the statements of a one-line body", () => {
    expect(fixed("def f(): from app.m import M; return «M.get»(M)\n")).toBe(
      "def f(): from app.m import M; from app.database import get_db; return get_db()(M)\n",
    );
    expect(fixed("def f(): from app.m import M; return «M.get»()\n")).toBe(
      "def f(): from app.database import get_db; return get_db()()\n",
    );
  });
});

describe("imports: a name added to an import that is there", () => {
  const added = (list: string) => fixed(`${list}\n«old»()\n`).replace("\nget_db()()\n", "");

  it("takes its place in a sorted list, and the end of an unsorted one", () => {
    expect(added("from app.database import Base")).toBe("from app.database import Base, get_db");
    expect(added("from app.database import a, z")).toBe("from app.database import a, get_db, z");
    expect(added("from app.database import z, a")).toBe("from app.database import z, a, get_db");
    expect(added("from app.database import (a, z,)")).toBe("from app.database import (a, get_db, z,)");
  });

  it("keeps lines, commas and comments", () => {
    expect(added("from app.database import (\n    Base,  # tables\n    z,  # last\n)")).toBe(
      "from app.database import (\n    Base,  # tables\n    get_db,\n    z,  # last\n)",
    );
    expect(added("from app.database import (\n\tBase,  # tables\n\ta  # last\n)")).toBe(
      "from app.database import (\n\tBase,  # tables\n\ta,  # last\n\tget_db\n)",
    );
    expect(added("from app.database import Base, \\\n    engine")).toBe(
      "from app.database import Base, \\\n    engine, get_db",
    );
    expect(added("from app.database import (\n    m,\n    z,\n)")).toBe(
      "from app.database import (\n    get_db,\n    m,\n    z,\n)",
    );
  });

  it("takes the place of a name that goes", () => {
    expect(fixed("from app.database import Base, old_db\n«old_db»()\nBase\n")).toBe(
      "from app.database import Base, get_db\nget_db()()\nBase\n",
    );
    expect(fixed("from app.database import (\n    old_db as a,\n)\n«a»()\n")).toBe(
      "from app.database import get_db\nget_db()()\n",
    );
  });

  it("leaves an import of everything alone", () => {
    expect(added("from app.database import *")).toBe("from app.database import *\nfrom app.database import get_db");
  });
});

describe("imports: what is there already", () => {
  it("uses the name, its alias, or the module", () => {
    expect(fixed("from app.database import get_db\n«old»\n")).toBe("from app.database import get_db\nget_db()\n");
    expect(fixed("from app.database import get_db as g\n«old»\n")).toBe("from app.database import get_db as g\ng()\n");
    expect(fixed("import app.database as d\n«old»\n")).toBe("import app.database as d\nd.get_db()\n");
    expect(fixed("import app.database\n«old»\n")).toBe("import app.database\napp.database.get_db()\n");
  });

  it("does not use what only type checkers see, and keeps its name", () => {
    expect(
      fixed("import typing\n\nif typing.TYPE_CHECKING:\n    from app.database import get_db\n\ndef f():\n    «old»\n"),
    ).toBe(
      "import typing\n\nfrom app.database import get_db\n\nif typing.TYPE_CHECKING:\n    from app.database import get_db\n\ndef f():\n    get_db()\n",
    );
  });

  it("does not use what comes too late", () => {
    expect(fixed("import os\n«old»\nfrom app.database import get_db\n")).toBe(
      "import os\n\nfrom app.database import get_db\nget_db()\nfrom app.database import get_db\n",
    );
  });
});

describe("imports: names that are taken", () => {
  it("gives an alias where the name means something else", () => {
    expect(fixed("def get_db(): ...\n\ndef f():\n    «old»\n")).toContain(
      "from app.database import get_db as canonical_get_db\n",
    );
    expect(fixed("def f(get_db):\n    from app.m import M\n    «M.x»\n")).toBe(
      "def f(get_db):\n    from app.database import get_db as canonical_get_db\n    canonical_get_db()\n",
    );
    expect(fixed("def f(Manager):\n    «old»\n", { specifier: "app.m", name: "Manager" })).toContain(
      "import Manager as CanonicalManager\n",
    );
  });

  it("gives none where another function has the name, or where the fix frees it", () => {
    expect(fixed("def g():\n    get_db = 1\n\ndef f():\n    «old»\n")).toContain("import get_db\n");
    expect(fixed("from app.legacy import get_db\n«get_db»\n")).toBe("from app.database import get_db\nget_db()\n");
  });
});

describe("imports: names that lose their use", () => {
  const removed = (code: string) => fixedText(code, null);

  it.each([
    ["a statement with its line", "import os\nfrom a import M\n«M»\n", "import os\nNone\n"],
    ["one blank line of two", "import os\n\nfrom a import M\n\n«M»\n", "import os\n\nNone\n"],
    ["what speaks to tools of this line", "import os\nfrom a import M  # noqa: E402\n«M»\n", "import os\nNone\n"],
    ["the blank line at the start of a body", "def f():\n    from a import M\n\n    «M»\n", "def f():\n    None\n"],
    ["an import of a module", "import os\nimport a.b as M\n«M»\n", "import os\nNone\n"],
    ["one of several modules", "import os, a.b as M, sys\n«M»\n", "import os, sys\nNone\n"],
    ["the first of a line", "from a import M; x = 1\n«M»\n", "x = 1\nNone\n"],
    ["the last of a line", "x = 1; from a import M\n«M»\n", "x = 1\nNone\n"],
    ["a name and its comma", "from a import x, M, y\n«M»\n", "from a import x, y\nNone\n"],
    ["the last name", "from a import x, M\n«M»\n", "from a import x\nNone\n"],
    ["the last name in brackets", "from a import (x, M)\n«M»\n", "from a import (x)\nNone\n"],
    ["two names in brackets", "from a import (M, N, y)\n«M, N»\n", "from a import (y)\nNone\n"],
    ["a continued line", "from a import x, \\\n    M\n«M»\n", "from a import x\nNone\n"],
    [
      "a name with its line and comment",
      "from a import (\n    x,  # one\n    M,  # two\n    y  # three\n)\n«M»\n",
      "from a import (\n    x,  # one\n    y  # three\n)\nNone\n",
    ],
    [
      "a last line, and the comma before",
      "from a import (\n    x,\n    M\n)\n«M»\n",
      "from a import (\n    x\n)\nNone\n",
    ],
    ["a whole row", "from a import (\n    x, y,\n    M, N,\n)\n«M, N»\n", "from a import (\n    x, y,\n)\nNone\n"],
    ["what is alone beside the bracket", "from a import (M,  # two\n    x)\n«M»\n", "from a import (\n    x)\nNone\n"],
    ["an alias", "from a import x, y as M\n«M»\n", "from a import x\nNone\n"],
  ])("takes %s", (_what, before, after) => {
    expect(removed(before)).toBe(after);
  });

  it.each([
    ["a comment that says more", "import os\nfrom a import M  # slow\n«M»\n", "import os\n# slow\nNone\n"],
    ["a block, by a pass", "if x:\n    from a import M\n«M»\n", "if x:\n    pass\nNone\n"],
    ["a try", "try:\n    from a import M\nfinally:\n    pass\n«M»\n"],
    ["what is used elsewhere", "from a import M\n«M»\nM\n"],
    ["what has a fallback", "try:\n    from a import M\nexcept ImportError:\n    M = None\n«M»\n"],
    ["what an annotation in a string names", "from a import M\n«M»\ndef f(m: 'M'): ...\n"],
    ["what is passed on", "from a import M\n__all__ = ['M']\n«M»\n"],
    ["what is passed on by an alias", "from a import M as M\n«M»\n"],
    ["what an example names", 'from a import M\n«M»\ndef f():\n    """\n    >>> M.x()\n    """\n'],
    ["what nothing used", "from a import N, M\n«M»\n", "from a import N\nNone\n"],
  ])("leaves %s", (_what, before, after = before) => {
    expect(removed(before)).toBe(after === before ? before.replace("«M»", "None") : after);
  });

  it("leaves what only one of two fixes replaces, and gives both the same edits", () => {
    const text = "async def f():\n    from app.m import M\n    M.a()\n    M.b()\n";
    const facts = factsOf(text);
    const [first, second] = ["M.a", "M.b"].map((call) => {
      const at = { start: text.indexOf(call), end: text.indexOf(call) + call.length };
      return writer.imports({ facts, text, at, replaced: [at], wanted: GET_DB });
    });
    expect(first).toEqual(second);
    expect(applied(text, first?.edits ?? [])).toContain("import M\n    from app.database import get_db\n    M.a()");
  });

  it("removes names that several fixes left without use together", () => {
    const text = "from a import M, N, O\nM\n";
    const edits = writer.removeUnused(factsOf(text), text, new Set(["M", "N"]));
    expect(applied(text, edits)).toBe("from a import M, O\nM\n");
  });
});

describe("imports: the file's style", () => {
  it("keeps CRLF, tabs, a byte order mark and the missing end of the last line", () => {
    expect(fixedText("\uFEFFimport os\r\nfrom app.m import M\r\n\r\n«M»\r\nM")).toBe(
      "\uFEFFimport os\r\nfrom app.database import get_db\r\nfrom app.m import M\r\n\r\nget_db()\r\nM",
    );
    expect(fixedText("def f():\r\n\tfrom app.m import M\r\n\t«M»; M")).toBe(
      "def f():\r\n\tfrom app.m import M\r\n\tfrom app.database import get_db\r\n\tget_db(); M",
    );
  });
});
