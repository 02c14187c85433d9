import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { json } from "../../../src/cli/report/json.js";
import { lineSchema } from "../../../src/cli/report/json.schema.js";
import { jsonl } from "../../../src/cli/report/jsonl.js";
import { anyReport, contextOfAny } from "./any-report.js";
import { accepted, clean, contextOf } from "./sample.js";

const isLine = new Ajv({ strictTypes: true }).compile(lineSchema);

describe("jsonl", () => {
  it("gives a line per problem and finding, and the numbers last", () => {
    const text = jsonl.render(accepted, contextOf());
    expect(linesOf(text).map(({ type, rule, kind }) => [type, rule ?? kind])).toEqual([
      ["problem", "syntax"],
      ["problem", "unreadable"],
      ["diagnostic", "missing-member"],
      ["suppressed", undefined],
      ["known", "direct-manager"],
      ["summary", undefined],
    ]);
    expect(linesOf(text).at(-1)).toMatchObject({ version: 1, summary: { errors: 1, suppressed: 1, known: 1 } });
  });

  it("says in each line what json says in its list", () => {
    const { diagnostics, problems, suppressed, known } = JSON.parse(json.render(accepted, contextOf()));
    const told = linesOf(jsonl.render(accepted, contextOf())).slice(0, -1);
    expect(told.map(({ type: _, ...line }) => line)).toEqual([...problems, ...diagnostics, ...suppressed, ...known]);
  });

  it("gives the numbers alone where there is nothing to report", () => {
    expect(linesOf(jsonl.render(clean, contextOf()))).toMatchObject([{ type: "summary", summary: { errors: 0 } }]);
  });

  it("gives any report in lines as their schema says", () => {
    fc.assert(
      fc.property(anyReport, (any) => {
        for (const line of linesOf(jsonl.render(any.report, contextOfAny(any)))) {
          isLine(line);
          expect(isLine.errors).toBeNull();
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("has a schema that refuses a line of no type, and one with a key that nobody knows", () => {
    const [first] = linesOf(jsonl.render(accepted, contextOf()));
    expect([isLine(first), isLine({ ...first, type: "note" }), isLine({ ...first, extra: 1 })]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

function linesOf(text: string): readonly Record<string, unknown>[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}
