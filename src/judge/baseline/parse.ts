/** Parses a baseline into entries, or reports what is wrong with a line. Order, empty lines and repetitions do not matter. */
import type { Range } from "../../base/text/span.js";
import { type PlacedEntry, VERSION } from "./entry.js";

export interface ParsedBaseline {
  readonly entries: readonly PlacedEntry[];
  readonly flaws: readonly BaselineFlaw[];
}

export interface BaselineFlaw {
  readonly kind: "conflicted" | "newer" | "malformed";
  /** From 1. */
  readonly line: number;
  /** What is the case. */
  readonly message: string;
}

/** @param text with line feeds, with or without carriage returns and a byte order mark, as editors and git leave it */
export function parseBaseline(text: string): ParsedBaseline {
  const entries: PlacedEntry[] = [];
  const flaws: BaselineFlaw[] = [];
  let start = 0;
  text.split("\n").forEach((written, index) => {
    const content = written.replace(/^\uFEFF/, "").trim();
    const range = { start, end: start + written.replace(/\r$/, "").length };
    start += written.length + 1;
    const read = content === "" ? undefined : readLine(content, range);
    if (read === undefined) return;
    if ("message" in read) flaws.push({ ...read, line: index + 1 });
    else if ("rule" in read) entries.push(read);
  });
  return { entries, flaws };
}

type Read = PlacedEntry | Omit<BaselineFlaw, "line"> | { readonly version: number };

function readLine(content: string, range: Range): Read {
  if (/^(?:<{7}|\|{7}|={7}|>{7})(?:\s|$)/.test(content)) {
    return { kind: "conflicted", message: "a merge was left unfinished here" };
  }
  const value = parseJson(content);
  if (isTable(value) && "version" in value) return readVersion(value.version);
  return toEntry(value, range) ?? { kind: "malformed", message: "this line is not an entry" };
}

function readVersion(version: unknown): Read {
  if (version === VERSION) return { version };
  return { kind: "newer", message: `it is written in version ${String(version)}, and this is version ${VERSION}` };
}

function toEntry(value: unknown, range: Range): PlacedEntry | undefined {
  if (!isTable(value)) return undefined;
  const { rule, symbol, within, code, path } = value;
  const texts = [rule, symbol, within, code, path];
  if (texts.some((text) => typeof text !== "string")) return undefined;
  const [own = "", name = "", around = "", written = "", file = ""] = texts.map(String);
  return { rule: own, symbol: name, within: around, code: written, path: file, range };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
