#!/usr/bin/env node
/**
 * The baseline along real histories: is a finding that a commit left alone still known, and is a swap of findings caught?
 *
 *   node tests/benchmarks/baseline-replay.mjs GITDIR... [--commits 60] [--seconds 120] [--config FILE] [--legacy NAME,NAME] [--swaps 6]
 *     [--black COMMAND] [--prettier MODULE] [--failures]
 *
 * GITDIR is a git directory with a history. Each of its newest commits is judged by the baseline of its parent, in memory.
 * What the commit left alone is told by git's lines and the text of statements (replay/truth.mjs). Then one known finding is
 * swapped for another. With `--legacy` the accessors of these names are judged as if they were to go, and another were there. At the commit with most of them the files with findings are reformatted and renamed. Prints a line a repository,
 * then all of them; with `--failures` each finding that was lost. Wants a build (`npm run build`).
 */
import { readFileSync } from "node:fs";
import process from "node:process";
import { parseArgs } from "node:util";
import { accept } from "../../build/judge/baseline/update.js";
import { check } from "../../build/judge/check/check.js";
import { openHistory, worldOf } from "./replay/history.mjs";
import { reformattings, renamed } from "./replay/played.mjs";
import { swaps } from "./replay/swap.mjs";
import { lineOf, unchanged } from "./replay/truth.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    commits: { type: "string", default: "60" },
    seconds: { type: "string", default: "120" },
    config: { type: "string" },
    legacy: { type: "string" },
    swaps: { type: "string", default: "6" },
    black: { type: "string" },
    prettier: { type: "string" },
    failures: { type: "boolean" },
  },
});

const BASELINE = "db-ssot-baseline.jsonl";
const config = values.config === undefined ? legacyConfig() : { "db-ssot.json": readFileSync(values.config, "utf8") };
const prettier = values.prettier === undefined ? undefined : await import(values.prettier);
const total = emptyTally();

for (const directory of positionals) {
  const tally = await replay(directory);
  console.log(line(directory, tally));
  for (const key of Object.keys(total)) total[key] += tally[key];
}
console.log(line(`${positionals.length} repositories`, total));
process.exitCode =
  total.kept < total.unchanged * 0.99 || total.caught < total.swaps || total.playedKept < total.played * 0.99 ? 1 : 0;

/** What people once took for the accessor gives findings where careful people left none. */
function legacyConfig() {
  if (values.legacy === undefined) return {};
  const names = values.legacy.split(",");
  const source = (name, module, accessor) => ({
    name,
    accessor: { module, name: accessor },
    legacy: names,
    managers: names,
  });
  const sources = [source("scripts", "way-in.ts", "wayIn"), source("python", "way_in.py", "way_in")];
  return {
    "db-ssot.json": JSON.stringify({ sources }),
    "way-in.ts": "export function wayIn() {\n  return globalThis;\n}\n",
    "way_in.py": "def way_in():\n    return object()\n",
  };
}

function emptyTally() {
  return { commits: 0, unchanged: 0, kept: 0, swaps: 0, caught: 0, played: 0, playedKept: 0, typescript: 0, python: 0 };
}

function line(name, t) {
  const short = name.replace(/^.*\/([^/]+\+[^/]+)\/.*$/, "$1");
  return `${short}: ${t.commits} commits with findings; ${t.unchanged} unchanged (${t.typescript} TypeScript, ${t.python} Python), ${t.kept} kept; ${t.swaps} swaps, ${t.caught} caught; ${t.played} played, ${t.playedKept} kept`;
}

async function replay(directory) {
  const history = openHistory(directory);
  const tally = emptyTally();
  const until = performance.now() + Number(values.seconds) * 1000;
  let parent;
  let richest;
  for (const commit of history.commits(Number(values.commits) + 1)) {
    if (performance.now() > until) break;
    const contents = history.contents(commit);
    const state = await judge(contents, parent);
    if (state !== undefined && parent !== undefined && parent.findings.length > 0) {
      tally.commits += 1;
      countKept(tally, parent, state, history.changes(parent.commit, commit), commit);
      await playSwaps(tally, state, commit);
    }
    parent = state && { ...state, commit };
    if ((parent?.findings.length ?? 0) > (richest?.findings.length ?? 0)) richest = parent;
  }
  if (richest !== undefined) await play(tally, richest);
  return tally;
}

