// Writes or takes back one run with the built journal, as a process of its own that can be killed. It imports nothing else,
// so that hundreds of them start quickly.
import fs from "node:fs";
import process from "node:process";

/** `order` is JSON: { root, changes: path of the changes, action: "write" | "undo", kill?: { at: "step" | "half", count } } */
const order = JSON.parse(process.argv[2]);
const built = new URL("../../../build/", import.meta.url);
const { realFiles } = await import(new URL("base/world/real/files.js", built));
const { realMachine } = await import(new URL("base/world/real/machine.js", built));
const { realProcesses } = await import(new URL("base/world/real/processes.js", built));
const { writeChanges } = await import(new URL("change/journal/write.js", built));
const { undo } = await import(new URL("change/journal/undo.js", built));

const world = {
  files: order.kill?.at === "step" ? dyingFiles(realFiles(order.root), order.kill.count) : realFiles(order.root),
  git: { uncommitted: async () => [] },
  processes: realProcesses(),
  machine: realMachine(),
};
if (order.kill?.at === "half") dieInTheMiddleOfWriting(order.kill.count);

// A limit on the size of files would end the process; here it stands for a full disk, which only refuses.
process.on("SIGXFSZ", () => {});

const changes = JSON.parse(fs.readFileSync(order.changes, "utf8"));
fs.writeSync(1, "go\n");
try {
  if (order.action === "write") await writeChanges(world, changes, { command: "db-ssot fix", allowDirty: false });
  else await undo(world);
  fs.writeSync(1, "done\n");
} catch (error) {
  fs.writeSync(1, `${error.message}\n`);
  process.exitCode = 3;
}

/** Ends before the given one of the calls that change something, counted from 1; the call after the last one never comes. */
function dyingFiles(files, count) {
  let calls = 0;
  const counted = (name) => async (path, bytes, mode) => {
    calls += 1;
    if (calls === count) die();
    return files[name](path, bytes, mode);
  };
  return { ...files, write: counted("write"), create: counted("create"), remove: counted("remove") };
}

/** Ends when the given file is written by half, on the way to the disk. */
function dieInTheMiddleOfWriting(count) {
  const whole = fs.writeFileSync;
  let calls = 0;
  fs.writeFileSync = (path, bytes, options) => {
    calls += 1;
    if (calls !== count) return whole(path, bytes, options);
    whole(path, bytes.subarray(0, Math.floor(bytes.length / 2)), options);
    die();
  };
}

function die() {
  process.kill(process.pid, "SIGKILL");
}
