/** Comments in code that a fix replaces: whether there are any, and how they are kept. */
import type { TextEdit } from "../../../../base/edits/apply.js";
import { indentAt } from "../../../../base/text/offsets.js";
import { QUOTED_OR_COMMENT } from "./mask.js";

/** Whether a range of TypeScript contains a comment; it may begin and end anywhere outside of strings. */
export function hasComment(text: string): boolean {
  return /\/[/*]/.test(text.replace(/"[^"\n]*"|'[^'\n]*'|`[^`]*`/g, ""));
}

/**
 * The edit with the comments of what it replaces: between the parentheses of the call that comes, or after the name, where
 * one to the end of its line becomes one that ends before the line does.
 *
 * @returns `undefined` where they have no place: a comment over several lines, and no parentheses
 */
export function keepComments(text: string, edit: TextEdit): TextEdit | undefined {
  const comments = (text.slice(edit.start, edit.end).match(QUOTED_OR_COMMENT) ?? []).filter((part) => /^\//.test(part));
  const isInline = comments.every((comment) => comment.startsWith("/*") && !comment.includes("\n"));
  if (comments.length === 0 || edit.text === "") return undefined;
  const [, call, close] = /^(.*)\(\)(\)?)$/s.exec(edit.text) ?? [];
  if (call === undefined) {
    const inline = comments.map(inLine);
    if (inline.some((comment) => comment === undefined)) return undefined;
    return { ...edit, text: `${edit.text} ${inline.join(" ")}` };
  }
  if (isInline) return { ...edit, text: `${call}(${comments.join(" ")})${close}` };
  const indent = indentAt(text, edit.start);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const step = indent.startsWith("\t") ? "\t" : "  ";
  const lines = comments.map((comment) => `${indent}${step}${comment}${newline}`);
  return { ...edit, text: `${call}(${newline}${lines.join("")}${indent})${close}` };
}

/** A comment that code may follow on its line. */
function inLine(comment: string): string | undefined {
  if (comment.startsWith("/*")) return comment.includes("\n") ? undefined : comment;
  const words = comment.slice(2).trim();
  return words.includes("*/") ? undefined : `/* ${words} */`;
}
