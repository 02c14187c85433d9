/** Reports as nobody writes them by hand: hostile texts and paths, empty stretches, ends of files, findings without texts. */
import fc from "fast-check";
import type { Diagnostic, Report } from "../../../src/base/diagnostics/diagnostic.js";
import type { ReportContext } from "../../../src/cli/report/index.js";
import { contextOf } from "./sample.js";

export interface AnyReport {
  readonly report: Report;
  readonly texts: ReadonlyMap<string, string | undefined>;
}

export function contextOfAny({ texts }: AnyReport): ReportContext {
  return contextOf({ texts: (file) => texts.get(file), page: () => "# A page\n" });
}

const SCRAPS = [
  "</script><script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "&lt;&amp;",
  "[link](javascript:alert(1))",
  "[0](1)",
  "{0} {{1}}",
  "::error::",
  "##[error]",
  "\u0000\u0007\u001b[31m",
  "\ud800",
  "\udc00\ud83d",
  "\u202egnp",
  "\u2028\u2029\ufeff",
  "\r\n",
  "\r",
  "\n\n",
  "\t",
  "𐐀é漢",
  "`a` `",
  "%41 %zz",
  "]]>",
  "--><!--",
];

/** Code points of all kinds, halves of surrogate pairs among them, mixed with what some format takes for its own. */
const text = fc
  .array(fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.constantFrom(...SCRAPS)), { maxLength: 4 })
  .map((parts) => parts.join(""));

const path = fc.oneof(
  fc.constantFrom(
    "src/a.ts",
    "a b/ü#?.ts",
    "c:/x.ts",
    "src/%20.py",
    '"quoted".ts',
    "src/\ud800.ts",
    "<i>.ts",
    "a\\b.ts",
  ),
  fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/")),
);

const files = fc.uniqueArray(fc.tuple(path, fc.option(text, { nil: undefined })), {
  minLength: 1,
  maxLength: 4,
  selector: ([name]) => name,
});

export const anyReport: fc.Arbitrary<AnyReport> = files.chain((known) => {
  const texts = new Map(known);
  const span = fc.constantFrom(...texts.keys()).chain((file) => {
    const end = texts.get(file)?.length ?? 20;
    return fc
      .tuple(fc.nat(end), fc.nat(end))
      .map(([one, other]) => ({ file, start: Math.min(one, other), end: Math.max(one, other) }));
  });
  const diagnostic = diagnosticAt(span);
  const suppression = fc.record(
    { span, reason: text, until: fc.constant("2027-03-01"), owner: text },
    { requiredKeys: ["span", "reason"] },
  );
  return fc
    .record({
      diagnostics: fc.array(diagnostic, { maxLength: 5 }),
      suppressed: fc.array(fc.record({ diagnostic, suppression }), { maxLength: 2 }),
      known: fc.array(diagnostic, { maxLength: 2 }),
      problems: fc.array(problemAt(span), { maxLength: 2 }),
      assumptions: fc.array(text, { maxLength: 2 }),
      statistics: fc.constant({
        files: 2,
        parsed: 1,
        sites: { known: 1, unknown: 0 },
        unknownReasons: [],
        canonical: { count: 1, total: 1 },
      }),
    })
    .map((report) => ({ report, texts }));
});

type AnySpan = fc.Arbitrary<Diagnostic["span"]>;

function diagnosticAt(span: AnySpan): fc.Arbitrary<Diagnostic> {
  const edits = fc.array(
    fc.tuple(span, text).map(([place, replacement]) => ({ ...place, text: replacement })),
    { maxLength: 3 },
  );
  const fix = fc.record(
    { title: text, applicability: fc.constantFrom("safe", "unsafe", "suggestion"), edits, reason: text },
    { requiredKeys: ["title", "applicability", "edits"] },
  );
  const note = fc.record({ message: text, span }, { requiredKeys: ["message"] });
  return fc.record(
    {
      rule: fc.constantFrom("missing-member", "direct-client", "unused-suppression", "of-no-list"),
      severity: fc.constantFrom("error", "warning", "info"),
      span,
      message: text,
      label: text,
      notes: fc.array(note, { maxLength: 3 }),
      help: text,
      symbol: text,
      identity: fc.record({ within: text, code: text }),
      source: text,
      package: text,
      fix,
    },
    { requiredKeys: ["rule", "severity", "span", "message", "notes", "symbol", "identity"] },
  );
}

function problemAt(span: AnySpan): fc.Arbitrary<Report["problems"][number]> {
  return fc
    .tuple(fc.constantFrom("syntax", "unreadable", "encoding", "too-large"), span, text, fc.boolean())
    .map(([kind, place, message, isPlaced]) => ({ kind, file: place.file, message, ...(isPlaced && { span: place }) }));
}
