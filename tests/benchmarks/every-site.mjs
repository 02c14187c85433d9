#!/usr/bin/env node
/**
 * Every fix at every site of real projects, one by one and all together: does the result parse, do the types fit as before?
 *
 *   node tests/benchmarks/every-site.mjs DIRECTORY... [--unsafe] [--config FILE] [--json] [--diff]
 *
 * Reads the directories and writes nothing into them. Wants a build (`npm run build`). With `python3` at hand the results in
 * Python are compiled by it as well. Prints a line a project: sites, what each is offered, what is refused by which reason;
 * with `--diff` also what each fix alone makes of the text, to be read by eye.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import process from "node:process";
import { parseArgs } from "node:util";
import { gitPatch } from "../../build/base/text/patch.js";
import { realWorld } from "../../build/base/world/real/world.js";
import { createCandidate } from "../../build/change/fix/batch.js";
import { startTrail } from "../../build/change/fix/edit-history.js";
import { parseProof } from "../../build/change/fix/proofs/parse.js";
import { typesProof } from "../../build/change/fix/proofs/types.js";
import { fix } from "../../build/change/fix/run.js";
import { tidyImports } from "../../build/change/fix/unused.js";
import { planFixes } from "../../build/change/rewrite/fixes.js";
import { check } from "../../build/judge/check/check.js";
import { readSource } from "../../build/read/project/source.js";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    unsafe: { type: "boolean" },
    config: { type: "string" },
    json: { type: "boolean" },
    diff: { type: "boolean" },
  },
});

async function tryProject(directory) {
  const world = withConfig(realWorld(directory));
  const started = performance.now();
  const checked = planFixes(await check(world, {}));
  const isWanted = (diagnostic) =>
    offered(diagnostic) === "safe" || (values.unsafe && offered(diagnostic) === "unsafe");
  const { gathered, discovery } = checked.analysis;
  const originals = textsOf(world, discovery.files);
  const trail = startTrail(originals, checked.report.diagnostics);
  const groups = checked.report.diagnostics.filter(isWanted).flatMap((diagnostic) => trail.groupOf(diagnostic));
  const { language, importers } = gathered;
  const tidy = tidyImports({ language, isTakenFrom: (file) => (name) => importers.taking(file, [name]).length > 0 });
  const importersOf = (file) => importers.of(file).map((importer) => importer.file);
  const proofs = { parse: parseProof(language), types: typesProof({ files: world.files, importersOf }) };
  const failures = [];
  const python = [];
  const diffs = [];
  for (const group of groups) {
    const candidate = createCandidate(trail, originals, [group], tidy);
    for (const [name, proof] of Object.entries(proofs)) {
      for (const { reason } of await proof(candidate)) failures.push({ place: group.name, proof: name, reason });
    }
    if (values.diff) diffs.push(diffOf(group, candidate, originals));
    for (const [file, text] of candidate.apply([group])) if (file.endsWith(".py")) python.push([group.name, text]);
  }
  const together = await fix(world, { unsafe: values.unsafe === true });
  for (const { file, after } of together.changes) if (file.endsWith(".py")) python.push([`all of ${file}`, after]);
  return {
    directory,
    files: discovery.files.length,
    findings: checked.report.diagnostics.length,
    byRule: countBy(checked.report.diagnostics, ({ rule }) => rule),
    offered: countBy(checked.report.diagnostics, offered),
    left: countBy(
      checked.report.diagnostics.filter((diagnostic) => offered(diagnostic) === "none"),
      ({ help }) => /fix by hand: ([^;]*)/.exec(help ?? "")?.[1]?.replace(/`[^`]*`/g, "…") ?? "nothing to rewrite to",
    ),
    tried: groups.length,
    failures,
    diffs,
    compiled: compile(python),
    together: {
      applied: together.applied.length,
      refused: together.refused.map(({ group, reason }) => ({ place: group.name, reason })),
      stillWanted: together.after.report.diagnostics.filter(isWanted).length,
    },
    seconds: Math.round((performance.now() - started) / 100) / 10,
  };
}

/** The configuration lies beside the project, so that nothing is written into it. */
function withConfig(world) {
  if (values.config === undefined) return world;
  const bytes = new Uint8Array(readFileSync(values.config));
  const { files } = world;
  return {
    ...world,
    files: { ...files, read: (path) => (path === "db-ssot.json" ? bytes.slice() : files.read(path)) },
  };
}

function textsOf(world, paths) {
  return new Map(
    paths.flatMap((path) => {
      const source = readSource(world.files, path);
      return source.kind === "text" ? [[path, source.text]] : [];
    }),
  );
}

function diffOf(group, candidate, originals) {
  const changes = [...candidate.apply([group])].map(([file, after]) => ({ file, before: originals.get(file), after }));
  const { rule } = group.diagnostic;
  const { applicability, reason } = group.fix;
  return { place: group.name, rule, applicability, reason, patch: gitPatch(changes) };
}

function offered({ fix: offer }) {
  return offer?.applicability ?? "none";
}

/** CPython's own word on each result, all in one process. */
function compile(results) {
  if (results.length === 0) return { compiled: 0, failed: [] };
  const run = spawnSync("python3", ["-c", COMPILE], { input: JSON.stringify(results), maxBuffer: 2 ** 28 });
  if (run.status !== 0) return { compiled: 0, failed: [], note: "there is no python3 to ask" };
  return { compiled: results.length, failed: JSON.parse(run.stdout.toString()) };
}

const COMPILE = `
import json, sys, warnings
warnings.simplefilter("ignore")
failed = []
for place, text in json.load(sys.stdin):
    try:
        compile(text, place, "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        failed.append([place, str(error)])
print(json.dumps(failed))
`;

function countBy(items, keyOf) {
  const counts = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

function tell(result) {
  const {
    directory,
    files,
    findings,
    offered: offers,
    left,
    tried,
    failures,
    diffs,
    compiled,
    together,
    seconds,
  } = result;
  const lines = [
    `${directory}: ${files} files, ${findings} findings, ${seconds} s`,
    `  offered: ${JSON.stringify(offers)}`,
    `  fix by hand: ${JSON.stringify(left)}`,
    `  one by one: ${tried} tried, ${failures.length} failed; all together: ${together.applied} applied, ${together.refused.length} refused, ${together.stillWanted} still wanted`,
    `  compiled by CPython: ${compiled.compiled}, failed: ${compiled.failed.length}`,
    ...failures.map(({ place, proof, reason }) => `  ${place}  ${proof}: ${reason}`),
    ...together.refused.map(({ place, reason }) => `  ${place}  refused: ${reason}`),
    ...compiled.failed.map(([place, reason]) => `  ${place}  CPython: ${reason}`),
    ...diffs.map(
      ({ place, rule, applicability, reason, patch }) =>
        `\n${place}  ${rule}  ${applicability}${reason === undefined ? "" : `: ${reason}`}\n${patch}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

for (const directory of positionals) {
  const result = await tryProject(directory);
  process.stdout.write(values.json ? `${JSON.stringify(result)}\n` : tell(result));
}
