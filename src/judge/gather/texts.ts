/**
 * The texts of all files, and what was asked of them. Of most files little is asked, such as what they import: an edit that changes
 * no answer changes no result. Whoever takes a text itself depends on all of it.
 */
import { sha256 } from "../../base/text/hash.js";
import type { FilePath } from "../../base/text/span.js";
import type { FileSystem } from "../../base/world/world.js";
import { readSource } from "../../read/project/source.js";
import { QUESTIONS } from "./questions.js";

type Name = keyof typeof QUESTIONS;
type Arguments<Each extends Name> = Parameters<(typeof QUESTIONS)[Each]>;
type Answer<Each extends Name> = ReturnType<ReturnType<(typeof QUESTIONS)[Each]>>;

export class SourceTexts extends Map<FilePath, string> {
  readonly #questions: string[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #answers = new Map<FilePath, Map<number, unknown>>();
  readonly #whole = this.ask("text");

  /** @returns a function that answers for a file; `undefined` where there is no text. Each file is asked once. */
  ask<Each extends Name>(name: Each, ...rest: Arguments<Each>): (file: FilePath) => Answer<Each> | undefined {
    const index = this.#indexOf(JSON.stringify([name, ...rest]));
    const question = (QUESTIONS[name] as (...rest: Arguments<Each>) => (text: string, file: FilePath) => Answer<Each>)(
      ...rest,
    );
    return (file) => {
      const text = super.get(file);
      if (text === undefined) return undefined;
      const answers = this.#answersOf(file);
      if (!answers.has(index)) answers.set(index, question(text, file));
      return answers.get(index) as Answer<Each>;
    };
  }

  override get(file: FilePath): string | undefined {
    return this.#whole(file);
  }

  override *entries(): MapIterator<[FilePath, string]> {
    for (const file of this.keys()) yield [file, this.get(file) ?? ""];
  }

  override [Symbol.iterator](): MapIterator<[FilePath, string]> {
    return this.entries();
  }

  override *values(): MapIterator<string> {
    for (const [, text] of this) yield text;
  }

  override forEach(visit: (text: string, file: FilePath, texts: this) => void): void {
    for (const [file, text] of this) visit(text, file, this);
  }

  excerpts(): Excerpts {
    const sets = new Map<string, number>();
    const files: Record<FilePath, readonly [number, string]> = {};
    const whole = this.#indexOf(JSON.stringify(["text"]));
    for (const [file, answers] of this.#answers) {
      const asked = answers.has(whole) ? [whole] : [...answers.keys()].sort((a, b) => a - b);
      const set = asked.join();
      if (!sets.has(set)) sets.set(set, sets.size);
      files[file] = [sets.get(set) ?? 0, digestOf(asked.map((index) => answers.get(index)))];
    }
    return { questions: this.#questions, sets: [...sets.keys()], files };
  }

  #answersOf(file: FilePath): Map<number, unknown> {
    const known = this.#answers.get(file) ?? new Map<number, unknown>();
    this.#answers.set(file, known);
    return known;
  }

  #indexOf(question: string): number {
    const known = this.#indexes.get(question) ?? this.#questions.push(question) - 1;
    this.#indexes.set(question, known);
    return known;
  }
}

/** What a result depends on of the texts, as plain data. */
export interface Excerpts {
  /** Name and arguments, as JSON. */
  readonly questions: readonly string[];
  /** Questions that were asked of the same file: `0,3,4`. */
  readonly sets: readonly string[];
  /** The index of the set, and a digest of the answers. */
  readonly files: Readonly<Record<FilePath, readonly [number, string]>>;
}

/** Whether a file gives the answers that it gave. */
export function answersAlike(
  { questions, sets, files: excerpts }: Excerpts,
  file: FilePath,
  files: FileSystem,
): boolean {
  const [set, digest] = excerpts[file] ?? [];
  const source = set === undefined ? undefined : readSource(files, file);
  if (set === undefined || source?.kind !== "text") return false;
  const asked = (sets[set] ?? "").split(",").filter((index) => index !== "");
  return digest === digestOf(asked.map((index) => answerOf(questions[Number(index)] ?? "", file, source.text)));
}

function answerOf(question: string, file: FilePath, text: string): unknown {
  const [name, ...rest] = JSON.parse(question) as [Name, ...unknown[]];
  return (QUESTIONS[name] as (...rest: unknown[]) => (text: string, file: FilePath) => unknown)(...rest)(text, file);
}

function digestOf(answers: readonly unknown[]): string {
  return sha256(JSON.stringify(answers)).slice(0, DIGITS);
}

const DIGITS = 32;
