/** Identifies findings, as text and as hashes, for baselines, comparisons of revisions and other tools. */
import { sha256 } from "../text/hash.js";
import type { Diagnostic } from "./diagnostic.js";

export type Identified = Pick<Diagnostic, "rule" | "symbol" | "identity">;

/** Two findings of one key are the same finding, twice. No path, no line, no wording of a message is in it. */
export function identityKey({ rule, symbol, identity }: Identified): string {
  return JSON.stringify([rule, steady(symbol), identity.within, identity.code]);
}

/** Of a symbol that says its module, `../db/manager`, `..db.manager` or `src/db.ts#pool`, the way to it changes when files move. */
function steady(symbol: string): string {
  return symbol.replace(/^(?:.*\/|\.+)/, "");
}

/** A unique SHA-256 for each, in hexadecimal. Findings with the same key are numbered in the order given. */
export function fingerprints<Each extends Identified>(diagnostics: readonly Each[]): ReadonlyMap<Each, string> {
  const counts = new Map<string, number>();
  return new Map(
    diagnostics.map((diagnostic) => {
      const key = identityKey(diagnostic);
      const ordinal = counts.get(key) ?? 0;
      counts.set(key, ordinal + 1);
      return [diagnostic, sha256(`${key}\n${ordinal}`)];
    }),
  );
}
