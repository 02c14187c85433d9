/** What the parts of the extractor share for one file: the tree, the scopes, and the lists of facts. */
import { ts } from "ts-morph";
import type { FilePath, Range } from "../../../base/text/span.js";
import type {
  Augmentation,
  ClassFacts,
  Export,
  FunctionFacts,
  Import,
  InterfaceFacts,
  Mock,
  ObjectFacts,
  Site,
} from "../../facts/facts.js";
import type { BindingId, Term } from "../../facts/terms.js";
import { createRegistry, type Registry } from "../registry.js";
import { buildScopes, type NameScopes } from "./scopes.js";
import type { Tree } from "./tree.js";

export interface TypeScriptExtraction {
  readonly source: ts.SourceFile;
  readonly text: string;
  readonly tree: Tree;
  readonly scopes: NameScopes;
  readonly classes: Registry<ts.ClassLikeDeclaration, ClassFacts>;
  readonly functions: Registry<ts.SignatureDeclaration, FunctionFacts>;
  readonly objects: Registry<ObjectNode, ObjectFacts>;
  readonly interfaces: Registry<InterfaceNode, InterfaceFacts>;
  /** Terms of the expressions that were read; each is asked for by all that stand around it. */
  readonly terms: Map<ts.Node, Term>;
  /** Types may stand in comments: the file is JavaScript. */
  readonly hasJsDoc: boolean;
  /** The file uses `instanceof` at all. */
  readonly narrows: boolean;
  /** Names of what stands around sites, by the innermost node that has one. */
  readonly enclosing: Map<ts.Node, string>;
  readonly imports: Import[];
  readonly exports: Export[];
  readonly openExports: string[];
  readonly sites: Site[];
  readonly augmentations: Augmentation[];
  readonly mocks: Mock[];
  readonly references: Map<BindingId, Range[]>;
  readonly assigned: Map<BindingId, Term[]>;
  /** Members, by their names, whose presence a place tests: `typeof db.close === "function"`. */
  readonly tested: Map<string, MemberTest[]>;
}

export interface MemberTest {
  /** The receiver as written. */
  readonly receiver: string;
  /** The function in which the test stands; the whole file outside of functions. */
  readonly within: ts.Node;
}

export type ObjectNode = ts.ObjectLiteralExpression | ts.EnumDeclaration | ts.ModuleDeclaration;
export type InterfaceNode =
  | ts.InterfaceDeclaration
  | ts.TypeLiteralNode
  | ts.TypeAliasDeclaration
  | ts.TypeParameterDeclaration;

export interface ScriptReaders {
  readonly class: (context: TypeScriptExtraction, node: ts.ClassLikeDeclaration) => ClassFacts;
  readonly function: (context: TypeScriptExtraction, node: ts.SignatureDeclaration) => FunctionFacts;
  readonly object: (context: TypeScriptExtraction, node: ObjectNode) => ObjectFacts;
  readonly interface: (context: TypeScriptExtraction, node: InterfaceNode) => InterfaceFacts;
}

export function createContext(source: ts.SourceFile, tree: Tree, readers: ScriptReaders): TypeScriptExtraction {
  const context: TypeScriptExtraction = {
    source,
    text: source.text,
    tree,
    scopes: buildScopes(source, tree),
    terms: new Map(),
    enclosing: new Map(),
    hasJsDoc: isJavaScript(source.fileName),
    narrows: source.text.includes("instanceof"),
    classes: createRegistry((node) => readers.class(context, node)),
    functions: createRegistry((node) => readers.function(context, node)),
    objects: createRegistry((node) => readers.object(context, node)),
    interfaces: createRegistry((node) => readers.interface(context, node)),
    imports: [],
    exports: [],
    openExports: [],
    sites: [],
    augmentations: [],
    mocks: [],
    references: new Map(),
    assigned: new Map(),
    tested: new Map(),
  };
  return context;
}

export function isJavaScript(file: FilePath): boolean {
  return /\.[cm]?jsx?$/.test(file);
}

/** A node that the parser made up where one is missing ends before what follows it begins; its range is empty. */
export function rangeOf(context: TypeScriptExtraction, node: ts.Node): Range {
  return { start: Math.min(node.getStart(context.source), node.end), end: node.end };
}

/** What the comment right before a declaration says after `@deprecated`; empty where it gives no reason. */
export function deprecation(context: TypeScriptExtraction, node: ts.Node): string | undefined {
  const before = context.text.slice(node.pos, node.getStart(context.source));
  const comment = before.slice(Math.max(before.lastIndexOf("/**"), 0));
  return /@deprecated\b[ \t]*([^\n\r*]*)/.exec(comment)?.[1]?.trim();
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  // The list is there whatever the kind of node; asking the compiler which kinds have one costs more than the answer.
  const { modifiers } = node as ts.Node & { readonly modifiers?: ts.NodeArray<ts.ModifierLike> };
  return modifiers?.some((modifier) => modifier.kind === kind) ?? false;
}

export function decoratorNames(node: ts.Node): readonly string[] {
  if (!ts.canHaveDecorators(node)) return [];
  return (ts.getDecorators(node) ?? []).map((decorator) => {
    const called = ts.isCallExpression(decorator.expression) ? decorator.expression.expression : decorator.expression;
    return called.getText();
  });
}

/** The name of a property where the source spells it out; `[Symbol.asyncDispose]` keeps its brackets. */
export function propertyName(name: ts.PropertyName): string | undefined {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) return name.text;
  if (ts.isStringLiteral(name) || ts.isNumericLiteral(name) || ts.isNoSubstitutionTemplateLiteral(name))
    return name.text;
  if (!ts.isComputedPropertyName(name)) return undefined;
  if (ts.isStringLiteralLike(name.expression)) return name.expression.text;
  const written = name.expression.getText();
  return written.startsWith("Symbol.") ? `[${written}]` : undefined;
}
