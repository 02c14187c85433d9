import type { Analysis } from "../../src/judge/analysis/analyse.js";

export type Verdict = "right" | "wrong" | "silent";

export interface Expected {
  readonly accessors: readonly string[];
  readonly also: readonly string[];
  readonly undecided: readonly string[];
  /** Why nothing must be assumed. */
  readonly none?: string;
}

export interface Layout {
  readonly language: string;
  readonly kind: string;
  readonly title: string;
  readonly expected: Expected;
  readonly today: Verdict;
  readonly files: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly accessors: readonly string[];
  readonly candidates: readonly string[];
}

export const LANGUAGES: readonly string[];
export function readLayouts(): readonly Layout[];
export function answerOf(analysis: Pick<Analysis, "detection">): Answer;
export function judge(expected: Expected, answer: Answer): Verdict;
export function describeExpected(expected: Expected): string;
export function describeAnswer(answer: Answer): string;
