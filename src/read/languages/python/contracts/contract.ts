/**
 * What a function does around the handle that it gives: takes its body, gives the places that begin, commit, roll back and
 * close, the calls that do so elsewhere, and why some of it cannot be told.
 */
import type { AroundCall, Contract, Effect, Told } from "../../../facts/facts.js";
import { mayThrow } from "../../besides.js";
import { isAboutHandle, isAboutSetUp, wordsOf } from "../../circumstances.js";
import { type Draft, EFFECT_WORDS, ENDS, emptyContract, HARMLESS, RETRIES, told } from "../../effects.js";
import { type Context, rangeOf, written } from "../context.js";
import { decoratorsOf, plainName } from "../definitions/decorators.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { ownNodes } from "../syntax/walks.js";
import { termOf } from "../terms/expressions.js";
import { besidesOf } from "./besides.js";
import { circumstancesOf } from "./circumstances.js";
import { blockEffects, calleeOf, effectOf, enteredBy, isEntered, levelSent } from "./effects.js";
import { readAssignment, readKeyword } from "./isolation.js";
import { otherLocals } from "./related.js";

export const NO_CONTRACT: Contract = emptyContract();

/** A `function_definition` or `lambda`; functions inside of it do what they do when somebody calls them. */
interface Body {
  readonly owner: SyntaxNode;
  readonly nodes: readonly SyntaxNode[];
  readonly handles: ReadonlySet<string>;
  /** Whether a name is a local variable about something else. */
  readonly isElse: (name: string | undefined) => boolean;
}

export function contractOf(context: Context, owner: SyntaxNode): Contract {
  const nodes = ownNodes(owner);
  const handles = handedOut(context, nodes);
  const body: Body = { owner, nodes, handles, isElse: otherLocals(context, nodes, handles) };
  const draft = emptyContract();
  if (isStub(context, owner)) draft.unclear.push(told(rangeOf(owner), "has no body there"));
  for (const { node, name } of decoratorsOf(context, owner).map((each) => ({ ...each, name: plainName(each) }))) {
    if (RETRIES.test(name)) draft.retries.push(rangeOf(node));
  }
  for (const node of nodes) readNode(context, body, node, draft);
  readLeaving(context, body, draft);
  draft.besides.push(...throwsOf(context, body));
  draft.besides.push(...besidesOf(context, nodes, handles, body.isElse));
  if (leavesOpen(context, body)) draft.leaks.push(...draft.closes.slice(0, 1));
  // A rollback after a commit has nothing left to undo.
  if (draft.commits.length > 0) draft.rollsBack.push(...draft.discards.splice(0));
  return draft;
}

/** `if not user.admin: raise …`, before it returns anything. A test of an argument is left out: arguments are judged at the call. */
function throwsOf(context: Context, { owner, nodes, handles }: Body): readonly Told[] {
  const given = parameterNames(context, owner);
  return nodes.flatMap((node) => {
    if (node.type !== "raise_statement") return [];
    const { tests, failing, caught } = circumstancesOf(context, node, owner);
    const isOther = (test: SyntaxNode) =>
      !isAboutSetUp(written(context, test), [...handles]) &&
      !wordsOf(written(context, test)).some((word) => given.includes(word));
    const test = failing || caught ? undefined : tests.find(isOther);
    return test === undefined ? [] : [told(rangeOf(node), mayThrow(written(context, test)))];
  });
}

/** The names that the body yields or returns: whatever they are called, they are the handle. */
function handedOut(context: Context, nodes: readonly SyntaxNode[]): ReadonlySet<string> {
  const results = nodes.filter(({ type }) => type === "yield" || type === "return_statement");
  const values = results.flatMap((result) => namedChildren(result).slice(0, 1));
  return new Set(values.filter(({ type }) => type === "identifier").map((value) => written(context, value)));
}

