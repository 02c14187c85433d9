/** Definitions that lead to one another in many ways are each worked out once: what doubles in size must not double in ways. */
import { expect, it } from "vitest";
import { check } from "../../../src/judge/check/check.js";
import { memoryWorld } from "../../support/memory-world.js";

const COUNT = 24;

const numbers = Array.from({ length: COUNT }, (_, index) => index);

/** A line for each pair of two different numbers. */
function pairs(line: (one: number, other: number) => string): string {
  return numbers.flatMap((one) => numbers.filter((other) => other !== one).map((other) => line(one, other))).join("");
}

function others(of: number, line: (other: number) => string): string {
  return numbers
    .filter((other) => other !== of)
    .map(line)
    .join("");
}

const DATABASE =
  "from sqlalchemy import create_engine\n\nengine = create_engine(url)\n\n\ndef get_db():\n    return engine.connect()\n\n\n";

const IN_ONE_MODULE: readonly (readonly [string, string])[] = [
  [
    "functions",
    numbers
      .map((one) => `def f${one}(a):\n    return engine\n${others(one, (other) => `    return f${other}(a)\n`)}`)
      .join(""),
  ],
  [
    "methods",
    `class DatabaseManager:\n${numbers
      .map((one) => `    def f${one}(self):\n${others(one, (other) => `        return self.f${other}()\n`)}`)
      .join("")}`,
  ],
  [
    "names",
    `${numbers.map((one) => `b${one} = get_db\n`).join("")}${pairs((one, other) => `b${one} = b${other}()\n`)}`,
  ],
  [
    "fields",
    `class DatabaseManager:\n    def __init__(self):\n${pairs((one, other) => `        self.a${one} = self.a${other}.a${(one + other) % COUNT}\n`)}`,
  ],
  [
    "bases",
    numbers
      .map((one) => `class DatabaseManager${one}(${others(one, (other) => `DatabaseManager${other}, `)}):\n    pass\n`)
      .join(""),
  ],
  [
    "dictionaries",
    `${numbers.map((one) => `d${one} = {}\n`).join("")}${pairs((one, other) => `d${one}["k"] = d${other}["k"]\n`)}`,
  ],
];

it.each(IN_ONE_MODULE)("%s", async (_what, text) => {
  const user = "from shop.db import get_db\n\ndb = get_db()\n";
  const { report } = await check(memoryWorld({ "shop/db.py": DATABASE + text, "shop/user.py": user }));
  expect(report.statistics.parsed).toBe(2);
});

it("modules that import all of each other", async () => {
  const modules = numbers.map((one) => [
    `shop/m${one}.py`,
    `${others(one, (other) => `from shop.m${other} import *\n`)}from shop.db import get_db as get_${one}\n`,
  ]);
  const { report } = await check(memoryWorld({ "shop/db.py": DATABASE, ...Object.fromEntries(modules) }));
  expect(report.statistics.parsed).toBe(COUNT + 1);
});
