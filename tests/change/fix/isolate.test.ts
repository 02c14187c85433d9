import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Isolated, isolate } from "../../../src/change/fix/isolate.js";

const ENOUGH = { mostTests: 10_000 };

describe("isolating what makes a test fail", () => {
  test("keeps everything after one test where everything passes", async () => {
    expect(await isolate([1, 2, 3], async () => true, ENOUGH)).toEqual(isolated({ kept: [1, 2, 3], tests: 1 }));
  });

  test("tests nothing where there is nothing", async () => {
    expect(await isolate([], async () => false, ENOUGH)).toEqual(isolated({ tests: 0 }));
  });

  test("names a single culprit and keeps all others", async () => {
    const { kept, culprits } = await isolate(upTo(8), without([5]), ENOUGH);
    expect({ kept, culprits }).toEqual({ kept: [0, 1, 2, 3, 4, 6, 7], culprits: [[5]] });
  });

  test("names both of a pair and keeps the earlier one, which wins against the later", async () => {
    const { kept, culprits } = await isolate(upTo(8), without([1, 6]), ENOUGH);
    expect({ kept, culprits }).toEqual({ kept: [0, 1, 2, 3, 4, 5, 7], culprits: [[1, 6]] });
  });

  test("takes the one that two pairs have in common, so that the others stay", async () => {
    const { kept, culprits } = await isolate(upTo(8), without([1, 6], [1, 3], [1, 4]), ENOUGH);
    expect(kept).toEqual([0, 2, 3, 4, 5, 6, 7]);
    expect(culprits).toContainEqual([1, 6]);
  });

  test("keeps what fails only in the absence of another", async () => {
    const passes = async (subset: readonly number[]) =>
      !subset.includes(5) && (!subset.includes(2) || subset.includes(3));
    const { kept } = await isolate(upTo(8), passes, ENOUGH);
    expect(kept).toEqual([0, 1, 2, 3, 4, 6, 7]);
  });

  test("keeps nothing where every item fails", async () => {
    const { kept, culprits, unjudged } = await isolate([1, 2, 3], async (subset) => subset.length === 0, ENOUGH);
    expect({ kept, unjudged, named: culprits.flat().sort() }).toEqual({ kept: [], unjudged: [], named: [1, 2, 3] });
  });

  test("keeps the largest set that passed, and says what was not judged, where it may test no more", async () => {
    const { kept, culprits, unjudged, tests } = await isolate(upTo(8), without([0], [7]), { mostTests: 8 });
    expect({ kept, culprits, tests }).toEqual({ kept: [1, 2, 3], culprits: [[0]], tests: 8 });
    expect(unjudged).toEqual([4, 5, 6, 7]);
  });

  test("asks before each test whether its time is over", async () => {
    let asked = 0;
    const isOver = () => asked++ >= 3;
    expect((await isolate(upTo(8), without([0]), { mostTests: 100, isOver })).tests).toBe(3);
  });

  test("hands on what the test itself throws", async () => {
    const broken = async () => {
      throw new Error("no such shell");
    };
    await expect(isolate([1], broken, ENOUGH)).rejects.toThrow("no such shell");
  });
});

describe("isolating random culprits", () => {
  const problems = fc.integer({ min: 1, max: 60 }).chain((size) =>
    fc.record({
      size: fc.constant(size),
      culprits: fc.array(fc.uniqueArray(fc.nat(size - 1), { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
    }),
  );

  test("keeps a set that passes and every item that is in no culprit, within ddmin's bound", async () => {
    await fc.assert(
      fc.asyncProperty(problems, async ({ size, culprits }) => {
        const passes = without(...culprits);
        const result = await isolate(upTo(size), passes, ENOUGH);
        expect(await passes(result.kept)).toBe(true);
        expect(result.unjudged).toEqual([]);
        const good = upTo(size).filter((item) => !culprits.flat().includes(item));
        expect(result.kept).toEqual(expect.arrayContaining(good));
        // One search for each culprit, each at most n² + 3n; one test of what is left after it; one for all together.
        expect(result.tests).toBeLessThanOrEqual(result.culprits.length * (size ** 2 + 3 * size + 2) + 1);
      }),
    );
  });

  test("names sets that fail and of which no item can be spared", async () => {
    await fc.assert(
      fc.asyncProperty(problems, async ({ size, culprits }) => {
        const passes = without(...culprits);
        for (const found of (await isolate(upTo(size), passes, ENOUGH)).culprits) {
          expect(await passes(found)).toBe(false);
          for (const item of found) expect(await passes(found.filter((each) => each !== item))).toBe(true);
        }
      }),
    );
  });

  test("finds single culprits in about two tests for each halving", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(63), { minLength: 1, maxLength: 5 }), async (singles) => {
        const { kept, tests } = await isolate(upTo(64), without(...singles.map((item) => [item])), ENOUGH);
        expect(kept).toHaveLength(64 - singles.length);
        expect(tests).toBeLessThanOrEqual(singles.length * (2 * Math.log2(64) + 2) + 1);
      }),
    );
  });

  test("never keeps a set that has not passed, whatever the test says and however few tests it may make", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.nat(60), fc.nat(), async (size, mostTests, seed) => {
        const passes = async (subset: readonly number[]) =>
          subset.length === 0 || hash(`${seed} ${subset.join()}`) % 3 === 0;
        const asked = new Set<string>();
        const { kept, tests } = await isolate(
          upTo(size),
          async (subset) => {
            expect(asked.has(subset.join())).toBe(false);
            asked.add(subset.join());
            return passes(subset);
          },
          { mostTests },
        );
        expect(await passes(kept)).toBe(true);
        expect(tests).toBe(asked.size);
        expect(tests).toBeLessThanOrEqual(mostTests);
      }),
    );
  });
});

/** Fails where all items of any culprit are there. */
function without(...culprits: readonly (readonly number[])[]) {
  return async (subset: readonly number[]): Promise<boolean> =>
    !culprits.some((culprit) => culprit.every((item) => subset.includes(item)));
}

function upTo(size: number): readonly number[] {
  return Array.from({ length: size }, (_, index) => index);
}

function isolated(parts: Partial<Isolated<number>>): Isolated<number> {
  return { kept: [], culprits: [], unjudged: [], tests: 0, ...parts };
}

function hash(text: string): number {
  let value = 2_166_136_261;
  for (const each of text) value = Math.imul(value ^ (each.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return value;
}
