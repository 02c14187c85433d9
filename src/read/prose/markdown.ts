/** The blocks of a Markdown document. Its parser is loaded only where a document names something that matters. */
import type { Range } from "../../base/text/span.js";
import type { TextBlock } from "./block.js";
import { isPastHeading, isPastLabel } from "./tense.js";

export type ReadMarkdown = (text: string) => readonly TextBlock[];

export async function loadMarkdown(): Promise<ReadMarkdown> {
  const { fromMarkdown } = await import("mdast-util-from-markdown");
  return (text) => blocksIn(text, fromMarkdown(text) as Node);
}

/** What is used of the parser's tree. */
interface Node {
  readonly type: string;
  readonly position?: { readonly start: { readonly offset?: number }; readonly end: { readonly offset?: number } };
  readonly children?: readonly Node[];
  readonly depth?: number;
  readonly lang?: string | null;
  readonly meta?: string | null;
}

function blocksIn(text: string, root: Node): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  /** The headings around, by depth, each with whether it speaks of the past. */
  const headings: boolean[] = [];
  const visit = (node: Node, label = ""): void => {
    const range = rangeOf(node);
    const past = headings.some((each) => each);
    switch (node.type) {
      case "heading": {
        const depth = node.depth ?? 1;
        headings.length = depth;
        headings[depth] = isPastHeading(text.slice(range.start, range.end));
        blocks.push({ kind: "heading", ...range, code: within(node, "inlineCode"), links: [], past });
        return;
      }
      case "paragraph": {
        const links = [...within(node, "link"), ...within(node, "linkReference"), ...within(node, "image")];
        blocks.push({ kind: "paragraph", ...range, code: within(node, "inlineCode"), links, past });
        return;
      }
      case "code": {
        const isPast = past || isPastLabel(label) || isPastLabel(node.meta ?? "");
        const language = node.lang ?? undefined;
        blocks.push({
          kind: "fence",
          ...range,
          code: [range],
          links: [],
          past: isPast,
          ...(language ? { language } : {}),
        });
        return;
      }
      default: {
        const children = node.children ?? [];
        for (const [index, child] of children.entries()) visit(child, labelIn(text, children[index - 1]));
      }
    }
  };
  visit(root);
  return blocks;
}

/** What a paragraph says of the fence after it. */
function labelIn(text: string, before: Node | undefined): string {
  const { start, end } = before?.type === "paragraph" ? rangeOf(before) : { start: 0, end: 0 };
  return text.slice(start, end);
}

function within(node: Node, type: string): readonly Range[] {
  if (node.type === type) return [rangeOf(node)];
  return (node.children ?? []).flatMap((child) => within(child, type));
}

function rangeOf({ position }: Node): Range {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}
