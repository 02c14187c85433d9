/** Fields that methods of a class assign: `self.pool = …`, `cls._instance = …`, `self.pools[key] = …`. */
import type { Member } from "../../../facts/facts.js";
import { type Side, type Term, unknownTerm } from "../../../facts/terms.js";
import { type PythonExtraction, rangeOf, written } from "../context.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { typeTerm } from "../terms/annotations.js";
import { termOf } from "../terms/expressions.js";
import { unionTerm } from "../terms/unions.js";
import { receiverIn } from "./methods.js";

/** A field that methods fill: what they assign to it, and what they put into it where it is a collection. */
export interface FilledField {
  readonly side: Side;
  readonly name: string;
  /** The attribute in the first such place. */
  readonly first: SyntaxNode;
  readonly assigned: Term[];
  readonly put: Term[];
  readonly types: Term[];
}

/** Of a `class_definition`: all fields that are filled in its text, at any depth, by `self` or `cls` of its own methods. */
export function filledFields(context: PythonExtraction, node: SyntaxNode): readonly FilledField[] {
  const found = new Map<string, FilledField>();
  const step = (inner: SyntaxNode): void => {
    for (const filling of fillingsOf(context, inner)) note(context, found, filling, node);
    for (const child of inner.children) if (child.named) step(child);
  };
  step(node);
  return [...found.values()];
}

interface Filling {
  /** `self.pool` */
  readonly attribute: SyntaxNode;
  readonly assigned?: Term;
  readonly put?: Term;
  readonly type?: Term;
}

function note(context: PythonExtraction, found: Map<string, FilledField>, filling: Filling, owner: SyntaxNode): void {
  const { attribute } = filling;
  const receiver = receiverIn(context, fieldOf(attribute, "object"));
  const nameNode = fieldOf(attribute, "attribute");
  if (receiver?.node !== owner || nameNode === undefined) return;
  const name = written(context, nameNode);
  const key = `${receiver.side} ${name}`;
  const none = { side: receiver.side, name, first: attribute, assigned: [], put: [], types: [] };
  const field: FilledField = found.get(key) ?? none;
  found.set(key, field);
  if (filling.assigned) field.assigned.push(filling.assigned);
  if (filling.put) field.put.push(filling.put);
  if (filling.type) field.types.push(filling.type);
}

function fillingsOf(context: PythonExtraction, node: SyntaxNode): readonly Filling[] {
  switch (node.type) {
    case "assignment":
      return assignments(context, node);
    case "call":
      return puts(context, node);
    case "with_item":
      return entries(context, node);
    case "for_statement":
      return loops(context, node);
    default:
      return [];
  }
}

function assignments(context: PythonExtraction, node: SyntaxNode): readonly Filling[] {
  const left = fieldOf(node, "left");
  const right = fieldOf(node, "right");
  const type = fieldOf(node, "type");
  if (left === undefined) return [];
  if (left.type === "subscript") {
    const attribute = fieldOf(left, "value");
    return attribute?.type === "attribute" && right ? [{ attribute, put: termOf(context, right) }] : [];
  }
  if (left.type !== "attribute") return right ? unpacked(context, left, right) : [];
  const typed = type && { type: typeTerm(context, type) };
  return [{ attribute: left, ...typed, ...(right && { assigned: termOf(context, right) }) }];
}

/** `self.a, self.b = x, y` gives each its own; of another value, one of what it holds. */
function unpacked(context: PythonExtraction, pattern: SyntaxNode, right: SyntaxNode): readonly Filling[] {
  const targets = namedChildren(pattern);
  const listed = right.type === "expression_list" || right.type === "tuple" ? namedChildren(right) : [];
  const isPaired = listed.length === targets.length;
  return targets.flatMap((attribute, index) => {
    const value = isPaired ? listed[index] : undefined;
    if (attribute.type !== "attribute") return [];
    return [{ attribute, assigned: value ? termOf(context, value) : { kind: "element", of: termOf(context, right) } }];
  });
}

