#!/usr/bin/env node
/**
 * Compares what two rules report with labelled texts, written after reading how people write them: `stale-reference` with
 * mentions in comments, docstrings and documents, `stale-mock` with mocks. Prints precision and recall of each; ends with 1
 * where they are too low. Wants a build.
 *
 *   node tests/truth/labelled.mjs [--verbose]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { realWorld } from "../../build/base/world/real/world.js";
import { check } from "../../build/judge/check/check.js";
import { PROJECT } from "./labelled/project.mjs";
import { DOCUMENTS } from "./mentions/documents.mjs";
import { PYTHON } from "./mentions/python.mjs";
import { TYPESCRIPT } from "./mentions/typescript.mjs";
import { MOCKS_IN_PYTHON } from "./mocks/python.mjs";
import { MOCKS_IN_TYPESCRIPT } from "./mocks/typescript.mjs";

const SETS = [
  {
    title: "mentions in text",
    rule: "stale-reference",
    least: { labels: 300, precision: 0.97, recall: 0.9 },
    kinds: [
      { texts: TYPESCRIPT, name: (id) => `src/notes/n${id}.ts`, write: (text) => `${text}\nexport const a = 1;\n` },
      { texts: PYTHON, name: (id) => `shop/notes/n${id}.py`, write: (text) => `${text}\na = 1\n` },
      { texts: DOCUMENTS, name: (id) => `docs/guide${id}.md`, write: (text) => `${text}\n` },
    ],
  },
  {
    title: "mocks",
    rule: "stale-mock",
    least: { labels: 400, precision: 0.98, recall: 0.96 },
    kinds: [
      { texts: MOCKS_IN_TYPESCRIPT, name: (id) => `src/tests/m${id}.test.ts`, write: (text) => text },
      { texts: MOCKS_IN_PYTHON, name: (id) => `shop/tests/test_m${id}.py`, write: (text) => text },
    ],
  },
];
const MARK = /[«»‹›]/g;

/** A text as a file of its own; a document of one name may be there once for each package. */
function fileOf(text, index, { name, write }) {
  const id = String(index).padStart(3, "0");
  return { file: name(id), text: write(text) };
}

function filesOf(kinds) {
  return kinds.flatMap((kind) =>
    kind.texts.map((each, index) => {
      const isPlain = typeof each === "string";
      const made = fileOf(isPlain ? each : each.text, index, kind);
      return isPlain ? made : { ...made, file: `texts/p${index}/${each.file}` };
    }),
  );
}

function labelsOf(written) {
  return written.flatMap(({ file, text }) => {
    const found = [];
    let taken = 0;
    for (const { 0: whole, index } of text.matchAll(/«[^»]*»|‹[^›]*›/g)) {
      const start = index - taken;
      taken += 2;
      const name = whole.slice(1, -1);
      found.push({ file, start, end: start + name.length, name, isStale: whole.startsWith("«") });
    }
    return found;
  });
}

async function compare({ title, rule, least, kinds }) {
  const written = filesOf(kinds);
  const labels = labelsOf(written);
  const root = mkdtempSync(join(tmpdir(), "labelled-"));
  try {
    const files = [...Object.entries(PROJECT), ...written.map(({ file, text }) => [file, text.replace(MARK, "")])];
    for (const [file, text] of files) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    const { report } = await check(realWorld(root), { rules: [rule] });
    const spans = report.diagnostics.map(({ span }) => span);
    const isAt = (label) => (span) => span.file === label.file && span.start < label.end && label.start < span.end;
    const stale = labels.filter(({ isStale }) => isStale);
    const found = stale.filter((label) => spans.some(isAt(label)));
    const wrong = spans.filter((span) => !stale.some((label) => isAt(label)(span)));
    const precision = spans.length === 0 ? 0 : (spans.length - wrong.length) / spans.length;
    const recall = found.length / stale.length;
    const percent = (share) => `${(100 * share).toFixed(1)} %`;
    process.stdout.write(
      `${title}: ${labels.length}, ${stale.length} stale; found ${found.length}, wrong ${wrong.length}; precision ${percent(precision)}, recall ${percent(recall)}\n`,
    );
    if (process.argv.includes("--verbose")) {
      const textOf = new Map(files);
      for (const label of stale.filter((each) => !found.includes(each)))
        process.stdout.write(`missed ${label.file}: ${label.name} in ${textOf.get(label.file)}\n`);
      for (const { file, start, end } of wrong)
        process.stdout.write(`wrong ${file}: ${textOf.get(file).slice(start, end)} in ${textOf.get(file)}\n`);
    }
    return labels.length >= least.labels && precision >= least.precision && recall >= least.recall;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

for (const set of SETS) if (!(await compare(set))) process.exitCode = 1;
