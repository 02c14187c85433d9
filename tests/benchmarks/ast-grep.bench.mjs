// How long a whole `db-ssot check` takes beside `ast-grep scan` with rules for the same names, and beside pyright where a
// project is in Python. All start cold, in turns (A B C A B C …), so that what else the machine does falls on each. Not
// part of `npm test`:
//
//     npm run build
//     npm install --no-save @ast-grep/cli
//     node tests/benchmarks/ast-grep.bench.mjs DIRECTORY [--runs 7] [--phases] [--pyright node_modules/pyright/index.js]
//
// The names are those that `db-ssot inventory` finds: members of managers, accessors, clients. `--phases` runs the check
// once more in this process and says how long each of its steps took. Peak memory is told where GNU time is installed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const COMMAND = join(ROOT, "bin/db-ssot.js");
const LANGUAGES = ["TypeScript", "Tsx", "JavaScript", "Python"];
const GNU_TIME = "/usr/bin/time";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: "string", default: "7" },
    phases: { type: "boolean", default: false },
    pyright: { type: "string" },
  },
});
const [directory] = positionals;

if (directory === undefined) {
  console.error(
    "usage: node tests/benchmarks/ast-grep.bench.mjs DIRECTORY [--runs 7] [--phases] [--pyright node_modules/pyright/index.js]",
  );
  process.exitCode = 2;
} else {
  compare(resolve(directory), Number(values.runs));
  if (values.phases) await showPhases(resolve(directory));
}

