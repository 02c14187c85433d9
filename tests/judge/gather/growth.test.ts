/**
 * What is asked of every file takes time in proportion to its length, whatever it holds. The measure is the processor time
 * of a longer text against that of a shorter one: it does not depend on how busy the machine is.
 */
import { describe, expect, it } from "vitest";
import { check } from "../../../src/judge/check/check.js";
import { INCIDENT } from "../../support/incident.js";
import { memoryWorld } from "../../support/memory-world.js";
import { processorMs } from "../../support/processor-time.js";

/** Each is repeated; a regular expression that tries all ways to cut the text takes the square of its length, or more. */
const UNITS = [
  ...["Db", "DbManager", "class Db", "class Db ", "def get_db", "DatabaseService ", "async_", "session_", "mock"],
  ...[
    "export ",
    "import ",
    "from ",
    "export from ",
    "import {",
    "from . ",
    "from .",
    "import a ",
    "import a, ",
    " as ",
  ],
  ...["/**/", "/* ", "//", "// /", "#", "# ", "*", " ", "\t", "\n", "\r\n", "\\", "\\\n", "a.", "a b", "(", ")"],
  ...['"', "'", "`", '"""', "'\"", '\\"', "import/**/", "require(", "patch(", "vi.mock", "db-ssot-ignore ", "${"],
];

const SHORT = 20_000;
/** Linear: 4; quadratic: 16. */
const TIMES_LONGER = 4;
const MOST_TIMES_SLOWER = 9;
/** Below this, what is measured is not the text. */
const LEAST_MS = 40;

function checkMs(file: string, text: string, runs?: number): Promise<number> {
  return processorMs(() => check(memoryWorld({ ...INCIDENT, [file]: text })), runs);
}

describe.each(["src/long.ts", "app/long.py"])("a long text in %s", (file) => {
  it.each(UNITS.map((unit) => [JSON.stringify(unit), unit]))("of nothing but %s", async (_, unit) => {
    const repeated = (length: number): string => unit.repeat(length / unit.length);
    const short = await checkMs(file, repeated(SHORT), 3);
    const long = await checkMs(file, repeated(SHORT * TIMES_LONGER));
    expect(long / Math.max(short, LEAST_MS)).toBeLessThan(MOST_TIMES_SLOWER);
  });
});

it("a banner of slashes, which would take longer than anybody waits if all ways to cut it were tried", async () => {
  const banner = `${"/".repeat(100)}\n`;
  const text = `${banner}// ${"-- ".repeat(30)}\n${banner}${INCIDENT["src/health.ts"]}`;
  const { report } = await check(memoryWorld({ ...INCIDENT, "src/health.ts": text }));
  expect(report.diagnostics.map(({ rule }) => rule)).toContain("missing-member");
});
