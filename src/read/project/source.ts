/** Reads one file in scope. Returns its text, or why there is none; never throws. */
import type { Problem } from "../../base/diagnostics/diagnostic.js";
import { type Decoded, decode } from "../../base/text/encoding.js";
import type { FilePath } from "../../base/text/span.js";
import { type FileSystem, type ReadUse, UnreadableError } from "../../base/world/world.js";

/** In bytes. A hand-written source is far below; a larger file would cost more time than all others together. */
export const largestSourceBytes = 5_000_000;

export type SourceText =
  | { readonly kind: "text"; readonly text: string }
  /** Made by a tool out of sources that are read in their own place. */
  | { readonly kind: "skipped"; readonly reason: "minified" | "bundled" }
  | { readonly kind: "problem"; readonly problem: Problem };

/** @param use  as for `FileSystem.read` */
export function readSource(
  files: FileSystem,
  file: FilePath,
  limitBytes = largestSourceBytes,
  use?: ReadUse,
): SourceText {
  try {
    const found = files.stat(file);
    if (found !== undefined && found.size > limitBytes) return tooLarge(file, found.size, limitBytes);
    const bytes = found && files.read(file, use);
    if (bytes === undefined) return problem("unreadable", file, "cannot be read: it was gone when its turn came");
    return sourceOf(file, bytes);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return problem("unreadable", file, `cannot be read: ${error.reason}`);
  }
}

function sourceOf(file: FilePath, bytes: Uint8Array): SourceText {
  const decoded = decode(bytes);
  if (decoded.kind === "not-text") return problem("encoding", file, encodingMessage(decoded, bytes));
  if (!/\.[cm]?jsx?$/.test(file)) return decoded;
  if (isBundled(decoded.text)) return { kind: "skipped", reason: "bundled" };
  return isMinified(decoded.text) ? { kind: "skipped", reason: "minified" } : decoded;
}

function encodingMessage({ reason, offset }: Extract<Decoded, { kind: "not-text" }>, bytes: Uint8Array): string {
  if (reason === "binary") return `is not a text: byte ${offset} is zero`;
  const declared = reason === "not-utf-8" ? declaredEncoding(bytes) : undefined;
  if (declared !== undefined) return `is \`${declared}\`, as it declares, not UTF-8; save it as UTF-8 and declare that`;
  if (reason === "not-utf-8") return `is not UTF-8: byte ${offset} belongs to no character; save the file as UTF-8`;
  return `is ${reason.toUpperCase()}, not UTF-8; save the file as UTF-8`;
}

/** `# -*- coding: latin-1 -*-` on one of the first two lines, which Python and editors obey. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const lines = String.fromCharCode(...bytes.subarray(0, 400)).split(/\r\n?|\n/, 2);
  const [declared] = lines.flatMap((line) => /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line)?.[1] ?? []);
  return declared === undefined || /^utf[-_]?8/i.test(declared) ? undefined : declared;
}

function tooLarge(file: FilePath, size: number, limitBytes: number): SourceText {
  const [found, limit] = [size, limitBytes].map((bytes) => (bytes / 1_000_000).toFixed(1));
  return problem("too-large", file, `has ${found} MB, more than the ${limit} MB that are read; add it to \`ignore\``);
}

function problem(kind: Problem["kind"], file: FilePath, message: string): SourceText {
  return { kind: "problem", problem: { kind, file, message } };
}

/** Markers of webpack, of esbuild and what builds on it, of Rollup, and of Parcel. */
const BUNDLED =
  /webpackBootstrap|__webpack_modules__|^var __(?:commonJS|create|defProp|esm|getOwnPropNames|toESM) = |^(?:var|const) commonjsGlobal = typeof |\bparcelRequire\b/m;

/** Markers that bundlers leave in what they write. */
function isBundled(text: string): boolean {
  const opening = text.slice(0, 4_000);
  return BUNDLED.test(opening);
}

/** Below this many characters a file is cheap to read and says little about its lines. */
const shortestMinified = 5_000;
/** People break lines at about 100 columns; embedded data rarely lifts a whole file's average above this. */
const longestAverageLine = 500;

function isMinified(text: string): boolean {
  if (text.length < shortestMinified) return false;
  const lines = Math.ceil(text.length / longestAverageLine);
  let index = -1;
  for (let seen = 0; seen < lines; seen++) {
    index = text.indexOf("\n", index + 1);
    if (index < 0) return true;
  }
  return false;
}