/** `self.pools.append(pool)`, `self.pools.setdefault(key, pool)`. */
function puts(context: PythonExtraction, node: SyntaxNode): readonly Filling[] {
  const callee = fieldOf(node, "function");
  const attribute = callee?.type === "attribute" ? fieldOf(callee, "object") : undefined;
  const method = callee && fieldOf(callee, "attribute");
  const list = fieldOf(node, "arguments");
  if (attribute?.type !== "attribute" || method === undefined || list === undefined) return [];
  const place = PUTTING.get(written(context, method));
  const value = place === undefined ? undefined : namedChildren(list)[place];
  return value ? [{ attribute, put: termOf(context, value) }] : [];
}

/** Methods that put a value into a collection, by the place of that value among their arguments. */
const PUTTING = new Map([
  ["add", 0],
  ["append", 0],
  ["appendleft", 0],
  ["insert", 1],
  ["setdefault", 1],
]);

/** `with f() as self.x:` */
function entries(context: PythonExtraction, node: SyntaxNode): readonly Filling[] {
  const pattern = fieldOf(node, "value");
  const target = pattern?.type === "as_pattern" ? fieldOf(pattern, "alias") : undefined;
  const attribute = target && namedChildren(target)[0];
  const value = pattern && namedChildren(pattern)[0];
  if (attribute?.type !== "attribute" || value === undefined) return [];
  return [{ attribute, assigned: { kind: "entered", of: termOf(context, value) } }];
}

/** `for self.x in f():` */
function loops(context: PythonExtraction, node: SyntaxNode): readonly Filling[] {
  const attribute = fieldOf(node, "left");
  const right = fieldOf(node, "right");
  if (attribute?.type !== "attribute" || right === undefined) return [];
  return [{ attribute, assigned: { kind: "iterated", of: termOf(context, right) } }];
}

/** The members of a class's body, with what its methods make of them, and those that only methods make. */
export function withFilling(own: readonly Member[], fields: readonly FilledField[]): readonly Member[] {
  const isOwn = (field: FilledField) => own.some((member) => isFor(member, field));
  const filled = own.map((member) => {
    const field = fields.find((candidate) => isFor(member, candidate));
    return field === undefined || member.kind !== "field" ? member : filledMember(member, field);
  });
  const made = fields.filter((field) => !isOwn(field) && field.assigned.length + field.types.length > 0);
  return [...filled, ...made.map((field) => madeMember(field, own))];
}

function isFor({ name, side }: Member, field: FilledField): boolean {
  return name === field.name && side === field.side;
}

function filledMember(member: Member, field: FilledField): Member {
  const [type = member.type] = field.types;
  const values = member.value.kind === "unknown" ? [] : [member.value];
  return { ...member, value: filledTerm(values, field), ...(type && { type }) };
}

/** A type that the body of the class gives the name holds for the field of its instances. */
function madeMember(field: FilledField, own: readonly Member[]): Member {
  const { first, name, side } = field;
  const [type = own.find((member) => member.name === name && member.kind === "field")?.type] = field.types;
  return {
    name,
    side,
    kind: "field",
    visibility: visibilityOf(name),
    range: rangeOf(first),
    nameRange: rangeOf(fieldOf(first, "attribute") ?? first),
    value: filledTerm([], field),
    ...(type && { type }),
  };
}

function filledTerm(own: readonly Term[], { assigned, put }: FilledField): Term {
  const values = [...own, ...assigned];
  if (values.length === 0) return unknownTerm("declared without a value");
  const isFilled = values.some((value) => value.kind === "collection" || value.kind === "object") && put.length > 0;
  return unionTerm(isFilled ? [...values, { kind: "collection", of: unionTerm(put) }] : values);
}

/** `__x` is renamed by the language so that no other class sees it; `__x__` is its own. */
export function visibilityOf(name: string): Member["visibility"] {
  if (!name.startsWith("_") || /^__.*__$/.test(name)) return "public";
  return name.startsWith("__") ? "private" : "protected";
}
