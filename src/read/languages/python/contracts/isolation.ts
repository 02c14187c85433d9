/** Levels of isolation that code asks for by name: arguments and attributes. */
import { type Draft, levelOf, told } from "../../effects.js";
import { type Context, rangeOf, written } from "../context.js";
import { fieldOf, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";

/** `isolation_level="SERIALIZABLE"` among the arguments of a call. */
export function readKeyword(context: Context, node: SyntaxNode, draft: Draft): void {
  const name = written(context, fieldOf(node, "name") ?? node);
  const value = fieldOf(node, "value");
  if (value === undefined || (name !== "isolation_level" && name !== "autocommit")) return;
  const level = stringText(context, value) ?? (value.type === "none" ? "autocommit" : undefined);
  if (name === "autocommit") {
    if (value.type === "true") draft.isolation.push(told(rangeOf(node), "autocommit"));
  } else if (level === undefined) draft.unclear.push(told(rangeOf(node), "chooses its isolation where it runs"));
  else draft.isolation.push(told(rangeOf(node), levelOf(level)));
}

/** `connection.autocommit = True` */
export function readAssignment(context: Context, node: SyntaxNode, draft: Draft): void {
  const [left, right] = [fieldOf(node, "left"), fieldOf(node, "right")];
  const attribute = left?.type === "attribute" ? fieldOf(left, "attribute") : undefined;
  if (attribute === undefined || right === undefined) return;
  const name = written(context, attribute);
  const level = stringText(context, right) ?? (right.type === "none" ? "autocommit" : undefined);
  if (name === "autocommit" && right.type === "true") draft.isolation.push(told(rangeOf(node), "autocommit"));
  if (name === "isolation_level" && level !== undefined) draft.isolation.push(told(rangeOf(node), levelOf(level)));
}
