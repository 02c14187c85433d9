/**
 * Errors for the user that keep a run from starting or finishing. faults.ts has their messages, and src/cli/faults.ts prints
 * them.
 */
import type { FilePath } from "../../base/text/span.js";

/** 2: how the program was called, or its configuration; 3: it could not do its work. */
export type FaultStatus = 2 | 3;

/** A line and a column of a file, for people: both count from 1. */
export interface FaultPlace {
  readonly file: FilePath;
  readonly line: number;
  readonly column: number;
}

/** One fault. Each text is one line, lower case, without a full stop, with names in backticks. */
export interface FaultRow {
  /** Lasting name: `unknown-key`. */
  readonly code: string;
  readonly exitStatus: FaultStatus;
  readonly what: string;
  /** Absent if it would state the obvious. */
  readonly why?: string;
  readonly fix: string;
  readonly place?: FaultPlace;
}

/** Ends a run with everything that is known to be wrong, so that one round of fixing is enough. */
export class Fault extends Error {
  constructor(
    /** At least one. */
    readonly rows: readonly FaultRow[],
    options?: ErrorOptions,
  ) {
    super(rows.map((row) => `${row.code}: ${row.what}`).join("\n"), options);
    this.name = "Fault";
  }

  get exitStatus(): FaultStatus {
    return this.rows.some((row) => row.exitStatus === 3) ? 3 : 2;
  }
}

/** @throws {Fault} when there is at least one row. */
export function throwFaults(rows: readonly FaultRow[]): void {
  if (rows.length > 0) throw new Fault(rows);
}
