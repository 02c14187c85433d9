/** Reads the list `packages` of a pnpm-workspace.yaml, in both notations that YAML has for a list of strings. */

/** @returns globs as written, negated ones with their `!`; empty where there is no such list */
export function workspacePackages(yaml: string): string[] {
  const lines = yaml
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .map(withoutComment);
  const start = lines.findIndex((line) => /^(packages|"packages"|'packages')\s*:/.test(line));
  if (start < 0) return [];
  const inline = (lines[start] ?? "").replace(/^[^:]*:\s*/, "");
  return inline === "" ? blockList(lines.slice(start + 1)) : flowList([inline, ...lines.slice(start + 1)].join(" "));
}

/** A `#` begins a comment at the start of a line or after a space, outside of quotes. */
function withoutComment(line: string): string {
  return /^((?:"[^"]*"|'[^']*'|(?<!\s)#|[^#"'])*?)(?:(?:^|\s)#.*)?$/.exec(line)?.[1]?.trimEnd() ?? line.trimEnd();
}

/** Lines of `- entry`, up to the next key. */
function blockList(lines: readonly string[]): string[] {
  const entries: string[] = [];
  for (const line of lines) {
    if (line.trim() === "") continue;
    const entry = /^\s*-\s+(.*)$/.exec(line)?.[1];
    if (entry === undefined) break;
    entries.push(unquoted(entry));
  }
  return entries;
}

/** `[a, "b", 'c']`, over as many lines as it takes. */
function flowList(text: string): string[] {
  const inside = /^\[((?:"[^"]*"|'[^']*'|[^\]"'])*)\]/.exec(text)?.[1] ?? "";
  return [...inside.matchAll(/"[^"]*"|'[^']*'|[^,\s]+/g)].map(([entry]) => unquoted(entry));
}

function unquoted(entry: string): string {
  const text = entry.trim();
  return /^(".*"|'.*')$/.test(text) ? text.slice(1, -1) : text;
}
