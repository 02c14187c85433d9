/**
 * The outside world, passed as an argument. Only this room and bin know the real one; all other code gets these interfaces,
 * and tests pass an in-memory world.
 */
import type { FilePath } from "../text/span.js";
import type { Git } from "./git.js";
import type { Hooks } from "./hooks.js";
import type { Staging } from "./staging.js";

export interface World {
  readonly files: FileSystem;
  readonly git: Git;
  readonly hooks: Hooks;
  readonly staging: Staging;
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly processes: Processes;
  readonly copies: Copies;
  readonly prompts: Prompts;
  readonly outputs: Outputs;
  readonly environment: Environment;
  readonly machine: Machine;
  /** Absent where nothing is kept. */
  readonly cache?: Cache;
}

/** Files below one root. Paths are relative to it and use `/`. */
export interface FileSystem {
  /** The root as the operating system writes it; for messages only. */
  readonly root: string;
  /** Lists files; never follows symbolic links; a directory that cannot be read is a result, not an error. */
  list(query: ListQuery): Promise<Listing>;
  /** `undefined` when there is no such file. @throws {UnreadableError} when it is there and cannot be read. */
  read(path: FilePath, use?: ReadUse): Uint8Array | undefined;
  /** `undefined` for what is neither file nor directory. Symbolic links are followed. @throws {UnreadableError} when the system does not say */
  stat(path: FilePath): Stat | undefined;
  /**
   * What is at a path, in short: another answer where the bytes of a file, or the names in a directory, are others; empty
   * where nothing is there. `undefined` where that is not certain, since something there was changed a moment ago.
   * @param earlier  an earlier answer, which is given again where it is as good as the present one
   */
  stamp(path: FilePath, earlier?: string): string | undefined;
  /** What lies in a directory, in no order; symbolic links are followed. Nothing, where it cannot be read. */
  entries(directory: FilePath): readonly DirectoryEntry[];
  /** A symbolic link that leads nowhere on this machine. */
  isDeadLink(path: FilePath): boolean;
  /** The path with all symbolic links on it resolved; the same path, where nothing is there. */
  realPath(path: FilePath): FilePath;
  /**
   * Replaces a file in one step (temporary file, then rename) and keeps its permissions; makes the directories of a new one.
   * @param mode  the permissions of a new file, and of the directories made for it; the system's default where absent
   * @throws {UnwritableError} when the file is read-only, lies outside the root, or the system refuses
   */
  write(path: FilePath, bytes: Uint8Array, mode?: number): Promise<void>;
  /** @throws {UnwritableError} for what `write` would refuse; only the disk can still be too full. Touches nothing. */
  checkWritable(path: FilePath): void;
  /**
   * Makes a file in one step where there is none; of several that make the same, one does.
   * @param mode  as for `write`
   * @returns false where something is there already
   * @throws {UnwritableError} when it would lie outside the root, or the system refuses
   */
  create(path: FilePath, bytes: Uint8Array, mode?: number): Promise<boolean>;
  /**
   * Removes a file, if there is one, and then the directories around it that hold nothing.
   * @throws {UnwritableError} when it is read-only, a symbolic link, or lies outside the root
   */
  remove(path: FilePath): Promise<void>;
}

/** `by-questions`: not all of the bytes matters to the reader, who says himself what does. */
export type ReadUse = "by-questions";

export interface Stat {
  readonly kind: "file" | "directory";
  /** In bytes. */
  readonly size: number;
  /** The permissions of a file, where the system has any. */
  readonly mode?: number;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: "file" | "directory";
}

export interface ListQuery {
  /** Globs of what to list. */
  readonly patterns: readonly string[];
  /** Globs of what to leave out; a directory that matches is not entered. */
  readonly ignore: readonly string[];
  /**
   * Asked once for each directory below the root before it is read, parents first. It lets ignore files prune a
   * directory before anything in it is touched.
   */
  readonly enter?: (directory: FilePath) => boolean;
}

export interface Listing {
  /** In the order of code units. */
  readonly files: readonly FilePath[];
  /** Directories that could not be read, with the system's reason. */
  readonly unreadable: readonly { readonly path: FilePath; readonly reason: string }[];
}

export class UnreadableError extends Error {
  constructor(
    readonly path: FilePath,
    readonly reason: string,
  ) {
    super(`cannot read ${path}: ${reason}`);
    this.name = "UnreadableError";
  }
}

