/**
 * For CI systems that show tests: every file is a suite, every finding a test. An error fails; what is no error is skipped,
 * so that it is seen and fails nothing. Where nothing was found there is one test that passes.
 *
 * Source: junit-4.xsd of Jenkins, the form that the others read, too.
 */
import { xmlAttribute, xmlText } from "../../base/text/xml.js";
import { prettyFinding } from "./pretty.js";
import { byFile, type Remark, remarksOf } from "./remarks.js";
import type { ReportContext, Reporter } from "./reporter.js";
import { summarize, summarySentence } from "./summary.js";

export const junit: Reporter = {
  name: "junit",
  countsFromTop: true,
  summary: "JUnit's XML: a suite per file, a failing test per error",
  render(report, context) {
    const remarks = remarksOf(report, context);
    const suites = [...byFile(remarks)].map(([file, ofFile]) => suite(file, ofFile, context));
    const passing = suite("db-ssot", [], context, [`    <testcase classname="db-ssot" name="no findings"/>`]);
    const counts = `tests="${remarks.length || 1}" failures="${failuresIn(remarks)}" errors="0"`;
    const lines = [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="db-ssot: ${xmlAttribute(summarySentence(summarize(report)))}" ${counts}>`,
      ...(suites.length === 0 ? passing : suites.flat()),
      "</testsuites>",
    ];
    return `${lines.join("\n")}\n`;
  },
};

function suite(
  name: string,
  remarks: readonly Remark[],
  context: ReportContext,
  tests: readonly string[] = testsOf(remarks, context),
): readonly string[] {
  const skipped = remarks.filter(({ severity }) => severity !== "error").length;
  const counts = `tests="${tests.length}" failures="${failuresIn(remarks)}" errors="0" skipped="${skipped}"`;
  return [`  <testsuite name="${xmlAttribute(name)}" ${counts}>`, ...tests, "  </testsuite>"];
}

function failuresIn(remarks: readonly Remark[]): number {
  return remarks.filter(({ severity }) => severity === "error").length;
}

/** Readers take two tests of one name for one, and a name that holds a line is another one after every edit. */
function testsOf(remarks: readonly Remark[], context: ReportContext): readonly string[] {
  const counts = new Map<string, number>();
  return remarks.map((remark) => {
    const name = `${remark.rule}: ${remark.message}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return testCase(remark, count === 1 ? name : `${name} (${count})`, context);
  });
}

function testCase(remark: Remark, name: string, context: ReportContext): string {
  const { file, severity, rule, message } = remark;
  const body = xmlText(bodyOf(remark, context));
  const outcome =
    severity === "error"
      ? `<failure type="${xmlAttribute(rule)}" message="${xmlAttribute(message)}">${body}</failure>`
      : `<skipped>${body}</skipped>`;
  return [
    `    <testcase classname="${xmlAttribute(file)}" name="${xmlAttribute(name)}">`,
    `      ${outcome}`,
    "    </testcase>",
  ].join("\n");
}

function bodyOf({ diagnostic, file, message }: Remark, context: ReportContext): string {
  return diagnostic === undefined ? `${file}: ${message}` : prettyFinding(diagnostic, { ...context, colour: false });
}
