/** Types as written, in code or in quotes; annotations.ts gives their meaning. */
import type { Term } from "../../../facts/terms.js";
import type { PythonExtraction } from "../context.js";
import { importedAs, originOf, typingName } from "../names/origins.js";
import type { Declared } from "../names/scopes.js";
import { fieldOf } from "../syntax/node.js";

export type WrittenType =
  /** `origin` as in origins.ts; `term` is what the name means as a value: the class. */
  | { readonly kind: "name"; readonly origin: string | undefined; readonly term: Term }
  | { readonly kind: "applied"; readonly to: WrittenType; readonly given: readonly WrittenType[] }
  | { readonly kind: "union"; readonly of: readonly WrittenType[] }
  | { readonly kind: "none" }
  | { readonly kind: "other"; readonly reason: string };

export function other(reason: string): WrittenType {
  return { kind: "other", reason };
}

/** The type that a name in quotes stands for. */
export function quotedName(
  context: PythonExtraction,
  path: readonly string[],
  declared: Declared | undefined,
): WrittenType {
  const [first = "", ...members] = path;
  if (declared !== undefined && isTypeVariable(context, declared)) return other("type variable");
  const base = declared === undefined ? `builtins.${first}` : importedAs(context, declared);
  const head: Term = declared === undefined ? { kind: "global", name: first } : { kind: "binding", id: declared.id };
  return {
    kind: "name",
    origin: base && [base, ...members].join("."),
    term: members.reduce<Term>((of, name) => ({ kind: "member", of, name }), head),
  };
}

/** `T = TypeVar("T")`, and the `T` of `def f[T](x: T)`. */
export function isTypeVariable(context: PythonExtraction, declared: Declared): boolean {
  const { parent, field } = declared.node;
  if (declared.kind === "type") return parent?.parent?.type === "type_parameter";
  const right = field === "left" && parent?.type === "assignment" ? fieldOf(parent, "right") : undefined;
  const called = right?.type === "call" ? typingName(originOf(context, fieldOf(right, "function"))) : undefined;
  return called === "TypeVar" || called === "ParamSpec" || called === "TypeVarTuple";
}
