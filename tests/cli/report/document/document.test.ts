import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Report } from "../../../../src/base/diagnostics/diagnostic.js";
import type { Account } from "../../../../src/cli/report/document/account.js";
import { summaryDocument } from "../../../../src/cli/report/document/document.js";
import { hostileReport, hostileText, reportOf, times, type Wanted } from "../many.js";
import { accepted, contextOf } from "../sample.js";

const ACCOUNT: Pick<Account, "counts" | "accessors"> = { counts: { now: [] }, accessors: [] };

function documentOf(report: Report, parts: Partial<Account> = {}): string {
  return summaryDocument({ ...ACCOUNT, report, ...parts }, contextOf());
}

describe("a long document", () => {
  const inFiles = (count: number, wanted: Wanted): readonly Wanted[] =>
    times(count, wanted).map((each, index) => ({ ...each, file: `src/${index}.ts` }));

  it("is about causes, and names some files of each", () => {
    const text = documentOf(reportOf(inFiles(500, { message: "the same", symbol: "same" })));
    expect(text).toContain("db-ssot found 500 problems with 1 cause in 500 files: 500 errors.");
    expect(text).toContain("`src/5.ts` and 494 more files\n");
    expect(text.length).toBeLessThan(2_500);
  });

  it("counts what it does not list: causes of a rule, and what is left to do", () => {
    const text = documentOf(reportOf(inFiles(500, { rule: "direct-client" })));
    expect(text).toContain("- and 490 more causes with 490 places: `db-ssot check --rule direct-client`\n");
    expect(text).toContain("Then the other 495 problems that no fix covers, listed above.");
    expect(text.length).toBeLessThan(4_000);
  });

  it("lists one more in place of saying that there is one more", () => {
    const text = documentOf(reportOf(inFiles(7, { message: "the same", symbol: "same" })));
    expect(text).toContain("`src/5.ts` and `src/6.ts`\n");
  });

  it("begins with errors, then with what has most places", () => {
    const text = documentOf(
      reportOf([
        ...times(3, { rule: "legacy-accessor", severity: "warning", message: "a", symbol: "a" }),
        ...times(1, { rule: "direct-client", severity: "warning", message: "b", symbol: "b" }),
        ...times(1, { rule: "missing-member", message: "c", symbol: "c" }),
      ]),
    );
    expect(text.match(/^### (\S+):/gm)).toEqual(["### missing-member:", "### legacy-accessor:", "### direct-client:"]);
    expect(text.match(/^\d\. By hand: (\w)/gm)).toEqual(["2. By hand: c", "3. By hand: a", "4. By hand: b"]);
  });
});

it("says how much is accepted, and which files were not read in full", () => {
  const text = documentOf(accepted);
  expect(text).toContain("Not counted above: 1 accepted (baseline), 1 suppressed.");
  expect(text).toContain("### Not read in full\n");
});

it("shows a hostile text as text: no markup, no mention, no line of its own", () => {
  fc.assert(
    fc.property(hostileReport, hostileText, ({ report, text }, name) => {
      const counts = {
        now: [{ pattern: name, kind: "client" as const, source: name, count: 1, files: [], canonical: false }],
      };
      const example = { file: name, range: { start: 0, end: text.length } };
      const accessors = [{ source: name, assumed: true, name, module: name, effects: name, example }];
      const page = summaryDocument({ report, counts, accessors }, contextOf({ texts: () => text }));
      const headings = page.match(/^#+ /gm) ?? [];
      const rules = new Set(report.diagnostics.map(({ rule }) => rule)).size;
      expect(headings).toHaveLength(6 + rules + (report.problems.length > 0 ? 1 : 0));
      const row = page.match(/^\| .*$/gm)?.[2] ?? "";
      expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
      expect(withoutCode(page)).not.toMatch(/[<>@[\]`]/);
    }),
  );
});

/** Without blocks and spans of code, and without what has a backslash. */
function withoutCode(page: string): string {
  return page
    .replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, "")
    .replace(/\\[^\n]/g, "")
    .replace(/<\/?code>/g, "")
    .replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "");
}
