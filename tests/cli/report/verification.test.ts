import { describe, expect, it } from "vitest";
import type { Verification } from "../../../src/change/fix/proofs/command.js";
import { paletteFor } from "../../../src/cli/report/palette.js";
import { jsonVerification, verificationBlocks } from "../../../src/cli/report/verification.js";
import { candidateOf } from "../../change/fix/proofs/batch.js";

const { groups } = candidateOf({ "a.ts": "ab" }, { "a.ts:1:1": [], "b.ts:2:3": [] });
const [one, two] = groups;
const PASSED: Verification = {
  command: "npm test",
  runs: 2,
  mostRuns: 200,
  isFlaky: false,
  culprits: [],
  unjudged: [],
};

describe("what a command taught", () => {
  it("is one line where it passes", () => {
    expect(text(PASSED)).toBe("verified by 2 runs of `npm test` in a copy of the project");
  });

  it("is nothing where nothing was run", () => {
    expect(text({ ...PASSED, runs: 0 })).toBe("");
  });

  it("names the fixes that break it, alone or together, with the end of what it printed", () => {
    const culprits = [
      { groups: one ? [one] : [], lastLines: ["1 failed", "expected 1"], timedOut: false, onTop: false },
      { groups, lastLines: [], timedOut: true, onTop: false },
    ];
    expect(text({ ...PASSED, culprits })).toBe(
      [
        "a.ts:1:1  `npm test` fails with it",
        "  | 1 failed",
        "  | expected 1",
        "a.ts:1:1 together with b.ts:2:3  `npm test` does not end with them",
        "verified by 2 runs of `npm test` in a copy of the project",
      ].join("\n"),
    );
  });

  it("says that the command is flaky, and what was not judged", () => {
    expect(text({ ...PASSED, isFlaky: true, unjudged: two ? [two] : [] })).toBe(
      "verified by 2 runs of `npm test` in a copy of the project; it is flaky, and what was kept passed twice; 1 fix not judged within 200 runs",
    );
  });

  it("shows no control characters of the command's output", () => {
    const culprits = [{ groups: [], lastLines: ["\u001b[31mred"], timedOut: false, onTop: false }];
    expect(text({ ...PASSED, culprits })).not.toContain("\u001b");
  });

  it("is data for programs", () => {
    const culprits = [{ groups, lastLines: ["1 failed"], timedOut: false, onTop: false }];
    expect(jsonVerification({ ...PASSED, culprits })).toEqual({
      command: "npm test",
      runs: 2,
      flaky: false,
      culprits: [{ groups: ["a.ts:1:1", "b.ts:2:3"], timedOut: false, lastLines: ["1 failed"] }],
      unjudged: [],
    });
  });
});

function text(verification: Verification): string {
  return verificationBlocks(verification, paletteFor(false)).flat().join("\n");
}
