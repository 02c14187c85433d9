/** Finds the first place where a change breaks the syntax of a file. */
import { Lines } from "../../base/text/lines.js";
import type { FilePath } from "../../base/text/span.js";
import type { LoadedLanguage } from "./language.js";

/** @returns `3:1: ';' expected`; `undefined` where no more is wrong than before, or where nobody reads the file */
export function newProblem(
  language: LoadedLanguage | undefined,
  file: FilePath,
  before: string,
  after: string,
): string | undefined {
  if (language === undefined) return undefined;
  const { problems } = language.extract(file, after);
  const [first] = problems;
  if (first === undefined || problems.length <= language.extract(file, before).problems.length) return undefined;
  const { line, column } = new Lines(after).positionOf(first.range.start);
  return `${line}:${column}: ${first.message}`;
}
