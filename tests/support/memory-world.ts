/** A world in memory that behaves as the real one does; tests/base/world/contract.test.ts holds both to the same promises. */
import type { FilePath } from "../../src/base/text/span.js";
import type { Machine, Prompts, Terminal, World } from "../../src/base/world/world.js";
import { type MemoryCommand, memoryCommands } from "./memory-commands.js";
import { type MemoryFileOptions, type MemoryFiles, memoryFiles } from "./memory-files.js";
import { type MemoryRepository, memoryGit, memoryHooks, memoryStaging } from "./memory-git.js";

export type { MemoryFiles } from "./memory-files.js";

export interface MemoryOptions extends MemoryFileOptions, MemoryRepository {
  readonly colour?: boolean;
  readonly interactive?: boolean;
  readonly width?: number;
  /** What a command does that is run in the files, or in a copy of them. */
  readonly run?: MemoryCommand;
  readonly environment?: Readonly<Record<string, string>>;
  /** The day that it is; 2026-01-01 where absent. */
  readonly today?: string;
  /** The keys that the person presses, one a question; `undefined` for Ctrl-C. Absent where nobody can answer. */
  readonly keys?: readonly (string | undefined)[];
}

export interface MemoryWorld extends World {
  /** What was written to standard output so far. */
  output(): string;
  /** What was written to standard error so far. */
  errors(): string;
  /** What was written to files for results, by the path as it was given. */
  readonly results: ReadonlyMap<string, string>;
  /** Moves the clock. */
  pass(durationMs: number): void;
  /** What a file holds now, as text; `undefined` when there is none. */
  textOf(path: FilePath): string | undefined;
  /** What the index holds of a file now, as text; `undefined` when it is not in it. */
  stagedText(path: FilePath): string | undefined;
  /** Roots of the copies that were made and not removed. */
  copiesLeft(): readonly string[];
}

export function memoryWorld(contents: MemoryFiles, options: MemoryOptions = {}): MemoryWorld {
  const files = memoryFiles(contents, options);
  const written = { output: "", errors: "" };
  const makeFiles = (root: string, copied: MemoryFiles) => memoryFiles(copied, { ...options, root });
  const { copies, processes, left } = memoryCommands(files, makeFiles, options.run);
  const results = new Map<string, string>();
  const staged = options.index ?? options.committed;
  const index = staged && { ...staged };
  const git = memoryGit(files, index === undefined ? options : { ...options, index });
  const staging = memoryStaging(index);
  let nowMs = 0;
  return {
    files,
    git,
    hooks: memoryHooks({ files, git, staging }, index !== undefined),
    staging,
    stagedText: (path) => textIn(index, path),
    terminal: memoryTerminal(written, options),
    clock: { now: () => nowMs, today: () => options.today ?? "2026-01-01" },
    copies,
    prompts: memoryPrompts(options.keys),
    outputs: {
      write: (path, text) => void results.set(path, text),
      append: (path, text) => void results.set(path, (results.get(path) ?? "") + text),
    },
    machine: memoryMachine(),
    environment: (name) => options.environment?.[name] || undefined,
    results,
    processes,
    copiesLeft: left,
    output: () => written.output,
    errors: () => written.errors,
    pass: (durationMs) => {
      nowMs += durationMs;
    },
    textOf: (path) => {
      const bytes = files.read(path);
      return bytes === undefined ? undefined : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    },
  };
}

function textIn(contents: MemoryFiles | undefined, path: FilePath): string | undefined {
  const content = contents?.[path];
  return content instanceof Uint8Array ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(content) : content;
}

function memoryMachine(): Machine {
  const trusted = new Set<string>();
  return {
    seal: async (text) => `sealed ${text.length} ${text.slice(-20)}`,
    trusts: (text) => trusted.has(text),
    trust: async (text) => void trusted.add(text),
  };
}

function memoryPrompts(keys: MemoryOptions["keys"]): Prompts {
  const left = [...(keys ?? [])];
  return { available: keys !== undefined, choose: async () => left.shift() };
}

function memoryTerminal(written: { output: string; errors: string }, options: MemoryOptions): Terminal {
  return {
    write: (text) => {
      written.output += text;
    },
    writeError: (text) => {
      written.errors += text;
    },
    colour: options.colour ?? false,
    interactive: options.interactive ?? false,
    width: options.width ?? 100,
  };
}
