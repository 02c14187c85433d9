/**
 * Which findings a commit left as they were, told without the identities that are on trial: git's own lines, rule, symbol,
 * and the text of the statement by its brackets, all of it up to whitespace.
 */
import { Lines } from "../../../build/base/text/lines.js";
import { lineAfter } from "./history.mjs";

/** @returns for each unchanged finding of `before` the finding of `after` that it is */
export function unchanged(before, after, changes) {
  const places = new Map();
  for (const each of after.findings) {
    const key = placeKey(each, each.span.file, lineOf(after, each));
    places.set(key, [...(places.get(key) ?? []), each]);
  }
  const pairs = [];
  for (const each of before.findings) {
    const to = lineAfter(changes, each.span.file, lineOf(before, each));
    const found = to && places.get(placeKey(each, to.path, to.line));
    const same = found?.find((other) => statementAt(after, other) === statementAt(before, each));
    if (same === undefined) continue;
    pairs.push([each, same]);
    found.splice(found.indexOf(same), 1);
  }
  return pairs;
}

function placeKey({ rule, symbol }, path, line) {
  return `${rule} ${symbol.replace(/^.*\//, "")} ${path}:${line}`;
}

export function lineOf(state, { span }) {
  return linesOf(state, span.file).positionOf(span.start).line;
}

function linesOf(state, file) {
  const known = state.lines.get(file) ?? new Lines(state.text(file));
  state.lines.set(file, known);
  return known;
}

/** From the line in which the brackets around the finding open to the line in which they close; blocks are no part of it. */
export function statementAt(state, finding) {
  const lines = linesOf(state, finding.span.file);
  const text = (line) => withoutStrings(lines.text.slice(lines.rangeOf(line)?.start, lines.rangeOf(line)?.end));
  let first = lineOf(state, finding);
  for (let line = first, open = 0; line > 0 && line > first - 60; line--) {
    const own = line === lineOf(state, finding) ? "" : text(line);
    for (const sign of [...own].reverse()) {
      if (/[)\]}]/.test(sign)) open++;
      else if (/[([]/.test(sign) && --open < 0) {
        first = line;
        open = 0;
      } else if (sign === "{" && --open < 0) return read(lines, first, lastLine(text, first));
    }
  }
  return read(lines, first, Math.max(lastLine(text, first), lineOf(state, finding)));
}

function lastLine(text, first) {
  let open = 0;
  for (let line = first; line < first + 60; line++) {
    for (const sign of text(line)) {
      if (/[([]/.test(sign)) open++;
      else if (/[)\]]/.test(sign)) open--;
    }
    if (open <= 0) return line;
  }
  return first;
}

function withoutStrings(line) {
  return line.replaceAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|\/\/.*|#.*/g, "");
}

function read(lines, first, last) {
  return lines.text.slice(lines.rangeOf(first)?.start, lines.rangeOf(last)?.end).replaceAll(/\s+/g, "");
}
