/**
 * Scopes: which binding each name means. A name has one binding in a scope, however often it is bound there; a function
 * sees the scopes around it, but not those of classes; `global` and `nonlocal` lead out.
 */
import type { Binding } from "../../facts/facts.js";
import type { BindingId } from "../../facts/terms.js";
import type { SyntaxNode, SyntaxTree } from "./syntax/node.js";

/** A name that the file binds. */
export interface Declared {
  readonly id: BindingId;
  readonly name: string;
  readonly kind: Binding["kind"];
  /** The identifier that binds it first; of `import a.b` the identifier `a`. */
  readonly node: SyntaxNode;
  /** All identifiers that bind it, the first one among them. */
  readonly places: readonly SyntaxNode[];
  /** The `module`, `function_definition`, `lambda`, `class_definition` or comprehension in which it is visible. */
  readonly scope: SyntaxNode;
  /** Bound at the top of the module, in no function and no class; also under `if` and `try`. */
  readonly topLevel: boolean;
}

export interface Scopes {
  /** What an identifier binds or refers to; `undefined` for builtins, attributes, keywords of arguments. */
  of(identifier: SyntaxNode): Declared | undefined;
  /** What a name would mean where a node stands; for names in annotations that are written as strings. */
  lookUp(name: string, at: SyntaxNode): Declared | undefined;
  /** In the order of their ids. */
  readonly all: readonly Declared[];
}

export function buildScopes(_tree: SyntaxTree): Scopes {
  throw new Error("not written yet");
}
