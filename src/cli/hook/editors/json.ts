/** Edits JSON files: adds a member after the last one, or a command at the end of a string; nothing else changes. */
import { findNodeAtLocation, type JSONPath, type Node, type ParseError, parseTree } from "jsonc-parser";
import { lineEndOf } from "../block.js";
import type { EditedConfiguration } from "../manager.js";
import { refused } from "../manager.js";

/** @returns the root; `undefined` where the text is not what every reader of it takes */
export function readJson(text: string): Node | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return errors.length === 0 && root?.type === "object" ? root : undefined;
}

export function jsonNode(root: Node, path: JSONPath): Node | undefined {
  return findNodeAtLocation(root, path);
}

/**
 * Gives an object a property, with the objects around it that are missing; or an array an element.
 *
 * @param path names of properties, the last one that of the property; an array's length for a new element
 */
export function addMember(text: string, root: Node, path: JSONPath, value: unknown): EditedConfiguration {
  const depth = path.findIndex((_, index) => findNodeAtLocation(root, path.slice(0, index + 1)) === undefined);
  const container = findNodeAtLocation(root, path.slice(0, depth));
  if (depth < 0 || container === undefined) return refused("the entry is there already");
  const wanted = path.slice(depth + 1).reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
  if (container.type === "array") return { kind: "text", text: insertChild(text, container, "", wanted) };
  if (container.type !== "object") return refused(`\`${path.slice(0, depth).join(".")}\` is not an object`);
  return { kind: "text", text: insertChild(text, container, `${JSON.stringify(path[depth])}: `, wanted) };
}

function insertChild(text: string, container: Node, name: string, value: unknown): string {
  const lineEnd = lineEndOf(text);
  const unit = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  const last = container.children?.at(-1);
  if (last === undefined) {
    const outer = indentAt(text, container.offset);
    const inner = outer + unit;
    const child = name + print(value, unit, inner, lineEnd);
    const start = container.offset + 1;
    return `${text.slice(0, start)}${lineEnd}${inner}${child}${lineEnd}${outer}${text.slice(start)}`;
  }
  const gap = gapBefore(text, last);
  const child = name + print(value, unit, indentAt(text, last.offset), gap.includes("\n") ? lineEnd : undefined);
  const end = last.offset + last.length;
  return `${text.slice(0, end)},${gap}${child}${text.slice(end)}`;
}

/** Without line breaks where the members around it have none. */
function print(value: unknown, unit: string, indent: string, lineEnd: string | undefined): string {
  if (lineEnd === undefined) return JSON.stringify(value);
  return JSON.stringify(value, null, unit).replaceAll("\n", lineEnd + indent);
}

/** What stands between the brace or comma and the member. */
function gapBefore(text: string, { offset }: Node): string {
  return /\s*$/.exec(text.slice(0, offset))?.[0] ?? "";
}

function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
}

/** Takes a member away, then those objects and arrays around it that hold nothing else, down to `keep` names. */
export function removeMember(text: string, root: Node, path: JSONPath, keep: number): string {
  const container = findNodeAtLocation(root, path.slice(0, -1));
  const found = findNodeAtLocation(root, [...path]);
  if (container === undefined || found === undefined) return text;
  const children = container.children ?? [];
  if (children.length === 1 && path.length - 1 > keep) return removeMember(text, root, path.slice(0, -1), keep);
  const member = container.type === "object" ? found.parent : found;
  const index = children.findIndex((child) => child.offset === member?.offset);
  const [before, child, after] = [children[index - 1], children[index], children[index + 1]];
  if (child === undefined) return text;
  if (before !== undefined) return cut(text, before.offset + before.length, child.offset + child.length);
  if (after !== undefined) return cut(text, child.offset, after.offset);
  return cut(text, container.offset + 1, container.offset + container.length - 1);
}

function cut(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(end);
}

/** Puts words at the end of a string. */
export function appendToString(text: string, node: Node, words: string): string {
  const end = node.offset + node.length - 1;
  return text.slice(0, end) + inside(words) + text.slice(end);
}

/** Takes words from the end of a string; the same text where they are written in another way there. */
export function cutFromString(text: string, node: Node, words: string): string {
  const end = node.offset + node.length - 1;
  const written = inside(words);
  return text.slice(0, end).endsWith(written) ? cut(text, end - written.length, end) : text;
}

function inside(words: string): string {
  return JSON.stringify(words).slice(1, -1);
}
