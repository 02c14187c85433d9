/** Text that people read, in pieces: comments, docstrings, and the paragraphs, headings and fences of documents. */
import type { Range } from "../../base/text/span.js";

export interface TextBlock extends Range {
  readonly kind: "comment" | "docstring" | "paragraph" | "heading" | "fence";
  /** Code inside of text, without its marks: `` `getDb()` ``. */
  readonly code: readonly Range[];
  /** The words of links, which lead to a place of the same name. */
  readonly links: readonly Range[];
  /** Of a fence: its language, as written. */
  readonly language?: string;
  /** Its headings, or the label of a fence, say that it tells of what was, or of what should not be. */
  readonly past: boolean;
}
