/** `vi.mock("./db")` and its kin: calls by which a test names a module, to put a double in its place. */
import type { Mention } from "../../mover.js";

const CALL =
  /\b(?:vi|vitest|jest|mock|td|import_?[mM]ock)\s*\.\s*(?:mock|doMock|unmock|dontMock|doUnmock|setMock|module|replace|importActual|importMock|requireActual|requireMock|createMockFromModule|unstable_mockModule)\s*(?:<[^()"'`]*(?:\(\s*["'][^"']*["']\s*\))?[^()"'`]*>)?\s*\(\s*(["'`])([^"'`\n]+)\1/g;

export function mentions(text: string): readonly Mention[] {
  return [...text.matchAll(CALL)].map((match) => {
    const path = match[2] ?? "";
    const end = match.index + match[0].length - 1;
    return { path, range: { start: end - path.length, end }, call: callAround(text, match.index, end), dotted: false };
  });
}

/** To the bracket that closes the call; brackets in strings are few, and cost no more than a longer stretch. */
function callAround(text: string, start: number, from: number): Mention["call"] {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? "";
    if ("([{".includes(character)) depth += 1;
    else if (")]}".includes(character)) depth -= 1;
    if (depth === 0) return { start, end: at + 1 };
  }
  return { start, end: text.length };
}
