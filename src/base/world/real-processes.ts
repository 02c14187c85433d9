/** The processes of this machine: a command is run with all that it starts, and nothing of it is left behind. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import process from "node:process";
import { whenInterrupted } from "./interrupted.js";
import { reaim } from "./reaim.js";
import type { Ended, Processes, RunOptions } from "./world.js";

export function realProcesses(): Processes {
  return { own: process.pid, isAlive, run };
}

const MOST_OUTPUT_BYTES = 64 * 1024;

/** What a process that left its group may still hold the output for, after the command has ended. */
const LAST_OUTPUT_MS = 1000;

/** Whether a process of this id runs on this machine. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // It is there, and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function run(command: string, { directory, timeoutMs, insteadOf }: RunOptions): Promise<Ended> {
  const startedMs = performance.now();
  const output = new LastBytes();
  let timedOut = false;
  return new Promise((resolve) => {
    const child = spawn(command, {
      cwd: directory,
      env: environmentFor(directory, insteadOf),
      shell: true,
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that it can be killed with all that it started.
      detached: !onWindows,
    });
    const forget = whenInterrupted(() => killAll(child));
    const timer = setTimeout(() => {
      timedOut = true;
      killAll(child);
    }, timeoutMs);
    const end = (status: number | undefined): void => {
      clearTimeout(timer);
      forget();
      resolve({ status, timedOut, output: output.text(), durationMs: performance.now() - startedMs });
    };
    child.stdout.on("data", (bytes: Buffer) => output.add(bytes));
    child.stderr.on("data", (bytes: Buffer) => output.add(bytes));
    child.on("error", (error) => {
      output.add(Buffer.from(error.message));
      end(undefined);
    });
    child.on("exit", () => {
      // What it left running would hold ports and files against the next run.
      killAll(child);
      setTimeout(() => closeOutput(child), LAST_OUTPUT_MS).unref();
    });
    child.on("close", (status) => end(timedOut ? undefined : (status ?? undefined)));
  });
}

const onWindows = process.platform === "win32";

function killAll({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  if (onWindows) {
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // All of the group have ended already.
  }
}

function closeOutput({ stdout, stderr }: ChildProcess): void {
  stdout?.destroy();
  stderr?.destroy();
}

/** A git hook that started us has told git where the repository is; a command elsewhere must not write into that one. */
const OF_GIT_HOOKS = new Set(["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"]);

/** Paths such as those in `PATH`, `PYTHONPATH` and `VIRTUAL_ENV` lead into `directory` where they led into `insteadOf`. */
function environmentFor(directory: string, insteadOf: string | undefined): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !OF_GIT_HOOKS.has(name));
  if (insteadOf === undefined) return Object.fromEntries(entries);
  return Object.fromEntries(entries.map(([name, value]) => [name, value && reaim(value, insteadOf, directory)]));
}

/** The end of what was written, without a broken character at its beginning. */
class LastBytes {
  #chunks: Buffer[] = [];
  #length = 0;

  add(bytes: Buffer): void {
    this.#chunks.push(bytes);
    this.#length += bytes.length;
    if (this.#length > 2 * MOST_OUTPUT_BYTES) this.#keep(this.#last());
  }

  text(): string {
    return this.#last().toString("utf8").replace(/^�+/, "");
  }

  #last(): Buffer {
    return Buffer.concat(this.#chunks).subarray(-MOST_OUTPUT_BYTES);
  }

  #keep(bytes: Buffer): void {
    this.#chunks = [bytes];
    this.#length = bytes.length;
  }
}
