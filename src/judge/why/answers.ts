/** An answer to one why, with its evidence. */
import type { FilePath } from "../../base/text/span.js";
import type { Commit } from "../../base/world/git.js";
import { shortId } from "./trace.js";

export interface Why {
  readonly question: string;
  /** Sentences, with names in backticks. */
  readonly answer: string;
  /** `likely`: the versions of the files say so, and the linked program of the revision could not be asked. */
  readonly certainty: "known" | "likely" | "unknown";
  readonly evidence: readonly Evidence[];
}

export interface Evidence {
  /** `before`, `after`, or what the place is. */
  readonly what: string;
  readonly commit?: Commit;
  readonly file?: FilePath;
  readonly line?: number;
  readonly code?: readonly string[];
}

export function unknownWhy(question: string, reason: string, evidence: readonly Evidence[] = []): Why {
  return { question, answer: `unknown: ${reason}`, certainty: "unknown", evidence };
}

/** `3f2a9c1b04 of 2026-01-31`. */
export function named(commit: Commit): string {
  return `${shortId(commit)} of ${commit.date}`;
}

export function commitEvidence(what: string, commit: Commit): Evidence {
  return { what, commit };
}

export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
