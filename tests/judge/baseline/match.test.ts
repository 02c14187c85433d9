import { expect, test } from "vitest";
import type { Diagnostic } from "../../../src/base/diagnostics/diagnostic.js";
import { type BaselineEntry, entryOf } from "../../../src/judge/baseline/entry.js";
import { matchEntries } from "../../../src/judge/baseline/match.js";

function finding(file: string, code: string, within = ""): Diagnostic {
  return {
    rule: "direct-client",
    severity: "error",
    span: { file, start: 0, end: 1 },
    message: "",
    notes: [],
    symbol: "new Pool",
    identity: { within, code },
  };
}

function match(accepted: readonly Diagnostic[], found: readonly Diagnostic[], gone: readonly string[] = []) {
  const isGone = ({ path }: BaselineEntry) => gone.includes(path);
  const { known, fresh, remaining } = matchEntries(accepted.map(entryOf), found, isGone);
  return {
    known: known.length,
    fresh: fresh.map(({ span }) => span.file),
    remaining: remaining.map(({ path }) => path),
  };
}

test("a finding that was accepted is known", () => {
  expect(match([finding("a.ts", "x")], [finding("a.ts", "x")])).toEqual({ known: 1, fresh: [], remaining: [] });
});

test("equal findings count one by one: one more than was accepted is new", () => {
  const three = [finding("a.ts", "x"), finding("a.ts", "x"), finding("a.ts", "x")];
  expect(match(three.slice(1), three)).toEqual({ known: 2, fresh: ["a.ts"], remaining: [] });
  expect(match(three, three.slice(1))).toEqual({ known: 2, fresh: [], remaining: ["a.ts"] });
});

test("a finding whose file was renamed is known", () => {
  expect(match([finding("a.ts", "x")], [finding("b.ts", "x")], ["a.ts"])).toEqual({
    known: 1,
    fresh: [],
    remaining: [],
  });
});

test("a finding like one that was fixed elsewhere is new", () => {
  expect(match([finding("a.ts", "x")], [finding("b.ts", "x")])).toEqual({
    known: 0,
    fresh: ["b.ts"],
    remaining: ["a.ts"],
  });
});

test("of two equal findings the one that stands where it was accepted is known", () => {
  const found = [finding("a.ts", "x"), finding("b.ts", "x")];
  expect(match([finding("b.ts", "x")], found)).toEqual({ known: 1, fresh: ["a.ts"], remaining: [] });
});

test("the same code in another definition, or other code in the same, is new", () => {
  const accepted = [finding("a.ts", "x", "one")];
  expect(match(accepted, [finding("a.ts", "x", "two")])).toMatchObject({ known: 0, remaining: ["a.ts"] });
  expect(match(accepted, [finding("a.ts", "y", "one")])).toMatchObject({ known: 0, remaining: ["a.ts"] });
});
