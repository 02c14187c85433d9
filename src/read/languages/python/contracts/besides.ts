/**
 * What a body does beside beginning, committing, rolling back and closing, in words that two bodies can be compared by: how it
 * sets its handle up, what it makes of an error, and what it runs the block inside of.
 */
import type { Told } from "../../../facts/facts.js";
import {
  asksFor,
  calls,
  callsOfHandle,
  changesNothing,
  inOneLine,
  KEEPS_ERROR,
  keepsHandle,
  ONLOOKERS,
  runsInside,
  sets,
  turnsError,
  WATCHES,
} from "../../besides.js";
import { ENDS, HARMLESS, SENDS, told } from "../../effects.js";
import { type Context, rangeOf, written } from "../context.js";
import { ancestor, fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";
import { blockEffects, calleeOf, effectOf, enteredBy, isEntered } from "./effects.js";

/**
 * @param handles names of what the function gives
 * @param isElse  whether a name is a local variable about something else
 */
export function besidesOf(
  context: Context,
  nodes: readonly SyntaxNode[],
  handles: ReadonlySet<string>,
  isElse: (name: string) => boolean,
): readonly Told[] {
  const yields = nodes.filter(({ type }) => type === "yield");
  const cursors = cursorsOf(context, nodes, handles);
  return [
    ...(handles.size === 0 ? [] : nodes.flatMap((node) => setUp(context, node, handles, cursors))),
    ...yields.flatMap((each) => [...errorsCaught(context, each), ...blocksAround(context, each, handles)]),
    ...(yields.length === 0 ? [] : nodes.flatMap((node) => ownWork(context, node, handles, isElse))),
  ];
}

function setUp(
  context: Context,
  node: SyntaxNode,
  handles: ReadonlySet<string>,
  cursors: ReadonlySet<string>,
): readonly Told[] {
  if (node.type === "assignment") return setting(context, node, handles);
  if (node.type !== "call") return [];
  const { receiver, method } = ownReceiver(context, node);
  if (handles.has(receiver) || cursors.has(receiver)) return work(context, node, method, handles);
  return asked(context, node, handles);
}

/** `connection.row_factory = Row`, `session.info["tenant"] = tenant` */
function setting(context: Context, node: SyntaxNode, handles: ReadonlySet<string>): readonly Told[] {
  const left = fieldOf(node, "left");
  if (left?.type !== "attribute" && left?.type !== "subscript") return [];
  const [name = "", ...path] = written(context, left).split(/(?=[.[])/);
  if (!handles.has(name) || /^\.(autocommit|isolation_level)$/.test(path.join(""))) return [];
  const value = fieldOf(node, "right");
  const what = `${path.join("").replace(/^\./, "")} = ${value ? written(context, value) : ""}`;
  return [told(rangeOf(node), sets(what))];
}

/** `session.execute(text("SET search_path TO tenant"))`; to ask whether the connection lives changes nothing. */
function work(context: Context, call: SyntaxNode, method: string, handles: ReadonlySet<string>): readonly Told[] {
  if (effectOf(context, call, handles) !== undefined || isEntered(call)) return [];
  if (HARMLESS.test(method) || LOOKS.test(method)) return [];
  const list = fieldOf(call, "arguments");
  const given = list ? written(context, list) : "";
  if (SENDS.test(method) && isQuestion(context, list)) return [];
  return [told(rangeOf(call), callsOfHandle(`${method}${given}`))];
}

const LOOKS =
  /^(is_\w+|in_\w*transaction|has_\w+|ping|get_bind|get_bindparams|cursor|connection|connect|flush|expunge_all|fetch\w*|scalar\w*|first|all|one\w*|__a?(enter|exit)__)$/;

function isQuestion(context: Context, list: SyntaxNode | undefined): boolean {
  const [first] = list ? namedChildren(list) : [];
  const inner = first?.type === "call" ? fieldOf(first, "arguments") : undefined;
  const sql = stringText(context, (inner ? namedChildren(inner)[0] : undefined) ?? first);
  return sql !== undefined && changesNothing(sql);
}

/** `events.send_all()` after the block, which nothing but this body would call. */
function ownWork(
  context: Context,
  node: SyntaxNode,
  handles: ReadonlySet<string>,
  isElse: (name: string) => boolean,
): readonly Told[] {
  const call = node.type === "call" ? node : undefined;
  const statement = call?.parent?.type === "await" ? call.parent.parent : call?.parent;
  const callee = call && fieldOf(call, "function");
  if (call === undefined || callee === undefined || isEntered(call)) return [];
  const name = inOneLine(written(context, callee));
  if (isKept(context, call, handles)) return [told(rangeOf(call), keepsHandle(name.replace(/\.set$/, "")))];
  if (statement?.type !== "expression_statement" || effectOf(context, call, handles) !== undefined) return [];
  const { method } = calleeOf(context, call);
  if (isElse(name.split(".")[0] ?? "")) return [];
  const isHandles =
    handles.has(ownReceiver(context, call).receiver) || argumentsOf(context, call).some((each) => handles.has(each));
  if (isHandles || ENDS.test(method) || HARMLESS.test(method) || ONLOOKERS.test(name)) return [];
  return [told(rangeOf(call), calls(name))];
}

/** `current.set(session)`: a `ContextVar` hands it to whatever runs in the block. */
function isKept(context: Context, call: SyntaxNode, handles: ReadonlySet<string>): boolean {
  const given = argumentsOf(context, call);
  return calleeOf(context, call).method === "set" && given.length === 1 && handles.has(given[0] ?? "");
}

function argumentsOf(context: Context, call: SyntaxNode): readonly string[] {
  const list = fieldOf(call, "arguments");
  return (list ? namedChildren(list) : []).map((each) => written(context, each));
}

/** `Session(expire_on_commit=False)` where the handle is made. */
function asked(context: Context, call: SyntaxNode, handles: ReadonlySet<string>): readonly Told[] {
  const holder = ancestor(call, "assignment", "as_pattern", "block");
  const name = holder && (fieldOf(holder, "left") ?? fieldOf(holder, "alias"));
  if (name === undefined || !handles.has(written(context, name))) return [];
  const list = fieldOf(call, "arguments");
  return (list ? namedChildren(list) : []).flatMap((each) => {
    const text = inOneLine(written(context, each));
    return each.type === "keyword_argument" && OPTIONS.test(text) ? [told(rangeOf(each), asksFor(text))] : [];
  });
}

const OPTIONS =
  /^(expire_on_commit|autoflush|info|execution_options|schema_translate_map|row_factory|cursor_factory|readonly|twophase)\s*=\s*(?!True$)/;

/** Of the clauses around the `yield` those after which an error is another one, or none. */
function errorsCaught(context: Context, given: SyntaxNode): readonly Told[] {
  return around(given, "try_statement").flatMap(({ outer, part }) => {
    if (part.type !== "block" || part !== fieldOf(outer, "body")) return [];
    return namedChildren(outer).flatMap((clause) => (/^except/.test(clause.type) ? caught(context, clause) : []));
  });
}

function caught(context: Context, clause: SyntaxNode): readonly Told[] {
  const [head = "", ...rest] = written(context, clause).split(/:[^\S\n]*(?:#[^\n]*)?\n/);
  if (/\b(GeneratorExit|CancelledError)\b/.test(head)) return [];
  const alias = /\bas\s+(\w+)/.exec(head)?.[1];
  const raised = [...rest.join(":\n").matchAll(/^[^\S\n]*raise\b[^\S\n]*([\w.]*)/gm)].map(([, name = ""]) => name);
  if (raised.length === 0) return [told(rangeOf(clause), KEEPS_ERROR)];
  const other = raised.find((name) => name !== "" && name !== alias);
  return other === undefined ? [] : [told(rangeOf(clause), turnsError(other))];
}

/** Blocks that are about something else than the handle, or set it up: `with lock:`, `with session.no_autoflush:`. */
function blocksAround(context: Context, given: SyntaxNode, handles: ReadonlySet<string>): readonly Told[] {
  const items = around(given, "with_statement").flatMap(({ outer }) => {
    return namedChildren(outer).flatMap((clause) => (clause.type === "with_clause" ? namedChildren(clause) : []));
  });
  return items.flatMap((item) => {
    const entered = enteredBy(item);
    if (entered === undefined || entered.alias !== undefined) return [];
    const { value } = entered;
    const text = inOneLine(written(context, value));
    if (handles.has(text) || WATCHES.test(text)) return [];
    if (value.type === "call" && blockEffects(context, value, undefined, handles).length > 0) return [];
    if (/\bsuppress\(/.test(text)) return [told(rangeOf(item), KEEPS_ERROR)];
    const [name = "", ...path] = text.split(".");
    return [told(rangeOf(item), runsInside(handles.has(name) ? path.join(".") : text))];
  });
}

function cursorsOf(context: Context, nodes: readonly SyntaxNode[], handles: ReadonlySet<string>): ReadonlySet<string> {
  const made = nodes.flatMap((node) => {
    const name = fieldOf(node, node.type === "as_pattern" ? "alias" : "left");
    const text = name === undefined ? "" : written(context, node);
    const of = /\b(\w+)\.cursor\(/.exec(text)?.[1];
    return name !== undefined && of !== undefined && handles.has(of) ? [written(context, name)] : [];
  });
  return new Set(made);
}

/** The name before the method, where there is but a name: `session` of `session.execute`. */
function ownReceiver(context: Context, call: SyntaxNode): { readonly receiver: string; readonly method: string } {
  const object = fieldOf(fieldOf(call, "function") ?? call, "object");
  const { method } = calleeOf(context, call);
  return { receiver: object?.type === "identifier" ? written(context, object) : "", method };
}

/** Statements of a kind that a node stands in, up to its function, and the part of each that it stands in. */
function around(node: SyntaxNode, type: string): readonly { readonly outer: SyntaxNode; readonly part: SyntaxNode }[] {
  const found: { outer: SyntaxNode; part: SyntaxNode }[] = [];
  for (
    let at = node;
    at.parent !== undefined && !/^(function_definition|lambda)$/.test(at.parent.type);
    at = at.parent
  ) {
    if (at.parent.type === type) found.push({ outer: at.parent, part: at });
  }
  return found;
}
