import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../src/base/diagnostics/diagnostic.js";
import type { Fix } from "../../../src/base/edits/edit.js";
import type { Proof, Texts } from "../../../src/change/fix/proof.js";
import { applyInRounds, type RoundsRequest } from "../../../src/change/fix/rounds.js";

describe("applyInRounds", () => {
  it("applies overlapping fixes one round after the other, and says which waited for which", async () => {
    const result = await apply("old(old(1))", callsOf("old"));
    expect([...result.texts]).toEqual([["a.ts", "get(get(1))"]]);
    expect(result.rounds.map((round) => round.map(({ name }) => name))).toEqual([["a.ts:1:1"], ["a.ts:1:5"]]);
    expect(result.waited.map(({ group, winner }) => [group.name, winner.name])).toEqual([["a.ts:1:5", "a.ts:1:1"]]);
  });

  it("changes nothing where there is nothing to fix", async () => {
    const result = await apply("get(1)", callsOf("old"));
    expect(result).toEqual({ texts: new Map(), rounds: [], refused: [], waited: [] });
  });

  it("leaves a file as it was when its fixes keep coming", async () => {
    const result = await apply("", (text) => [finding(text.length, 0, 0, "x")], { mostRounds: 3 });
    expect(result.texts.size).toBe(0);
    expect(result.refused[0]?.reason).toBe("its fixes would not come to an end");
  });

  it("leaves a file as it was when two fixes undo each other", async () => {
    const result = await apply("a", (text) => [finding(0, 0, 1, text === "a" ? "b" : "a")]);
    expect(result.texts.size).toBe(0);
    expect(result.refused).toHaveLength(1);
  });

  it("leaves out what a proof refuses, in all rounds, and judges the rest again", async () => {
    const asked: string[][] = [];
    const proof: Proof = async ({ groups }) => {
      asked.push(groups.map(({ name }) => name));
      return groups.filter(({ name }) => name === "a.ts:1:8").map((group) => ({ group, reason: "it must not" }));
    };
    const result = await apply("old(1) old(2) old(3)", callsOf("old"), { proofs: [proof] });
    expect(result.texts.get("a.ts")).toBe("get(1) old(2) get(3)");
    expect(result.refused.map(({ group, reason }) => [group.name, reason])).toEqual([["a.ts:1:8", "it must not"]]);
    expect(asked).toEqual([
      ["a.ts:1:1", "a.ts:1:8", "a.ts:1:15"],
      ["a.ts:1:1", "a.ts:1:15"],
    ]);
  });

  it("lets a fix that waited have its turn when the winner is refused", async () => {
    const proof: Proof = async ({ groups }) =>
      groups.filter(({ name }) => name === "a.ts:1:1").map((group) => ({ group, reason: "it must not" }));
    const result = await apply("old(old(1))", callsOf("old"), { proofs: [proof] });
    expect(result.texts.get("a.ts")).toBe("old(get(1))");
  });

  it("asks about each group once, and applies what was chosen", async () => {
    const asked: string[][] = [];
    const result = await apply("old(old(1)) old(2)", callsOf("old"), {
      choose: async (groups) => {
        asked.push(groups.map(({ name }) => name));
        return groups.filter(({ name }) => name !== "a.ts:1:13");
      },
    });
    expect(result.texts.get("a.ts")).toBe("get(get(1)) old(2)");
    expect(asked).toEqual([["a.ts:1:1", "a.ts:1:5", "a.ts:1:13"]]);
  });

  it("names a finding by the place that it had before the first round", async () => {
    const longer = callsOf("old", "obtainTheHandle");
    const result = await apply("old(1)\nold(old(2))", longer);
    expect(result.rounds[1]?.map(({ name, line }) => [name, line])).toEqual([["a.ts:2:5", 2]]);
  });

  it("gives up no fix that a later round needs: what tidying removes is traced, too", async () => {
    const tidy = (_: Texts, after: Texts) =>
      [...after].flatMap(([file, text]) =>
        text.startsWith("import\n") ? [{ file, start: 0, end: "import\n".length, text: "" }] : [],
      );
    const result = await apply("import\nold(old(2))", callsOf("old"), { tidy });
    expect(result.texts.get("a.ts")).toBe("get(get(2))");
    expect(result.rounds[1]?.map(({ name }) => name)).toEqual(["a.ts:2:5"]);
  });
});

type Propose = (text: string) => readonly Diagnostic[];

function apply(text: string, propose: Propose, more: Partial<RoundsRequest> = {}) {
  return applyInRounds({
    originals: new Map([["a.ts", text]]),
    diagnose: async (changed) => propose(changed.get("a.ts") ?? text),
    isWanted: () => true,
    proofs: [],
    tidy: () => [],
    ...more,
  });
}

/** Replaces the name of each call; a call that holds another one takes its arguments with it, so that the two overlap. */
function callsOf(name: string, instead = "get"): Propose {
  return (text) =>
    [...text.matchAll(new RegExp(`${name}\\(`, "g"))].map(({ index }) => {
      const rest = text.slice(index);
      const end = index + (rest.startsWith(`${name}(${name}(`) ? rest.indexOf("))") + 2 : name.length);
      return finding(index, index, end, text.slice(index, end).replace(name, instead));
    });
}

function finding(at: number, start: number, end: number, text: string): Diagnostic {
  const fix: Fix = { title: text, applicability: "safe", edits: [{ file: "a.ts", start, end, text }] };
  const span = { file: "a.ts", start: at, end: at };
  return {
    rule: "legacy-accessor",
    severity: "error",
    span,
    message: "old",
    notes: [],
    symbol: "old",
    identity: { within: "", code: "" },
    fix,
  };
}
