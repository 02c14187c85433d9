/** Shortens the output of a command to its last lines, and to the one line that says most. */
import type { Ended } from "../../../base/world/world.js";

const MOST_LINES = 15;
const MOST_CHARACTERS = 160;

/** Without colours, blank lines at the end, and what was written over. */
export function lastLines(output: string): readonly string[] {
  return plainLines(output).slice(-MOST_LINES);
}

/** The last line that speaks of a failure, or else the last one; `undefined` where nothing was printed. */
export function tellingLine(output: string): string | undefined {
  const lines = lastLines(output)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !OF_RUNNERS.test(line));
  const found =
    lines.findLast((line) => NAMES_ERROR.test(line)) ?? lines.findLast((line) => SPEAKS_OF_FAILURE.test(line));
  const line = found ?? lines.at(-1);
  return line === undefined || line.length <= MOST_CHARACTERS ? line : `${line.slice(0, MOST_CHARACTERS - 1)}…`;
}

/** One line on how it ended, then its last lines. */
export function tellEnd({ status, timedOut, output }: Partial<Ended> & Pick<Ended, "output">): string {
  const how = timedOut ? "it timed out" : `it ended with status ${status ?? "none"}`;
  const lines = lastLines(output);
  return lines.length === 0 ? `${how} and printed nothing` : [`${how} and printed last`, ...lines].join("\n");
}

function plainLines(output: string): readonly string[] {
  const lines = output.replace(ESCAPES, "").split(/\r?\n/);
  const plain = lines.map((line) => line.slice(line.lastIndexOf("\r") + 1).trimEnd());
  return plain.slice(0, plain.findLastIndex((line) => line !== "") + 1);
}

const ESCAPE = "\u001b";

/** Sequences by which terminals change colours and titles. */
const ESCAPES = new RegExp(`${ESCAPE}(\\[[0-?]*[ -/]*[@-~]|\\].*?(\u0007|${ESCAPE}\\\\))`, "g");

/** A package manager tells at length that the script has failed; that is known. */
const OF_RUNNERS = /^(npm (ERR!|error)|error Command failed|\s*ELIFECYCLE|info Visit|make(\[\d+\])?: \*\*\*)/;

/** `AssertionError: 1 !== 2`, `sqlalchemy.exc.NoSuchTableError: …`, `error: …` */
const NAMES_ERROR = /\b(\w*(Error|Exception)|error|panic)\b: ?\S/;

const SPEAKS_OF_FAILURE = /\b(fail(ed|ure|s)?|error|not ok|expected|exception|assert\w*)\b|[✗✘✖×]/i;
