import { describe, expect, it } from "vitest";
import type { Fix } from "../../src/edits/edit.js";
import { applyInRounds } from "../../src/edits/rounds.js";

type Texts = ReadonlyMap<string, string>;

describe("applyInRounds", () => {
  it("applies overlapping fixes one round after the other", async () => {
    const result = await applyInRounds(new Map([["a.ts", "old(old(1))"]]), async (texts) => callsOf("old", texts));
    expect([...result.texts]).toEqual([["a.ts", "get(get(1))"]]);
    expect(result.rounds.map((round) => round.length)).toEqual([1, 1]);
    expect(result).toMatchObject({ left: [], settled: true });
  });

  it("changes nothing where there is nothing to fix", async () => {
    const result = await applyInRounds(new Map([["a.ts", "get(1)"]]), async (texts) => callsOf("old", texts));
    expect(result).toEqual({ texts: new Map(), rounds: [], left: [], settled: true });
  });

  it("stops at the bound when fixes keep coming", async () => {
    const grow = async (): Promise<Fix[]> => [fix(0, 0, "x")];
    const result = await applyInRounds(new Map([["a.ts", ""]]), grow, 3);
    expect(result.texts.get("a.ts")).toBe("xxx");
    expect(result.settled).toBe(false);
  });

  it("stops when two fixes undo each other", async () => {
    const swap = async (texts: Texts): Promise<Fix[]> => [fix(0, 1, texts.get("a.ts") === "a" ? "b" : "a")];
    const result = await applyInRounds(new Map([["a.ts", "a"]]), swap);
    expect(result.texts.get("a.ts")).toBe("b");
    expect(result.settled).toBe(false);
  });
});

/** Replaces each call of the function with all its arguments, so that a call inside another overlaps it. */
function callsOf(name: string, texts: Texts): Fix[] {
  const text = texts.get("a.ts") ?? "";
  return [...text.matchAll(new RegExp(`${name}\\(`, "g"))].map((match) => {
    const end = text.indexOf("))") + 2;
    return fix(match.index, end, text.slice(match.index, end).replace(name, "get"));
  });
}

function fix(start: number, end: number, text: string): Fix {
  return { title: text, applicability: "safe", edits: [{ file: "a.ts", start, end, text }] };
}
