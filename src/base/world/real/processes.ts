/** Runs a command and kills every process that it leaves running. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import process from "node:process";
import { retargetPaths } from "../../text/paths.js";
import type { Ended, Processes, RunOptions } from "../world.js";
import { withoutHookVariables } from "./git/run.js";
import { whenInterrupted } from "./interrupted.js";

export function realProcesses(): Processes {
  return { own: process.pid, isAlive, run };
}

const MOST_OUTPUT_BYTES = 64 * 1024;

/** How long a process that left the group may hold the output open after the command has ended. */
const LAST_OUTPUT_MS = 1000;

/** Whether a process of this id runs on this machine. */
export function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // It runs, and belongs to another user.
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
      // Its own process group can be killed as a whole.
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
      // What it left running would hold ports and files that the next run needs.
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
    // The whole group has ended already.
  }
}

function closeOutput({ stdout, stderr }: ChildProcess): void {
  stdout?.destroy();
  stderr?.destroy();
}

/**
 * Paths into `insteadOf`, such as those in `PATH`, `PYTHONPATH` and `VIRTUAL_ENV`, become paths into `directory`. A command
 * in a copy must not write into the repository of the hook that started us.
 */
function environmentFor(directory: string, insteadOf: string | undefined): NodeJS.ProcessEnv {
  const environment = withoutHookVariables();
  if (insteadOf === undefined) return environment;
  const retargeted = Object.entries(environment).map(([name, value]) => {
    return [name, value && retargetPaths(value, insteadOf, directory)];
  });
  return Object.fromEntries(retargeted);
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
