/**
 * Names with a star: what `paths` of a tsconfig, `imports` and `exports` of a package.json, and aliases have in common.
 */

export interface Pattern {
  readonly prefix: string;
  /** What follows the star; absent for a name without one. */
  readonly suffix?: string;
  /** In the order in which they are tried; each may hold the star. */
  readonly targets: readonly string[];
}

export function parsePattern(name: string, targets: readonly string[]): Pattern {
  const star = name.indexOf("*");
  if (star < 0) return { prefix: name, targets };
  return { prefix: name.slice(0, star), suffix: name.slice(star + 1), targets };
}

export interface Match {
  readonly pattern: Pattern;
  /** With the star filled in. */
  readonly targets: readonly string[];
}

/** The pattern that fits best: a name without a star, else the one with the longest prefix. */
export function matchPattern(patterns: readonly Pattern[], text: string): Match | undefined {
  let best: Pattern | undefined;
  for (const pattern of patterns) {
    if (!fits(pattern, text)) continue;
    if (pattern.suffix === undefined) return { pattern, targets: pattern.targets };
    if (best === undefined || pattern.prefix.length > best.prefix.length) best = pattern;
  }
  if (best === undefined) return undefined;
  const star = text.slice(best.prefix.length, text.length - (best.suffix ?? "").length);
  return { pattern: best, targets: best.targets.map((target) => target.replaceAll("*", () => star)) };
}

function fits({ prefix, suffix }: Pattern, text: string): boolean {
  if (suffix === undefined) return text === prefix;
  return text.length >= prefix.length + suffix.length && text.startsWith(prefix) && text.endsWith(suffix);
}