/** `...`, `pass` and `raise NotImplementedError` stand for what another class does. */
function isStub(context: Context, owner: SyntaxNode): boolean {
  const block = fieldOf(owner, "body");
  if (block?.type !== "block") return false;
  const statements = namedChildren(block).filter((each) => namedChildren(each)[0]?.type !== "string");
  return statements.every((each) => {
    if (each.type === "raise_statement") return written(context, each).includes("NotImplementedError");
    return each.type === "pass_statement" || namedChildren(each)[0]?.type === "ellipsis";
  });
}

function readNode(context: Context, body: Body, node: SyntaxNode, draft: Draft): void {
  switch (node.type) {
    case "with_item":
      readBlock(context, body, node, draft);
      return;
    case "call":
      readCall(context, body, node, draft);
      return;
    case "keyword_argument":
      readKeyword(context, node, draft);
      return;
    case "assignment":
      readAssignment(context, node, draft);
      return;
    case "boolean_operator":
      if (isFallback(context, body, node)) draft.joins.push(rangeOf(node));
      return;
    case "for_statement":
    case "while_statement":
      if (isRetrying(context, node)) draft.retries.push(rangeOf(node));
  }
}

function readBlock(context: Context, { handles }: Body, item: SyntaxNode, draft: Draft): void {
  const entered = enteredBy(item);
  if (entered === undefined) return;
  const { value, alias } = entered;
  const name = alias && written(context, alias);
  const called = value.type === "call" ? fieldOf(value, "function") : undefined;
  const words = wordsOf(written(context, value));
  const matters = (name !== undefined && handles.has(name)) || words.some((word) => handles.has(word));
  if (called && RETRIES.test(calleeOf(context, value).method)) return;
  const does = called ? blockEffects(context, value, name, handles) : [];
  const of = termOf(context, called ?? value);
  draft.calls.push({ kind: "block", ...rangeOf(value), of, called: called !== undefined, does, matters });
}

function readCall(context: Context, body: Body, call: SyntaxNode, draft: Draft): void {
  const level = levelSent(context, call);
  if (level !== undefined) draft.isolation.push(told(rangeOf(call), level));
  const { receiver, method } = calleeOf(context, call);
  if (RETRIES.test(method)) draft.retries.push(rangeOf(call));
  if (isStored(context, call, receiver, method)) draft.joins.push(rangeOf(call));
  if (isEntered(call)) return;
  const callee = fieldOf(call, "function");
  if (body.isElse(wordsOf(callee ? written(context, callee) : "")[0])) return;
  const effect = effectOf(context, call, body.handles);
  if (effect !== undefined) readEffect(context, body, call, effect, draft);
  else if (ENDS.test(method)) draft.calls.push(aroundCall(context, call, ["closes"], isGiven(context, body, call)));
  else if (isGiven(context, body, call) && !HARMLESS.test(method))
    draft.calls.push(aroundCall(context, call, [], true));
}

function readEffect(context: Context, { owner, handles }: Body, call: SyntaxNode, effect: Effect, draft: Draft): void {
  const range = rangeOf(call);
  const callee = fieldOf(call, "function");
  const { tests, failing, caught, final } = circumstancesOf(context, call, owner);
  // Where it cannot be given, it is closed at once.
  if (effect === "closes" && caught) return;
  const names = [
    ...wordsOf(callee ? written(context, callee) : "").slice(0, -1),
    ...argumentNames(context, call),
    ...handles,
  ];
  const isSure = tests.every((test) => isAboutHandle(written(context, test), names));
  const isUnsure = (!isSure && effect !== "joins") || (effect === "commits" && caught);
  if (isUnsure) draft.unclear.push(told(range, `${EFFECT_WORDS[effect]} on a condition`));
  else draft[effect === "rollsBack" && !failing ? "discards" : effect].push(range);
  if (effect === "commits" && final && !failing && !isUnsure) draft.keeps.push(range);
  draft.calls.push(aroundCall(context, call, [effect], false));
}

/** Where a block fails, nothing closes what is closed after its `yield`. */
function leavesOpen(context: Context, { owner, nodes, handles }: Body): boolean {
  const closing = nodes.filter((node) => node.type === "call" && effectOf(context, node, handles) === "closes");
  return (
    nodes.some(({ type }) => type === "yield") &&
    closing.every((node) => {
      const { final, caught } = circumstancesOf(context, node, owner);
      return !final && !caught;
    })
  );
}

