/** Parses a text with the compiler's parser alone: no program is built and no other file is read. */
import { ts } from "ts-morph";
import type { FilePath } from "../../../base/text/span.js";
import { rememberLast } from "../remember.js";
import { isJavaScript } from "./context.js";

/** @param parents  whether nodes know their parents; a walk of the whole tree can set them at less cost */
export function parseSource(file: FilePath, text: string, parents: boolean): ts.SourceFile {
  const options = {
    languageVersion: ts.ScriptTarget.Latest,
    // JSDoc carries types in JavaScript alone; parsing it everywhere is a third of the time.
    jsDocParsingMode: isJavaScript(file) ? ts.JSDocParsingMode.ParseAll : ts.JSDocParsingMode.ParseNone,
  };
  return ts.createSourceFile(file, text, options, parents, scriptKind(file));
}

/**
 * The tree in which nodes know their parents. Writers ask for it once for each finding of a file, so the last few trees are
 * kept.
 */
export const treeOf = rememberLast(4, (file: FilePath, text: string) => parseSource(file, text, true));

/** JavaScript is read as JSX whatever its ending, since bundlers accept that. */
function scriptKind(file: FilePath): ts.ScriptKind {
  if (/\.tsx$/.test(file)) return ts.ScriptKind.TSX;
  return /\.[cm]?ts$/.test(file) ? ts.ScriptKind.TS : ts.ScriptKind.JSX;
}
