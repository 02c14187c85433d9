/** Two texts in two columns, as wide as the terminal allows; below each other where it is too narrow for two. */
import { columnsOf, visible } from "../../base/text/width.js";

/** One of the two, with the place that it is from. */
export interface SideText {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Columns of code below which two of them are of no use. */
const NARROWEST = 36;
const MARGIN = "  ";
const BAR = " │ ";

export function sideBySide(left: SideText, right: SideText, width: number): readonly string[] {
  const [own, other] = [linesOf(left), linesOf(right)];
  const room = Math.floor((width - MARGIN.length - BAR.length) / 2);
  if (room < NARROWEST) return [...own, "", ...other].map((line) => `${MARGIN}${line}`.trimEnd());
  const column = Math.min(room, Math.max(NARROWEST, ...[...own, ...other].map(columnsOf)));
  const [a, b] = [wrap(own, column), wrap(other, column)];
  return Array.from({ length: Math.max(a.length, b.length) }, (_, index) => {
    const line = a[index] ?? "";
    const padding = " ".repeat(Math.max(0, column - columnsOf(line)));
    return `${MARGIN}${line}${padding}${BAR}${b[index] ?? ""}`.trimEnd();
  });
}

function linesOf({ file, line, text }: SideText): readonly string[] {
  return [visible(`${file}:${line}`), ...text.split(/\r?\n/).map(visible)];
}

/** A line that is too long goes on in the next one, a little further in. */
function wrap(lines: readonly string[], column: number): readonly string[] {
  return lines.flatMap((line) => {
    const pieces: string[] = [];
    let rest = line;
    while (columnsOf(rest) > column) {
      const end = fitting(rest, column);
      pieces.push(rest.slice(0, end));
      rest = `${MARGIN}${rest.slice(end)}`;
    }
    return [...pieces, rest];
  });
}

/** Offset up to which a line takes no more columns than there are. */
function fitting(line: string, column: number): number {
  let columns = 0;
  let end = 0;
  for (const character of line) {
    columns += columnsOf(character);
    if (columns > column) break;
    end += character.length;
  }
  return Math.max(end, MARGIN.length + 1);
}
