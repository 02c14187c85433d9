/** The swap: one finding fixed and another brought in. As many as before, and never let through. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { BASELINE_FILE } from "../../../src/judge/baseline/read.js";
import { accept } from "../../../src/judge/baseline/update.js";
import { check } from "../../../src/judge/check/check.js";
import { INCIDENT } from "../../support/incident.js";
import type { MemoryFiles } from "../../support/memory-world.js";
import { memoryWorld } from "../../support/memory-world.js";

/** A statement with a finding: the function that it stands in, and what it does. */
interface Place {
  readonly within: number;
  readonly argument: number;
}

interface Dialect {
  readonly file: string;
  readonly others: MemoryFiles;
  readonly write: (places: readonly Place[]) => string;
}

const TYPESCRIPT: Dialect = {
  file: "src/health.ts",
  others: INCIDENT,
  write: (places) =>
    [
      'import { DatabaseManager } from "./db/database-manager.js";',
      ...byFunction(places, (name, bodies) => [
        `export async function ${name}() {`,
        ...bodies.map((argument) => `  await DatabaseManager.getAsyncSession(${argument});`),
        "}",
      ]),
    ].join("\n"),
};

const PYTHON: Dialect = {
  file: "app/health.py",
  others: {
    "app/__init__.py": "",
    "app/database.py": `from contextlib import asynccontextmanager
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

engine = create_async_engine("postgresql+asyncpg://localhost")
sessions = async_sessionmaker(engine)


@asynccontextmanager
async def get_db():
    async with sessions() as session:
        yield session


class DatabaseManager:
    @staticmethod
    def get_session():
        return get_db()
`,
  },
  write: (places) =>
    [
      "from app.database import DatabaseManager",
      ...byFunction(places, (name, bodies) => [
        `async def ${name}():`,
        ...bodies.map((argument) => `    await DatabaseManager.get_async_session(${argument})`),
        "    pass",
      ]),
    ].join("\n"),
};

function byFunction(places: readonly Place[], write: (name: string, bodies: readonly number[]) => readonly string[]) {
  return [0, 1, 2].flatMap((within) =>
    write(
      `part_${within}`,
      places.filter((place) => place.within === within).map(({ argument }) => argument),
    ),
  );
}

const PLACE = fc.record({ within: fc.nat(2), argument: fc.nat(3) });

it.each([
  ["TypeScript", TYPESCRIPT],
  ["Python", PYTHON],
])(
  "is caught every time in %s",
  async (_, { file, others, write }) => {
    const judge = (places: readonly Place[], baseline: MemoryFiles = {}) =>
      check(memoryWorld({ ...others, [file]: write(places), ...baseline }), { rules: ["missing-member"] });
    const swap = fc.record({ places: fc.array(PLACE, { minLength: 1, maxLength: 8 }), index: fc.nat(), added: PLACE });
    await fc.assert(
      fc.asyncProperty(swap, async ({ places, index, added }) => {
        const fixed = places[index % places.length];
        fc.pre(fixed !== undefined && (fixed.within !== added.within || fixed.argument !== added.argument));
        const before = await judge(places);
        expect(before.report.diagnostics).toHaveLength(places.length);
        const baseline = { [BASELINE_FILE]: accept(before.report.diagnostics) };
        const swapped = [...places.filter((place) => place !== fixed), added];
        const after = await judge(swapped, baseline);
        const fresh = after.report.diagnostics.filter(({ rule }) => rule === "missing-member");
        expect([after.report.known.length, fresh.length]).toEqual([places.length - 1, 1]);
        const shuffled = await judge([...places].reverse(), baseline);
        expect(shuffled.report.diagnostics).toEqual([]);
      }),
      { numRuns: 60 },
    );
  },
  60_000,
);
