#!/usr/bin/env node
/**
 * Plants faults in projects, one at a time, and compares what `db-ssot check` then reports with the compilers' own answer.
 *
 *   npm run truth -- [DIRECTORY...] [--limit N] [--json FILE] [--verbose]
 *
 * A fault removes or renames one member of a manager, one export of a database module or one database module, or moves a
 * member to the other side of its class. The truth is what the TypeScript compiler, or pyright, then reports that it did not
 * report before. Without a directory: the fixtures that `expected.json` names; it ends with 1 where their figures are worse
 * than the ones there, which are for the usual limit. Wants a build. Writes nothing into the directories and runs nothing of theirs.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Lines } from "../../build/base/text/lines.js";
import { overlay } from "../../build/base/world/overlay.js";
import { realWorld } from "../../build/base/world/real/world.js";
import { check } from "../../build/judge/check/check.js";
import { readSource } from "../../build/read/project/source.js";
import { compare, newReports, placeOf, shortfalls, summarise } from "./compare.mjs";
import { findFaults, sample, wordOf } from "./faults.mjs";
import { createPyright } from "./python.mjs";
import { createCompiler } from "./typescript.mjs";

const FIXTURES = fileURLToPath(new URL("../../fixtures", import.meta.url));
const EXPECTED = JSON.parse(readFileSync(new URL("expected.json", import.meta.url), "utf8"));
/** Rules about names that are not there; the compilers know nothing of the others. */
const RULES = ["missing-member", "missing-export"];

/** Faults in a project. */
const LIMIT = 12;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: "string", default: String(LIMIT) },
    json: { type: "string" },
    verbose: { type: "boolean" },
  },
});
const limit = Number(values.limit);
if (!Number.isInteger(limit) || limit < 1) {
  process.stderr.write("--limit wants a number from 1\n");
  process.exit(2);
}

const projects =
  positionals.length > 0
    ? positionals.map((path) => ({ name: basename(resolve(path)), root: resolve(path) }))
    : Object.entries(EXPECTED).map(([name, expected]) => ({ name, root: join(FIXTURES, name), expected }));

