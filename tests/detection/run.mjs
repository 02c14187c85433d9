#!/usr/bin/env node
/**
 * Which accessor is detected in the labelled layouts, and in real projects:
 *
 *   node tests/detection/run.mjs [--write] [PROJECTS.json]
 *
 * Wants a build. Prints a table by kind, then each layout that is answered otherwise than expected. Fails where fewer layouts
 * of a language are right, or more are wrong, than `figures.json` says; `--write` writes the new figures there, and the marks of
 * the layouts. Of real projects it prints each answer.
 *
 * PROJECTS.json lists directories with the accessor that an expert would name, or null, and other good answers:
 *
 *   [{ "dir": "/code/shop", "accessor": "src/db.ts#getDb", "acceptable": ["src/db.ts#pool", null], "note": "…" }]
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { realWorld } from "../../build/base/world/real/world.js";
import { analyse } from "../../build/judge/analysis/analyse.js";
import { answerOf, describeAnswer, describeExpected, judge, LANGUAGES, readLayouts, writeMark } from "./layouts.mjs";

const FIGURES = join(import.meta.dirname, "figures.json");

const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: "boolean" } } });
const print = (line) => process.stdout.write(`${line}\n`);

if (positionals.length > 0) {
  const results = [];
  for (const project of positionals.flatMap(readProjects)) results.push(await tryProject(project));
  for (const { kind, verdict, answer } of results) print(`${verdict.padEnd(6)}  ${kind}: ${describeAnswer(answer)}`);
  printOthers(results);
  printTotal("all", results);
} else {
  const results = [];
  for (const layout of readLayouts()) results.push(await tryLayout(layout));
  printTable(results);
  printOthers(results);
  compareWithFigures(results);
}

async function tryLayout(layout) {
  const root = mkdtempSync(join(tmpdir(), "db-ssot-layout-"));
  try {
    for (const [path, text] of Object.entries(layout.files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const answer = answerOf(await analyse(realWorld(root), { detect: true }));
    return { ...layout, answer, verdict: judge(layout.expected, answer) };
  } finally {
    rmSync(root, { recursive: true });
  }
}

function readProjects(path) {
  return JSON.parse(readFileSync(path, "utf8")).map((project) => ({
    ...project,
    dir: resolve(dirname(path), project.dir),
  }));
}

async function tryProject({ dir, accessor, acceptable = [], note, why }) {
  const good = [accessor, ...acceptable];
  const named = good.filter((name) => name?.includes("#"));
  const expected = { accessors: [accessor ?? "none"], also: named, undecided: [] };
  const answer = answerOf(await analyse(realWorld(dir), { detect: true }));
  const isSilentRight = answer.accessors.length === 0 && good.includes(null);
  const verdict = isSilentRight ? "right" : judge(expected, answer);
  return { kind: basename(dir), title: note ?? why ?? "", language: "", expected, answer, verdict };
}

function count(results, verdict) {
  return results.filter((result) => result.verdict === verdict).length;
}

function figuresOf(results) {
  const [right, wrong, silent] = ["right", "wrong", "silent"].map((verdict) => count(results, verdict));
  return { layouts: results.length, right, wrong, silent };
}

function printTable(results) {
  const kindOf = ({ language, kind }) => `${language}: ${kind}`;
  const kinds = [...new Set(results.map(kindOf))];
  const width = Math.max(...kinds.map((kind) => kind.length));
  const row = (kind, cells) =>
    print(`${kind.padEnd(width)}  ${cells.map((cell) => String(cell).padStart(7)).join("  ")}`.trimEnd());
  row("", ["layouts", "right", "wrong", "silent"]);
  for (const kind of kinds) {
    const { layouts, right, wrong, silent } = figuresOf(results.filter((result) => kindOf(result) === kind));
    row(kind, [layouts, right || "", wrong || "", silent || ""]);
  }
}

function printOthers(results) {
  for (const { language, kind, title, expected, answer, verdict } of results) {
    if (verdict === "right") continue;
    print(`\n${verdict}: ${[language, kind, title].filter(Boolean).join(": ")}`);
    print(`  expected ${describeExpected(expected)}`);
    print(`  got      ${describeAnswer(answer)}`);
  }
}

function printTotal(name, results) {
  const { layouts, right, wrong, silent } = figuresOf(results);
  print(
    `\n${name}: ${right} of ${layouts} right (${Math.round((100 * right) / layouts)} %), ${wrong} wrong, ${silent} silent`,
  );
}

function compareWithFigures(results) {
  const before = JSON.parse(readFileSync(FIGURES, "utf8"));
  const now = {};
  for (const language of LANGUAGES) {
    const own = results.filter((result) => result.language === language);
    now[language] = figuresOf(own);
    printTotal(language, own);
    const { right, wrong } = before[language];
    if (now[language].right >= right && now[language].wrong <= wrong) continue;
    print(`${language}: ${right} were right and ${wrong} wrong before`);
    process.exitCode = 1;
  }
  if (!values.write) return;
  writeFileSync(FIGURES, `${JSON.stringify(now, null, 2)}\n`);
  for (const result of results) if (result.verdict !== result.today) writeMark(result, result.verdict);
}
