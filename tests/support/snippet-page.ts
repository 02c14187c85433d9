/** Pages of rules: their headings, and the projects of their examples. */

/** Of every page, in this order. */
export const HEADINGS = [
  "What it does",
  "Why is this bad",
  "Example",
  "Fix safety",
  "Options",
  "Known limits",
] as const;

export interface Page {
  readonly title: string;
  readonly headings: readonly string[];
  /** Projects in the notation of snippets: what both examples stand on, and what each adds. */
  readonly bad: string;
  readonly good: string;
}

/** An example is code that both share, then `**Bad**` and `**Good**`, each with the code that differs. */
export function readPage(text: string): Page {
  const example = /^## Example$([\s\S]*?)^## /m.exec(text)?.[1] ?? "";
  const [shared = "", rest = ""] = example.split("**Bad**");
  const [bad = "", good = ""] = rest.split("**Good**");
  return {
    title: /^# (.*)$/m.exec(text)?.[1] ?? "",
    headings: [...text.matchAll(/^## (.*)$/gm)].map((match) => match[1] ?? ""),
    bad: `${codeIn(shared)}\n${codeIn(bad)}`,
    good: `${codeIn(shared)}\n${codeIn(good)}`,
  };
}

/** A block without a file of its own would go untested, and reading it as a project says so. */
function codeIn(text: string): string {
  return [...text.matchAll(/^```(?:ts|js|jsonc)\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? "").join("\n");
}