const rows = [];
for (const project of projects) {
  const results = await plantIn(project.root);
  rows.push({ ...project, results, summary: summarise(results) });
  printProject(rows.at(-1));
}
const total = summarise(rows.flatMap(({ results }) => results));
if (rows.length > 1) process.stdout.write(`${lineOf("total", total)}\n`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ projects: rows, total }, null, 2)}\n`);

/** @returns the comparison for each fault that was planted */
async function plantIn(root) {
  const world = withoutConfig(realWorld(root));
  const before = await check(world, { baseline: false });
  const texts = textsOf(world.files, before.analysis.discovery.files);
  const faults = sample(findFaults(before.analysis, texts), limit);
  const planted = [];
  for (const fault of faults) {
    const after = await checkWith(fault, world, before);
    planted.push({ fault, before: errorsOf(before), after: errorsOf(after) });
  }
  const isPython = ({ fault }) => fault.file.endsWith(".py");
  const groups = [planted.filter(isPython), planted.filter((each) => !isPython(each))];
  return groups.filter((group) => group.length > 0).flatMap((group) => judge(root, texts, group));
}

/** A configuration that names a module which a fault removes would end the run. */
function withoutConfig(world) {
  return { ...world, files: overlay(world.files, new Map(), new Set(["db-ssot.json"])) };
}

async function checkWith(fault, world, before) {
  const { texts, removed } = changeOf(fault);
  const files = overlay(world.files, texts, removed);
  return check({ ...world, files }, { baseline: false, known: before.analysis.gathered });
}

/** @param planted faults in files of one language, each with the errors of db-ssot without and with it */
function judge(root, texts, planted) {
  const isPython = planted[0].fault.file.endsWith(".py");
  const own = new Map([...texts].filter(([file]) => file.endsWith(".py") === isPython));
  const compiler = isPython ? createPyright(root, own) : createCompiler(root, [...own.keys()]);
  const asItIs = { texts: new Map(), removed: new Set(), isAsked: () => true };
  const states = planted.map((each) => ({ ...changeOf(each.fault), isAsked: askedFor(each, own) }));
  const [unchanged, ...judged] = compiler.judge([asItIs, ...states]);
  const compared = planted.map(({ fault, before, after }, index) => ({
    fault: fault.name,
    ...compare({ compiler: newReports(unchanged, judged[index]), before, after }),
  }));
  return withoutUnseen(compared, states, own, compiler);
}

/** What only db-ssot reports is wrong if the compiler would report a name that nobody has in its place, and unseen if not. */
function withoutUnseen(compared, states, texts, compiler) {
  const risky = compared.flatMap(({ extra }, index) => (extra.length > 0 ? [index] : []));
  const probed = risky.map((index) => probe(compared[index].extra, states[index], texts));
  const answers = probed.length === 0 ? [] : compiler.judge(probed);
  return compared.map(({ extra, ...result }, index) => {
    const seen = new Set((answers[risky.indexOf(index)] ?? []).map(placeOf));
    const isSeen = (report) => seen.has(placeOf(report));
    return { ...result, wrong: extra.filter(isSeen), unseen: extra.filter((report) => !isSeen(report)) };
  });
}

/** The state with a name that nobody has at the place of each report. */
function probe(reports, state, texts) {
  const changed = new Map(state.texts);
  for (const { file, offset } of [...reports].sort((a, b) => b.offset - a.offset)) {
    const text = changed.get(file) ?? texts.get(file) ?? "";
    const end = offset + (/^[\w$./@~#-]+/.exec(text.slice(offset))?.[0].length ?? 0);
    changed.set(file, `${text.slice(0, end)}Nowhere${text.slice(end)}`);
  }
  const files = new Set(reports.map(({ file }) => file));
  return { ...state, texts: changed, isAsked: (file) => files.has(file) };
}

function changeOf({ file, text }) {
  return text === undefined
    ? { texts: new Map(), removed: new Set([file]) }
    : { texts: new Map([[file, text]]), removed: new Set() };
}

/** Files that can be wrong by the fault, and those of which db-ssot says it. */
function askedFor({ fault: { kind, file, word }, after }, texts) {
  const reported = new Set(after.map((report) => report.file));
  const words = wordOf(word);
  // With a module go its names, under which others may pass them on.
  return (other) => kind === "module" || other === file || reported.has(other) || words.test(texts.get(other) ?? "");
}

/** @returns errors, by their places in the state of the files that was checked */
function errorsOf({ report, analysis }) {
  return report.diagnostics
    .filter(({ rule, severity }) => severity === "error" && RULES.includes(rule))
    .map(({ rule, span, message, symbol }) => ({
      file: span.file,
      line: new Lines(analysis.gathered.allTexts.get(span.file) ?? "").positionOf(span.start).line,
      kind: `${rule} ${symbol}`,
      message,
      offset: span.start,
    }));
}

function textsOf(files, paths) {
  const codes = paths.filter((path) => /\.(?:[cm]?[jt]sx?|py)$/.test(path));
  const sources = codes.map((path) => [path, readSource(files, path)]);
  return new Map(sources.flatMap(([path, source]) => (source.kind === "text" ? [[path, source.text]] : [])));
}

function printProject({ name, summary, results, expected }) {
  process.stdout.write(`${lineOf(name, summary)}\n`);
  for (const { fault, places, ...lists } of results) {
    const lines = [
      ...lists.missed.map((report) => `    missed    ${describe(report)}`),
      ...lists.wrong.map((report) => `    false     ${describe(report)}`),
      ...lists.unseen.map((report) => `    not seen by the compiler  ${describe(report)}`),
    ];
    if (lines.length > 0 || values.verbose)
      process.stdout.write(
        `  ${fault}: ${places.length} compiler errors\n${lines.map((line) => `${line}\n`).join("")}`,
      );
  }
  for (const reason of expected === undefined || limit !== LIMIT ? [] : shortfalls(summary, expected)) {
    process.stdout.write(`  worse than expected.json: ${reason}\n`);
    process.exitCode = 1;
  }
}

function describe(report) {
  return `${placeOf(report)}  ${report.kind}: ${report.message}`;
}

function lineOf(name, { faults, places, found, recall, wrong, unseen }) {
  const counts = `${faults} faults, ${places} compiler errors, ${found} found, ${wrong} false, ${unseen} not seen`;
  return `${name}: recall ${(recall * 100).toFixed(1)} %; ${counts}`;
}
