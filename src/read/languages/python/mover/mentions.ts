/** `patch("app.db.Manager.open")` and its kin: calls by which a test names a module, to put a double in its place. */
import type { Mention } from "../../mover.js";

const CALL =
  /\b(?:patch(?:\.(?:dict|multiple))?|setattr|delattr|setitem|import_module|spy)\s*\(\s*(?:target\s*=\s*)?[rRuU]?(["'])([\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)+)\1/gu;

export function mentions(text: string): readonly Mention[] {
  return [...text.matchAll(CALL)].map((match) => {
    const path = match[2] ?? "";
    const end = match.index + match[0].length - 1;
    return { path, range: { start: end - path.length, end }, call: { start: match.index, end: end + 1 }, dotted: true };
  });
}
