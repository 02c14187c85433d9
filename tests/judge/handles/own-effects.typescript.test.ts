import { describe, expect, it } from "vitest";
import { shownEffects } from "./reading.js";

const effects = (code: string) => shownEffects("src/a.ts", code);

/** Of the body of a function that is given the work of a caller. */
const around = (body: string) => effects(`async function f(work, tx) { ${body} }`);

describe("effects of TypeScript", () => {
  it("names what is done around the work of a caller", () => {
    const body =
      'const c = await pool.connect(); try { await c.query("BEGIN"); await work(c); await c.query("COMMIT"); } catch (e) { await c.query("ROLLBACK"); throw e; } finally { c.release(); }';
    expect(around(body)).toEqual({
      begins: ['c.query("BEGIN")'],
      commits: ['c.query("COMMIT")'],
      rollsBack: ['c.query("ROLLBACK")'],
      closes: ["c.release()"],
    });
    expect(around("const r = ds.createQueryRunner(); await work(r.manager); await r.release();").closes).toHaveLength(
      1,
    );
    expect(around("try { await work(c); } finally { await pool.release(c); }")).toEqual({
      closes: ["pool.release(c)"],
    });
  });

  it("tells a rollback on an error from one that comes in any case", () => {
    expect(around("await work(c); await c.rollback();")).toEqual({ alwaysRollsBack: ["c.rollback()"] });
    expect(around("try { await work(c); } finally { await c.rollback(); }")).toEqual({
      alwaysRollsBack: ["c.rollback()"],
    });
    expect(around("await work(c).catch(async (e) => { await c.rollback(); throw e; });").rollsBack).toHaveLength(1);
    expect(around("let committed = false; await work(c); if (!committed) await c.rollback();").rollsBack).toHaveLength(
      1,
    );
  });

  it.each([
    "db.transaction(async (t) => work(t))",
    "prisma.$transaction(work)",
    "sql.begin((t) => work(t))",
    "db.transaction().execute(async (t) => work(t))",
  ])("takes %s for a transaction", (code) => {
    expect(around(`return ${code};`).blocks).toEqual([`${code}: begins commits rollsBack`]);
  });

  it("reads what runs at the end of a `using`", () => {
    const code =
      "async function f() { const c = await pool.connect(); return { c, async [Symbol.asyncDispose]() { c.release(); } }; }";
    expect(effects(code)).toEqual({ closes: ["c.release()"] });
    expect(effects("function f() { const end = () => c.end(); return { c, [Symbol.dispose]: end }; }")).toEqual({
      closes: ["c.end()"],
    });
  });

  it("does not count what is only handed out", () => {
    expect(effects("function f() { return { c, commit: () => c.commit(), close() { return c.close(); } }; }")).toEqual(
      {},
    );
    expect(effects('function f() { process.on("exit", () => pool.end()); return pool; }')).toEqual({});
  });

  it.each([
    ["await work(c); if (options.commit) await c.commit();", "commits on a condition"],
    ["await work(c); shouldClose && c.release();", "closes on a condition"],
    ["if (readOnly) return work(c); await work(c); await c.commit();", "returns early on a condition"],
    ["return db.transaction(work, { isolationLevel: level });", "chooses its isolation at run time"],
  ])("does not say yes or no to `%s`", (body, reason) => {
    expect(around(body).unresolved).toEqual([reason]);
  });

  it("says so where there is no body, and takes an overload for the function behind it", () => {
    expect(effects("declare function f(): Pool;").unresolved).toEqual(["has no body"]);
    expect(effects("function f(): A; function f(x?: B) { c.release(); return c; }")).toEqual({
      closes: ["c.release()"],
    });
  });

  it("tells what happens after an error too from what does not", () => {
    expect(around("await work(c); await c.close();")).toEqual({ closes: ["c.close()"], leaksOnError: ["c.close()"] });
    expect(around("try { await work(c); } finally { await c.commit(); }").commitsOnError).toEqual(["c.commit()"]);
    expect(around("await work(c); await c.commit();").commitsOnError).toBeUndefined();
  });

  it.each([
    "try { await work(c); } finally { if (c) c.release(); }",
    "try { await work(c); } finally { if (c.isOpen) c.release(); }",
    "try { await work(c); } finally { c?.release(); }",
  ])("is sure where the handle itself decides: `%s`", (body) => {
    expect(Object.keys(around(body))).toEqual(["closes"]);
  });

  it("notes tries, levels of isolation, and transactions that are open already", () => {
    expect(around("for (;;) { try { return await work(c); } catch { await wait(); } }").retries).toHaveLength(1);
    expect(around("return withRetry(async () => work(c));").retries).toHaveLength(1);
    const level = 'return db.$transaction(work, { isolationLevel: "Serializable" });';
    expect(around(level).isolation).toEqual(["serializable"]);
    expect(around('await c.query("BEGIN ISOLATION LEVEL REPEATABLE READ"); await work(c);').isolation).toEqual([
      "repeatable read",
    ]);
    expect(around("return work(tx ?? pool);").joins).toEqual(["tx ?? pool"]);
    expect(around("if (tx) return work(tx); await work(c); await c.commit();").joins).toEqual(["return work(tx);"]);
    expect(around("const open = store.getStore(); return work(open);").joins).toEqual(["store.getStore()"]);
  });

  it.each([
    "logger.end(); await work(c);",
    "res.end(); await work(c);",
    'socket.on("commit", done); await work(c);',
    "const ping = await pool.connect(); ping.release(); const c = open(); await work(c);",
    "try { await work(c); } catch (e) { c.release(); throw e; }",
  ])("leaves `%s` alone", (body) => {
    expect(around(body)).toEqual({});
  });

  it("takes an event that has the name of a statement for an event", () => {
    expect(around('bus.emit("commit"); await work(c);')).toEqual({ otherEffects: ["calls `bus.emit`"] });
  });
});
