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
    |                                          ^^^^^^^^^^^^^^^
    |                                          not on the class, not on its instances
  note: \`DatabaseManager\` has \`getSession\`, \`initialize\` (src/db/database-manager.ts:2:14)
  help: \`await using db = await getDb()\`
        safe fix: \`"default"\` names the default database and is dropped

note: the accessor of \`primary\` is \`getDb\` of src/database/index.ts

1 error, 1 warning in 1 file; 2 files not read in full; 1 fix is safe (\`db-ssot fix\`)
120 files, 14 parsed; 40 accesses, 3 unknown (7.5 %): computed member (2), untyped parameter (1)
`);
  });

  it("says so when there is nothing to report", () => {
    expect(pretty.render(clean, contextOf())).toBe("no findings\n1 file, 1 parsed; 1 access, none unknown\n");
  });

  it("says how many findings the baseline knows and comments allow", () => {
    expect(pretty.render(accepted, contextOf())).toContain(
      "in full; 1 accepted (baseline), 1 suppressed; 1 fix is safe",
    );
    const { known, suppressed } = accepted;
    expect(pretty.render({ ...clean, known }, contextOf())).toContain("no findings; 1 accepted (baseline)\n");
    expect(pretty.render({ ...clean, suppressed }, contextOf())).toContain("no findings; 1 suppressed\n");
  });

  it("names the package of a finding where there are several", () => {
    const other = { ...bare, symbol: "t" };
    const text = pretty.render({ ...clean, diagnostics: [{ ...bare, package: "@acme/api" }, other] }, contextOf());
    expect(text).toMatch(/^a\.ts {2}info {2}direct-client {2}@acme\/api$/m);
    expect(text).toMatch(/^a\.ts {2}info {2}direct-client$/m);
  });

  it("says how to fix it, one clause per line, and whether the fix is safe", () => {
    const fix = { title: "call `getDb()`", edits: [] };
    expect(helpOf({ fix: { ...fix, applicability: "safe" } })).toEqual(["call `getDb()` (safe fix)"]);
    expect(helpOf({ help: "write `a; b (c; d)`; or (e; f) both", fix: { ...fix, applicability: "safe" } })).toEqual([
      "write `a; b (c; d)` (safe fix)",
      "or (e; f) both",
    ]);
    expect(helpOf({ fix: { ...fix, applicability: "unsafe", reason: "the commit is lost; so is the lock" } })).toEqual([
      "call `getDb()`",
      "unsafe fix: the commit is lost",
      "unsafe fix: so is the lock",
    ]);
    expect(helpOf({ help: "merge them", fix: { ...fix, applicability: "suggestion" } })).toEqual([
      "merge them (a suggestion, not applied)",
    ]);
    expect(helpOf({ help: "merge them" })).toEqual(["merge them"]);
    expect(helpOf({})).toEqual([]);
  });

  it("shows the note about an accessor once, at the end, and every other note under the first finding that has it", () => {
    const accessor = { about: "accessor", message: "the accessor of `primary` is `getDb`" } as const;
    const notes = [{ message: "the class has `a`" }, accessor];
    const text = render([
      { ...bare, notes },
      { ...bare, symbol: "t", notes: [...notes, { message: "late" }] },
    ]);
    expect(text.match(/note: .*/g)).toEqual([
      "note: the class has `a`",
      "note: late",
      "note: the accessor of `primary` is `getDb`",
    ]);
  });

  describe("with findings of one cause", () => {
    const code = "call();\n".repeat(14);
    const places = Array.from({ length: 14 }, (_, line): Diagnostic => {
      const fix = { title: "call `getDb()`", edits: [], applicability: "safe" } as const;
      return { ...bare, span: { file: line < 12 ? "a.ts" : "b.ts", start: line * 8, end: line * 8 + 4 }, fix };
    });
    const texts = () => code;

    it("shows the first in full, then the lines of ten others, and sums up by rule and cause", () => {
      const warned = {
        ...bare,
        rule: "deep-import",
        severity: "warning",
        span: { file: "c.ts", start: 0, end: 4 },
      } as const;
      expect(render([...places, warned], { texts })).toBe(`\
a.ts:1:1  info  direct-client
  m
  1 | call();
    | ^^^^
  help: call \`getDb()\` (safe fix)
  the same in 13 more places:
    a.ts:2:1   call();
    a.ts:3:1   call();
    a.ts:4:1   call();
    a.ts:5:1   call();
    a.ts:6:1   call();
    a.ts:7:1   call();
    a.ts:8:1   call();
    a.ts:9:1   call();
    a.ts:10:1  call();
    a.ts:11:1  call();
    and 3 more (--verbose shows all)

c.ts:1:1  warning  deep-import
  m
  1 | call();
    | ^^^^

14 [*] direct-client
    m: 14 places in 2 files, all fixable
 1 [ ] deep-import
[*] all fixable with \`db-ssot fix\`, [ ] no automatic fix

1 warning, 14 infos in 3 files; 14 fixes are safe (\`db-ssot fix\`)
1 file, 1 parsed; 1 access, none unknown
`);
    });

    it("shows each in full with `verbose`", () => {
      const text = render(places, { texts, detail: "verbose" });
      expect(text.match(/ {2}1?\d \| call\(\);\n.*\^{4}/g)).toHaveLength(14);
      expect(text).not.toContain("more place");
    });

    it("counts by rule in place of the findings with `statistics`", () => {
      expect(render([bare, { ...bare, rule: "deep-import" }, ...places], { texts, detail: "statistics" })).toBe(`\
15 [-] direct-client
 1 [ ] deep-import
[-] partly fixable, or only with \`--unsafe\`, [ ] no automatic fix

16 infos in 2 files; 14 fixes are safe (\`db-ssot fix\`)
1 file, 1 parsed; 1 access, none unknown
`);
    });

    it("shows only errors with `quiet`, and counts the others", () => {
      const error = { ...bare, severity: "error", span: { file: "c.ts", start: 0, end: 4 } } as const;
      expect(render([...places, error], { texts, detail: "quiet" })).toBe(`\
c.ts:1:1  error  direct-client
  m
  1 | call();
    | ^^^^

1 error, 14 infos in 3 files; 14 fixes are safe (\`db-ssot fix\`)
`);
    });
  });

  it("breaks notes and help between words, aligned, at any width", () => {
    const long = { ...bare, notes: [{ message: "word ".repeat(40).trim() }], help: "word ".repeat(40).trim() };
    for (const width of [40, 80, 120, 200]) {
      const lines = withoutColour(render([long], { width, colour: true })).split("\n");
      expect(Math.max(...lines.slice(0, -3).map((line) => line.length))).toBeLessThanOrEqual(width);
      for (const line of lines.slice(2, -4)) expect(line).toMatch(/^ {2}(?:note: | {6}|help: )word(?: word)*$/);
    }
  });

  it("leaves line, column and code out where the text is not at hand", () => {
    const text = pretty.render(report, contextOf({ texts: () => undefined }));
    expect(text).toContain("src/routes/health.ts  error  missing-member\n  `DatabaseManager` has no member");
    expect(text).not.toContain(" | ");
  });

  it("uses colour only when asked to", () => {
    const sequence = "\u001b[";
    expect(pretty.render(report, contextOf({ colour: true }))).toContain(`${sequence}31m`);
    expect(pretty.render(report, contextOf({ colour: false }))).not.toContain(sequence);
  });

  it("shows the same words with colour as without", () => {
    const coloured = pretty.render(report, contextOf({ colour: true }));
    expect(withoutColour(coloured)).toBe(pretty.render(report, contextOf()));
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

function render(diagnostics: readonly Diagnostic[], context: Parameters<typeof contextOf>[0] = {}): string {
  return pretty.render({ ...clean, diagnostics }, contextOf({ texts: () => undefined, ...context }));
}

/** The clauses of the help. */
function helpOf(parts: Partial<Diagnostic>): readonly string[] {
  const [, help] = render([{ ...bare, ...parts }]).split(/^ {2}help: /m);
  return help === undefined ? [] : (help.split("\n\n")[0] ?? "").split("\n").map((line) => line.trim());
}

function withoutColour(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences are what is removed.
  return text.replace(/\u001b\[\d+m/g, "");
}
