/**
 * Extracts the facts of a TypeScript or JavaScript file: one parse and one walk, without other files or a type checker. The
 * compiler comes from ts-morph; its wrappers are not used, because wrapping each node costs more than parsing.
 */
import { ts } from "ts-morph";
import type { FilePath } from "../../../base/text/span.js";
import type { Code } from "../../facts/body.js";
import type { FileFacts, SyntaxProblem } from "../../facts/facts.js";
import { sendsListen } from "../statements.js";
import { mergedMembers, moduleAugmentations, readBindings } from "./bindings.js";
import { readCode } from "./body.js";
import { createContext, isJavaScript, type TypeScriptExtraction } from "./context.js";
import { databaseNames, environmentNames, setsEnvironment } from "./environment.js";
import { readFunction } from "./functions.js";
import { readClass, readInterface, readObject } from "./members.js";
import { readMockNode } from "./mocks.js";
import { addedToWhole, readModuleNode } from "./modules.js";
import { noteTests } from "./narrowing.js";
import { parseSource } from "./parse.js";
import { readSiteNode } from "./sites.js";
import { gatherTree, type Tree } from "./tree.js";

const READERS = { class: readClass, function: readFunction, object: readObject, interface: readInterface };

/** @throws never; what does not parse is in `problems`, and the rest of the file is read. */
export function extract(file: FilePath, text: string): FileFacts {
  const context = readFile(file, text);
  if (context === undefined) return unreadFacts(file);
  const { source } = context;
  const bindings = readBindings(context);
  context.augmentations.push(...mergedMembers(context), ...moduleAugmentations(context), ...addedToWhole(context));
  return {
    file,
    language: "typescript",
    problems: syntaxProblems(source),
    imports: context.imports,
    exports: context.exports,
    bindings,
    classes: context.classes.list,
    functions: context.functions.list,
    objects: context.objects.list,
    interfaces: context.interfaces.list,
    sites: context.sites,
    augmentations: context.augmentations,
    mocks: context.mocks,
    openExports: context.openExports,
    clientBundle: /^\s*(?:\/\/[^\n]*\n\s*)*["']use client["']/.test(text.slice(0, 1000)),
    databaseNames: databaseNames(text),
    environment: environmentNames(text),
    entered: [],
    listens: sendsListen(text),
    setsEnvironment: setsEnvironment(text),
    isScript: false,
    callsAtTop: source.statements.some(isCallStatement),
  };
}

/** @throws never; empty where the text is nested too deeply */
export function codeOf(file: FilePath, text: string): Code {
  const context = readFile(file, text);
  return context === undefined ? { blocks: [], steps: [] } : readCode(context);
}

/** @returns `undefined` where the text is nested too deeply */
function readFile(file: FilePath, text: string): TypeScriptExtraction | undefined {
  const parsed = parse(file, text);
  if (parsed === undefined) return undefined;
  const context = createContext(parsed.source, parsed.tree, READERS);
  for (const node of context.tree.nodes) if (!ts.isIdentifier(node)) noteTests(context, node);
  for (const node of context.tree.nodes) readNode(context, node);
  return context;
}

interface Parsed {
  readonly source: ts.SourceFile;
  readonly tree: Tree;
}

/** @returns `undefined` where the text is nested too deeply; the compiler's parser is recursive as well */
function parse(file: FilePath, text: string): Parsed | undefined {
  try {
    const source = parseSource(file, text, isJavaScript(file));
    const tree = gatherTree(source);
    return tree && { source, tree };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function unreadFacts(file: FilePath): FileFacts {
  return {
    file,
    language: "typescript",
    problems: [{ range: { start: 0, end: 0 }, message: "nested too deeply to be read" }],
    imports: [],
    exports: [],
    bindings: [],
    classes: [],
    functions: [],
    objects: [],
    interfaces: [],
    sites: [],
    augmentations: [],
    mocks: [],
    openExports: [],
    clientBundle: false,
    databaseNames: [],
    environment: [],
    entered: [],
    listens: false,
    setsEnvironment: false,
    isScript: false,
    callsAtTop: false,
  };
}

/** `startTracing();`, `await connect();`, but not `require("./types");` */
function isCallStatement(node: ts.Statement): boolean {
  if (!ts.isExpressionStatement(node)) return false;
  const { expression } = node;
  const called =
    ts.isAwaitExpression(expression) || ts.isVoidExpression(expression) ? expression.expression : expression;
  if (!ts.isCallExpression(called)) return false;
  const { expression: callee } = called;
  return callee.kind !== ts.SyntaxKind.ImportKeyword && !(ts.isIdentifier(callee) && callee.text === "require");
}

function readNode(context: TypeScriptExtraction, node: ts.Node): void {
  // Most nodes are names, and a name is nothing but a reference.
  if (!ts.isIdentifier(node)) {
    readModuleNode(context, node);
    readDefinition(context, node);
    readMockNode(context, node);
  }
  readSiteNode(context, node);
}

/** Definitions that nothing refers to are facts too: an unused class may still be a duplicate. */
function readDefinition(context: TypeScriptExtraction, node: ts.Node): void {
  if (ts.isClassLike(node)) context.classes.indexOf(node);
  else if (ts.isFunctionDeclaration(node) && node.body) context.functions.indexOf(node);
}

function syntaxProblems(source: ts.SourceFile): readonly SyntaxProblem[] {
  // The parser's own list is not in the public types of the compiler, and a program would have to be built to get it.
  const { parseDiagnostics } = source as ts.SourceFile & {
    readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[];
  };
  return (parseDiagnostics ?? []).map(({ start, length, messageText }) => ({
    range: { start, end: start + length },
    message: ts.flattenDiagnosticMessageText(messageText, " "),
  }));
}
