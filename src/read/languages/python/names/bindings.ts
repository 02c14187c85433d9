/** What each bound name stands for, and where it is referenced. To be called after all nodes are read. */
import type { Binding } from "../../../facts/facts.js";
import type { Term } from "../../../facts/terms.js";
import { type PythonExtraction, rangeOf } from "../context.js";
import { decoratorsOf, hasDecorator } from "../definitions/decorators.js";
import { parameterType } from "../definitions/parameters.js";
import { fieldOf, type SyntaxNode } from "../syntax/node.js";
import { typeTerm } from "../terms/annotations.js";
import { LITERAL } from "../terms/unions.js";
import { placeTerm } from "./places.js";
import { readReferences } from "./references.js";
import type { Declared } from "./scopes.js";

export function readBindings(context: PythonExtraction): readonly Binding[] {
  readReferences(context);
  const module = { start: 0, end: context.tree.text.length };
  return context.scopes.all.map((declared) => {
    const { id, name, kind, node, topLevel } = declared;
    const [term = LITERAL, ...others] = withoutOverloads(context, declared).map((place) => placeTerm(context, place));
    const type = annotated(context, declared);
    return {
      name,
      nameRange: rangeOf(node),
      kind,
      term,
      type,
      assigned: [...others, ...(context.assigned.get(id) ?? [])],
      references: context.references.get(id) ?? [],
      topLevel,
      scope: topLevel ? module : rangeOf(declared.scope),
    };
  });
}

/** Of a function with overloads only the last definition runs. */
function withoutOverloads(context: PythonExtraction, { places }: Declared): readonly SyntaxNode[] {
  const [only, second] = places;
  if (only === undefined || second === undefined) return places;
  const left = places.filter(({ parent }) => {
    return parent?.type !== "function_definition" || !hasDecorator(decoratorsOf(context, parent), "overload");
  });
  return left.length === 0 ? [only] : left;
}

/** The first annotation that says something. */
function annotated(context: PythonExtraction, { places }: Declared): Term | undefined {
  for (const place of places) {
    const term = annotationAt(context, place);
    if (term !== undefined && term.kind !== "unknown") return term;
  }
  return undefined;
}

function annotationAt(context: PythonExtraction, place: SyntaxNode): Term | undefined {
  const { parent, field } = place;
  if (parent?.type !== "assignment" || field !== "left") return parameterType(context, place);
  const type = fieldOf(parent, "type");
  return type && typeTerm(context, type);
}
