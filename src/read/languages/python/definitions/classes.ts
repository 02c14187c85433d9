/** Classes: their bases and members, and why they may have more members. */
import type { ClassFacts } from "../../../facts/facts.js";
import type { Term } from "../../../facts/terms.js";
import { type PythonExtraction, rangeOf, written } from "../context.js";
import { originOf } from "../names/origins.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { termOf } from "../terms/expressions.js";
import { deprecationOf } from "./deprecation.js";
import { dynamicMembers } from "./dynamic-members.js";
import { isTopLevel } from "./functions.js";
import { classMembers } from "./members.js";

/** @param node  a `class_definition` */
export function readClass(context: PythonExtraction, node: SyntaxNode): ClassFacts {
  const name = fieldOf(node, "name") ?? node;
  const deprecated = deprecationOf(context, node);
  return {
    name: written(context, name),
    range: rangeOf(node),
    nameRange: rangeOf(name),
    topLevel: isTopLevel(node),
    bases: baseTerms(context, node),
    implements: [],
    members: classMembers(context, node),
    open: dynamicMembers(context, node),
    // Those that are not known to leave the members alone are among the reasons in `open`.
    decorators: [],
    deprecated,
  };
}

function baseTerms(context: PythonExtraction, node: SyntaxNode): readonly Term[] {
  const list = fieldOf(node, "superclasses");
  const given = list ? namedChildren(list).filter(({ type }) => type !== "keyword_argument") : [];
  return given
    .map((base) => (base.type === "subscript" ? (fieldOf(base, "value") ?? base) : base))
    .filter((base) => !ADDING_NOTHING.has(originOf(context, base) ?? ""))
    .map((base) => termOf(context, base));
}

/** Bases whose members every object has, or that have none. */
const ADDING_NOTHING = new Set([
  "abc.ABC",
  "builtins.object",
  "typing.Generic",
  "typing.Protocol",
  "typing_extensions.Generic",
  "typing_extensions.Protocol",
]);
