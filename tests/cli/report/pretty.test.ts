import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../../src/base/diagnostics/diagnostic.js";
import { pretty } from "../../../src/cli/report/pretty.js";
import { accepted, clean, contextOf, report } from "./sample.js";

describe("pretty", () => {
  it("shows what was assumed, what could not be read, every finding with its code, and what it comes to", () => {
    expect(pretty.render(report, contextOf())).toBe(`\
assumed \`getDb\` from src/database/index.ts: 14 importers, builds the client, named like an accessor

src/broken.ts:1:7  problem  syntax
  variable declaration expected
  1 | const = 1;
    |       ^

src/private.ts  problem  unreadable
  permission denied

src/routes/health.ts:1:10  warning  direct-manager
  \`DatabaseManager\` is used where \`getDb\` serves
  1 | import { DatabaseManager } from "../db/database-manager.js";
    |          ^^^^^^^^^^^^^^^

src/routes/health.ts:4:42  error  missing-member
  \`DatabaseManager\` has no member \`getAsyncSession\`
  3 | export async function ready(): Promise<Health> {
  4 |   await using db = await DatabaseManager.getAsyncSession("default");
    |                                          ^^^^^^^^^^^^^^^ not on the class, not on its instances
  note: \`DatabaseManager\` has \`getSession\`, \`initialize\` (src/db/database-manager.ts:2:14)
  note: the way in to \`primary\` is \`getDb\` of src/database/index.ts
  help: \`await using db = await getDb()\` (fix available, safe; \`"default"\` names the default database and goes)

1 error, 1 warning in 1 file; 2 files not read in full; 1 fix is safe (\`db-ssot fix\`)
120 files, 14 parsed; 40 accesses, 3 unknown (7.5 %): computed member (2), untyped parameter (1)
`);
  });

  it("says so when there is nothing to report", () => {
    expect(pretty.render(clean, contextOf())).toBe("no findings\n1 file, 1 parsed; 1 access, none unknown\n");
  });

  it("says how many findings the baseline knows and comments allow", () => {
    expect(pretty.render(accepted, contextOf())).toContain("in full; 1 known (baseline), 1 suppressed; 1 fix is safe");
    const { known, suppressed } = accepted;
    expect(pretty.render({ ...clean, known }, contextOf())).toContain("no findings; 1 known (baseline)\n");
    expect(pretty.render({ ...clean, suppressed }, contextOf())).toContain("no findings; 1 suppressed\n");
  });

  it("names the package of a finding where there are several", () => {
    const text = pretty.render({ ...clean, diagnostics: [{ ...bare, package: "@acme/api" }, bare] }, contextOf());
    expect(text).toMatch(/^a\.ts {2}info {2}direct-client {2}@acme\/api$/m);
    expect(text).toMatch(/^a\.ts {2}info {2}direct-client$/m);
  });

  it("says that a fix is unsafe and why, and that a suggestion is not applied", () => {
    const fix = { title: "call `getDb()`", edits: [] };
    expect(helpOf({ fix: { ...fix, applicability: "unsafe", reason: "the commit is lost" } })).toBe(
      "  help: call `getDb()` (fix available, unsafe; the commit is lost)",
    );
    expect(helpOf({ help: "merge them", fix: { ...fix, applicability: "suggestion" } })).toBe(
      "  help: merge them (a suggestion, not applied)",
    );
    expect(helpOf({ help: "merge them" })).toBe("  help: merge them");
    expect(helpOf({})).toBeUndefined();
  });

  it("leaves line, column and code out where the text is not at hand", () => {
    const text = pretty.render(report, contextOf({ texts: () => undefined }));
    expect(text).toContain("src/routes/health.ts  error  missing-member\n  `DatabaseManager` has no member");
    expect(text).not.toContain(" | ");
  });

  it("uses colour only when it is told to", () => {
    const sequence = "\u001b[";
    expect(pretty.render(report, contextOf({ colour: true }))).toContain(`${sequence}31m`);
    expect(pretty.render(report, contextOf({ colour: false }))).not.toContain(sequence);
  });

  it("shows the same words with colour as without", () => {
    const coloured = pretty.render(report, contextOf({ colour: true }));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences are what is removed.
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(pretty.render(report, contextOf()));
  });

  it("cuts a long line of code to the width", () => {
    const line = `x("${"long ".repeat(60)}").getSession()`;
    const start = line.indexOf("getSession");
    const long = { ...bare, span: { file: "a.ts", start, end: start + 10 } };
    const text = pretty.render({ ...clean, diagnostics: [long] }, contextOf({ texts: () => line, width: 80 }));
    expect(Math.max(...text.split("\n").map((one) => one.length))).toBeLessThanOrEqual(80);
    expect(text).toContain("getSession");
  });

  it("does not let a source or a file name speak to the terminal", () => {
    const hostile = { ...bare, message: "\u001b[2J", span: { file: "\u001b[31m.ts", start: 0, end: 1 } };
    const text = pretty.render({ ...clean, diagnostics: [hostile] }, contextOf({ texts: () => "\u001b[0m" }));
    expect(text).not.toContain("\u001b");
  });
});

const bare: Diagnostic = {
  rule: "direct-client",
  severity: "info",
  span: { file: "a.ts", start: 0, end: 1 },
  message: "m",
  notes: [],
  symbol: "s",
  identity: { within: "", code: "" },
};

function helpOf(parts: Partial<Diagnostic>): string | undefined {
  const text = pretty.render({ ...clean, diagnostics: [{ ...bare, ...parts }] }, contextOf());
  return text.split("\n").find((line) => line.startsWith("  help:"));
}