/** A state of the files, judged by the baseline of another. */
async function judge(contents, earlier) {
  const baseline = earlier === undefined ? {} : { [BASELINE]: earlier.baseline };
  const known = earlier && { known: earlier.gathered };
  try {
    const { report, analysis } = await check(worldOf(contents, { ...config, ...baseline }), { ...known });
    const findings = [...report.known, ...report.diagnostics].filter(({ rule }) => rule !== "unused-baseline-entry");
    return {
      contents,
      findings,
      known: new Set(report.known),
      baseline: accept(findings),
      gathered: analysis.gathered,
      text: (file) => analysis.gathered.texts.get(file) ?? analysis.gathered.allTexts.get(file) ?? "",
      lines: new Map(),
    };
  } catch (error) {
    if (values.failures) console.log(`  not judged: ${String(error.message).split("\n")[0]}`);
    return undefined;
  }
}

function countKept(tally, before, after, changes, commit) {
  for (const [old, found] of unchanged(before, after, changes)) {
    tally.unchanged += 1;
    tally[found.span.file.endsWith(".py") ? "python" : "typescript"] += 1;
    if (after.known.has(found)) tally.kept += 1;
    else if (values.failures) tellLost(commit, old, found, after);
  }
}

function tellLost(commit, old, found, state) {
  console.log(
    `  lost at ${commit.slice(0, 10)} ${found.span.file}:${lineOf(state, found)} ${found.rule} ${found.symbol}`,
  );
  console.log(`    was ${JSON.stringify(old.identity)}\n    is  ${JSON.stringify(found.identity)}`);
}

/** Of one known finding a commit; which, its hash decides. */
async function playSwaps(tally, state, commit) {
  const candidates = [...state.known];
  let judged = 0;
  for (let tries = 0; tries < 30 && judged < Number(values.swaps) && candidates.length > 0; tries++) {
    const [finding] = candidates.splice(Number.parseInt(commit.slice(tries, tries + 7), 16) % candidates.length, 1);
    let played = 0;
    for (const swap of swaps(state, finding)) {
      judged += 1;
      const after = await judge({ ...state.contents, [swap.file]: swap.text }, state);
      if (after === undefined || !isSwap(state, after, finding)) continue;
      played += 1;
      tally.swaps += 1;
      const isCaught = after.findings.some((each) => isLike(each, finding) && !after.known.has(each));
      if (isCaught) tally.caught += 1;
      else if (values.failures) tellMissed(commit, swap, finding);
    }
    if (played > 0) return;
  }
}

function tellMissed(commit, swap, finding) {
  console.log(
    `  not caught at ${commit.slice(0, 10)} ${swap.kind} ${finding.span.file} ${finding.rule} ${finding.symbol}`,
  );
  console.log(`    ${JSON.stringify(finding.identity)}`);
}

/** As many of its kind as before, and none where it was. */
function isSwap(before, after, finding) {
  const count = (state) => state.findings.filter((each) => isLike(each, finding)).length;
  const isThere = after.findings.some((each) => isLike(each, finding) && each.span.start === finding.span.start);
  return count(before) === count(after) && !isThere;
}

function isLike({ rule, symbol, span }, finding) {
  return rule === finding.rule && symbol === finding.symbol && span.file === finding.span.file;
}

/** Formatters and renames, at one state; files in which the number of findings stays are compared. */
async function play(tally, state) {
  const files = [...new Set(state.findings.map(({ span }) => span.file))];
  for (const { name, takes, apply } of reformattings({ black: values.black, prettier })) {
    const contents = { ...state.contents };
    for (const file of files.filter(takes)) {
      const text = await apply(file, state.text(file));
      if (text !== undefined) contents[file] = text;
    }
    countPlayed(tally, name, state, await judge(contents, state), (file) => file, files.filter(takes));
  }
  const moved = Object.fromEntries(
    Object.entries(state.contents).map(([file, text]) => [files.includes(file) ? renamed(file) : file, text]),
  );
  countPlayed(tally, "renamed", state, await judge(moved, state), renamed, files);
}

function countPlayed(tally, name, before, after, pathAfter, files) {
  if (after === undefined) return;
  for (const file of files) {
    for (const kind of new Set(before.findings.filter(({ span }) => span.file === file).map(kindOf))) {
      const was = before.findings.filter((each) => each.span.file === file && kindOf(each) === kind);
      const is = after.findings.filter((each) => each.span.file === pathAfter(file) && kindOf(each) === kind);
      if (was.length !== is.length) continue;
      tally.played += is.length;
      is.forEach((found, index) => {
        if (after.known.has(found)) tally.playedKept += 1;
        else if (values.failures) tellLost(name, was[index], found, after);
      });
    }
  }
}

function kindOf({ rule, symbol }) {
  return `${rule} ${symbol.replace(/^.*\//, "")}`;
}
