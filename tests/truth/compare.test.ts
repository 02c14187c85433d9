/** What `npm run truth` counts as found, missed and false; the compilers themselves are not started. */
import { describe, expect, it } from "vitest";
// @ts-expect-error a script of its own, without types
import { compare, isWritten, newReports, shortfalls, summarise } from "./compare.mjs";

const at = (file: string, line: number, kind = "TS2339") => ({ file, line, kind, message: "" });

describe("new reports", () => {
  it("are those that were not on their line before", () => {
    const old = at("a.ts", 1);
    expect(newReports([old], [old, at("a.ts", 2), at("b.ts", 1)])).toEqual([at("a.ts", 2), at("b.ts", 1)]);
  });

  it("are told apart on a line by what they say, and counted where they say the same", () => {
    const other = at("a.ts", 1, "TS2305");
    expect(newReports([at("a.ts", 1)], [at("a.ts", 1), at("a.ts", 1), other])).toEqual([at("a.ts", 1), other]);
  });
});

describe("the comparison", () => {
  it("finds a place that both report, whatever the two say of it, and however often", () => {
    const compiler = [at("a.ts", 3), at("a.ts", 3, "TS2305")];
    expect(compare({ compiler, before: [], after: [at("a.ts", 3, "missing-member")] })).toEqual({
      places: ["a.ts:3"],
      missed: [],
      extra: [],
    });
  });

  it("finds a place that db-ssot reported before the fault for a reason of its own", () => {
    const reported = [at("a.ts", 3, "missing-member")];
    expect(compare({ compiler: [at("a.ts", 3)], before: reported, after: reported }).missed).toEqual([]);
  });

  it("misses what only the compiler reports, and has too much of what db-ssot alone reports newly", () => {
    const [old, added] = [at("b.ts", 1, "missing-export"), at("b.ts", 3, "missing-export")];
    expect(compare({ compiler: [at("a.ts", 3)], before: [old], after: [old, added] })).toEqual({
      places: ["a.ts:3"],
      missed: [at("a.ts", 3)],
      extra: [added],
    });
  });

  it("takes no assignment for a use of what is not there", () => {
    expect([" = 1", "=x", " ??= 1", " ||= 1"].map(isWritten)).toEqual([true, true, true, true]);
    expect([" == 1", " => 1", "()", ".x = 1", ""].map(isWritten)).toEqual([false, false, false, false, false]);
  });
});

describe("the summary", () => {
  const good = { places: ["a.ts:1", "a.ts:2", "a.ts:3"], missed: [], wrong: [], unseen: [] };
  const bad = { places: ["b.ts:1"], missed: [at("b.ts", 1)], wrong: [at("b.ts", 2)], unseen: [at("b.ts", 4)] };

  it("adds up places, and gives the share that was found", () => {
    expect(summarise([good, bad])).toEqual({
      faults: 2,
      places: 4,
      found: 3,
      recall: 0.75,
      missed: 1,
      wrong: 1,
      unseen: 1,
    });
  });

  it("has found everything where there was nothing to find", () => {
    expect(summarise([])).toMatchObject({ faults: 0, places: 0, recall: 1 });
  });

  it("falls short of figures that are better, and only of these", () => {
    const figures = { faults: 2, places: 4, missed: 1, wrong: 1 };
    expect(shortfalls(summarise([good, bad]), figures)).toEqual([]);
    expect(shortfalls(summarise([good]), { ...figures, places: 3 })).toEqual(["1 faults planted instead of 2"]);
    expect(shortfalls(summarise([good, bad]), { faults: 3, places: 5, missed: 0, wrong: 0 })).toEqual([
      "2 faults planted instead of 3",
      "4 compiler errors instead of 5",
      "1 missed instead of 0",
      "1 false errors instead of 0",
    ]);
  });
});
