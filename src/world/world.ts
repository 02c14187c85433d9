/**
 * The outside world as an argument. Only this room and bin know the real one; everything else gets these interfaces, and
 * tests give them an in-memory world.
 */
import type { FilePath } from "../text/span.js";

export interface World {
  readonly files: FileSystem;
  readonly terminal: Terminal;
  readonly clock: Clock;
}

/** Files below one root. Paths are relative to it and use `/`. */
export interface FileSystem {
  /** The root as the operating system writes it; for messages only. */
  readonly root: string;
  /** Lists files; never follows symbolic links; a directory that cannot be read is a result, not an error. */
  list(query: ListQuery): Promise<Listing>;
  /** `undefined` when there is no such file. @throws {UnreadableError} when it is there and cannot be read. */
  read(path: FilePath): Uint8Array | undefined;
  /**
   * `size` in bytes; `undefined` for what is neither file nor directory. Symbolic links are followed.
   * @throws {UnreadableError} when the system does not say
   */
  stat(path: FilePath): { readonly kind: "file" | "directory"; readonly size: number } | undefined;
  /**
   * Replaces a file in one step (temporary file, then rename) and keeps its mode; makes the directories of a new one.
   * @throws {UnwritableError} when the file is read-only, lies outside the root, or the system refuses
   */
  write(path: FilePath, bytes: Uint8Array): Promise<void>;
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
}
