/** Pages: Markdown in, text for a terminal out. Only what those pages use: headings, code, lists, emphasis. */
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

interface Listed {
  readonly id: string;
  readonly summary: string;
}

/** Every page with its one line, under the heading of its kind. */
export function pageList(
  kinds: Readonly<Record<string, readonly Listed[]>>,
  { colour }: Pick<ReportContext, "colour">,
): string {
  const palette = paletteFor(colour);
  const width = Math.max(...Object.values(kinds).flatMap((pages) => pages.map(({ id }) => id.length)));
  const lines = (pages: readonly Listed[]): string =>
    pages.map(({ id, summary }) => `  ${palette.strong(id.padEnd(width))}  ${summary}\n`).join("");
  return Object.entries(kinds)
    .map(([kind, pages]) => `${kind}:\n${lines(pages)}`)
    .join("\n");
}

function codeLine(line: string, palette: Palette): string {
  return line === "" ? "" : palette.dim(`    ${line}`);
}

function textLine(line: string, palette: Palette): string {
  const heading = /^#+\s+(.*)$/.exec(line)?.[1];
  if (heading !== undefined) return palette.strong(plain(heading));
  return plain(line);
}

/** Links show their text; emphasis loses its marks; code stays as it is, with the backticks that tell names from words. */
function plain(line: string): string {
  return line.replace(
    /`[^`]*`|\[((?:`[^`]*`|[^\]`])+)\]\([^)]*\)|\*\*((?:`[^`]*`|[^*`])+)\*\*/g,
    (all, link?: string, strong?: string) => {
      return link ?? strong ?? all;
    },
  );
}
