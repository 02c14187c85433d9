/** Whether a name at the top of a module stands for one value for as long as the program runs, and for which literal. */

import { escaped } from "../../base/text/regexp.js";
import type { SourceTexts } from "../gather/texts.js";
import type { Constant, SymbolPlace } from "../rules/rule.js";

/** @param texts of all files of the project */
export function constantReader(texts: SourceTexts): (symbol: SymbolPlace) => Constant | undefined {
  // Many clients are built with one name, and to look for what sets it reads every file.
  const set = new Map<string, boolean>();
  const isSetSomewhere = (name: string): boolean => {
    const sets = texts.ask("matches", setsMember(name));
    const known = set.get(name) ?? [...texts.keys()].some((file) => sets(file));
    set.set(name, known);
    return known;
  };
  return ({ file, name, range }) => {
    const text = texts.get(file);
    if (text === undefined || changesHere(name).test(text) || isSetSomewhere(name)) return undefined;
    const [, literal] = LITERAL.exec(text.slice(range.end, range.end + LONGEST)) ?? [];
    return literal === undefined ? {} : { literal: literal.replace(/^'|'$/g, '"') };
  };
}

/** The whole value, to the end of its line, with no operator on the next one. */
const LITERAL =
  /^[ \t]*(?::[^=\n]{0,80})?=[ \t]*("[^"\\\n]*"|'[^'"\\\n]*'|\d+);?[ \t]*(?:(?:#|\/\/)[^\n]*)?(?:\r?\n(?!\s*[+.?&|%])|$)/;
const LONGEST = 400;

/** `opts.ssl = true`, `CFG["user"] = x`, `CFG.update(…)`, `Object.assign(opts, …)`, `global PATH`. */
function changesHere(name: string): RegExp {
  const own = `(?<![\\w$.])${escaped(name)}`;
  return new RegExp(
    [
      `${own}\\s*(?:\\.\\w+|\\[[^\\]\\n]*\\])+\\s*(?:[-+|?&*]*=)(?!=)`,
      `${own}\\.(?:update|setdefault|append|extend|insert|pop|clear|push|splice|set|delete)\\(`,
      `\\bassign\\(\\s*${escaped(name)}\\b`,
      `\\b(?:global|delete|del)\\s+[^\\n]*\\b${escaped(name)}\\b`,
    ].join("|"),
  );
}

/** `settings.PATH = x` in any file. */
function setsMember(name: string): string {
  return `\\.${escaped(name)}\\s*=(?![=>])`;
}
