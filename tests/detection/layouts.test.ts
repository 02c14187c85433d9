/** The labelled layouts, as `npm run detection` prints them: each is answered as its mark says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { analyse } from "../../src/judge/analysis/analyse.js";
import { memoryWorld } from "../support/memory-world.js";
import { type Answer, answerOf, describeAnswer, type Expected, judge, LANGUAGES, readLayouts } from "./layouts.mjs";

const LAYOUTS = readLayouts();

describe.each([...new Set(LAYOUTS.map(({ language, kind }) => `${language}: ${kind}`))])("%s", (name) => {
  const own = LAYOUTS.filter(({ language, kind }) => `${language}: ${kind}` === name);

  it.each(own.map((layout) => [layout.title, layout] as const))("%s", async (_, { files, expected, today }) => {
    const answer = answerOf(await analyse(memoryWorld(files), {}));
    // Another verdict than the mark `today` is progress or a regression: change the mark, and run `npm run detection -- --write`.
    expect(judge(expected, answer), describeAnswer(answer)).toBe(today);
  });
});

it("has the figures of the marks in figures.json", () => {
  const figures = JSON.parse(readFileSync(join(import.meta.dirname, "figures.json"), "utf8"));
  const marked = LANGUAGES.map((language) => {
    const own = LAYOUTS.filter((layout) => layout.language === language);
    const count = (verdict: string) => own.filter(({ today }) => today === verdict).length;
    return [language, { layouts: own.length, right: count("right"), wrong: count("wrong"), silent: count("silent") }];
  });
  expect(figures).toEqual(Object.fromEntries(marked));
});

describe("an answer", () => {
  const accessor: Expected = { accessors: ["db.ts#getDb"], also: ["db.ts#pool"], undecided: [] };
  const two: Expected = { accessors: ["a.ts#db", "b.ts#cache"], also: [], undecided: [] };
  const none: Expected = { accessors: [], also: [], undecided: [], none: "each file has its own client" };
  const undecided: Expected = { accessors: [], also: [], undecided: ["a.ts#db", "b.ts#db"] };
  const gives = (accessors: readonly string[], candidates: readonly string[] = []): Answer => ({
    accessors,
    candidates,
  });

  it.each([
    ["the accessor", accessor, gives(["db.ts#getDb"]), "right"],
    ["a second best one", accessor, gives(["db.ts#pool"]), "right"],
    ["another one beside it", accessor, gives(["db.ts#getDb", "old.ts#db"]), "wrong"],
    ["candidates for it", accessor, gives([], ["db.ts#getDb"]), "silent"],
    ["one of two databases", two, gives(["a.ts#db"]), "silent"],
    ["anything where there is nothing", none, gives(["db.ts#getDb"]), "wrong"],
    ["candidates where there is nothing", none, gives([], ["db.ts#getDb"]), "right"],
    ["one of two rivals", undecided, gives(["a.ts#db"]), "wrong"],
    ["both rivals", undecided, gives([], ["b.ts#db", "a.ts#db"]), "right"],
    ["neither rival", undecided, gives([]), "silent"],
  ])("that gives %s", (_, expected, answer, verdict) => {
    expect(judge(expected, answer)).toBe(verdict);
  });
});
