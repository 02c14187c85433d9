import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { causesOf } from "../../../src/cli/report/causes.js";
import { markdown, markdownPage, STEP_SUMMARY } from "../../../src/cli/report/markdown.js";
import { hostileReport, reportOf, times } from "./many.js";
import { accepted, clean, contextOf, report } from "./sample.js";

describe("markdown", () => {
  it("says what it comes to, then gives the findings by rule and by cause", () => {
    expect(markdown.render(report, contextOf())).toBe(`\
### db-ssot

1 error, 1 warning in 1 file; 2 files not read in full; 1 fix is safe (<code>db-ssot fix</code>)

assumed <code>getDb</code> from src/database/index.ts: 14 importers, builds the client, named like an accessor

the accessor of <code>primary</code> is <code>getDb</code> of src/database/index.ts

#### missing-member: 1 problem

A call or access of a member that the manager does not have.

- **\`DatabaseManager\` has no member \`getAsyncSession\`**: \`src/routes/health.ts:4\`
  - \`await using db = await DatabaseManager.getAsyncSession("default");\`
  - \`DatabaseManager\` has \`getSession\`, \`initialize\`.
  - Do: \`await using db = await getDb()\`.
  - There is a safe fix: \`"default"\` names the default database and is dropped.

#### direct-manager: 1 problem

A manager or a raw handle used outside the internals, where the accessor serves.

- **\`DatabaseManager\` is used where \`getDb\` serves**: \`src/routes/health.ts:1\`
  - \`import { DatabaseManager } from "../db/database-manager.js";\`

#### Not read in full

What these files do was not judged, or not all of it.

- \`src/broken.ts\`: variable declaration expected
- \`src/private.ts\`: permission denied
`);
  });

  it("names each place of a cause once, with its file, and says of all what they have in common", () => {
    const page = markdown.render(reportOf(times(3, { message: "one", symbol: "same" })), contextOf({ prefix: "app/" }));
    expect(page).toContain("#### direct-client: 3 problems, 1 cause\n");
    expect(page).toContain("- **one** (3 places in 1 file): `app/a.ts`\n");
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
  const long = reportOf(times(1_000, { message: "a message of some length, as they are ".repeat(3) }));

  it("is kept by leaving out the last findings, and the page says so", () => {
    const page = markdown.render(long, contextOf());
    expect(page.length).toBeLessThanOrEqual(65_536);
    const shown = page.match(/^- \*\*/gm)?.length ?? 0;
    expect(page).toMatch(
      new RegExp(
        `\n\n${1_000 - shown} more findings are left out here: a comment takes at most 65,536 characters\\.\n$`,
      ),
    );
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

it("lets no text of the report be markup, a mention or a line of its own", () => {
  fc.assert(
    fc.property(hostileReport, ({ report: hostile, text }) => {
      const page = markdown.render(hostile, contextOf({ texts: () => text }));
      const causes = causesOf(hostile.diagnostics).length;
      expect(page.match(/^- \*\*/gm) ?? []).toHaveLength(causes);
      expect(page.match(/^- [`<]/gm) ?? []).toHaveLength(hostile.problems.length);
      const [, ...lines] = page.split("\n").filter((line) => line !== "");
      for (const line of lines.slice(lines.findIndex((each) => each.startsWith("####")))) {
        expect(line).toMatch(/^(?:####|[A-Z]| {2}- |- )/);
      }
      expect(plain(page)).not.toMatch(/[<>@`*[\]|]/);
    }),
  );
});

/** Without what is code or has a backslash, and without the marks of the page itself. */
function plain(page: string): string {
  return page
    .replace(/\\[^\n]/g, "")
    .replace(/<\/?code>/g, "")
    .replace(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "")
    .replace(/^- \*\*(.*)\*\*(?=: | \(|:$)/gm, "$1");
}

it("leaves out no line, however many a file has", () => {
  const text = "x\n".repeat(30);
  const found = reportOf(times(30, { message: "one", symbol: "same" }));
  const diagnostics = found.diagnostics.map((each, index) => {
    return { ...each, span: { file: "a.ts", start: 2 * index, end: 2 * index + 1 } };
  });
  const page = markdown.render({ ...found, diagnostics }, contextOf({ texts: () => text }));
  expect(page).toContain(`\`a.ts:${Array.from({ length: 30 }, (_, index) => index + 1).join(", ")}\``);
});