function aroundCall(context: Context, call: SyntaxNode, does: readonly Effect[], matters: boolean): AroundCall {
  const of = termOf(context, fieldOf(call, "function") ?? call);
  return { kind: "given", ...rangeOf(call), of, called: true, does, matters };
}

function isGiven(context: Context, { handles }: Body, call: SyntaxNode): boolean {
  return argumentNames(context, call).some((name) => handles.has(name));
}

function argumentNames(context: Context, call: SyntaxNode): readonly string[] {
  const list = fieldOf(call, "arguments");
  const values = (list ? namedChildren(list) : []).map((each) =>
    each.type === "keyword_argument" ? (fieldOf(each, "value") ?? each) : each,
  );
  return values.filter(({ type }) => type === "identifier").map((value) => written(context, value));
}

/** What a `ContextVar` holds for the running task. */
function isStored(context: Context, call: SyntaxNode, receiver: string, method: string): boolean {
  if (method !== "get" || receiver === "") return false;
  const object = fieldOf(fieldOf(call, "function") ?? call, "object");
  const declared = object?.type === "identifier" ? context.scopes.of(object) : undefined;
  const statement = declared?.node.parent;
  const made = statement?.type === "assignment" ? fieldOf(statement, "right") : undefined;
  return made !== undefined && /\bContextVar\b/.test(written(context, made));
}

/** `session or SessionLocal()`: what a caller brought comes first. */
function isFallback(context: Context, { owner }: Body, node: SyntaxNode): boolean {
  const left = fieldOf(node, "left");
  return written(context, node).includes(" or ") && left !== undefined && isParameter(context, left, owner);
}

function isParameter(context: Context, node: SyntaxNode, owner: SyntaxNode): boolean {
  const declared = node.type === "identifier" ? context.scopes.of(node) : undefined;
  return declared?.kind === "parameter" && declared.scope === owner;
}

/** A loop around what may fail, and goes on when it does. */
function isRetrying(context: Context, loop: SyntaxNode): boolean {
  const iterated = fieldOf(loop, "right");
  if (iterated?.type === "call" && RETRIES.test(calleeOf(context, iterated).method)) return true;
  const block = fieldOf(loop, "body");
  const clauses = (block ? namedChildren(block) : [])
    .filter(({ type }) => type === "try_statement")
    .flatMap((each) => namedChildren(each).filter(({ type }) => type === "except_clause"));
  return clauses.some((clause) => {
    const statements = namedChildren(clause)
      .filter(({ type }) => type === "block")
      .flatMap(namedChildren);
    return statements.at(-1)?.type !== "raise_statement" || statements.length > 2;
  });
}

/** What leaves before the end does not do what comes after it. */
function readLeaving(context: Context, { owner, nodes, handles }: Body, draft: Draft): void {
  const effects = nodes.filter(
    (node) => node.type === "call" && !isEntered(node) && effectOf(context, node, handles) !== undefined,
  );
  const last = Math.max(
    -1,
    ...effects.filter((node) => !circumstancesOf(context, node, owner).final).map(({ start }) => start),
  );
  const names = [...handles, ...effects.flatMap((node) => wordsOf(written(context, node)))];
  for (const node of nodes) {
    if (node.type !== "return_statement" || node.start > last) continue;
    const { tests } = circumstancesOf(context, node, owner);
    const test = tests.find((each) => !isAboutHandle(written(context, each), names));
    if (test === undefined) continue;
    const words = wordsOf(written(context, test));
    const isBrought = words.length === 1 && parameterNames(context, owner).includes(words[0] ?? "");
    if (isBrought) draft.joins.push(rangeOf(node));
    else draft.unclear.push(told(rangeOf(node), "leaves early on a condition"));
  }
}

function parameterNames(context: Context, owner: SyntaxNode): readonly string[] {
  const list = fieldOf(owner, "parameters");
  return (list ? namedChildren(list) : []).flatMap((each) => wordsOf(written(context, each)).slice(0, 1));
}
