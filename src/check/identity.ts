/** What tells one finding from another when lines have moved: the code around it, told without what reformatting changes. */
import type { Identity } from "../diagnostics/diagnostic.js";
import { Lines } from "../text/lines.js";
import type { FilePath, Span } from "../text/span.js";

/** @param texts of the files that findings are in */
export function identifyIn(texts: ReadonlyMap<FilePath, string>): (span: Span) => Identity {
  return ({ file, start }) => {
    const lines = new Lines(texts.get(file) ?? "");
    const line = lines.rangeOf(lines.positionOf(start).line) ?? { start, end: start };
    return { within: "", code: lines.text.slice(line.start, line.end).trim().replaceAll(/\s+/g, " ") };
  };
}