export class UnwritableError extends Error {
  constructor(
    readonly path: FilePath,
    readonly reason: string,
  ) {
    super(`cannot write ${path}: ${reason}`);
    this.name = "UnwritableError";
  }
}

export interface Terminal {
  /** Results: standard output. */
  write(text: string): void;
  /** Progress and faults: standard error. */
  writeError(text: string): void;
  /** Colours may be used on standard output. */
  readonly colour: boolean;
  /** Standard error is a terminal, so that progress may be shown. */
  readonly interactive: boolean;
  /** Columns of standard output. */
  readonly width: number;
}

export interface Clock {
  /** Milliseconds from any fixed moment; only differences mean something. */
  now(): number;
  /** The day, by Greenwich, so that it is one day for everybody: `2027-03-01`. */
  today(): string;
}

/** A variable of the environment; `undefined` where it is not set or empty. */
export type Environment = (name: string) => string | undefined;

/** What is remembered for this user on this machine, outside all repositories. */
export interface Machine {
  /** A code for a text that only this user on this machine can compute. */
  seal(text: string): Promise<string>;
  /** Whether the user has agreed to exactly this text before. */
  trusts(text: string): boolean;
  /** @throws {UnwritableError} when nothing can be kept on this machine */
  trust(text: string): Promise<void>;
}

/** Results of pure computations, kept between runs for this user. */
export interface Cache {
  /**
   * @param key  all that the result depends on beside the program itself
   * @returns plain data; `undefined` where nothing is kept, or what is kept is damaged. @throws never
   */
  get(key: readonly string[]): unknown;
  /** @param value  plain data that can be written as JSON */
  put(key: readonly string[], value: unknown): void;
  /** Writes what was put; nothing is kept where that is impossible. @throws never */
  save(): Promise<void>;
  /** Removes what is kept of all projects. @returns how many. @throws {UnwritableError} when the system refuses */
  clear(): Promise<number>;
}

/** Files that the user names for results, anywhere on the disk: a path is meant from the working directory, or absolute. */
export interface Outputs {
  /** Replaces the file; makes the directories of a new one. @throws {UnwritableError} when the system refuses */
  write(path: string, text: string): void;
  /** @throws {UnwritableError} when the system refuses */
  append(path: string, text: string): void;
}

export interface Processes {
  /** Id of this process. */
  readonly own: number;
  /** Whether a process of this id runs on this machine. */
  isAlive(id: number): boolean;
  /** Runs a command line by the system's shell, with all that it starts; the only command that is ever run is the user's own. */
  run(command: string, options: RunOptions): Promise<Ended>;
}

export interface RunOptions {
  /** The working directory, as the operating system writes it. */
  readonly directory: string;
  /** After so long the command is killed, with all that it started. */
  readonly timeoutMs: number;
  /** A directory of which `directory` is a copy: what leads into it by the environment (`PATH`) leads into the copy. */
  readonly insteadOf?: string;
}

export interface Ended {
  /** `undefined` where it was killed, by the time limit or from outside. */
  readonly status: number | undefined;
  readonly timedOut: boolean;
  /** The end of what it wrote to both streams, at most 64 KiB. */
  readonly output: string;
  readonly durationMs: number;
}

/** Copies of the tree, in which a command can be run without touching the work tree. */
export interface Copies {
  /**
   * Copies the tree below the root. What a package manager installed is shared, not copied; the history of git is left out.
   * @throws {UnwritableError} where there is no room for it
   */
  make(): Promise<Copy>;
}

export interface Copy {
  readonly files: FileSystem;
  /** Takes the copy away. @throws never */
  remove(): Promise<void>;
}

/** Questions to the person at the terminal. */
export interface Prompts {
  /** False where nobody can answer: in a pipe, in CI. */
  readonly available: boolean;
  /**
   * @param otherwise  the key that Enter stands for
   * @returns one key of `choices`; `undefined` where the person ends the program (Ctrl-C) instead
   */
  choose(question: string, choices: readonly Choice[], otherwise: string): Promise<string | undefined>;
}

export interface Choice {
  /** One lower-case letter. */
  readonly key: string;
  /** What it does: `apply this fix`. */
  readonly name: string;
}
