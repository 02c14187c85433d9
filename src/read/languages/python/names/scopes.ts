/**
 * Scopes: which binding a name refers to. A scope has one binding for each name; functions see the scopes around them, but
 * not those of classes; `global` and `nonlocal` refer to outer scopes.
 */
import type { Binding } from "../../../facts/facts.js";
import type { BindingId } from "../../../facts/terms.js";
import { type SyntaxNode, type SyntaxTree, textOf } from "../syntax/node.js";
import { type Bound, type NameScope, walkScopes } from "./namespaces.js";

/** A name that the file binds. */
export interface Declared {
  readonly id: BindingId;
  readonly name: string;
  readonly kind: Binding["kind"];
  /** The identifier that binds it first; of `import a.b` the identifier `a`. */
  readonly node: SyntaxNode;
  /** All identifiers that bind it, the first one among them. */
  readonly places: readonly SyntaxNode[];
  /**
   * The `module`, `function_definition`, `lambda`, `class_definition`, comprehension or, of the parameters of a type
   * alias, `type_alias_statement` in which it is visible.
   */
  readonly scope: SyntaxNode;
  /** Bound at the top of the module, in no function and no class; also under `if` and `try`. */
  readonly topLevel: boolean;
}

export interface Scopes {
  /** What an identifier binds or refers to; `undefined` for builtins, attributes, keywords of arguments. */
  of(identifier: SyntaxNode): Declared | undefined;
  /** What a name means that is written inside a `string` or a `comment`: in an annotation in quotes. */
  resolve(name: string, at: SyntaxNode): Declared | undefined;
  /** In the order of their ids. */
  readonly all: readonly Declared[];
}

export function buildScopes(tree: SyntaxTree): Scopes {
  const { bound, mentioned, quoted, module } = walkScopes(tree);
  const all: Building[] = [];
  const names = new Map<NameScope, Map<string, Building>>();
  const meant = new Map<SyntaxNode, Declared>();

  /**
   * What a name means in code of a scope. The names of a class are seen by what stands directly in it, and by the type
   * parameters of that.
   */
  function lookUp(name: string, from: NameScope): Building | undefined {
    let seesClass = true;
    for (let at: NameScope | undefined = from; at !== undefined; at = at.parent) {
      const outward = at.outward.get(name);
      if (outward === "global") return names.get(module)?.get(name);
      const own = outward === undefined && (at.kind !== "class" || seesClass) ? names.get(at)?.get(name) : undefined;
      if (own !== undefined) return own;
      seesClass &&= at.kind === "types";
    }
    return undefined;
  }

  /** Puts a place to the binding that it makes or repeats. */
  function declare({ node, kind, scope }: Bound): void {
    const name = textOf(tree, node);
    const outward = scope.outward.get(name);
    const home = outward === "global" ? module : scope;
    const known = outward === "nonlocal" ? lookUp(name, scope) : names.get(home)?.get(name);
    if (known !== undefined) {
      known.places.push(node);
      meant.set(node, known);
      return;
    }
    const topLevel = home === module;
    const made: Building = { id: all.length, name, kind, node, places: [node], scope: home.node, topLevel };
    all.push(made);
    meant.set(node, made);
    const siblings = names.get(home);
    if (siblings === undefined) names.set(home, new Map([[name, made]]));
    else siblings.set(name, made);
  }

  // What `nonlocal` leads to may be bound further down, so those places wait until everything else is known.
  const waits = ({ node, scope }: Bound) =>
    scope.outward.size > 0 && scope.outward.get(textOf(tree, node)) === "nonlocal";
  for (const each of bound) if (!waits(each)) declare(each);
  for (const each of bound) if (waits(each)) declare(each);
  for (const { node, scope } of mentioned) {
    const declared = lookUp(textOf(tree, node), scope);
    if (declared !== undefined) meant.set(node, declared);
  }
  return {
    all,
    of: (identifier) => meant.get(identifier),
    resolve: (name, at) => lookUp(name, quoted.get(at) ?? module),
  };
}

type Building = Declared & { readonly places: SyntaxNode[] };
