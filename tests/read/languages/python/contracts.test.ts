import { describe, expect, it } from "vitest";
import type { Range } from "../../../../src/base/text/span.js";
import { functionIn } from "./reading.js";

/** What the body does, as the code that does it; blocks by what their names say. */
function contract(body: string, head = "async def f(self)"): Readonly<Record<string, readonly string[]>> {
  const text = `${head}:\n${body.replace(/^/gm, "    ")}\n`;
  const { contract: found } = functionIn(text);
  const lists: Readonly<Record<string, readonly (Range & { readonly text?: string })[]>> = { ...found };
  const entries = Object.entries(lists).flatMap(([effect, places]) => {
    if (effect === "calls" || places.length === 0) return [];
    return [[effect, places.map(({ start, end, ...told }) => ("text" in told ? told.text : text.slice(start, end)))]];
  });
  const blocks = found.calls.filter(({ kind }) => kind === "block");
  const named = blocks.map(({ start, end, does }) => `${text.slice(start, end)}: ${does.join(" ")}`);
  return { ...Object.fromEntries(entries), ...(named.length > 0 ? { blocks: named } : {}) };
}

describe("contracts of Python", () => {
  it("names what is done with the handle", () => {
    const body =
      "try:\n    yield s\n    await s.commit()\nexcept E:\n    await s.rollback()\n    raise\nfinally:\n    await s.close()";
    expect(contract(body)).toEqual({ commits: ["s.commit()"], rollsBack: ["s.rollback()"], closes: ["s.close()"] });
    expect(contract("self.pool.putconn(c)")).toEqual({ closes: ["self.pool.putconn(c)"] });
    expect(contract("await pool.release(c)")).toEqual({ closes: ["pool.release(c)"] });
    expect(contract("t = await c.begin()")).toEqual({ begins: ["c.begin()"] });
    expect(contract('cursor.execute("COMMIT")')).toEqual({ commits: ['cursor.execute("COMMIT")'] });
  });

  it("tells a rollback on an error from one that comes in any case", () => {
    expect(contract("try:\n    yield s\nfinally:\n    s.rollback()")).toEqual({ discards: ["s.rollback()"] });
    expect(contract("yield s\ns.commit()\ns.rollback()")).toMatchObject({ rollsBack: ["s.rollback()"] });
    const exit = "if exc_type:\n    self.s.rollback()\nelse:\n    self.s.commit()\nself.s.close()";
    expect(contract(exit, "def __exit__(self, exc_type, exc, tb)")).toEqual({
      commits: ["self.s.commit()"],
      rollsBack: ["self.s.rollback()"],
      closes: ["self.s.close()"],
    });
  });

  it("reads blocks", () => {
    const all = "begins commits rollsBack";
    expect(contract("async with engine.begin() as c:\n    yield c").blocks).toEqual([`engine.begin(): ${all} closes`]);
    expect(contract("async with c.transaction():\n    yield c").blocks).toEqual([`c.transaction(): ${all}`]);
    expect(contract("with Session() as s:\n    yield s").blocks).toEqual(["Session(): closes"]);
    expect(contract("with c:\n    yield c").blocks).toEqual(["c: "]);
    expect(contract("with a() as x, b() as y:\n    yield y").blocks).toEqual(["a(): closes", "b(): closes"]);
  });

  it.each([
    ["yield s\nif self.auto_commit:\n    s.commit()", "commits on a condition"],
    ["yield s\nif s and self.owns:\n    s.close()", "closes on a condition"],
    ["if self.read_only:\n    return s\ns.commit()\nreturn s", "leaves early on a condition"],
    ["s.begin(isolation_level=self.level)", "chooses its isolation where it runs"],
    ["raise NotImplementedError", "has no body there"],
    ['"""Gives a session."""\n...', "has no body there"],
  ])("does not say yes or no to %j", (body, reason) => {
    expect(contract(body).unclear).toEqual([reason]);
  });

  it("tells what happens after an error too from what does not", () => {
    expect(contract("yield s\ns.close()")).toEqual({ closes: ["s.close()"], leaks: ["s.close()"] });
    expect(contract("try:\n    yield s\nfinally:\n    s.commit()").keeps).toEqual(["s.commit()"]);
    expect(contract("yield s\ns.commit()").keeps).toBeUndefined();
  });

  it.each([
    "try:\n    yield s\nfinally:\n    if s is not None:\n        s.close()",
    "try:\n    yield s\nfinally:\n    if s.is_active:\n        s.close()",
    "try:\n    yield s\nfinally:\n    if not s.closed:\n        s.close()",
  ])("is sure where the handle itself decides: %j", (body) => {
    expect(contract(body)).toEqual({ closes: ["s.close()"] });
  });

  it("notes tries, levels of isolation, and transactions that are open already", () => {
    expect(contract("while True:\n    try:\n        return s\n    except E:\n        sleep(1)").retries).toHaveLength(
      1,
    );
    expect(contract("return s", "@retry(stop=3)\nasync def f()").retries).toEqual(["retry(stop=3)"]);
    expect(contract('yield s.connection(isolation_level="SERIALIZABLE")').isolation).toEqual(["serializable"]);
    expect(contract("return sqlite3.connect(path, isolation_level=None)").isolation).toEqual(["autocommit"]);
    expect(contract("c.autocommit = True\nreturn c").isolation).toEqual(["autocommit"]);
    expect(contract('c.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")')).toMatchObject({
      isolation: ["repeatable read"],
      begins: ['c.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")'],
    });
    expect(contract("yield db or Session()", "def f(db=None)").joins).toEqual(["db or Session()"]);
    expect(contract('s.execute("SAVEPOINT a")\nyield s').joins).toHaveLength(1);
  });

  it("keeps calls that are given the handle, and those that by their names end it", () => {
    const { contract: found } = functionIn(
      "def f():\n    prepare(s)\n    print(s)\n    yield s\n    self.close_session()\n",
    );
    expect(found.calls.map(({ kind, matters }) => [kind, matters])).toEqual([
      ["given", true],
      ["given", false],
    ]);
  });

  it("leaves alone what is about another handle", () => {
    const ping = "c = pool.getconn()\nc.close()\nyield s";
    expect(contract(ping)).toEqual({});
    expect(contract("c = pool.getconn()\ns = Session(c)\nyield s\nc.close()").closes).toEqual(["c.close()"]);
    expect(contract("yield s\nt = s.begin()\nt.commit()").commits).toEqual(["t.commit()"]);
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
    expect(contract(body)).toEqual({});
  });

  it("takes what is handed out for the handle, whatever its name", () => {
    expect(contract("with db.cursor() as cursor:\n    yield cursor").blocks).toEqual(["db.cursor(): closes"]);
    expect(contract("yield cur\ncur.close()").closes).toEqual(["cur.close()"]);
  });
});
