/** Pages about rules: Markdown in, text for a terminal out. Only what those pages use: headings, code, lists, emphasis. */
import type { Rule } from "../rules/rule.js";
import { type Palette, paletteFor } from "./palette.js";
import type { ReportContext } from "./reporter.js";

/** Code blocks lose their fences and are indented; everything else stays as it was written, which reads well already. */
export function renderPage(markdown: string, context: Pick<ReportContext, "colour">): string {
  const palette = paletteFor(context.colour);
  let inCode = false;
  const lines = markdown
    .trimEnd()
    .split(/\r?\n/)
    .flatMap((line) => {
      if (/^\s*(?:```|~~~)/.test(line)) {
        inCode = !inCode;
        return [];
      }
      return [inCode ? codeLine(line, palette) : textLine(line, palette)];
    });
  return `${lines.join("\n")}\n`;
}

/** Every rule with its one line. */
export function ruleList(
  rules: readonly Pick<Rule, "id" | "summary">[],
  { colour }: Pick<ReportContext, "colour">,
): string {
  const palette = paletteFor(colour);
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules.map(({ id, summary }) => `${palette.strong(id.padEnd(width))}  ${summary}\n`).join("");
}

function codeLine(line: string, palette: Palette): string {
  return line === "" ? "" : palette.dim(`    ${line}`);
}

function textLine(line: string, palette: Palette): string {
  const heading = /^#+\s+(.*)$/.exec(line)?.[1];
  if (heading !== undefined) return palette.strong(plain(heading));
  return plain(line);
}

/** Links show their text; emphasis loses its marks; backticks stay, since they tell names from words. */
function plain(line: string): string {
  return line.replace(/\[([^\]]+)\]\([^)]*\)/g, "$1").replace(/\*\*([^*]+)\*\*/g, "$1");
}
