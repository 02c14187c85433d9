/** Members that Python code puts on things from outside. */
import { describe, expect, it } from "vitest";
import { read } from "../places.js";

function added(...lines: readonly string[]) {
  const { facts, shown } = read("import app.db as db", "from app.db import Manager, manager", ...lines);
  return facts.augmentations.map(({ target, name, value }) => `${shown(target)}.${name ?? "*"} = ${shown(value)}`);
}

describe("members put on from outside", () => {
  it.each([
    ["Manager.reset = manager", ["Manager.reset = manager"]],
    ["manager.x: int = 1", ["manager.x = literal"]],
    ["manager.a = Manager.b = 1", ["manager.a = literal", "Manager.b = literal"]],
    ["manager.a, (Manager.b, c) = 1, (2, 3)", ["manager.a", "Manager.b"]],
    ["db.get_db = manager", ["db.get_db = manager"]],
    ['setattr(Manager, "x", manager)', ["Manager.x = manager"]],
    ["setattr(Manager, name, manager)", ["Manager.* = manager"]],
    ["Manager.__dict__.update(x=1)", ["Manager.* = unknown"]],
    ["vars(db).update(x=1)", ["db.* = unknown"]],
    ['manager.__dict__["x"] = manager', ["manager.x = manager"]],
    ["vars(db)[name] = manager", ["db.* = manager"]],
    ["with manager.open() as db.session: pass", ["db.session = entered manager.open()"]],
    ["class A:\n    def f(self):\n        self.pool.x = 1", ["self.pool.x = literal"]],
  ])("are read from `%s`", (code, expected) => {
    const found = added(...code.split("\n"));
    expect(found).toHaveLength(expected.length);
    for (const [index, each] of expected.entries()) expect(found[index]).toContain(each);
  });

  it.each([
    "class A:\n    def f(self):\n        self.x = 1\n        setattr(self, name, 1)",
    "class A:\n    @classmethod\n    def f(cls):\n        cls.x = 1",
    'with patch.object(Manager, "open") as x: pass',
    'monkeypatch.setattr(Manager, "open", manager)',
    "Manager.count += 1",
    "manager: Manager = 1",
    "manager[0] = 1",
    "del Manager.x",
    '"".x = 1',
  ])("are not read from `%s`", (code) => expect(added(...code.split("\n"))).toEqual([]));
});
