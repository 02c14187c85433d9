import { describe, expect, it } from "vitest";
import { effectsIn } from "./reading.js";

/** What a body does beside its transaction, in the words of messages. */
function others(body: string): readonly string[] {
  const text = `def f(self):\n${body.replace(/^/gm, "    ")}\n`;
  return effectsIn("db.py", text).otherEffects.map((each) => each.text);
}

describe("what a body does beside beginning, committing, rolling back and closing", () => {
  it("names how the handle is set up", () => {
    expect(others('s = Session()\ns.info["who"] = user\nyield s')).toEqual(['sets `info["who"] = user` of its handle']);
    expect(others("c = connect()\nc.row_factory = Row\nreturn c")).toEqual(["sets `row_factory = Row` of its handle"]);
    expect(others('s.execute(text("SET search_path TO a"))\nyield s')).toEqual([
      'calls `execute(text("SET search_path TO a"))` of its handle',
    ]);
    expect(others('cur = c.cursor()\ncur.execute("PRAGMA foreign_keys = ON")\nreturn c')).toEqual([
      'calls `execute("PRAGMA foreign_keys = ON")` of its handle',
    ]);
    expect(others("with Session(expire_on_commit=False) as s:\n    yield s")).toEqual([
      "asks for `expire_on_commit=False`",
    ]);
  });

  it("leaves alone what changes nothing for who uses the handle", () => {
    expect(others('s.execute(text("SELECT 1"))\ns.ping()\nyield s\ns.flush()\ns.commit()\ns.close()')).toEqual([]);
    expect(others("with Session(bind=engine, expire_on_commit=True) as s:\n    yield s")).toEqual([]);
    expect(others("other = connect()\nother.row_factory = Row\nother.execute(setup)\nyield s")).toEqual([]);
    expect(others('c.isolation_level = "SERIALIZABLE"\nyield c')).toEqual([]);
  });

  it("names what becomes of an error", () => {
    const with_ = (clause: string): string => `try:\n    yield s\n${clause}\nfinally:\n    s.close()`;
    expect(others(with_("except E:\n    log.exception('failed')"))).toEqual(["swallows an error"]);
    expect(others(with_("except E as e:\n    raise Failed() from e"))).toEqual(["turns an error into `Failed`"]);
    expect(others("with suppress(E):\n    yield s")).toEqual(["swallows an error"]);
  });

  it("leaves alone an error that goes on its way", () => {
    const with_ = (clause: string): string => `try:\n    yield s\n${clause}\nfinally:\n    s.close()`;
    expect(others(with_("except E:\n    s.rollback()\n    raise"))).toEqual([]);
    expect(others(with_("except E as e:\n    s.rollback()\n    raise e"))).toEqual([]);
    expect(others("try:\n    s = open()\nexcept E:\n    s = None\nyield s")).toEqual([]);
  });

  it("names what else is called around the block, and where the handle is kept", () => {
    expect(others("yield s\nself.events.send_all()")).toEqual(["calls `self.events.send_all`"]);
    expect(others("assert_allowed()\nyield s")).toEqual(["calls `assert_allowed`"]);
    expect(others("ensure_connected()\nyield s")).toEqual([]);
    expect(others("token = current.set(s)\nyield s\ncurrent.reset(token)")).toEqual(["keeps its handle in `current`"]);
  });

  it("leaves alone what only looks on, and functions that run no block", () => {
    expect(others("logger.info('open')\nself.metrics.count()\nyield s\ns.close()")).toEqual([]);
    expect(others("self.events.send_all()\nreturn s")).toEqual([]);
  });

  it("names the blocks that the handle is used inside of", () => {
    expect(others("with self.lock:\n    yield s")).toEqual(["runs inside `self.lock`"]);
    expect(others("with s.no_autoflush:\n    yield s")).toEqual(["runs inside `no_autoflush`"]);
  });

  it("leaves alone the blocks that open the handle, begin its transaction or only look on", () => {
    expect(others("with Session() as s:\n    yield s")).toEqual([]);
    expect(others("with s.begin():\n    yield s")).toEqual([]);
    expect(others("with tracer.start_as_current_span('db'):\n    yield s")).toEqual([]);
    expect(others("with self.lock:\n    s = Session()\nyield s")).toEqual([]);
  });
});
