/** Text in the columns of a terminal. Colour takes none. */
import { wrapAnsi } from "fast-wrap-ansi";

/** In less, every word would have a line of its own. */
const LEAST_WIDTH = 20;

/**
 * Lines broken between words.
 *
 * @param prefix put before the first line
 * @param indent spaces before the others
 */
export function wrapped(text: string, width: number, prefix = "", indent = prefix.length): readonly string[] {
  const [first = "", ...others] = wrapAnsi(text, Math.max(width - indent, LEAST_WIDTH)).split("\n");
  return [prefix + first, ...others.map((line) => " ".repeat(indent) + line)];
}

/** The beginning of a line that is longer than `width`. */
export function shortened(line: string, width: number): string {
  const most = Math.max(width, LEAST_WIDTH);
  const [whole = "", ...rest] = cut(line, most);
  return rest.length === 0 ? whole : `${cut(line, most - 1)[0]}…`;
}

function cut(line: string, width: number): readonly string[] {
  return wrapAnsi(line, width, { hard: true, wordWrap: false, trim: false }).split("\n");
}
