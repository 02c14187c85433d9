/** The members of a class: defined in its body or assigned by its methods. */
import type { Member } from "../../../facts/facts.js";
import { type Side, type Term, unknownTerm } from "../../../facts/terms.js";
import { type PythonExtraction, rangeOf, written } from "../context.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";
import { type Placed, statementsIn } from "../syntax/walks.js";
import { typeTerm } from "../terms/annotations.js";
import { termOf } from "../terms/expressions.js";
import { type Decorator, decoratedOf, decoratorsOf, hasDecorator, plainName } from "./decorators.js";
import { deprecationOf } from "./deprecation.js";
import { filledFields, visibilityOf, withFilling } from "./fields.js";
import { receiverSide } from "./methods.js";

/** @param node  a `class_definition` */
export function classMembers(context: PythonExtraction, node: SyntaxNode): readonly Member[] {
  const body = fieldOf(node, "body");
  const placed = body === undefined ? [] : statementsIn(body);
  const own = lastFirst(placed.flatMap((each) => readStatement(context, each)));
  return withFilling(own, filledFields(context, node));
}

interface PlacedMember {
  readonly member: Member;
  readonly conditional: boolean;
}

/** A later definition takes the place of an earlier one, unless only one of them runs. */
function lastFirst(placed: readonly PlacedMember[]): readonly Member[] {
  const members: Member[] = [];
  for (const { member, conditional } of placed) {
    const earlier = conditional ? -1 : members.findIndex((other) => replaces(member, other));
    members.splice(earlier < 0 ? members.length : earlier, 0, member);
  }
  return members;
}

/** A setter stands beside its getter. */
function replaces(member: Member, other: Member): boolean {
  return member.name === other.name && member.side === other.side && member.kind !== "setter";
}

function readStatement(context: PythonExtraction, { node, conditional }: Placed): readonly PlacedMember[] {
  return membersOf(context, node).map((member) => ({ member, conditional }));
}

function membersOf(context: PythonExtraction, node: SyntaxNode): readonly Member[] {
  switch (node.type) {
    case "function_definition":
      return readMethod(context, node);
    case "class_definition":
      return readNested(context, node);
    case "import_from_statement":
    case "import_statement":
      return importedNames(node).map((name) => fieldMember(context, name, node, termOf(context, name)));
    case "expression_statement":
      return namedChildren(node).flatMap((inner) => (inner.type === "assignment" ? assigned(context, inner) : []));
    default:
      return [];
  }
}

function readMethod(context: PythonExtraction, node: SyntaxNode): readonly Member[] {
  const name = fieldOf(node, "name");
  const decorators = decoratorsOf(context, node);
  if (name === undefined || (hasDecorator(decorators, "overload") && hasImplementation(context, node))) return [];
  const kind = methodKind(decorators);
  const definition: Term = { kind: "function", index: context.functions.indexOf(node) };
  const deprecated = deprecationOf(context, node);
  const member: Member = {
    name: written(context, name),
    side: methodSide(context, node, kind),
    kind,
    visibility: visibilityOf(written(context, name)),
    range: rangeOf(decoratedOf(node)),
    nameRange: rangeOf(name),
    value: kind === "getter" ? { kind: "call", of: definition } : definition,
    deprecated,
  };
  return [member];
}

/** Where only overloads stand, as in a protocol, they are the definition. */
function hasImplementation(context: PythonExtraction, node: SyntaxNode): boolean {
  const block = decoratedOf(node).parent;
  const name = fieldOf(node, "name");
  const text = name && written(context, name);
  return (block ? statementsIn(block) : []).some(({ node: other }) => {
    const otherName = other.type === "function_definition" ? fieldOf(other, "name") : undefined;
    const isSame = otherName !== undefined && written(context, otherName) === text;
    return isSame && !hasDecorator(decoratorsOf(context, other), "overload");
  });
}

/** `@property`, `@cached_property`, `@hybrid_property`, `@x.setter`. */
function methodKind(decorators: readonly Decorator[]): Member["kind"] {
  if (hasDecorator(decorators, "setter", "deleter")) return "setter";
  return decorators.some((decorator) => /(^|_|[a-z])property$/i.test(plainName(decorator))) ? "getter" : "method";
}

function methodSide(context: PythonExtraction, node: SyntaxNode, kind: Member["kind"]): Side {
  const given = receiverSide(context, node);
  if (given === "static") return "static";
  return given === undefined && kind === "method" ? "static" : "instance";
}

function readNested(context: PythonExtraction, node: SyntaxNode): readonly Member[] {
  const name = fieldOf(node, "name");
  const value: Term = { kind: "class", index: context.classes.indexOf(node) };
  return name === undefined ? [] : [fieldMember(context, name, node, value)];
}

/** The identifiers that an import binds. */
function importedNames(node: SyntaxNode): readonly SyntaxNode[] {
  const names = node.children.filter(({ field }) => field === "name");
  return names.flatMap((name) => (name.type === "aliased_import" ? fieldOf(name, "alias") : name.children[0]) ?? []);
}

function assigned(context: PythonExtraction, node: SyntaxNode): readonly Member[] {
  const left = fieldOf(node, "left");
  const right = fieldOf(node, "right");
  const type = fieldOf(node, "type");
  if (left === undefined) return [];
  const further = right?.type === "assignment" ? assigned(context, right) : [];
  if (left.type !== "identifier") return [...spread(context, left, node), ...further];
  if (written(context, left) === "__slots__") return slots(context, right);
  const value = right === undefined ? unknownTerm("declared without a value") : termOf(context, right);
  return [{ ...fieldMember(context, left, node, value), ...(type && { type: typeTerm(context, type) }) }, ...further];
}

/** `a, b = …` in the body of a class. */
function spread(context: PythonExtraction, pattern: SyntaxNode, node: SyntaxNode): readonly Member[] {
  return namedChildren(pattern)
    .filter(({ type }) => type === "identifier")
    .map((name) => fieldMember(context, name, node, termOf(context, name)));
}

function slots(context: PythonExtraction, value: SyntaxNode | undefined): readonly Member[] {
  const listed = value && (stringText(context, value) === undefined ? namedChildren(value) : [value]);
  return (listed ?? []).flatMap((slot) => {
    const key = slot.type === "pair" ? fieldOf(slot, "key") : slot;
    const name = stringText(context, key);
    if (name === undefined) return [];
    const side: Side = "instance";
    return [{ ...fieldMember(context, slot, slot, unknownTerm("a slot")), name, visibility: visibilityOf(name), side }];
  });
}

function fieldMember(context: PythonExtraction, name: SyntaxNode, node: SyntaxNode, value: Term): Member {
  return {
    name: written(context, name),
    side: "static",
    kind: "field",
    visibility: visibilityOf(written(context, name)),
    range: rangeOf(node),
    nameRange: rangeOf(name),
    value,
  };
}
