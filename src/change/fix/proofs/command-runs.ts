/**
 * Runs the user's command in a copy of the tree with changed texts. command.ts decides what the result means for fixes.
 */

import { encode, isSameBytes } from "../../../base/text/encoding.js";
import type { FilePath } from "../../../base/text/span.js";
import { type Copy, type Ended, UnwritableError, type World } from "../../../base/world/world.js";
import { fault } from "../../../read/config/faults.js";
import type { Texts } from "../proof.js";
import { tellEnd } from "./command-output.js";

export interface CommandRequest {
  /** A line for the system's shell. */
  readonly command: string;
  /** After so long a run counts as failed. */
  readonly timeoutMs: number;
  /** Of the command, over the whole `fix`. */
  readonly mostRuns: number;
  /** Called before each run. */
  readonly report?: (run: CommandRun) => void;
}

export interface CommandRun {
  readonly command: string;
  /** From 1. */
  readonly number: number;
  readonly most: number;
  /** How many fixes are in the copy. */
  readonly fixes: number;
}

/** A run that takes this many times longer than the one without fixes, and at least a minute, hangs. */
const MOST_TIMES_LONGER = 10;
const PATIENCE_MS = 60_000;

export class CommandRuns {
  count = 0;
  /** It has failed and passed with the same texts. From then on it has to pass twice in a row. */
  isFlaky = false;
  /** How the last run ended. */
  last: Ended | undefined;
  #copy: Copy | undefined;
  #limitMs: number;
  /** Files that were ever written in the copy, as they were before. */
  readonly #untouched = new Map<FilePath, Uint8Array>();

  constructor(
    readonly world: World,
    readonly request: CommandRequest,
  ) {
    this.#limitMs = request.timeoutMs;
  }

  get isOver(): boolean {
    return this.count >= this.request.mostRuns;
  }

  /** Runs the command without any fix, the first time that this is called. @throws {Fault} where it does not pass */
  async start(): Promise<void> {
    if (this.#copy !== undefined) return;
    this.#copy = await this.#makeCopy();
    const { command } = this.request;
    if (await this.passes(new Map(), 0)) {
      this.#limitMs = Math.min(this.#limitMs, Math.max(PATIENCE_MS, MOST_TIMES_LONGER * (this.last?.durationMs ?? 0)));
      return;
    }
    const failed = this.last;
    if (!(await this.passes(new Map(), 0))) {
      throw fault("failing-command", { command, printed: tellEnd(failed ?? { output: "" }) });
    }
    this.isFlaky = true;
    if (!(await this.passes(new Map(), 0))) throw fault("flaky-command", { command });
  }

  /** @param changed the texts of all files that are not as they were in the beginning */
  async passes(changed: Texts, fixes: number): Promise<boolean> {
    if (!this.isFlaky) return this.#run(changed, fixes);
    let inARow = 0;
    for (let left = 3; inARow < 2 && inARow + left >= 2; left--) {
      inARow = (await this.#run(changed, fixes)) ? inARow + 1 : 0;
    }
    return inARow === 2;
  }

  /** Takes the copy away. */
  async end(): Promise<void> {
    await this.#copy?.remove();
  }

  async #makeCopy(): Promise<Copy> {
    try {
      return await this.world.copies.make();
    } catch (error) {
      if (!(error instanceof UnwritableError)) throw error;
      throw fault("no-copy", { directory: error.path, reason: error.reason, command: this.request.command });
    }
  }

  async #run(changed: Texts, fixes: number): Promise<boolean> {
    const { command, mostRuns, report } = this.request;
    const { files } = this.#copy ?? this.world;
    await this.#write(changed);
    this.count += 1;
    report?.({ command, number: this.count, most: mostRuns, fixes });
    const insteadOf = this.world.files.root;
    const options = { directory: files.root, insteadOf, timeoutMs: this.#limitMs };
    this.last = await this.world.processes.run(command, options);
    return this.last.status === 0;
  }

  /** Only what differs is written; the command itself may have changed files that it tests, and gets them as they should be. */
  async #write(changed: Texts): Promise<void> {
    const files = this.#copy?.files;
    if (files === undefined) return;
    for (const file of new Set([...this.#untouched.keys(), ...changed.keys()])) {
      const current = files.read(file);
      if (current !== undefined && !this.#untouched.has(file)) this.#untouched.set(file, current);
      const text = changed.get(file);
      const wanted = text === undefined ? this.#untouched.get(file) : encode(text);
      const isThere = wanted !== undefined && current !== undefined && isSameBytes(wanted, current);
      if (wanted !== undefined && !isThere) await files.write(file, wanted);
    }
  }
}
