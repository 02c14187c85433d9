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

/** The languages of the examples of every page, in this order. */
export const LANGUAGES = ["TypeScript", "Python"] as const;

export interface Page {
  readonly title: string;
  readonly headings: readonly string[];
  readonly examples: readonly Example[];
}

export interface Example {
  readonly language: string;
  /** Projects in the notation of snippets: what both stand on, and what each adds. */
  readonly bad: string;
  readonly good: string;
}

export function readPage(text: string): Page {
  const [, ...examples] = (/^## Example$([\s\S]*?)^## /m.exec(text)?.[1] ?? "").split(/^### /m);
  return {
    title: /^# (.*)$/m.exec(text)?.[1] ?? "",
    headings: [...text.matchAll(/^## (.*)$/gm)].map((match) => match[1] ?? ""),
    examples: examples.map(readExample),
  };
}

/** An example is code that both share, then `**Bad**` and `**Good**`, each with the code that differs. */
function readExample(text: string): Example {
  const [shared = "", rest = ""] = text.split("**Bad**");
  const [bad = "", good = ""] = rest.split("**Good**");
  return {
    language: text.split("\n")[0] ?? "",
    bad: `${codeIn(shared)}\n${codeIn(bad)}`,
    good: `${codeIn(shared)}\n${codeIn(good)}`,
  };
}

/** A block without a file of its own would go untested, and reading it as a project says so. */
function codeIn(text: string): string {
  return [...text.matchAll(/^```(?:ts|js|python|jsonc)\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? "").join("\n");
}
