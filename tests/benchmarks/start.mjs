// How long the command takes to start: `npm run build && node tests/benchmarks/start.mjs [PROJECT]`. Starts `node -e 0` and
// each command in turn, and prints the least time of each, which a busy machine changes least: in milliseconds over
// `node -e 0`, and as a ratio to it. Without a project, a small one of the fixtures is taken.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const ROUNDS = 15;
const BIN = fileURLToPath(new URL("../../bin/db-ssot.js", import.meta.url));
const COMMANDS = ["--version", "--help", "explain missing-member", "config", "undo", "hook status", "check"];

const project = process.argv[2] ?? copyOfFixture("health-service");
const programs = [["-e", "0"], ...COMMANDS.map((command) => [BIN, ...command.split(" ")])];
const times = programs.map(() => []);
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const [index, words] of programs.entries()) {
    const durationMs = durationOf(words);
    // The first round fills caches.
    if (round > 0) times[index].push(durationMs);
  }
}
const [empty, ...least] = times.map((durations) => Math.min(...durations));
console.log(`node ${process.versions.node}: node -e 0 takes ${empty.toFixed(0)} ms`);
for (const [index, command] of COMMANDS.entries()) {
  const [over, ratio] = [least[index] - empty, least[index] / empty];
  console.log(`${command.padEnd(24)} + ${over.toFixed(0).padStart(4)} ms  ${ratio.toFixed(2).padStart(5)} ×`);
}

function durationOf(words) {
  const startMs = performance.now();
  spawnSync(process.execPath, words, { cwd: project, stdio: "ignore" });
  return performance.now() - startMs;
}

function copyOfFixture(name) {
  const folder = mkdtempSync(join(tmpdir(), "db-ssot-start-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  cpSync(fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url)), folder, { recursive: true });
  return folder;
}