function compare(project, runs) {
  const patterns = patternsOf(project);
  console.log(`${project}: ${patterns.length} patterns: ${patterns.join(", ")}`);
  const temporary = mkdtempSync(join(tmpdir(), "db-ssot-bench-"));
  try {
    const contestants = contestantsFor(project, patterns, temporary);
    for (let run = 0; run <= runs; run += 1) {
      for (const { command, words, cwd, results } of contestants) {
        const result = measured(command, words, cwd);
        // The first of each fills the disk cache.
        if (run > 0) results.push(result);
      }
    }
    show(contestants, runs);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** What is compared; whatever is not installed is left out, and said. */
function contestantsFor(project, patterns, temporary) {
  const check = {
    name: "db-ssot check",
    command: process.execPath,
    words: [COMMAND, "check", "--no-cache", "--format", "concise"],
  };
  const rules = join(temporary, "rules.yml");
  writeFileSync(rules, rulesFor(patterns));
  const astGrep = findAstGrep();
  if (astGrep === undefined) console.log("ast-grep is not installed: `npm install --no-save @ast-grep/cli`");
  const scan = { name: "ast-grep scan", command: astGrep, words: ["scan", "--rule", rules, "--json=stream", project] };
  const isThere = values.pyright !== undefined && existsSync(values.pyright);
  if (!isThere)
    console.log("pyright is left out: `npm install --no-save pyright`, and name its `index.js` by `--pyright`");
  const config = join(temporary, "pyrightconfig.json");
  writeFileSync(
    config,
    JSON.stringify({
      include: [relative(temporary, project)],
      typeCheckingMode: "off",
      reportAttributeAccessIssue: "error",
    }),
  );
  const words = [resolve(values.pyright ?? ""), "-p", config, "--outputjson"];
  const pyright = { name: "pyright", command: process.execPath, words };
  return [
    { ...check, cwd: project, results: [] },
    ...(astGrep === undefined ? [] : [{ ...scan, cwd: temporary, results: [] }]),
    ...(isThere ? [{ ...pyright, cwd: temporary, results: [] }] : []),
  ];
}

/** What a person would look for with ast-grep: each pattern of the inventory as it is written in code. */
function patternsOf(project) {
  const { stdout, stderr, status } = run([COMMAND, "inventory", "--format", "json"], project);
  if (status !== 0) throw new Error(`db-ssot inventory ended with status ${status}\n${stderr}`);
  const rows = JSON.parse(stdout).patterns;
  const names = rows
    .map(({ pattern }) => pattern.replace(/\(.*$/, ""))
    .filter((name) => /^(?:new )?[\w$.]+$/.test(name));
  return [...new Set(names)].map((name) => {
    const isObject = rows.some(({ pattern }) => pattern === name);
    return isObject ? name : `${name}($$$)`;
  });
}

/** One rule for each pattern and language: TypeScript, TSX and JavaScript have a grammar each, Python has no `new`. */
function rulesFor(patterns) {
  const rules = patterns.flatMap((pattern, index) =>
    LANGUAGES.filter((language) => language !== "Python" || !pattern.startsWith("new ")).map((language) =>
      [
        `id: pattern-${index}-${language.toLowerCase()}`,
        `language: ${language}`,
        "rule:",
        `  pattern: ${JSON.stringify(pattern)}`,
      ].join("\n"),
    ),
  );
  return `${rules.join("\n---\n")}\n`;
}

function findAstGrep() {
  const name = process.platform === "win32" ? "ast-grep.exe" : "ast-grep";
  const places = [join(ROOT, "node_modules/@ast-grep/cli"), ...(process.env.PATH ?? "").split(delimiter)];
  return places.map((place) => join(place, name)).find((path) => existsSync(path));
}

/** Milliseconds of one process, from its start to its end, and the most memory that it held, in MB. */
function measured(command, words, cwd) {
  const isTimed = existsSync(GNU_TIME);
  const [program, given] = isTimed ? [GNU_TIME, ["--quiet", "-f", "%M", command, ...words]] : [command, words];
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(program, given, { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });
  const duration = performance.now() - start;
  if (/"filesAnalyzed": 0\b/.test(stdout)) throw new Error(`${words[0]} found no files`);
  if (status !== 0 && status !== 1) throw new Error(`${command} ended with status ${status}\n${stderr}`);
  return { duration, memory: isTimed ? Number(stderr.trimEnd().split("\n").at(-1)) / 1024 : Number.NaN };
}

function run(words, cwd) {
  return spawnSync(process.execPath, words, { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });
}

/** A row each; ratios are those of runs that followed upon one another. */
function show(contestants, runs) {
  const [ours] = contestants;
  for (const { name, results } of contestants) {
    const durations = results.map(({ duration }) => duration).sort((a, b) => a - b);
    const range = `${Math.round(durations[0])} to ${Math.round(durations[durations.length - 1])}`;
    const ratio = median(ours.results.map(({ duration }, index) => duration / results[index].duration));
    const memory = `${Math.round(median(results.map((result) => result.memory)))} MB`;
    const beside =
      name === ours.name ? "" : `  db-ssot takes ${ratio.toFixed(2)} of its time (median of ${runs} pairs)`;
    console.log(
      `${name.padEnd(14)} ${String(Math.round(median(durations))).padStart(7)} ms (${range})  ${memory}${beside}`,
    );
  }
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The steps of a check, told apart by when the check says that it goes on to the next. */
async function showPhases(project) {
  const started = performance.now();
  const { check } = await import("../../build/judge/check/check.js");
  const { realWorld } = await import("../../build/base/world/real/world.js");
  const phases = new Map([["starting", performance.now() - started]]);
  let [phase, since] = ["listing", performance.now()];
  const change = (next) => {
    phases.set(phase, (phases.get(phase) ?? 0) + performance.now() - since);
    [phase, since] = [next, performance.now()];
  };
  const progress = (step, done, total) => {
    if (step !== phase) change(step);
    // Behind the last file of a step comes what is neither reading nor parsing.
    if (done === total - 1) queueMicrotask(() => change("resolving, linking and rules"));
  };
  const { report } = await check(realWorld(project), { progress });
  change("");
  for (const [name, duration] of phases) console.log(`${name.padEnd(30)} ${Math.round(duration)} ms`);
  console.log(`${report.statistics.parsed} of ${report.statistics.files} files parsed`);
}
