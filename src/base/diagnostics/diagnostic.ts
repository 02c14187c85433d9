/** Diagnostics: what rules report, and the report that a run makes of them. Plain data; reporters turn it into text. */

import type { Fix } from "../edits/edit.js";
import type { FilePath, Identity, Span } from "../text/span.js";

export type { Identity } from "../text/span.js";

export type Severity = "error" | "warning" | "info";

/** One finding. Messages are one line, lower case, without a full stop, with names in backticks. */
export interface Diagnostic {
  /** Id of the rule: `missing-member`. */
  readonly rule: string;
  readonly severity: Severity;
  /** The smallest wrong range. */
  readonly span: Span;
  readonly message: string;
  /** Drawn under the range: `not on the class, not on its instances`. */
  readonly label?: string;
  readonly notes: readonly Note[];
  /** How to fix it: clauses joined by `; `. */
  readonly help?: string;
  /** The name the finding is about (`DatabaseManager.getAsyncSession`), stable under moves and edits. */
  readonly symbol: string;
  /** Identifies the finding, with rule and symbol, wherever it moves. */
  readonly identity: Identity;
  /** Name of the source that it concerns. */
  readonly source?: string;
  /** Name of the package that its file belongs to, where there are several. */
  readonly package?: string;
  readonly fix?: Fix;
}

/** A finding that a comment allows. */
export interface Suppressed<Each extends Diagnostic = Diagnostic> {
  readonly diagnostic: Each;
  readonly suppression: {
    /** The comment. */
    readonly span: Span;
    readonly reason: string;
    /** The last day on which it holds: `2027-03-01`. */
    readonly until?: string;
    /** `@team`. */
    readonly owner?: string;
  };
}

export interface Note {
  readonly message: string;
  readonly span?: Span;
  /** The note says the same under every finding of the database, so text shows it once per run. */
  readonly about?: "accessor";
}

/** A file that could not be read or parsed in full; the run went on. */
export interface Problem {
  readonly kind: "syntax" | "unreadable" | "encoding" | "too-large";
  readonly file: FilePath;
  readonly message: string;
  readonly span?: Span;
}

/** The result of a check. */
export interface Report<Each extends Diagnostic = Diagnostic> {
  /** In the order of `compareSpans`, then rule id. */
  readonly diagnostics: readonly Each[];
  /** What comments allow; not among `diagnostics`. */
  readonly suppressed: readonly Suppressed<Each>[];
  /** What the baseline has accepted; not among `diagnostics`. */
  readonly known: readonly Each[];
  readonly problems: readonly Problem[];
  /** What was assumed where the configuration is silent, one sentence each, with its evidence. */
  readonly assumptions: readonly string[];
  readonly statistics: Statistics;
}

export interface Statistics {
  /** Files in scope. */
  readonly files: number;
  /** Files parsed: the rest cannot name a driver, an accessor or a manager. */
  readonly parsed: number;
  /** Places where a database is reached, by what became of them. */
  readonly sites: { readonly known: number; readonly unknown: number };
  /** Reasons of the unknown ones, most frequent first. */
  readonly unknownReasons: readonly { readonly reason: string; readonly count: number }[];
  readonly canonical: Share & {
    /** Where the branch began. */
    readonly before?: Share;
  };
}

/** So many of all accesses that count. */
export interface Share {
  readonly count: number;
  readonly total: number;
}
