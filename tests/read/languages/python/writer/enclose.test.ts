import { describe, expect, it } from "vitest";
import { enclosed, enclosedText, source } from "./snippets.js";

/** The body of an `async def` with a marked statement, and what becomes of it. */
function inFunction(body: string): string {
  return `async def run(q, items):\n${source(body)
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n")}\n`;
}

const moved = (body: string, options = {}) => enclosedText(inFunction(body), options);

describe("enclose: what follows moves into the block", () => {
  it("keeps comments, blank lines and the lines of strings", () => {
    expect(
      moved(`
        db = await «M.get()»
      `),
    ).toBe("refused: it is not a separate statement");
    expect(
      moved(`
        log(q)
        «db = await M.get_session(
            "default",
        )»  # the session

        # reads
        rows = await db.execute("""
          select *
        from t
        """, f'''
        {q}
        ''')
        for row in rows:
            print(row, \\
                q)

        return rows
        # the end
      `),
    ).toBe(
      inFunction(`
        log(q)
        async with get_db() as db:  # the session

            # reads
            rows = await db.execute("""
          select *
        from t
        """, f'''
        {q}
        ''')
            for row in rows:
                print(row, \\
                    q)

            return rows
            # the end
      `),
    );
  });

  it("takes the releases away, and a try that was there for one", () => {
    expect(
      moved(`
        «db = await M.get()»
        await db.execute(q)

        await db.close()
        return 1
      `),
    ).toBe(
      inFunction(`
        async with get_db() as db:
            await db.execute(q)

        return 1
      `),
    );
    expect(
      moved(`
        «db = await M.get()»
        try:
            await db.execute("""
        x""")

            # done
            return 1
        finally:
            await db.close()
        # after
      `),
    ).toBe(
      inFunction(`
        async with get_db() as db:
            await db.execute("""
        x""")

            # done
            return 1
        # after
      `),
    );
  });

  it("leaves outside what follows the release", () => {
    expect(
      moved(`
        «db = await M.get()»
        try:
            rows = await db.execute(q)
        finally:
            await db.close()
        # after
        write(rows)
        return len(rows)
      `),
    ).toBe(
      inFunction(`
        async with get_db() as db:
            rows = await db.execute(q)
        # after
        write(rows)
        return len(rows)
      `),
    );
  });

  it("leaves the blank lines below the function alone", () => {
    const after = "\n\n\nasync def more():\n    pass\n";
    const head = "async def f():\n    async with get_db() as db:\n        await db.x()";
    expect(
      enclosedText(
        `async def f():\n    «db = await M.get()»\n    try:\n        await db.x()\n    finally:\n        await db.close()${after}`,
      ),
    ).toBe(`${head}${after}`);
    expect(
      enclosedText(`async def f():\n    «db = await M.get()»\n    await db.x()\n\n    await db.close()${after}`),
    ).toBe(`${head}${after}`);
  });

  it("keeps a try that catches, and a finally that does more", () => {
    expect(
      moved(`
        «db = await M.get()»
        try:
            await db.execute(q)
        except Error:
            await db.rollback()
        finally:
            await db.close()
      `),
    ).toBe(
      inFunction(`
        async with get_db() as db:
            try:
                await db.execute(q)
            except Error:
                await db.rollback()
      `),
    );
    expect(
      moved(`
        «db = await M.get()»
        try:
            await db.execute(q)
        finally:
            await db.close()
            log(q)
      `),
    ).toBe(
      inFunction(`
        async with get_db() as db:
            try:
                await db.execute(q)
            finally:
                log(q)
      `),
    );
  });

  it("keeps comments of a try that goes", () => {
    expect(
      moved(`
        «db = await M.get()»
        try:  # work
            await db.execute(q)
        finally:
            # always
            await db.close()  # back
      `),
    ).toBe(
      inFunction(`
        async with get_db() as db:
            # work
            await db.execute(q)
            # always
            # back
      `),
    );
  });

  it("indents with the step of the file: tabs, two spaces, CRLF", () => {
    expect(enclosedText("async def f():\r\n\t«db = await M.get()»\r\n\tif db:\r\n\t\tawait db.x()")).toBe(
      "async def f():\r\n\tasync with get_db() as db:\r\n\t\tif db:\r\n\t\t\tawait db.x()",
    );
    expect(enclosedText("async def f():\n  for x in y:\n    «db = await M.get()»\n    await db.x()\n  z()\n")).toBe(
      "async def f():\n  for x in y:\n    async with get_db() as db:\n      await db.x()\n  z()\n",
    );
  });

  it("moves only its own block, and comments that are indented as it is", () => {
    expect(
      enclosed(`
        async def f(x):
            if x:
                «db = await M.get()»
                await db.x()
                # of the block
            # of the function
            else:
                y()
      `),
    ).toBe(
      source(`
        async def f(x):
            if x:
                async with get_db() as db:
                    await db.x()
                    # of the block
            # of the function
            else:
                y()
      `),
    );
  });

  it("takes a plain with where nothing is awaited", () => {
    expect(
      enclosed("def f():\n    «s = M.get()»\n    rows = s.query(U).all()\n    s.close()\n    return rows\n", {
        name: "s",
        head: "with session() as s",
      }),
    ).toBe("def f():\n    with session() as s:\n        rows = s.query(U).all()\n    return rows\n");
  });

  it.each([
    ["an awaited call", "return await save(db, q)"],
    ["a comparison", "return db is None"],
    ["awaited calls of what was made from it", "repo = Repo(db)\nreturn await repo.all()"],
    ["calls that are gathered", "await gather(save(db), load(db))"],
    ["an f-string", "return f'{db}'"],
    ["a comprehension", "return [await db.get(i) for i in items]"],
    ["a transaction", "async with db.begin() as tx:\n    await tx.x()"],
    ["its attribute", "db.autoflush = False\nreturn db.name"],
    ["an argument of its name", "return await save(db=db)"],
    ["another close", "await db.x()\nf.close()"],
  ])("moves what uses the handle in %s", (_what, rest) => {
    expect(moved(`«db = await M.get()»\n${rest}\n`)).toContain("    async with get_db() as db:\n        ");
  });
});

