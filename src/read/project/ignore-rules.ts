/** Matches paths against the patterns of ignore files, as git does. */
import ignore from "ignore";
import type { FilePath } from "../../base/text/span.js";

export interface IgnoreRules {
  /** @param path from the top of the repository; a directory ends in `/`; none of its parents may be ignored */
  ignores(path: FilePath): boolean;
  /**
   * These rules and, after them, those of one more ignore file. A new set, because sisters of a directory must not see
   * each other's rules.
   *
   * @param directory of the ignore file, from the top of the repository; empty for the top
   */
  with(text: string, directory: FilePath): IgnoreRules;
}

export const noRules: IgnoreRules = rulesOf([]);

function rulesOf(patterns: readonly string[]): IgnoreRules {
  // Git on Linux tells `Build` from `build`; the result must not depend on the machine.
  const matcher = ignore({ ignorecase: false }).add(patterns);
  return {
    ignores: (path) => matcher.ignores(path),
    with: (text, directory) => rulesOf([...patterns, ...patternsOf(text, directory)]),
  };
}

function patternsOf(text: string, directory: FilePath): string[] {
  return text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => anchored(line, directory));
}

/** Writes a pattern of a nested ignore file as one of the repository's top. */
function anchored(line: string, directory: FilePath): string {
  if (directory === "") return line;
  const negated = line.startsWith("!");
  const pattern = negated ? line.slice(1) : line;
  // A slash before the last place ties a pattern to the directory of its file; otherwise it holds at any depth.
  const tied = pattern.trimEnd().slice(0, -1).includes("/");
  const folder = directory.replace(/[\\*?[\]!# ]/g, "\\$&");
  return `${negated ? "!" : ""}/${folder}/${tied ? pattern.replace(/^\//, "") : `**/${pattern}`}`;
}
