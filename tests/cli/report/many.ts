/** Reports of a chosen size, and reports in which every text is hostile. */
import fc from "fast-check";
import type { Diagnostic, Report, Severity } from "../../../src/base/diagnostics/diagnostic.js";
import { clean } from "./sample.js";

export interface Wanted {
  readonly rule?: string;
  readonly severity?: Severity;
  readonly file?: string;
  readonly message?: string;
  readonly symbol?: string;
  readonly fix?: "safe" | "unsafe";
}

/** Findings at the top of their files, each with a symbol of its own. */
export function reportOf(wanted: readonly Wanted[], parts: Partial<Report> = {}): Report {
  return { ...clean, diagnostics: wanted.map(diagnosticOf), ...parts };
}

function diagnosticOf(wanted: Wanted, index: number): Diagnostic {
  const {
    rule = "direct-client",
    severity = "error",
    file = "a.ts",
    message = `finding ${index}`,
    symbol = `symbol${index}`,
    fix,
  } = wanted;
  return {
    rule,
    severity,
    span: { file, start: 0, end: 1 },
    message,
    notes: [],
    symbol,
    identity: { within: "", code: "" },
    ...(fix && { fix: { title: "fix it", applicability: fix, edits: [] } }),
  };
}

/** `count` findings alike. */
export function times(count: number, wanted: Wanted): readonly Wanted[] {
  return Array.from({ length: count }, () => wanted);
}

/** What somebody would write into a file, or into its name, to give orders to whatever reads the report. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "::",
        ":",
        "##[",
        "#",
        "]",
        "\n",
        "\r",
        "\r\n",
        "%0A",
        "%",
        ",",
        "=",
        " ",
        "\u2028",
        "\u200b",
        "\u00ad",
      ),
      fc.constantFrom(
        "error",
        "::error::",
        "::add-mask::x",
        "##[add-mask]x",
        "::stop-commands::t",
        "::endgroup::",
        "endLine",
      ),
      fc.constantFrom(
        "`",
        "|",
        "<",
        ">",
        "&",
        '"',
        "'",
        "]]>",
        "<!--",
        "</details>",
        "@everyone",
        "\u0000",
        "\u001b[0m",
        "\ud800",
      ),
      fc.string({ unit: "grapheme", maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((parts) => parts.join(""));

/** A finding says something, and names a file. */
const someText = hostileText.filter((text) => text !== "");

/** A report with each of its texts hostile, and the texts of its files. */
export const hostileReport: fc.Arbitrary<{ readonly report: Report; readonly text: string }> = fc.record({
  text: hostileText,
  report: fc
    .record({
      findings: fc.array(
        fc.record({
          severity: fc.constantFrom<Severity>("error", "warning", "info"),
          file: hostileText,
          message: someText,
          label: hostileText,
          note: hostileText,
          help: hostileText,
          symbol: hostileText,
        }),
        { maxLength: 15 },
      ),
      assumption: hostileText,
      problem: someText,
    })
    .map(({ findings, assumption, problem }) => ({
      ...clean,
      assumptions: [assumption],
      problems: [
        { kind: "syntax" as const, file: problem, message: problem, span: { file: problem, start: 0, end: 1 } },
      ],
      diagnostics: findings.map(({ severity, file, message, label, note, help, symbol }) => ({
        rule: "direct-client",
        severity,
        span: { file, start: 0, end: 2 },
        message,
        label,
        notes: [{ message: note }],
        help,
        symbol,
        identity: { within: symbol, code: message },
        package: symbol,
      })),
    })),
});
