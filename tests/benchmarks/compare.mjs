// Compares what two builds of db-ssot find, by rule, place and fix: `node tests/benchmarks/compare.mjs
// [--config FILE] OLD NEW DIR...`, where OLD and NEW are directories of checkouts that are built. Prints a line for each
// difference, and the counts.
import { spawnSync } from "node:child_process";
import { basename, join, resolve } from "node:path";
import process from "node:process";

const words = process.argv.slice(2);
const config = words[0] === "--config" ? resolve(words.splice(0, 2)[1]) : undefined;
const [old, now, ...directories] = words.map((word) => resolve(word));
if (directories.length === 0) {
  process.stderr.write("usage: compare.mjs [--config FILE] OLD NEW DIR...\n");
  process.exit(2);
}

const totals = { repositories: 0, same: 0, gone: 0, added: 0, changed: 0 };
for (const directory of directories) {
  totals.repositories += 1;
  const [before, after] = [old, now].map((build) => findingsOf(build, directory));
  for (const line of differences(before, after)) process.stdout.write(`${basename(directory)}  ${line}\n`);
}
process.stdout.write(`${JSON.stringify(totals)}\n`);

/** Findings by rule and place, and assumptions; what ended the run instead, where it was ended. */
function findingsOf(build, directory) {
  const command = [join(build, "bin/db-ssot.js"), "check", "--format", "json", ...(config ? ["--config", config] : [])];
  const { status, stdout, stderr, error } = spawnSync(process.execPath, command, {
    cwd: directory,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (error !== undefined) throw error;
  if (status !== 0 && status !== 1) return new Map([[`exit ${status}`, stderr.split("\n").slice(0, 2).join(" ")]]);
  const { diagnostics, problems, assumptions } = JSON.parse(stdout);
  return new Map([
    ...diagnostics.map((each) => [
      `${each.file}:${each.start.line}:${each.start.column} ${each.rule}`,
      `${each.severity}, ${fixOf(each)}: ${each.message}`,
    ]),
    ...problems.map(({ file, message }) => [`${file} problem`, message]),
    ...assumptions.map((assumption) => [`assumed: ${assumption}`, ""]),
  ]);
}

function fixOf({ fix }) {
  return fix === undefined || fix === null ? "no fix" : `${fix.applicability} ${fix.title}`;
}

function differences(before, after) {
  const lines = [];
  for (const key of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [was, is] = [before.get(key), after.get(key)];
    if (was === is) totals.same += 1;
    else if (is === undefined) totals.gone += lines.push(`- ${key}  ${was}`) && 1;
    else if (was === undefined) totals.added += lines.push(`+ ${key}  ${is}`) && 1;
    else totals.changed += lines.push(`~ ${key}  ${was}  =>  ${is}`) && 1;
  }
  return lines;
}
