/** Edits YAML files: adds lines after the last member of a map or list in block style. */
import {
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { insertBlock, removeBlock } from "../block.js";
import { type EditedConfiguration, refused } from "../manager.js";

/** Where lines can be put, and how. */
export interface Spot {
  /** Behind its last member. */
  readonly inside: YAMLMap | YAMLSeq;
  /** From the column of the members. */
  readonly lines: readonly string[];
}

/**
 * @param choose  says where the lines go, given the map at the top; a sentence where they cannot
 * @param topLines  what is added where the file holds nothing yet
 */
export function addToYaml(
  text: string,
  choose: (root: YAMLMap) => Spot | string,
  topLines: readonly string[] | undefined,
): EditedConfiguration {
  const clean = removeBlock(text) ?? text;
  if (/^\.\.\./m.test(clean) || parseAllDocuments(clean).length > 1) return refused("it holds several documents");
  const root = readYaml(clean);
  if (root === "empty" && topLines !== undefined)
    return checked(clean, insertBlock(clean, { offset: clean.length, lines: topLines }));
  if (root === "empty") return refused("it holds nothing");
  if (root === undefined) return refused("it is not valid YAML");
  const spot = choose(root);
  if (typeof spot === "string") return refused(spot);
  const indent = columnOf(clean, spot.inside);
  const last = lastNode(spot.inside);
  if (indent === undefined || last === undefined) return refused("it uses braces, brackets or an alias");
  return checked(clean, insertBlock(clean, { offset: lineAfter(clean, last), lines: spot.lines, indent }));
}

function readYaml(text: string): YAMLMap | "empty" | undefined {
  const document = parseDocument(text, { uniqueKeys: true, logLevel: "error" });
  if (document.errors.length > 0) return undefined;
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) return "empty";
  return isMap(contents) ? contents : undefined;
}

/** What was there has to mean what it meant: whatever the lines were put behind may have swallowed them. */
function checked(before: string, after: string): EditedConfiguration {
  const values = [before, after].map((text) => parseDocument(text, { logLevel: "error" }));
  const [one, other] = values.map((document) => (document.errors.length > 0 ? undefined : (document.toJS() ?? {})));
  return one !== undefined && other !== undefined && grewByOne(one, other)
    ? { kind: "text", text: after }
    : refused("its layout is too unusual to be edited");
}

/** All that is in one is in the other as it was, and one thing more is in it somewhere. */
function grewByOne(one: unknown, other: unknown): boolean {
  if (JSON.stringify(one) === JSON.stringify(other)) return false;
  if (!isCompound(one) || !isCompound(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const [names, others] = [Object.keys(one), Object.keys(other)];
  const changed = names.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
  if (others.length === names.length + 1) return changed.length === 0;
  const [only = ""] = changed;
  return others.length === names.length && changed.length === 1 && grewByOne(one[only], other[only]);
}

function isCompound(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** The spaces before the members; `undefined` where they do not begin lines of their own. */
function columnOf(text: string, collection: YAMLMap | YAMLSeq): string | undefined {
  const start = collection.range?.[0];
  if (collection.flow || start === undefined) return undefined;
  const indent = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return /^ *$/.test(indent) ? indent : undefined;
}

function lastNode(collection: YAMLMap | YAMLSeq): Node | undefined {
  const last = (collection.items as readonly (Node | Pair<Node, Node | null>)[]).at(-1);
  if (last === undefined) return undefined;
  return "key" in last ? (last.value ?? last.key) : last;
}

/** The start of the line behind a value; a block of text ends where such a line starts. */
function lineAfter(text: string, node: Node): number {
  const end = node.range?.[1] ?? text.length;
  if (text[end - 1] === "\n") return end;
  const lineEnd = text.indexOf("\n", end);
  return lineEnd < 0 ? text.length : lineEnd + 1;
}

export function mapAt(map: YAMLMap, key: string): YAMLMap | undefined {
  const found = map.get(key, true);
  return isMap(found) ? found : undefined;
}

export function listAt(map: YAMLMap, key: string): YAMLSeq | undefined {
  const found = map.get(key, true);
  return isSeq(found) ? found : undefined;
}

/** A string for YAML: quoted, except where it is plainly a string without quotes. */
export function yamlText(text: string): string {
  return /^[A-Za-z][\w ./@=&-]*$/.test(text) ? text : JSON.stringify(text);
}
