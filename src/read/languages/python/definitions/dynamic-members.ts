/** Why a class may have members that it does not declare. */
import type { DynamicMembers } from "../../../facts/facts.js";
import { type PythonExtraction, written } from "../context.js";
import { lastName, originOf } from "../names/origins.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { statementsIn } from "../syntax/walks.js";
import { decoratorsOf } from "./decorators.js";
import { receiverIn } from "./methods.js";

/** @param node  a `class_definition` */
export function dynamicMembers(context: PythonExtraction, node: SyntaxNode): readonly DynamicMembers[] {
  const body = fieldOf(node, "body");
  const reasons = [
    ...ofMetaclass(context, node),
    ...ofDecorators(context, node),
    ...(body === undefined ? ["its body does not parse"] : ofBody(context, body)),
    ...ofCode(context, node),
  ];
  return [...new Set(reasons)].map((reason) => ({ reason }));
}

function ofMetaclass(context: PythonExtraction, node: SyntaxNode): readonly string[] {
  const list = fieldOf(node, "superclasses");
  const given = list ? namedChildren(list) : [];
  const metaclass = given.find((argument) => partOf(context, argument, "name") === "metaclass");
  const value = metaclass && fieldOf(metaclass, "value");
  const origin = originOf(context, value);
  const isKnown = origin === "abc.ABCMeta" || origin === "builtins.type";
  return value === undefined || isKnown ? [] : [`metaclass \`${written(context, value)}\``];
}

function ofDecorators(context: PythonExtraction, node: SyntaxNode): readonly string[] {
  return decoratorsOf(context, node)
    .filter(({ origin }) => origin === undefined || !isHarmless(origin))
    .map(({ name }) => `class decorator \`@${name}\``);
}

/** Decorators that are known to leave the members of a class as they are, or to add only what every class has. */
const HARMLESS =
  /^((pydantic\.)?dataclasses\.dataclass|functools\.total_ordering|enum\.\w+|attrs?\.\w+|typing(_extensions)?\.\w+|unittest\.\w+|pytest\.mark\.\w+|contextlib\.\w+)$/;

const HARMLESS_NAMES = new Set([
  "deprecated",
  "inject",
  "injectable",
  "method_decorator",
  "override_settings",
  "patch",
]);

function isHarmless(origin: string): boolean {
  return HARMLESS.test(origin) || HARMLESS_NAMES.has(lastName(origin));
}

function ofBody(context: PythonExtraction, body: SyntaxNode): readonly string[] {
  return statementsIn(body).flatMap(({ node }) => {
    if (node.type === "expression_statement") return ofStatement(written(context, node));
    const name = node.type === "function_definition" ? partOf(context, node, "name") : undefined;
    return name === "__getattr__" || name === "__getattribute__" ? [`\`${name}\``] : [];
  });
}

/** `__getattr__ = …`, `locals()[name] = …`, `exec(…)` among the statements of the body. */
function ofStatement(text: string): readonly string[] {
  if (/^__getattr(ibute)?__\s*=/.test(text)) return ["`__getattr__`"];
  return /^(locals|vars)\(\)|^exec\(/.test(text) ? ["members are computed"] : [];
}

/** The text of a part that a node has. */
function partOf(context: PythonExtraction, node: SyntaxNode, field: string): string | undefined {
  const part = fieldOf(node, field);
  return part && written(context, part);
}

/** What the code of a class does to itself: `setattr(self, …)`, `self.__dict__.update(…)`, `vars(self)`. */
function ofCode(context: PythonExtraction, owner: SyntaxNode): readonly string[] {
  const found: string[] = [];
  const step = (node: SyntaxNode): void => {
    const { reason, of } = reflection(context, node);
    if (reason !== undefined && receiverIn(context, of)?.node === owner) found.push(reason);
    for (const child of node.children) if (child.named) step(child);
  };
  step(owner);
  return found;
}

interface Reflection {
  readonly reason?: string;
  /** What its members are reached through. */
  readonly of?: SyntaxNode | undefined;
}

function reflection(context: PythonExtraction, node: SyntaxNode): Reflection {
  if (node.type === "attribute" && partOf(context, node, "attribute") === "__dict__") {
    return isOnlyRead(context, node) ? {} : { reason: "`__dict__` of its instances", of: fieldOf(node, "object") };
  }
  const name = node.type === "call" ? originOf(context, fieldOf(node, "function")) : undefined;
  const isTelling = name === "builtins.setattr" || (name === "builtins.vars" && !isOnlyRead(context, node));
  const list = isTelling ? fieldOf(node, "arguments") : undefined;
  return name && list ? { reason: `\`${lastName(name)}\` of itself`, of: namedChildren(list)[0] } : {};
}

/** The members of an object by their names, where they are looked at: `dict(self.__dict__)`, `vars(self).items()`. */
function isOnlyRead(context: PythonExtraction, { parent, field }: SyntaxNode): boolean {
  if (parent === undefined) return false;
  if (parent.type === "attribute")
    return /^(copy|get|items|keys|values)$/.test(partOf(context, parent, "attribute") ?? "");
  if (parent.type === "argument_list")
    return READERS.test(originOf(context, parent.parent && fieldOf(parent.parent, "function")) ?? "");
  return LOOKS.has(parent.type) && field !== "left";
}

const READERS = /^builtins\.(dict|iter|len|list|repr|set|sorted|str|tuple)$/;

const LOOKS = new Set([
  "comparison_operator",
  "dictionary_splat",
  "for_in_clause",
  "for_statement",
  "return_statement",
]);
