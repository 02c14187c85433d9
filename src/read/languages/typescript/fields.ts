/** Fields that members of a class assign: `this.pool = …`, `this.pools.set(key, pool)`. */
import { ts } from "ts-morph";
import type { Range } from "../../../base/text/span.js";
import type { Member } from "../../facts/facts.js";
import type { Side, Term } from "../../facts/terms.js";
import { rangeOf, type TypeScriptExtraction } from "./context.js";
import { termOf, thisOwner, unionTerm } from "./expressions.js";
import { inside } from "./tree.js";

/** A field that members fill: what they assign to it, and what they put into it where it is a collection. */
interface FilledField {
  readonly side: Side;
  readonly first: ThisMember;
  readonly range: Range;
  readonly assigned: Term[];
  readonly put: Term[];
}

type ThisMember = ts.PropertyAccessExpression;

/** Fields that members fill, by side and name: `this.pool = …`, `this.pools.set(…)`. */
export function filledFields(context: TypeScriptExtraction, node: ts.ClassLikeDeclaration): Map<string, FilledField> {
  const found = new Map<string, FilledField>();
  for (const at of [...inside(context.tree.assignments, node), ...inside(context.tree.calls, node)]) {
    const filling = fillingOf(context, at);
    const owner = filling && thisOwner(filling.member.expression);
    if (filling === undefined || owner?.node !== node) continue;
    const key = fieldKey(owner.side, filling.member.name.text);
    const field = found.get(key) ?? emptyField(context, at, filling.member, owner.side);
    found.set(key, field);
    field[filling.kind].push(filling.value);
  }
  return found;
}

export function fieldKey(side: Side, name: string): string {
  return `${side} ${name}`;
}

function emptyField(context: TypeScriptExtraction, at: ts.Node, first: ThisMember, side: Side): FilledField {
  return { side, first, range: rangeOf(context, at), assigned: [], put: [] };
}

interface Filling {
  readonly kind: "assigned" | "put";
  readonly member: ThisMember;
  readonly value: Term;
}

function fillingOf(context: TypeScriptExtraction, at: ts.BinaryExpression | ts.CallExpression): Filling | undefined {
  if (ts.isBinaryExpression(at)) {
    return isThisMember(at.left) ? { kind: "assigned", member: at.left, value: termOf(context, at.right) } : undefined;
  }
  const put = putInto(at);
  if (put === undefined || !isThisMember(put.collection)) return undefined;
  return { kind: "put", member: put.collection, value: { kind: "collection", of: termOf(context, put.value) } };
}

function isThisMember(node: ts.Expression): node is ThisMember {
  return ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword;
}

/** `pools.set(key, pool)`, `pools.push(pool)`: the collection and what goes into it. */
export function putInto(
  node: ts.CallExpression,
): { readonly collection: ts.Expression; readonly value: ts.Expression } | undefined {
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression) || !/^(set|add|push|unshift)$/.test(expression.name.text))
    return undefined;
  const value = node.arguments[expression.name.text === "set" ? 1 : 0];
  return value && { collection: expression.expression, value };
}

/** A field without a type is what its members make of it, beside what it starts with. */
export function withFilling(member: Member, field: FilledField): Member {
  if (member.kind !== "field" || member.type !== undefined) return member;
  return { ...member, value: filledTerm(member.value.kind === "unknown" ? [] : [member.value], field) };
}

function filledTerm(own: readonly Term[], { assigned, put }: FilledField): Term {
  const values = [...own, ...assigned];
  const isCollection = values.some((value) => value.kind === "collection");
  return unionTerm(isCollection ? [...values, ...put] : values);
}

/** A field that no declaration lists, as JavaScript makes them. */
export function undeclaredField(context: TypeScriptExtraction, field: FilledField): Member {
  const { side, first, range } = field;
  return {
    name: first.name.text,
    side,
    kind: "field",
    visibility: "public",
    range,
    nameRange: rangeOf(context, first.name),
    value: filledTerm([], field),
  };
}
