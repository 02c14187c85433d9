/** Where a span is, as people write it. Splits each text into lines once. */
import { Lines } from "../text/lines.js";
import type { FilePath, Span } from "../text/span.js";
import { visible } from "../text/width.js";
import type { ReportContext } from "./reporter.js";

export interface Places {
  lines(file: FilePath): Lines | undefined;
  /** `src/routes/health.ts:14:29`, or the file alone where its text is not at hand. */
  name(span: Span): string;
}

export function readPlaces(context: Pick<ReportContext, "texts">): Places {
  const known = new Map<FilePath, Lines | undefined>();
  const lines = (file: FilePath): Lines | undefined => {
    if (!known.has(file)) {
      const text = context.texts(file);
      known.set(file, text === undefined ? undefined : new Lines(text));
    }
    return known.get(file);
  };
  return { lines, name: (span) => nameOf(span, lines(span.file)) };
}

function nameOf(span: Span, lines: Lines | undefined): string {
  const file = visible(span.file);
  if (lines === undefined) return file;
  const { line, column } = lines.positionOf(span.start);
  return `${file}:${line}:${column}`;
}