describe("enclose: what is refused", () => {
  it.each([
    ["it is returned", "return db", "`db` is returned"],
    ["it is returned with others", "return db, 1", "`db` is returned"],
    ["it is returned or something else", "return db or q", "`db` is returned"],
    ["it is yielded", "yield db", "`db` is yielded"],
    ["a coroutine is returned", "return db.execute(q)", "`db` may still be needed by what is returned"],
    ["what keeps it is returned", "return Repo(db)", "`db` may still be needed by what is returned"],
    [
      "what keeps it is returned by name",
      "repo = Repo(db)\nreturn repo",
      "`repo` may still be needed by what is returned, and was made from `db`",
    ],
    ["it is stored", "q.db = db", "`db` is stored elsewhere"],
    ["it is stored under a key", "q['db'] = db", "`db` is stored elsewhere"],
    ["it gets another name", "other = db\nawait other.x()", "`db` gets another name"],
    ["it is in a list", "await f([db])", "`db` is put into a container"],
    ["it is in a dictionary", "await f({'db': db})", "`db` is put into a container"],
    ["it is appended", "items.append(db)", "`db` is handed to something that keeps it"],
    ["it is handed to a task", "tasks.add_task(work, db)", "`db` is handed to something that keeps it"],
    ["a function captures it", "def g():\n    return db.x\nawait g()", "`db` is captured by a nested function"],
    ["a lambda captures it", "await f(lambda: db)", "`db` is captured by a lambda"],
    ["a generator captures it", "return (db.x(i) for i in items)", "`db` is captured by a generator"],
    ["it is bound again", "await db.x()\nif items:\n    db = None", "`db` is bound again"],
    ["a loop binds it", "for db in items: pass", "`db` is bound again"],
    ["it is deleted", "await db.x()\ndel db", "`db` is deleted"],
    ["it is entered", "async with db: pass", "`db` is entered by its own `with`"],
    [
      "it is closed on a condition",
      "await db.x()\nif q: await db.close()",
      "`db` is closed on some paths only, or in another way",
    ],
    [
      "it is closed by another method",
      "await db.x()\nawait db.aclose()",
      "`db` is closed on some paths only, or in another way",
    ],
    [
      "it is used after its release",
      "await db.x()\nawait db.close()\nawait db.x()",
      "`db` is used after it is released",
    ],
    ["its release shares a line", "await db.x()\nawait db.close(); x()", "the release shares its line with other code"],
    ["nothing follows", "", "nothing follows in its block that uses the handle"],
    ["only its release follows", "await db.close()", "nothing follows in its block that uses the handle"],
    ["it is global", "global db\nawait db.x()", "`db` is declared outside of its function"],
  ])("says so where %s", (_when, rest, reason) => {
    expect(moved(`«db = await M.get()»\n${rest}\n`)).toBe(`refused: ${reason}`);
  });

  it.each([
    ["used after the block", "if q:\n    «db = await M.get()»\n    x()\nawait db.x()", "`db` is used after its block"],
    ["named before", "db = None\n«db = await M.get()»\nx()", "`db` is named before it gets the handle"],
    ["in a line with others", "«db = await M.get()»; x()\ny()", "it shares its line with other code"],
    ["in a one-line body", "if q: «db = await M.get()»\ny()", "it shares its line with other code"],
    ["one of several names", "«db, x = await M.get()»\ny()", "it binds more than the handle"],
    ["beside what does not parse", "«db = await M.get()»\ny(]\n", "its block does not parse"],
  ])("says so where the handle is %s", (_when, body, reason) => {
    expect(moved(body)).toBe(`refused: ${reason}`);
  });

  it("says so where there is no function around it, or one that cannot await", () => {
    expect(enclosed("«db = M.get()»\ndb.x()\n")).toBe("refused: it is at the top level of the module");
    expect(enclosed("class A:\n    «db = M.get()»\n    db.x()\n")).toBe("refused: it is in the body of a class");
    expect(enclosed("def f():\n    «db = M.get()»\n    db.x()\n")).toBe(
      "refused: the enclosing function is not `async`",
    );
  });
});
