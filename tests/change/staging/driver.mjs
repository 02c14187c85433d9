// Lands or takes back one run with the built journal, as a process of its own that ends at a given place: before or in the
// middle of something that changes files, or right after git was started.
import childProcess from "node:child_process";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import process from "node:process";

/** `order` is JSON: { root, action: "write" | "undo", changes, staged, killAt?: counted from 1 } */
const order = JSON.parse(fs.readFileSync(0, "utf8"));
const built = new URL("../../../build/", import.meta.url);
let steps = 0;
let isCounting = false;

for (const name of [
  "writeFileSync",
  "renameSync",
  "linkSync",
  "rmSync",
  "rmdirSync",
  "mkdirSync",
  "rename",
  "fchmodSync",
]) {
  const whole = fs[name];
  fs[name] = (...words) => {
    if (isNext()) {
      if (name === "writeFileSync" && words[1].length > 1) whole(words[0], words[1].subarray(0, words[1].length / 2));
      die();
    }
    return whole(...words);
  };
}
const { spawn } = childProcess;
childProcess.spawn = (...words) => {
  const child = spawn(...words);
  if (isNext()) die();
  return child;
};
syncBuiltinESMExports();

const { realFiles } = await import(new URL("base/world/real/files.js", built));
const { realMachine } = await import(new URL("base/world/real/machine.js", built));
const { realProcesses } = await import(new URL("base/world/real/processes.js", built));
const { realStaging } = await import(new URL("base/world/real/git/staging.js", built));
const { writeChanges } = await import(new URL("change/journal/write.js", built));
const { undo } = await import(new URL("change/journal/undo.js", built));

const { root, action, changes, staged } = order;
const world = {
  files: realFiles(root),
  processes: realProcesses(),
  staging: realStaging(root),
  machine: realMachine(),
};
isCounting = true;
if (action === "write")
  await writeChanges(world, changes, { command: "db-ssot fix --staged", allowDirty: true, staged });
else await undo(world);
isCounting = false;
fs.writeSync(1, `${steps}\n`);

function isNext() {
  if (isCounting) steps += 1;
  return isCounting && steps === order.killAt;
}

function die() {
  process.kill(process.pid, "SIGKILL");
  // The signal may take a moment.
  for (;;);
}
