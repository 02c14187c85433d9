/** Places as SARIF writes them: relative addresses, and lines and columns from 1 in UTF-16 units, ends exclusive. */
import type { Lines } from "../../../base/text/lines.js";
import type { FilePath, Range, Span } from "../../../base/text/span.js";
import { wellFormed } from "../../../base/text/well-formed.js";
import type { Places } from "../places.js";

export interface Locations {
  artifact(file: FilePath): object;
  /** With the code, which a viewer shows that does not have the file. */
  physical(span: Span): object;
  region(span: Span): object;
  /** For people: `src/routes/health.ts:14:29`. */
  name(span: Span): string;
}

/** @param prefix  from the top of the repository to the project's root: platforms count from there */
export function createLocations(places: Places, prefix: string): Locations {
  const artifact = (file: FilePath) => ({ uri: uriOf(prefix + file), uriBaseId: "%SRCROOT%" });
  const region = (span: Span): object => {
    const lines = places.lines(span.file);
    return lines === undefined ? offsets(span) : linesAndColumns(span, lines);
  };
  const physical = (span: Span): object => {
    const lines = places.lines(span.file);
    const snippet = lines && { snippet: { text: snippetOf(span, lines) } };
    return { artifactLocation: artifact(span.file), region: { ...region(span), ...snippet } };
  };
  return { artifact, physical, region, name: (span) => places.name(span) };
}

/** Relative, and so that no part of a path is taken for a scheme, a query or a parent. */
function uriOf(path: FilePath): string {
  return wellFormed(path).split("/").map(encodeURIComponent).join("/");
}

function linesAndColumns({ start, end }: Range, lines: Lines): object {
  const from = lines.positionOf(start);
  const to = lines.positionOf(end);
  return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
}

/** Where the text is not at hand. */
function offsets({ start, end }: Range): object {
  return { charOffset: start, charLength: end - start };
}

/** Beyond this, a snippet helps nobody, and many of them would make the file large. */
const LONGEST_SNIPPET = 500;

function snippetOf({ start, end }: Range, { text }: Lines): string {
  return wellFormed(text.slice(start, Math.min(end, start + LONGEST_SNIPPET)));
}
