/** The swap: a known finding is fixed and another of the same rule and symbol comes into the same file. */

import { Lines } from "../../../build/base/text/lines.js";
import { lineOf } from "./truth.mjs";

/** Two ways to add one: in a function of its own, and beside the one that is fixed. @returns new texts of the file */
export function swaps(state, finding) {
  const { file, start, end } = finding.span;
  const text = state.text(file);
  const lines = new Lines(text);
  const range = lines.rangeOf(lineOf(state, finding));
  if (range === undefined || end > range.end) return [];
  const line = text.slice(range.start, range.end);
  const name = line.slice(start - range.start, end - range.start);
  if (/^\s*(import|from|export\s*[{*])\b/.test(line) || !isBalanced(line)) return [];
  const fixed = `${line.slice(0, start - range.start)}${name.replaceAll(/\w+/g, "fixed")}${line.slice(end - range.start)}`;
  const before = text.slice(0, range.start);
  const after = text.slice(range.end);
  const isPython = file.endsWith(".py");
  const added = isPython
    ? `\n\nasync def added_by_the_swap():\n    ${line.trim()}\n`
    : `\n\nasync function addedByTheSwap() {\n  ${line.trim().replace(/^export\s+/, "")}\n}\n`;
  const beside = varied(line, isPython);
  return [
    { kind: "elsewhere", file, text: `${before}${fixed}${after}${added}` },
    ...(beside === undefined ? [] : [{ kind: "beside", file, text: `${before}${fixed}\n${beside}${after}` }]),
  ];
}

/** The same statement, told apart by the name that it binds; `undefined` where it cannot bind one. */
function varied(line, isPython) {
  const bound =
    /^(\s*(?:export\s+)?(?:const|let|var)\s+)(\w+)/.exec(line) ??
    (isPython ? /^(\s*)(\w+)(?=\s*=[^=])/.exec(line) : null);
  if (bound) return line.replace(bound[0], `${bound[1]}swapped_${bound[2]}`);
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  const rest = line.slice(indent.length).replace(/^return\s+/, "");
  if (!/^(?:await\s|new\s|[\w.$]+\s*\()/.test(rest) || NO_EXPRESSION.test(rest)) return undefined;
  return isPython ? `${indent}swapped = ${rest}` : `${indent}const swapped = ${rest}`;
}

const NO_EXPRESSION = /^(?:if|for|while|with|switch|catch|function|class|def|async|del|assert|raise|throw)\b/;

function isBalanced(line) {
  let open = 0;
  for (const sign of line) {
    if (/[([{]/.test(sign)) open++;
    else if (/[)\]}]/.test(sign) && --open < 0) return false;
  }
  return open === 0;
}
