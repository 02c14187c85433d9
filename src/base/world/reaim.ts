/** Paths in texts, made to lead into another directory. */
import { escaped } from "../text/regexp.js";

/** Replaces the path `from` wherever it, or the path of something in it, stands in a text; `from` has no `/` at its end. */
export function reaim(text: string, from: string, to: string): string {
  if (!text.includes(from)) return text;
  return text.replace(new RegExp(`(?<![\\w.-])${escaped(from)}(?![\\w.-])`, "g"), () => to);
}
