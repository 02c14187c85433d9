/** Calls as terms: the meaning of built-in functions, and the call of anything else. */
import { type Term, unknownTerm } from "../../../facts/terms.js";
import { type PythonExtraction, written } from "../context.js";
import { receiverIn, receiverTerm } from "../definitions/methods.js";
import { originOf } from "../names/origins.js";
import { fieldOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";
import { typeTerm } from "./annotations.js";
import { termOf } from "./expressions.js";
import { injectedFunction } from "./injection.js";
import { LITERAL, unionTerm } from "./unions.js";

export function callTerm(context: PythonExtraction, node: SyntaxNode): Term {
  const callee = fieldOf(node, "function");
  if (callee === undefined) return unknownTerm("not read");
  const receiver = receiverIn(context, node);
  if (receiver !== undefined) return receiverTerm(context, receiver);
  const injected = injectedFunction(context, node);
  if (injected !== undefined) return { kind: "injected", of: termOf(context, injected) };
  const call = { context, node, given: argumentsOf(node) };
  return standardTerm(call, callee) ?? methodTerm(call, callee) ?? { kind: "call", of: termOf(context, callee) };
}

interface Call {
  readonly context: PythonExtraction;
  readonly node: SyntaxNode;
  /** Arguments by position, up to the first that stands for several. */
  readonly given: readonly SyntaxNode[];
}

function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  const list = fieldOf(call, "arguments");
  // `f(x for x in y)` has the generator itself for a list.
  if (list?.type === "generator_expression") return [list];
  const all = list ? namedChildren(list).filter(({ type }) => type !== "keyword_argument") : [];
  const splat = all.findIndex(({ type }) => type === "list_splat" || type === "dictionary_splat");
  return splat < 0 ? all : all.slice(0, splat);
}

type Meaning = (first: Term, call: Call) => Term | undefined;

const same: Meaning = (first) => first;
const iterated: Meaning = (first) => ({ kind: "iterated", of: first });
const collected: Meaning = (first) => ({ kind: "collection", of: { kind: "iterated", of: first } });
const awaited: Meaning = (first) => ({ kind: "await", of: first });

/** By what they are, not by what the file calls them. */
const STANDARD: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["builtins.next", iterated],
  ["builtins.anext", iterated],
  ["builtins.iter", same],
  ["builtins.aiter", same],
  ["builtins.list", collected],
  ["builtins.set", collected],
  ["builtins.tuple", collected],
  ["builtins.sorted", collected],
  ["builtins.reversed", collected],
  ["builtins.type", () => unknownTerm("class of a value")],
  ["builtins.getattr", namedMember],
  ["typing.cast", cast],
  ["typing_extensions.cast", cast],
  ["functools.partial", same],
  ["functools.cache", same],
  // What `with` gives of them is what they were made of.
  ["contextlib.closing", same],
  ["contextlib.aclosing", same],
  ["contextlib.nullcontext", same],
  ["contextlib.contextmanager", managed],
  ["contextlib.asynccontextmanager", managed],
  ["asyncio.run", awaited],
  ["anyio.run", awaitedCall],
  ["asyncio.create_task", same],
  ["asyncio.ensure_future", same],
  ["asyncio.shield", same],
  ["asyncio.wait_for", same],
  ["asyncio.to_thread", (first) => ({ kind: "promise", of: { kind: "call", of: first } })],
  ["asyncio.gather", gathered],
]);

function standardTerm(call: Call, callee: SyntaxNode): Term | undefined {
  const origin = originOf(call.context, callee);
  if (origin === "builtins.super") return unknownTerm("`super()`");
  if (origin === "builtins.dict") return keyedTerm(call);
  const meaning = origin === undefined ? undefined : STANDARD.get(origin);
  const [first] = call.given;
  if (meaning !== undefined && first !== undefined) return meaning(termOf(call.context, first), call);
  return origin !== undefined && EMPTY.has(origin) ? { kind: "collection", of: LITERAL } : undefined;
}

const EMPTY = new Set(["builtins.list", "builtins.set", "builtins.tuple"]);

function namedMember(of: Term, { context, given }: Call): Term {
  if (given.length > 2) return unknownTerm("getattr with a default");
  const name = stringText(context, given[1]);
  return name === undefined ? unknownTerm("getattr of a computed name") : { kind: "member", of, name };
}

function cast(_type: Term, { context, given }: Call): Term | undefined {
  const [type, value] = given;
  if (type === undefined || value === undefined) return undefined;
  const claimed = typeTerm(context, type);
  return claimed.kind === "unknown" ? termOf(context, value) : claimed;
}

/** `get_session = asynccontextmanager(get_db)` defines a function as the decorator does. */
function managed(_generator: Term, { context, node }: Call): Term {
  return { kind: "function", index: context.functions.indexOf(node) };
}

function awaitedCall(first: Term): Term {
  return { kind: "await", of: { kind: "call", of: first } };
}

function gathered(_first: Term, { context, given }: Call): Term {
  const each = given.map((argument): Term => ({ kind: "await", of: termOf(context, argument) }));
  return { kind: "promise", of: { kind: "collection", of: unionTerm(each) } };
}

/** `dict(a=x, b=y)` */
function keyedTerm({ context, node }: Call): Term {
  const list = fieldOf(node, "arguments");
  const named = list ? namedChildren(list).filter(({ type }) => type === "keyword_argument") : [];
  const values = named.flatMap((argument) => fieldOf(argument, "value") ?? []);
  return { kind: "collection", of: unionTerm(values.map((value) => termOf(context, value))) };
}

/** Methods of the language's protocols, under names that nothing else has. */
function methodTerm({ context, given }: Call, callee: SyntaxNode): Term | undefined {
  const attribute = callee.type === "attribute" ? fieldOf(callee, "attribute") : undefined;
  const object = fieldOf(callee, "object");
  if (attribute === undefined || object === undefined) return undefined;
  const [first] = given;
  switch (written(context, attribute)) {
    case "__enter__":
    case "__aenter__":
      return { kind: "entered", of: termOf(context, object) };
    case "__next__":
    case "__anext__":
      return { kind: "iterated", of: termOf(context, object) };
    case "__iter__":
    case "__aiter__":
      return termOf(context, object);
    case "enter_context":
    case "enter_async_context":
      return first && { kind: "entered", of: termOf(context, first) };
    case "run_until_complete":
      return first && { kind: "await", of: termOf(context, first) };
    case "__new__":
      return first && madeTerm(context, first);
    default:
      return undefined;
  }
}

/** `super().__new__(cls)`, `object.__new__(cls)` */
function madeTerm(context: PythonExtraction, made: SyntaxNode): Term {
  const receiver = receiverIn(context, made);
  if (receiver !== undefined) return receiverTerm(context, { ...receiver, side: "instance" });
  return { kind: "instance", of: termOf(context, made) };
}
