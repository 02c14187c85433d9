/** An entry of the baseline: an accepted finding, described so that it survives moves and reformatting. */
import type { Diagnostic } from "../../base/diagnostics/diagnostic.js";
import { identityKey } from "../../base/diagnostics/fingerprint.js";
import { compareText, type FilePath, type Range } from "../../base/text/span.js";

export interface BaselineEntry {
  readonly rule: string;
  readonly symbol: string;
  readonly within: string;
  readonly code: string;
  /** Where it was when it was accepted. For people; and it tells a finding that moved from a new one. */
  readonly path: FilePath;
}

/** An entry with its range in the baseline's text. */
export interface PlacedEntry extends BaselineEntry {
  readonly range: Range;
}

export function entryOf({ rule, symbol, identity, span }: Diagnostic): BaselineEntry {
  return { rule, symbol, within: identity.within, code: identity.code, path: span.file };
}

/** The same as that of a finding that it stands for. */
export function entryKey({ rule, symbol, within, code }: BaselineEntry): string {
  return identityKey({ rule, symbol, identity: { within, code } });
}

/** The line of an entry: its parts in one order, so that equal entries are equal lines. */
function writeEntry({ rule, symbol, within, code, path }: BaselineEntry): string {
  return JSON.stringify({ rule, symbol, within, code, path });
}

/**
 * The whole file. Between any two lines stands an empty one: git takes changes of neighbouring lines for a conflict, and with
 * a line between them two branches can take neighbours away and be merged.
 */
export function writeEntries(entries: readonly BaselineEntry[]): string {
  const lines = entries.map(writeEntry).sort(compareText);
  return `${[HEADER, ...lines].join("\n\n")}\n`;
}

export const VERSION = 1;
const HEADER = JSON.stringify({ version: VERSION });

/**
 * Removes entries and leaves everything else, including the gaps: closing them would touch lines that another branch may
 * touch as well. Lines end in line feeds on every system.
 */
export function withoutEntries(text: string, gone: readonly PlacedEntry[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { range } of [...gone].sort((a, b) => a.range.start - b.range.start)) {
    pieces.push(text.slice(from, range.start));
    from = text.startsWith("\r\n", range.end) ? range.end + 2 : range.end + 1;
  }
  return [...pieces, text.slice(from)]
    .join("")
    .replaceAll("\r\n", "\n")
    .replace(/^\uFEFF/, "");
}
