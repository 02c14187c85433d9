/**
 * Parses a configuration into a tree of values with their positions, or into its syntax error. validate.ts checks the
 * values.
 */
import type { Node, ParseError } from "jsonc-parser";
import { Lines } from "../../base/text/lines.js";
import type { FilePath } from "../../base/text/span.js";
import type { FaultPlace, FaultRow } from "./fault.js";
import { faultRow } from "./faults.js";

export interface ConfigDocument {
  readonly file: FilePath;
  readonly lines: Lines;
  /** The configuration itself: the whole text, or the value of one key of it. */
  readonly root: Node;
  readonly value: unknown;
}

/** Keys and indices from the root of the configuration to one value. */
export type KeyPath = readonly (string | number)[];

export type ParsedDocument =
  | { readonly kind: "document"; readonly document: ConfigDocument }
  /** The key that holds the configuration is not there. */
  | { readonly kind: "absent" }
  | { readonly kind: "faults"; readonly faults: readonly FaultRow[] };

/**
 * @param key where the configuration is the value of one key of the file, as in package.json
 * @throws never
 */
export async function parseDocument(file: FilePath, text: string, key?: string): Promise<ParsedDocument> {
  const lines = new Lines(text);
  // Most runs without a configuration need no JSON at all.
  const json = await import("jsonc-parser");
  try {
    return parseTrusting(json, file, lines, key);
  } catch (error) {
    // The parser is recursive: what is nested too deeply for it is a fault of the text like any other.
    if (!(error instanceof RangeError)) throw error;
    return invalid(file, lines, 0, "the values are nested too deeply");
  }
}

/** Where the value at `path` stands, or its key; nothing where the document does not hold it. */
export function placeOf(document: ConfigDocument, path: KeyPath, part: "key" | "value"): FaultPlace | undefined {
  let node: Node | undefined = document.root;
  for (const segment of path) node = node && childAt(node, segment);
  if (node === undefined) return undefined;
  const property = part === "key" && node.parent?.type === "property" ? node.parent : node;
  return placeAt(document.file, document.lines, property.offset);
}

/** A path as people write it: `sources[0].accessor.module`. */
export function writeKeyPath(path: KeyPath): string {
  const written = path.map((segment) => {
    if (typeof segment === "number") return `[${segment}]`;
    return /^[\w$-]+$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
  });
  return written.join("").replace(/^\./, "");
}

type Json = typeof import("jsonc-parser");

function parseTrusting(json: Json, file: FilePath, lines: Lines, key: string | undefined): ParsedDocument {
  const errors: ParseError[] = [];
  // The parser takes a byte order mark for a value; a space keeps every offset.
  const text = lines.text.replace(/^\uFEFF/, " ");
  const tree = json.parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  // Only the first: the ones after it are most often its echo.
  if (first !== undefined)
    return invalid(file, lines, first.offset, nameProblem(json.printParseErrorCode(first.error)));
  if (tree === undefined) return invalid(file, lines, text.length, "the file holds no value");
  const root = key === undefined ? tree : childAt(tree, key);
  if (root === undefined) return { kind: "absent" };
  const faults = duplicateKeys(root, []).map((duplicate) => duplicateFault(file, lines, duplicate));
  if (faults.length > 0) return { kind: "faults", faults };
  return { kind: "document", document: { file, lines, root, value: json.getNodeValue(root) } };
}

function invalid(file: FilePath, lines: Lines, offset: number, problem: string): ParsedDocument {
  return { kind: "faults", faults: [faultRow("invalid-json", { problem }, placeAt(file, lines, offset))] };
}

/** `CommaExpected` → `comma expected`. */
function nameProblem(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

interface DuplicateKey {
  readonly path: KeyPath;
  readonly first: Node;
  readonly second: Node;
}

function duplicateKeys(node: Node, path: KeyPath): readonly DuplicateKey[] {
  if (node.type === "array")
    return (node.children ?? []).flatMap((child, index) => duplicateKeys(child, [...path, index]));
  if (node.type !== "object") return [];
  const seen = new Map<string, Node>();
  return (node.children ?? []).flatMap((property) => {
    const here = [...path, keyOf(property)];
    const first = seen.get(keyOf(property));
    seen.set(keyOf(property), first ?? property);
    const value = property.children?.[1];
    const inside = value === undefined ? [] : duplicateKeys(value, here);
    return first === undefined ? inside : [{ path: here, first, second: property }, ...inside];
  });
}

function duplicateFault(file: FilePath, lines: Lines, { path, first, second }: DuplicateKey): FaultRow {
  const firstLine = placeAt(file, lines, first.offset).line;
  return faultRow("duplicate-key", { path: writeKeyPath(path), firstLine }, placeAt(file, lines, second.offset));
}

function childAt(node: Node, segment: string | number): Node | undefined {
  if (typeof segment === "number") return node.type === "array" ? node.children?.[segment] : undefined;
  if (node.type !== "object") return undefined;
  return node.children?.find((property) => keyOf(property) === segment)?.children?.[1];
}

function keyOf(property: Node): string {
  return String(property.children?.[0]?.value);
}

function placeAt(file: FilePath, lines: Lines, offset: number): FaultPlace {
  return { file, ...lines.positionOf(offset) };
}
