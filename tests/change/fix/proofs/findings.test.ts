import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../../src/base/diagnostics/diagnostic.js";
import type { Edit } from "../../../../src/base/edits/edit.js";
import type { Texts } from "../../../../src/change/fix/proof.js";
import { findingsProof } from "../../../../src/change/fix/proofs/findings.js";
import { candidateOf } from "./batch.js";

const TEXTS = { "a.ts": "old one; old two;", "b.ts": "old three;" };
const OLD = /old|worse|next/g;

describe("findingsProof", () => {
  it("lets fixes pass whose findings are gone", async () => {
    expect(await refused({ one: [edit("a.ts", 0, "new")], three: [edit("b.ts", 0, "new")] })).toEqual({});
  });

  it("refuses a fix after which its place is reported again", async () => {
    const fixes = { one: [edit("a.ts", 0, "new")], two: [edit("a.ts", 9, "old")] };
    expect(await refused(fixes)).toEqual({
      two: "it was applied, and `legacy-accessor` reports the same place again",
    });
  });

  it("refuses the fix that brings a finding about, and lets the others stand", async () => {
    const fixes = { one: [edit("a.ts", 0, "new")], two: [edit("a.ts", 9, "(worse)")] };
    expect(await refused(fixes)).toEqual({
      two: "it would cause a new finding, `misused-accessor` in a.ts: worse",
    });
  });

  it("tells of each fix the finding that it brings about itself", async () => {
    const fixes = { one: [edit("a.ts", 0, "(worse)")], three: [edit("b.ts", 0, "(worse)")] };
    expect(await refused(fixes)).toEqual({
      one: "it would cause a new finding, `misused-accessor` in a.ts: worse",
      three: "it would cause a new finding, `misused-accessor` in b.ts: worse",
    });
  });

  it("finds the fix that makes a finding in a file that none of them edits", async () => {
    const fixes = { one: [edit("a.ts", 0, "new")], two: [edit("a.ts", 9, "break")] };
    const { two, ...others } = await refused(fixes, (texts) =>
      texts.get("a.ts")?.includes("break") ? [finding("missing-export", "c.ts", 0, "gone")] : [],
    );
    expect(two).toBe("it would cause a new finding, `missing-export` in c.ts: gone");
    expect(others).toEqual({});
  });

  it("leaves a new finding to the next round, which fixes it", async () => {
    expect(await refused({ one: [edit("a.ts", 0, "(next)")] })).toEqual({});
  });

  it("leaves findings alone that were there before, wherever the edits have moved them", async () => {
    expect(await refused({ one: [edit("a.ts", 0, "a much longer new text")] })).toEqual({});
  });
});

type More = (texts: Texts) => readonly Diagnostic[];

async function refused(fixes: Readonly<Record<string, readonly Edit[]>>, more: More = () => []) {
  const diagnose = async (changed: Texts): Promise<readonly Diagnostic[]> => {
    const texts = new Map([...Object.entries(TEXTS), ...changed]);
    return [...[...texts].flatMap(([file, text]) => findings(file, text)), ...more(texts)];
  };
  const proof = findingsProof({ diagnose, isFixed: ({ message }) => message === "next" });
  const found = await diagnose(new Map());
  const batch = candidateOf(TEXTS, fixes);
  const groups = batch.groups.map((group) => {
    const own = found.find(({ span }) => isAt(span, group.fix.edits[0])) ?? group.finding;
    return { ...group, finding: own, diagnostic: own };
  });
  const refusals = await proof({ ...batch, groups });
  return Object.fromEntries(refusals.map(({ group, reason }) => [group.name, reason]));
}

function isAt(span: Diagnostic["span"], place: Edit | undefined): boolean {
  return span.file === place?.file && span.start === place.start;
}

function findings(file: string, text: string): readonly Diagnostic[] {
  return [...text.matchAll(OLD)].map(({ index, 0: word }) =>
    finding(word === "old" ? "legacy-accessor" : "misused-accessor", file, index, word),
  );
}

function finding(rule: string, file: string, start: number, message: string): Diagnostic {
  return {
    rule,
    severity: "error",
    span: { file, start, end: start },
    message,
    notes: [],
    symbol: message,
    identity: { within: "", code: "" },
  };
}

function edit(file: string, start: number, text: string): Edit {
  return { file, start, end: start + "old".length, text };
}
