/** Edits shell scripts: finds the place where the command is reached and no failure before or after it is lost. */
import { asTyped } from "../../../base/text/shell.js";
import { hasBlock, insertBlock, lineEndOf, removeBlock, wholeFile } from "../block.js";
import { type EditedConfiguration, type Editor, refused } from "../manager.js";
import { type HookCommand, oneLine, runsAlready } from "../order.js";

/** @param opening the first lines of a script that is made anew */
export function scriptEditor(opening: readonly string[]): Editor {
  return {
    isShellScript: true,
    add: (text, order) =>
      text === undefined
        ? { kind: "text", text: wholeFile(opening, commandLines(order, "")) }
        : addTo(removeBlock(text) ?? text, order),
    remove: removeBlock,
    byHand: (order) => `the line \`${oneLine(order)}\``,
  };
}

export const PLAIN_OPENING = ["#!/bin/sh"];

function addTo(text: string, order: HookCommand): EditedConfiguration {
  const shell = shellOf(text);
  if (shell.kind === "other") return refused(`it is not a shell script: it begins with \`${shell.line}\``);
  if (runsAlready(text)) return refused("it runs db-ssot already, in a line that `hook install` did not write");
  if (hasBlock(text) || /# [<>]{3} db-ssot\b/.test(text)) return refused("the lines marked by db-ssot are damaged");
  const { offset, guarded } = placeIn(text);
  const lines = [...(guarded ? [GUARD] : []), ...commandLines(order, text)];
  // A shell takes the carriage return of such a line for a part of its last word; a comment swallows it.
  const ends = lineEndOf(text) === "\r\n" ? lines.map((line) => `${line} #`) : lines;
  return { kind: "text", text: insertBlock(text, { offset, lines: ends }) };
}

/** Before this block the last command decided how the hook ends; it still does where it failed. */
const GUARD = "[ $? -eq 0 ] || exit 1";

function commandLines({ runs, directory }: HookCommand, text: string): readonly string[] {
  if (directory === "") return runs.map((run) => `${run} || exit $?`);
  // A script that goes elsewhere first has to be led from the top again.
  const isMoved = /^[ \t]*(?:cd|pushd)\b/m.test(text);
  const place = isMoved ? `"$(git rev-parse --show-toplevel)"/${asTyped([directory])}` : asTyped([directory]);
  return runs.map((run) => `(cd ${place} && ${run}) || exit $?`);
}

type Shell = { readonly kind: "shell" } | { readonly kind: "other"; readonly line: string };

function shellOf(text: string): Shell {
  const [line = ""] = text.split(/\r?\n/, 1);
  if (!line.startsWith("#!")) return { kind: "shell" };
  return /[/ ](?:ba|da|z|k|mk|a)?sh(?:\.exe)?(?:\s|$)/.test(line) ? { kind: "shell" } : { kind: "other", line };
}

interface Placing {
  readonly offset: number;
  /** What stands before may fail, and would decide how the hook ends. */
  readonly guarded: boolean;
}

/**
 * At the end, so that what is judged is what the commands before leave in the index; before a last `exit` or `exec`, because
 * nothing after it is reached; and where the script may end well before that, at its beginning.
 */
function placeIn(text: string): Placing {
  const last = lastLine(text);
  const leaves = last !== undefined && /^(?:exit|exec)\b(?!\s+\d*[<>])/.test(last.text);
  const offset = leaves ? last.offset : text.length;
  const before = text.slice(0, offset);
  if (mayEndWell(before) || (leaves && isUnfinished(before))) return { offset: endOfOpening(text), guarded: false };
  const decides = !leaves || /^exit\s*(?:"?\$\?"?)?\s*(?:#.*)?$/.test(last.text);
  return { offset, guarded: decides && hasCommands(before) };
}

interface ScriptLine {
  readonly text: string;
  readonly offset: number;
}

/** The last line that holds more than a comment. */
function lastLine(text: string): ScriptLine | undefined {
  return linesOf(text).findLast((line) => !isComment(line.text));
}

function hasCommands(text: string): boolean {
  return lastLine(text) !== undefined;
}

function linesOf(text: string): readonly ScriptLine[] {
  return [...text.matchAll(/[^\n]+/g)].map((match) => ({ text: match[0].replace(/\r$/, ""), offset: match.index }));
}

function isComment(line: string): boolean {
  return /^\s*(?:#|$)/.test(line);
}

/** It may end before its end, and not by a failure: `exec` replaces the shell, `exit` may say 0. */
function mayEndWell(text: string): boolean {
  const code = linesOf(text)
    .filter((line) => !isComment(line.text))
    .map((line) => line.text)
    .join("\n");
  return /(?:^|[\s;&|({])(?:exec\b(?!\s+\d*[<>])|exit\b(?!\s+[1-9]\d*\b))/.test(code);
}

/** The next line belongs to the one before it. */
function isUnfinished(before: string): boolean {
  return /(?:\\|&&|\|\|?|;;|\()\s*$/.test(before);
}

/** After the lines that prepare what follows: comments, `set -e`, `. file`, `export NAME=value`. */
function endOfOpening(text: string): number {
  for (const line of linesOf(text)) if (!isComment(line.text) && !prepares(line.text)) return line.offset;
  return text.length;
}

function prepares(line: string): boolean {
  return PREPARATIONS.some((preparation) => preparation.test(line));
}

/** A name ends where no more of it follows; otherwise a long one could be cut in a great many ways. */
const WORD = String.raw`(?:[\w./:~@%+,=-]|\$\w+(?!\w)|\$\{\w+\})`;
const QUOTED = String.raw`"[^"\`\\]*"`;
const TEST = String.raw`\[ [^\]\`\\'"]*(?:"[^"\`\\]*")?[^\]\`\\'"]* \]`;
const PREPARATIONS = [
  /^set [-+][\w -]+$/,
  new RegExp(`^(?:\\.|source) (?:${WORD}+|${QUOTED}|"\\$\\(dirname (?:-- )?"\\$0"\\)/_/husky\\.sh")$`),
  new RegExp(`^(?:export )?[A-Za-z_]\\w*=(?:${WORD}*|${QUOTED})$`),
  new RegExp(`^${TEST} && \\\\?(?:\\.|source) (?:${WORD}+|${QUOTED})$`),
  /^exec \d*[<>]&?\S+$/,
];
