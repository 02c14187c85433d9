import { describe, expect, it } from "vitest";
import { effectsIn, shownEffects } from "./reading.js";

/** What a function with this body does, as the code that does it. */
function effects(body: string, head = "async def f(self)"): Readonly<Record<string, readonly string[]>> {
  return shownEffects("db.py", `${head}:\n${body.replace(/^/gm, "    ")}\n`);
}

describe("effects of Python", () => {
  it("names what is done with the handle", () => {
    const body =
      "try:\n    yield s\n    await s.commit()\nexcept E:\n    await s.rollback()\n    raise\nfinally:\n    await s.close()";
    expect(effects(body)).toEqual({ commits: ["s.commit()"], rollsBack: ["s.rollback()"], closes: ["s.close()"] });
    expect(effects("self.pool.putconn(c)")).toEqual({ closes: ["self.pool.putconn(c)"] });
    expect(effects("await pool.release(c)")).toEqual({ closes: ["pool.release(c)"] });
    expect(effects("t = await c.begin()")).toEqual({ begins: ["c.begin()"] });
    expect(effects('cursor.execute("COMMIT")')).toEqual({ commits: ['cursor.execute("COMMIT")'] });
  });

  it("tells a rollback on an error from one that comes in any case", () => {
    expect(effects("try:\n    yield s\nfinally:\n    s.rollback()")).toEqual({ alwaysRollsBack: ["s.rollback()"] });
    expect(effects("yield s\ns.commit()\ns.rollback()")).toMatchObject({ rollsBack: ["s.rollback()"] });
    const exit = "if exc_type:\n    self.s.rollback()\nelse:\n    self.s.commit()\nself.s.close()";
    expect(effects(exit, "def __exit__(self, exc_type, exc, tb)")).toEqual({
      commits: ["self.s.commit()"],
      rollsBack: ["self.s.rollback()"],
      closes: ["self.s.close()"],
    });
  });

  it("reads blocks", () => {
    const all = "begins commits rollsBack";
    expect(effects("async with engine.begin() as c:\n    yield c").blocks).toEqual([`engine.begin(): ${all} closes`]);
    expect(effects("async with c.transaction():\n    yield c").blocks).toEqual([`c.transaction(): ${all}`]);
    expect(effects("with Session() as s:\n    yield s").blocks).toEqual(["Session(): closes"]);
    expect(effects("with c:\n    yield c").blocks).toEqual(["c: "]);
    expect(effects("with a() as x, b() as y:\n    yield y").blocks).toEqual(["a(): closes", "b(): closes"]);
  });

  it.each([
    ["yield s\nif self.auto_commit:\n    s.commit()", "commits on a condition"],
    ["yield s\nif s and self.owns:\n    s.close()", "closes on a condition"],
    ["if self.read_only:\n    return s\ns.commit()\nreturn s", "returns early on a condition"],
    ["s.begin(isolation_level=self.level)", "chooses its isolation at run time"],
    ["raise NotImplementedError", "has no body"],
    ['"""Gives a session."""\n...', "has no body"],
  ])("does not say yes or no to %j", (body, reason) => {
    expect(effects(body).unresolved).toEqual([reason]);
  });

  it("tells what happens after an error too from what does not", () => {
    expect(effects("yield s\ns.close()")).toEqual({ closes: ["s.close()"], leaksOnError: ["s.close()"] });
    expect(effects("try:\n    yield s\nfinally:\n    s.commit()").commitsOnError).toEqual(["s.commit()"]);
    expect(effects("yield s\ns.commit()").commitsOnError).toBeUndefined();
  });

  it.each([
    "try:\n    yield s\nfinally:\n    if s is not None:\n        s.close()",
    "try:\n    yield s\nfinally:\n    if s.is_active:\n        s.close()",
    "try:\n    yield s\nfinally:\n    if not s.closed:\n        s.close()",
  ])("is sure where the handle itself decides: %j", (body) => {
    expect(effects(body)).toEqual({ closes: ["s.close()"] });
  });

  it("notes tries, levels of isolation, and transactions that are open already", () => {
    expect(effects("while True:\n    try:\n        return s\n    except E:\n        sleep(1)").retries).toHaveLength(1);
    expect(effects("return s", "@retry(stop=3)\nasync def f()").retries).toEqual(["retry(stop=3)"]);
    expect(effects('yield s.connection(isolation_level="SERIALIZABLE")').isolation).toEqual(["serializable"]);
    expect(effects("return sqlite3.connect(path, isolation_level=None)").isolation).toEqual(["autocommit"]);
    expect(effects("c.autocommit = True\nreturn c").isolation).toEqual(["autocommit"]);
    expect(effects('c.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")')).toMatchObject({
      isolation: ["repeatable read"],
      begins: ['c.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")'],
    });
    expect(effects("yield db or Session()", "def f(db=None)").joins).toEqual(["db or Session()"]);
    expect(effects('s.execute("SAVEPOINT a")\nyield s').joins).toHaveLength(1);
  });

  it("keeps calls that are given the handle, and those that by their names end it", () => {
    const found = effectsIn("db.py", "def f():\n    prepare(s)\n    print(s)\n    yield s\n    self.close_session()\n");
    expect(found.calls.map(({ kind, matters }) => [kind, matters])).toEqual([
      ["given", true],
      ["given", false],
    ]);
  });

  it("leaves alone what is about another handle", () => {
    const ping = "c = pool.getconn()\nc.close()\nyield s";
    expect(effects(ping)).toEqual({});
    expect(effects("c = pool.getconn()\ns = Session(c)\nyield s\nc.close()").closes).toEqual(["c.close()"]);
    expect(effects("yield s\nt = s.begin()\nt.commit()").commits).toEqual(["t.commit()"]);
  });

  it.each([
    "logger.close()",
    "self._lock.release()",
    "cursor.close()",
    "def inner():\n    s.close()",
    "execute('select begin from t')",
    "bus.emit('commit')",
    "commit()",
    "try:\n    return s\nexcept E:\n    s.close()\n    raise",
  ])("leaves %j alone", (body) => {
    expect(effects(body)).toEqual({});
  });

  it("takes what is handed out for the handle, whatever its name", () => {
    expect(effects("with db.cursor() as cursor:\n    yield cursor").blocks).toEqual(["db.cursor(): closes"]);
    expect(effects("yield cur\ncur.close()").closes).toEqual(["cur.close()"]);
  });
});
