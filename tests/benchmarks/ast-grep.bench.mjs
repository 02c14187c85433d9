// How long a whole `db-ssot check` takes beside `ast-grep scan` with rules for the same names. Both start cold, in turns
// (A B A B …), so that what else the machine does falls on both. Not part of `npm test`:
//
//     npm run build
//     npm install --no-save @ast-grep/cli
//     node tests/benchmarks/ast-grep.bench.mjs DIRECTORY [--runs 7] [--phases]
//
// The names are those that `db-ssot inventory` finds: members of managers, accessors, clients. `--phases` runs the check
// once more in this process and says how long each of its steps took.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const COMMAND = join(ROOT, "bin/db-ssot.js");
const LANGUAGES = ["TypeScript", "Tsx", "JavaScript"];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "7" }, phases: { type: "boolean", default: false } },
});
const [directory] = positionals;

if (directory === undefined) {
  console.error("usage: node tests/benchmarks/ast-grep.bench.mjs DIRECTORY [--runs 7] [--phases]");
  process.exitCode = 2;
} else {
  compare(resolve(directory), Number(values.runs));
  if (values.phases) await showPhases(resolve(directory));
}

function compare(project, runs) {
  const patterns = patternsOf(project);
  const astGrep = findAstGrep();
  console.log(`${project}: ${patterns.length} patterns: ${patterns.join(", ")}`);
  if (astGrep === undefined) console.log("ast-grep is not installed: `npm install --no-save @ast-grep/cli`");
  const temporary = mkdtempSync(join(tmpdir(), "db-ssot-bench-"));
  const rules = join(temporary, "rules.yml");
  writeFileSync(rules, rulesFor(patterns));
  const ours = [];
  const theirs = [];
  try {
    for (let run = 0; run <= runs; run += 1) {
      const check = timed(process.execPath, [COMMAND, "check", "--format", "concise"], project, [0, 1]);
      const scan = astGrep && timed(astGrep, ["scan", "--rule", rules, "--json=stream", project], temporary, [0, 1]);
      // The first of each fills the disk cache.
      if (run === 0) continue;
      ours.push(check);
      if (scan !== undefined) theirs.push(scan);
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  show("db-ssot check", ours);
  if (theirs.length === 0) return;
  show("ast-grep scan", theirs);
  const ratios = ours.map((duration, index) => duration / theirs[index]);
  console.log(`ratio          ${median(ratios).toFixed(2)} (median of ${runs} pairs; below 1, db-ssot is quicker)`);
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

/** One rule for each pattern and language: TypeScript, TSX and JavaScript have a grammar each. */
function rulesFor(patterns) {
  const rules = patterns.flatMap((pattern, index) =>
    LANGUAGES.map((language) =>
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

/** Milliseconds of one process, from its start to its end. */
function timed(command, words, cwd, statuses) {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, words, { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });
  const duration = performance.now() - start;
  if (!statuses.includes(status)) throw new Error(`${command} ended with status ${status}\n${stderr}`);
  return duration;
}

function run(words, cwd) {
  return spawnSync(process.execPath, words, { cwd, encoding: "utf8", maxBuffer: 2 ** 28 });
}

function show(name, durations) {
  const sorted = [...durations].sort((a, b) => a - b);
  const range = `${Math.round(sorted[0])} to ${Math.round(sorted[sorted.length - 1])}`;
  console.log(`${name.padEnd(14)} ${Math.round(median(durations))} ms (${range})`);
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The steps of a check, told apart by when the check says that it goes on to the next. */
async function showPhases(project) {
  const started = performance.now();
  const { check } = await import("../../dist/check/check.js");
  const { realFiles } = await import("../../dist/world/real-files.js");
  const silent = () => {};
  const terminal = { write: silent, writeError: silent, colour: false, interactive: false, width: 80 };
  const world = { files: realFiles(project), terminal, clock: { now: () => performance.now() } };
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
  const { report } = await check(world, { progress });
  change("");
  for (const [name, duration] of phases) console.log(`${name.padEnd(30)} ${Math.round(duration)} ms`);
  console.log(`${report.statistics.parsed} of ${report.statistics.files} files parsed`);
}
