/** Every report that the fixtures give is one in the formats that have a schema, and offers the same fixes in each. */
import { rdformatSchema } from "@umbrelladocs/rdformat-validator";
import { Ajv } from "ajv";
import { parse } from "parse5";
import { expect, it } from "vitest";
import { applyToFiles } from "../../../src/base/edits/apply.js";
import { Lines } from "../../../src/base/text/lines.js";
import { planFixes } from "../../../src/change/rewrite/fixes.js";
import { html } from "../../../src/cli/report/html/html.js";
import { json } from "../../../src/cli/report/json.js";
import { reportSchema } from "../../../src/cli/report/json.schema.js";
import { rdjson } from "../../../src/cli/report/rdjson.js";
import { sarif } from "../../../src/cli/report/sarif/sarif.js";
import { check } from "../../../src/judge/check/check.js";
import { RULES } from "../../../src/judge/rules/index.js";
import { readFixtures } from "../../support/fixture.js";
import { memoryWorld } from "../../support/memory-world.js";
import { contextOf } from "./sample.js";
import { sarifFaults } from "./sarif/schema.js";

const isReport = new Ajv({ strictTypes: true }).compile(reportSchema);
const isResult = new Ajv().compile(rdformatSchema);

const FIXTURES = RULES.flatMap(({ id }) => readFixtures(id)).map(
  (each) => [`${each.rule}/${each.name}`, each] as const,
);

it.each(FIXTURES)("%s: in every format as its schema says, with the same fixes", async (_name, { files }) => {
  const { report, analysis } = planFixes(await check(memoryWorld(files)));
  const { texts } = analysis.gathered;
  const context = contextOf({ texts: (file) => texts.get(file) });
  const log = sarif.render(report, context);
  const remarks = rdjson.render(report, context);

  isReport(JSON.parse(json.render(report, context)));
  isResult(JSON.parse(remarks));
  expect([sarifFaults(log), isReport.errors, isResult.errors]).toEqual([[], null, null]);
  parse(html.render(report, context), {
    onParseError: ({ code, startLine }) => expect.unreachable(`${code} in line ${startLine}`),
  });

  const applied = report.diagnostics.filter(({ fix }) => fix !== undefined && fix.applicability !== "suggestion");
  const expected = applied.map(({ fix }) => Object.fromEntries(applyToFiles(texts, fix?.edits ?? [])));
  expect(fixesOfSarif(log, texts)).toEqual(expected);
  for (const fixed of suggestionsOfRdjson(remarks, texts)) expect(expected).toContainEqual(fixed);
});

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The files of each fix as they are with it, found by nothing but what the report says. */
function fixesOfSarif(log: string, texts: ReadonlyMap<string, string>): readonly object[] {
  const results: readonly { fixes?: readonly SarifFix[] }[] = JSON.parse(log).runs[0].results;
  return results.flatMap(({ fixes = [] }) =>
    fixes.map(({ artifactChanges }) =>
      Object.fromEntries(
        artifactChanges.map(({ artifactLocation, replacements }) => {
          const file = decodeURIComponent(artifactLocation.uri);
          const text = texts.get(file) ?? "";
          const edits = replacements.map(({ deletedRegion: region, insertedContent }) => ({
            start: offsetOf(text, region.startLine, region.startColumn),
            end: offsetOf(text, region.endLine, region.endColumn),
            text: insertedContent.text,
          }));
          return [file, replaced(text, edits)];
        }),
      ),
    ),
  );
}

interface SarifFix {
  readonly artifactChanges: readonly {
    readonly artifactLocation: { readonly uri: string };
    readonly replacements: readonly {
      readonly deletedRegion: Record<"startLine" | "startColumn" | "endLine" | "endColumn", number>;
      readonly insertedContent: { readonly text: string };
    }[];
  }[];
}

function suggestionsOfRdjson(remarks: string, texts: ReadonlyMap<string, string>): readonly object[] {
  const { diagnostics }: { diagnostics: readonly RdRemark[] } = JSON.parse(remarks);
  return diagnostics.flatMap(({ location: { path }, suggestions = [] }) =>
    suggestions.map(({ range, text }) => {
      const before = texts.get(path) ?? "";
      const [start, end] = [range.start, range.end].map(({ line, column }) => byteOffsetOf(before, line, column));
      return { [path]: replaced(before, [{ start: start ?? 0, end: end ?? 0, text }]) };
    }),
  );
}

interface RdRemark {
  readonly location: { readonly path: string };
  readonly suggestions?: readonly {
    readonly range: Record<"start" | "end", { readonly line: number; readonly column: number }>;
    readonly text: string;
  }[];
}

function replaced(text: string, edits: readonly Replacement[]): string {
  return [...edits]
    .reverse()
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), text);
}

function offsetOf(text: string, line: number, column: number): number {
  return (new Lines(text).rangeOf(line)?.start ?? text.length) + column - 1;
}

function byteOffsetOf(text: string, line: number, column: number): number {
  const start = offsetOf(text, line, 1);
  return (
    start +
    Buffer.from(text.slice(start))
      .subarray(0, column - 1)
      .toString().length
  );
}
