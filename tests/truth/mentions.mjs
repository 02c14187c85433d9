#!/usr/bin/env node
/**
 * Compares what `stale-reference` reports with a labelled set of mentions in comments, docstrings and documents, written
 * after reading how people write them. Prints precision and recall; ends with 1 where they are too low. Wants a build.
 *
 *   node tests/truth/mentions.mjs [--verbose]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import process from "node:process";
import { realWorld } from "../../build/base/world/real/world.js";
import { check } from "../../build/judge/check/check.js";
import { DOCUMENTS } from "./mentions/documents.mjs";
import { PROJECT } from "./mentions/projects.mjs";
import { PYTHON } from "./mentions/python.mjs";
import { TYPESCRIPT } from "./mentions/typescript.mjs";

const LEAST = { mentions: 300, precision: 0.97, recall: 0.9 };
const MARK = /[«»‹›]/g;

/** A text as a file of its own; a document of one name may be there once for each package. */
function fileOf(text, index, { name, write }) {
  const id = String(index).padStart(3, "0");
  return { file: name(id), text: write(text) };
}

const kinds = [
  { texts: TYPESCRIPT, name: (id) => `src/notes/n${id}.ts`, write: (text) => `${text}\nexport const a = 1;\n` },
  { texts: PYTHON, name: (id) => `shop/notes/n${id}.py`, write: (text) => `${text}\na = 1\n` },
  { texts: DOCUMENTS, name: (id) => `docs/guide${id}.md`, write: (text) => `${text}\n` },
];
const written = kinds.flatMap((kind) =>
  kind.texts.map((each, index) => {
    const isPlain = typeof each === "string";
    const made = fileOf(isPlain ? each : each.text, index, kind);
    return isPlain ? made : { ...made, file: `texts/p${index}/${each.file}` };
  }),
);

const labels = written.flatMap(({ file, text }) => {
  const found = [];
  let taken = 0;
  for (const { 0: whole, index } of text.matchAll(/«[^»]*»|‹[^›]*›/g)) {
    const start = index - taken;
    taken += 2;
    found.push({
      file,
      start,
      end: start + whole.length - 2,
      name: whole.slice(1, -1),
      isStale: whole.startsWith("«"),
    });
  }
  return found;
});

const root = mkdtempSync(join(tmpdir(), "mentions-"));
try {
  const files = [...Object.entries(PROJECT), ...written.map(({ file, text }) => [file, text.replace(MARK, "")])];
  for (const [file, text] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const { report } = await check(realWorld(root), { rules: ["stale-reference"] });
  const spans = report.diagnostics.map(({ span }) => span);
  const isAt = (label) => (span) => span.file === label.file && span.start < label.end && label.start < span.end;
  const stale = labels.filter(({ isStale }) => isStale);
  const found = stale.filter((label) => spans.some(isAt(label)));
  const wrong = spans.filter((span) => !stale.some((label) => isAt(label)(span)));
  const precision = spans.length === 0 ? 0 : (spans.length - wrong.length) / spans.length;
  const recall = found.length / stale.length;
  const percent = (share) => `${(100 * share).toFixed(1)} %`;
  process.stdout.write(
    `mentions in text: ${labels.length}, ${stale.length} stale; found ${found.length}, wrong ${wrong.length}; precision ${percent(precision)}, recall ${percent(recall)}\n`,
  );
  if (process.argv.includes("--verbose")) {
    const textOf = new Map(files);
    for (const label of stale.filter((each) => !found.includes(each)))
      process.stdout.write(`missed ${label.file}: ${label.name} in ${textOf.get(label.file)}\n`);
    for (const span of wrong)
      process.stdout.write(
        `wrong ${span.file}: ${textOf.get(span.file).slice(span.start, span.end)} in ${textOf.get(span.file)}\n`,
      );
  }
  const isEnough = labels.length >= LEAST.mentions && precision >= LEAST.precision && recall >= LEAST.recall;
  if (!isEnough) process.exitCode = 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}
