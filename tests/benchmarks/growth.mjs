// Whether a check takes time in proportion to the length of a file, whatever the file holds: `npm run build && node
// tests/benchmarks/growth.mjs`. For each text, the processor time of a check with four times of it against that with one:
// linear is 4, quadratic 16. Prints a line for each, the worst last, and ends with 1 where one is above 9.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { check } from "../../dist/index.js";

/** Each is repeated. A regular expression that tries all ways to cut the text takes the square of its length, or more. */
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
  ...["from a import (b, # c\n", "class Row:\n    n = 1\n    def f(self):\n        return self.n\n"],
];
const SHORT = 100_000;
const TIMES_LONGER = 4;
const MOST_TIMES_SLOWER = 9;
/** Below this, what is measured is not the text. */
const LEAST_MS = 40;

const root = mkdtempSync(join(tmpdir(), "db-ssot-growth-"));
process.once("exit", () => rmSync(root, { recursive: true, force: true }));
cpSync(fileURLToPath(new URL("../../fixtures/health-service", import.meta.url)), join(root, "ts"), { recursive: true });
cpSync(fileURLToPath(new URL("../../fixtures/health-service-python", import.meta.url)), join(root, "py"), {
  recursive: true,
});

const rows = [];
for (const file of ["ts/src/long.ts", "py/long.py"]) {
  for (const unit of UNITS) rows.push({ file, unit, ratio: await growth(file, unit) });
}
rows.sort((a, b) => a.ratio - b.ratio);
for (const { file, unit, ratio } of rows)
  process.stdout.write(`${ratio.toFixed(1).padStart(5)}  ${file}  ${JSON.stringify(unit)}\n`);
process.exitCode = rows.at(-1).ratio > MOST_TIMES_SLOWER ? 1 : 0;

async function growth(file, unit) {
  const short = await processorMs(file, unit, SHORT);
  const long = await processorMs(file, unit, SHORT * TIMES_LONGER);
  return long / Math.max(short, LEAST_MS);
}

/** @returns milliseconds of the processor, the least of three runs: what else the machine does adds to them */
async function processorMs(file, unit, length) {
  const path = join(root, file);
  writeFileSync(path, unit.repeat(length / unit.length));
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    const before = process.cpuUsage();
    await check({ root: join(root, dirname(file).split("/")[0]) });
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  rmSync(path);
  return least;
}
