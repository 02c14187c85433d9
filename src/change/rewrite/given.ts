/**
 * What a place gets now from what it calls: the handle, or something that has to be awaited, entered or iterated before the
 * handle is there. Code that goes on to do that needs the same again.
 */

import type { Former } from "../../judge/rules/rewrite.js";
import type { FileFacts, Site } from "../../read/facts/facts.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, type DefinitionRef, isWrapped, type Value } from "../../read/program/values.js";

export type Given =
  | { readonly kind: "handle" | "promise" }
  | { readonly kind: "context-manager" | "generator"; readonly async: boolean }
  /** It never ran, so that only the code around it tells what its author took it for. */
  | { readonly kind: "absent" }
  | { readonly kind: "unknown" };

export function givenBy(program: Program, former: Former): Given {
  if (former.kind === "client") return { kind: former.gives };
  const definition = definitionOf(former);
  if (definition === undefined) return { kind: former.kind === "absent" ? "absent" : "unknown" };
  const [first, ...others] = alternatives(program.resultOf(definition)).map(givenAs);
  const isOne = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return first !== undefined && isOne ? first : { kind: "unknown" };
}

function givenAs(value: Value): Given {
  if (value.kind === "unknown" || value.kind === "missing" || value.kind === "nothing") return { kind: "unknown" };
  if (!isWrapped(value)) return { kind: "handle" };
  return value.kind === "promise" ? { kind: "promise" } : { kind: value.kind, async: value.async };
}

export function definitionOf(former: Former): DefinitionRef | undefined {
  if (former.kind === "function") return former.definition;
  return former.kind === "legacy" ? former.legacy.definition : undefined;
}

/** What decides whether a place goes on to enter what it gets. */
export interface EnteringPlace {
  readonly site: Site;
  readonly facts: FileFacts;
}

/** `stack.enter_async_context(f())`, or `x = f()` and later `with x as y:`. */
export function isEnteredLater({ site, facts }: EnteringPlace): boolean {
  const { expression, declaration } = site.usage;
  if (facts.entered.some(({ range, by }) => by === "stack" && range.start === expression.start)) return true;
  const { binding } = declaration ?? {};
  return facts.bindings.some(({ term }) => {
    return term.kind === "entered" && term.of.kind === "binding" && term.of.id === binding;
  });
}
