/** Where a span is, as people write it. Splits each text into lines once. */

import { Lines } from "../../base/text/lines.js";
import { relativePath } from "../../base/text/paths.js";
import type { FilePath, Span } from "../../base/text/span.js";
import { visible } from "../../base/text/width.js";
import type { ReportContext } from "./reporter.js";

export interface Places {
  lines(file: FilePath): Lines | undefined;
  /** `src/routes/health.ts:14:29`, or the file alone where its text is not at hand. */
  name(span: Span): string;
  file(path: FilePath): string;
}

/** @param directory that people stand in who read the places, from the root; formats for programs count from the root */
export function readPlaces(context: Pick<ReportContext, "texts">, directory: FilePath = ""): Places {
  const known = new Map<FilePath, Lines | undefined>();
  const lines = (file: FilePath): Lines | undefined => {
    if (!known.has(file)) {
      const text = context.texts(file);
      known.set(file, text === undefined ? undefined : new Lines(text));
    }
    return known.get(file);
  };
  const fileName = (file: FilePath): string => visible(relativePath(directory, file));
  return { lines, name: (span) => nameOf(span, fileName(span.file), lines(span.file)), file: fileName };
}

function nameOf({ start }: Span, file: string, lines: Lines | undefined): string {
  if (lines === undefined) return file;
  const { line, column } = lines.positionOf(start);
  return `${file}:${line}:${column}`;
}
