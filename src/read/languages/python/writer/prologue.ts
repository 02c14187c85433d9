/** Where the first import of a file goes: after shebang, docstring and `__future__` imports. */
import type { TextEdit } from "../../../../base/edits/apply.js";
import { isBlank, lineEnd, nextLine } from "../../../../base/text/offsets.js";
import { namedChildren, type SyntaxTree } from "../syntax/node.js";
import { lineMates, type PythonFile } from "./statements.js";

export function insertAtTop({ text, tree, newline }: PythonFile, added: string): TextEdit {
  const docstring = endOfDocstring(text, tree);
  const at = docstring ?? endOfHeader(text);
  const before = text.slice(0, at);
  const isApart = isBlank(before.replace(/^\uFEFF/, "")) || /\n[ \t]*\r?\n[ \t]*$/.test(before) || isMagic(before);
  const open = /[^\n\uFEFF]$/.test(before) ? newline : "";
  const lead = isApart ? open : open + newline;
  const rest = text.slice(at);
  // A file that ends here keeps its end as it is.
  const tail = isBlank(rest) ? (docstring === undefined ? newline : "") : gapBefore(rest, newline);
  return { start: at, end: at, text: `${lead}${added}${tail}` };
}

/** What parts an import from the code after it: two lines before a definition, as most write it, one before the rest. */
function gapBefore(rest: string, newline: string): string {
  const breaks = /^(?:[ \t\f]*\r?\n)*/.exec(rest)?.[0].split("\n").length ?? 1;
  const isDefinition = /^\s*(?:async |def |class |@)/.test(rest);
  return newline.repeat(Math.max(0, (isDefinition ? 3 : 2) - (breaks - 1)));
}

/** The end of the docstring's line. */
function endOfDocstring(text: string, tree: SyntaxTree): number | undefined {
  const [first] = namedChildren(tree.root);
  if (first?.type !== "expression_statement") return undefined;
  if (!namedChildren(first).every((node) => /^(?:concatenated_)?string$/.test(node.type))) return undefined;
  return lineEnd(text, lineMates(text, first).at(-1)?.end ?? first.end);
}

/** A coding line may be the second one, below any comment. */
const MAGIC =
  /^\uFEFF?(?:#![^\n]*(?:\n|$)|[ \t\f]*(?:#[^\n]*)?\n(?=[ \t\f]*#[^\n]*coding[:=]))?(?:[ \t\f]*#[^\n]*coding[:=][^\n]*(?:\n|$))?/;
const COMMENTS = /^(?:[ \t]*#[^\n]*(?:\n|$))+/;

/** Lines that speak to the system or to Python itself. */
function isMagic(before: string): boolean {
  return MAGIC.exec(before)?.[0] === before;
}

/** After the lines that must come first, and after a comment that stands apart from the code. */
function endOfHeader(text: string): number {
  let at = MAGIC.exec(text)?.[0].length ?? 0;
  for (;;) {
    const start = at + (/^(?:[ \t\f]*\r?\n)*/.exec(text.slice(at))?.[0].length ?? 0);
    const comment = COMMENTS.exec(text.slice(start))?.[0];
    if (comment === undefined) return isBlank(text.slice(start)) ? at : start;
    const end = start + comment.length;
    const isApart = end === text.length || isBlank(text.slice(end, nextLine(text, end)));
    if (!isApart) return start;
    at = end;
  }
}
