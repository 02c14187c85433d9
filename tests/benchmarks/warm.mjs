// How long a check takes that has little to do: `npm run build && npm run bench -- [--runs 5] [--check] DIRECTORY...`. Copies a
// directory, makes a repository of it, and runs in turns: without the cache; unchanged; with a line added to one file that was
// parsed; and `--staged` with that line. Prints the least time of each, which a busy machine changes least, and its ratio to the
// check without the cache. With `--check` the exit status is 1 where a ratio is more than 15 % above that of budget.json.
import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const BIN = fileURLToPath(new URL("../../bin/db-ssot.js", import.meta.url));
const BUDGET = JSON.parse(readFileSync(new URL("budget.json", import.meta.url), "utf8"));
const TOLERANCE = 1.15;
/** Below it, what was changed a moment ago is not kept. */
const SETTLED_MS = 2100;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "5" }, check: { type: "boolean", default: false } },
});
if (positionals.length === 0) {
  process.stderr.write("usage: npm run bench -- [--runs 5] [--check] DIRECTORY...\n");
  process.exitCode = 2;
}
for (const directory of positionals) await measure(resolve(directory));

async function measure(directory) {
  const temporary = mkdtempSync(join(tmpdir(), "db-ssot-warm-"));
  try {
    const project = join(temporary, "project");
    cpSync(directory, project, { recursive: true, filter: (path) => !/[\\/](?:\.git|node_modules)$/.test(path) });
    git(project, "init", "--quiet");
    commit(project);
    show(basename(directory), await timesIn(project, join(temporary, "cache")));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function timesIn(project, cache) {
  const times = { "without the cache": [], unchanged: [], "one file changed": [], staged: [] };
  const run = (name, ...words) => {
    const started = performance.now();
    const environment = { ...process.env, DB_SSOT_CACHE_DIR: cache };
    const { status, stderr } = spawnSync(process.execPath, [BIN, "check", ...words], {
      cwd: project,
      env: environment,
    });
    if (status !== 0 && status !== 1) throw new Error(String(stderr));
    times[name]?.push(performance.now() - started);
  };
  const file = join(project, parsedFile(project));
  await settle();
  run("");
  for (let round = 0; round < Number(values.runs); round += 1) {
    run("without the cache", "--no-cache");
    run("unchanged");
    change(file, round);
    run("one file changed");
    git(project, "add", "--all");
    run("staged", "--staged");
    commit(project);
    await settle();
    run("");
  }
  return times;
}

/** One that a check parses: the longest way. */
function parsedFile(project) {
  const { stdout } = spawnSync(process.execPath, [BIN, "check", "--no-cache", "--format", "json"], {
    cwd: project,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  const [finding] = JSON.parse(stdout).diagnostics;
  const tracked = git(project, "ls-files").split("\n");
  return (
    finding?.file ?? tracked.find((each) => /\b(?:db|database|session)\b.*\.(?:ts|py|js)$/.test(each)) ?? tracked[0]
  );
}

function change(file, round) {
  appendFileSync(file, `${file.endsWith(".py") ? "#" : "//"} ${round}\n`);
  utimesSync(file, new Date(), new Date());
}

function commit(project) {
  git(project, "add", "--all");
  git(project, "-c", "user.name=bench", "-c", "user.email=bench@localhost", "commit", "--quiet", "--message=bench");
}

function git(project, ...words) {
  const { status, stdout, stderr } = spawnSync("git", words, { cwd: project, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function settle() {
  return new Promise((done) => setTimeout(done, SETTLED_MS));
}

function show(name, times) {
  const [[, whole], ...others] = Object.entries(times);
  const wholeMs = Math.min(...whole);
  console.log(`${name}: ${wholeMs.toFixed(0)} ms without the cache`);
  for (const [row, durations] of others) {
    const leastMs = Math.min(...durations);
    const ratio = leastMs / wholeMs;
    const budget = BUDGET[row];
    const isWorse = values.check && ratio > budget * TOLERANCE;
    if (isWorse) process.exitCode = 1;
    console.log(
      `  ${row.padEnd(18)} ${leastMs.toFixed(0).padStart(6)} ms  ${ratio.toFixed(2)} ×${isWorse ? `, budget ${budget}` : ""}`,
    );
  }
}
