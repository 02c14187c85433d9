import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { markdown, markdownPage, STEP_SUMMARY } from "../../../src/cli/report/markdown.js";
import { hostileReport, reportOf, times } from "./many.js";
import { accepted, clean, contextOf, report } from "./sample.js";

describe("markdown", () => {
  it("says what it comes to, then gives each file's findings in a table that can be folded", () => {
    expect(markdown.render(report, contextOf())).toBe(`\
### db-ssot

1 error, 1 warning in 1 file; 2 files not read in full; 1 fix is safe (<code>db-ssot fix</code>)

assumed <code>getDb</code> from src/database/index.ts: 14 importers, builds the client, named like an accessor

the accessor of <code>primary</code> is <code>getDb</code> of src/database/index.ts

<details open><summary><code>src/broken.ts</code>: 1 finding</summary>

| line | severity | rule | finding |
| ---: | --- | --- | --- |
| 1 | problem | syntax | variable declaration expected |

</details>

<details open><summary><code>src/private.ts</code>: 1 finding</summary>

| line | severity | rule | finding |
| ---: | --- | --- | --- |
|  | problem | unreadable | permission denied |

</details>

<details open><summary><code>src/routes/health.ts</code>: 2 findings</summary>

| line | severity | rule | finding |
| ---: | --- | --- | --- |
| 1 | warning | direct-manager | <code>DatabaseManager</code> is used where <code>getDb</code> serves |
| 4 | error | missing-member | <code>DatabaseManager</code> has no member <code>getAsyncSession</code><br>note: <code>DatabaseManager</code> has <code>getSession</code>, <code>initialize</code><br>help: <code>await using db = await getDb()</code>; safe fix: <code>"default"</code> names the default database and is dropped |

</details>
`);
  });

  it("says so where there is nothing to report", () => {
    expect(markdown.render(clean, contextOf())).toBe("### db-ssot\n\nno findings\n");
  });

  it("tells how much the baseline knows and comments allow", () => {
    expect(markdown.render(accepted, contextOf())).toContain(
      "in full; 1 accepted (baseline), 1 suppressed; 1 fix is safe",
    );
  });
});

describe("the limit of a comment", () => {
  const long = reportOf(times(1_000, { message: "a message of some length, as they are" }));

  it("is kept by leaving out the last findings, and the page says so", () => {
    const page = markdown.render(long, contextOf());
    expect(page.length).toBeLessThanOrEqual(65_536);
    const shown = page.match(/^\| \d* ?\|/gm)?.length ?? 0;
    expect(page).toContain(
      `${1_000 - shown} more findings are left out here: a comment takes at most 65,536 characters.`,
    );
    expect(page).toMatch(/<\/details>\n\n\d/);
  });

  it("leaves out no more than it has to", () => {
    expect(markdown.render(long, contextOf()).length).toBeGreaterThan(65_000);
  });

  it("is another one for the summary of a step, which counts bytes", () => {
    expect(markdownPage(long, contextOf(), STEP_SUMMARY)).not.toContain("left out");
    const wide = reportOf(times(10_000, { message: "ä".repeat(60) }));
    const page = markdownPage(wide, contextOf(), STEP_SUMMARY);
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(1_048_576);
    expect(page).toContain("more findings are left out here: the summary of a step takes at most 1 MiB.");
  });
});

it("lets no text of the report be markup, a mention or a row of its own", () => {
  fc.assert(
    fc.property(hostileReport, ({ report: hostile, text }) => {
      const page = markdown.render(hostile, contextOf({ texts: () => text }));
      const rows = hostile.diagnostics.length + hostile.problems.length;
      expect(page.match(/^\|.*\|$/gm)?.filter((row) => !/^\| (?:line|---:)/.test(row))).toHaveLength(rows);
      for (const row of page.match(/^\|.*$/gm) ?? []) expect(row.match(/\|/g)).toHaveLength(5);
      expect(page.replace(/<\/?(?:code|br|details|summary)(?: open)?>/g, "")).not.toMatch(/[<>@`*\\]/);
    }),
  );
});
