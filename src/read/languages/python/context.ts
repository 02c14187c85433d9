/** What the parts of the extractor share for one file: the tree, the scopes, and the lists of facts. */

import type { FilePath, Range } from "../../../base/text/span.js";
import type {
  Augmentation,
  ClassFacts,
  EnteredExpression,
  Export,
  FunctionFacts,
  Import,
  Mock,
  ObjectFacts,
  Site,
} from "../../facts/facts.js";
import type { BindingId, Term } from "../../facts/terms.js";
import { createRegistry, type Registry } from "../registry.js";
import { buildScopes, type Scopes } from "./names/scopes.js";
import { type ClassExits, readClassExits } from "./sites/class-tests.js";
import { type PresenceTests, readPresenceTests } from "./sites/presence.js";
import { type SyntaxNode, type SyntaxTree, textOf } from "./syntax/node.js";

export interface PythonExtraction {
  readonly file: FilePath;
  readonly tree: SyntaxTree;
  readonly scopes: Scopes;
  /** Names of what stands around sites, by the innermost definition. */
  readonly enclosing: Map<SyntaxNode, string>;
  /** Members whose presence a place asks for. */
  readonly presence: PresenceTests;
  /** Statements that leave unless something has a class. */
  readonly classExits: ClassExits;
  /** By `class_definition`. */
  readonly classes: Registry<SyntaxNode, ClassFacts>;
  /** By `function_definition` and `lambda`. */
  readonly functions: Registry<SyntaxNode, FunctionFacts>;
  /** By `dictionary`. */
  readonly objects: Registry<SyntaxNode, ObjectFacts>;
  /** Terms of the expressions that were read; each is asked for by all that stand around it. */
  readonly terms: Map<SyntaxNode, Term>;
  readonly imports: Import[];
  readonly exports: Export[];
  readonly openExports: string[];
  readonly sites: Site[];
  readonly augmentations: Augmentation[];
  readonly mocks: Mock[];
  readonly entered: EnteredExpression[];
  /** Where each binding is named, its declarations left out. */
  readonly references: Map<BindingId, Range[]>;
  /** What is bound to each name after its first binding. */
  readonly assigned: Map<BindingId, Term[]>;
}

export interface PythonReaders {
  readonly class: (context: PythonExtraction, node: SyntaxNode) => ClassFacts;
  readonly function: (context: PythonExtraction, node: SyntaxNode) => FunctionFacts;
  readonly object: (context: PythonExtraction, node: SyntaxNode) => ObjectFacts;
}

export function createContext(file: FilePath, tree: SyntaxTree, readers: PythonReaders): PythonExtraction {
  const context: PythonExtraction = {
    file,
    tree,
    scopes: buildScopes(tree),
    enclosing: new Map(),
    presence: readPresenceTests(tree),
    classExits: readClassExits(tree),
    classes: createRegistry((node) => readers.class(context, node)),
    functions: createRegistry((node) => readers.function(context, node)),
    objects: createRegistry((node) => readers.object(context, node)),
    terms: new Map(),
    imports: [],
    exports: [],
    openExports: [],
    sites: [],
    augmentations: [],
    mocks: [],
    entered: [],
    references: new Map(),
    assigned: new Map(),
  };
  return context;
}

export function written(context: PythonExtraction, node: Range): string {
  return textOf(context.tree, node);
}

export function rangeOf({ start, end }: Range): Range {
  return { start, end };
}
