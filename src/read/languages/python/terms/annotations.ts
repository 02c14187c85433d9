/** Annotations as terms: `typeTerm` describes a value of the written type. */
import { type Term, unknownTerm } from "../../../facts/terms.js";
import type { PythonExtraction } from "../context.js";
import { originOf, typingName } from "../names/origins.js";
import { ancestor, hasToken, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";
import { termOf } from "./expressions.js";
import { typeApplication } from "./injection.js";
import { quotedType } from "./quoted.js";
import { isTypeVariable, other, type WrittenType } from "./types.js";
import { LITERAL, unionTerm } from "./unions.js";

/** @param node  a `type`, an expression that stands for one, or a string that holds one */
export function typeTerm(context: PythonExtraction, node: SyntaxNode): Term {
  return meaningOf(context, readType(context, node), node);
}

function readType(context: PythonExtraction, node: SyntaxNode): WrittenType {
  switch (node.type) {
    case "type":
    case "parenthesized_expression": {
      const [inner] = namedChildren(node);
      return inner === undefined ? other("not read") : readType(context, inner);
    }
    case "identifier":
    case "attribute":
      return readName(context, node);
    case "generic_type":
    case "subscript":
      return readApplied(context, node);
    case "binary_operator":
    case "union_type":
      if (!hasToken(node, "|")) return other("an operator other than `|`");
      return { kind: "union", of: namedChildren(node).map((part) => readType(context, part)) };
    case "string":
    case "concatenated_string":
      return quotedType(
        stringText(context, node) ?? "",
        (name) => context.scopes.resolve(name, quoting(node)),
        context,
      );
    case "none":
    // `tuple[X, ...]` has as many of `X` as it likes.
    case "ellipsis":
      return { kind: "none" };
    default:
      return other(`${node.type.replaceAll("_", " ")} is not followed`);
  }
}

/** The string whose scope is known; of several that are joined the first. */
function quoting(node: SyntaxNode): SyntaxNode {
  return node.type === "concatenated_string" ? (namedChildren(node)[0] ?? node) : node;
}

function readName(context: PythonExtraction, node: SyntaxNode): WrittenType {
  const declared = node.type === "identifier" ? context.scopes.of(node) : undefined;
  if (declared !== undefined && isTypeVariable(context, declared)) return other("type variable");
  return { kind: "name", origin: originOf(context, node), term: termOf(context, node) };
}

function readApplied(context: PythonExtraction, node: SyntaxNode): WrittenType {
  const { head, given } = typeApplication(node);
  if (head === undefined) return other("not read");
  const arguments_ = given.flatMap((argument) => (argument.type === "tuple" ? namedChildren(argument) : [argument]));
  return { kind: "applied", to: readType(context, head), given: arguments_.map((each) => readType(context, each)) };
}

function meaningOf(context: PythonExtraction, type: WrittenType, at: SyntaxNode): Term {
  switch (type.kind) {
    case "name":
      return named(context, type, at);
    case "applied":
      return applied(context, type, at);
    case "union":
      return unionTerm(type.of.map((part) => meaningOf(context, part, at)));
    case "none":
      return LITERAL;
    case "other":
      return unknownTerm(type.reason);
  }
}

const PLAIN = new Set([
  "str",
  "int",
  "float",
  "bool",
  "bytes",
  "complex",
  "LiteralString",
  "Literal",
  "NoReturn",
  "Never",
]);

function named(
  context: PythonExtraction,
  { origin, term }: Extract<WrittenType, { kind: "name" }>,
  at: SyntaxNode,
): Term {
  const name = typingName(origin);
  if (name === "Self") return selfTerm(context, at);
  if (name !== undefined && PLAIN.has(name)) return LITERAL;
  if (name !== undefined && (name === "Any" || name === "object")) return unknownTerm(`\`${name}\``);
  if (name !== undefined && HOLDING.has(name)) return unknownTerm(`\`${name}\` of anything`);
  return { kind: "instance", of: term };
}

function selfTerm(context: PythonExtraction, at: SyntaxNode): Term {
  const owner = ancestor(at, "class_definition");
  if (owner === undefined) return unknownTerm("`Self` outside a class");
  return { kind: "this", class: context.classes.indexOf(owner), side: "instance" };
}

/** Types of the language that stand for their first argument. */
const SAME = new Set(["Annotated", "ClassVar", "Final", "InitVar", "NotRequired", "Optional", "ReadOnly", "Required"]);

/** Those that hold values of an argument, by its place; all arguments of a tuple are values. */
const HOLDING: ReadonlyMap<string, number> = new Map(
  [
    ...["AbstractSet", "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Collection", "Container"],
    ...[
      "Deque",
      "FrozenSet",
      "Generator",
      "Iterable",
      "Iterator",
      "List",
      "MutableSequence",
      "MutableSet",
      "Reversible",
    ],
    ...["Sequence", "Set", "deque", "frozenset", "list", "set"],
    // What is entered is, for the linker, what is yielded.
    ...["AbstractAsyncContextManager", "AbstractContextManager", "AsyncContextManager", "ContextManager"],
  ].map((name): [string, number] => [name, 0]),
);

const KEYED = new Set(["DefaultDict", "Dict", "Mapping", "MutableMapping", "OrderedDict", "defaultdict", "dict"]);

function applied(
  context: PythonExtraction,
  { to, given }: Extract<WrittenType, { kind: "applied" }>,
  at: SyntaxNode,
): Term {
  const origin = to.kind === "name" ? to.origin : undefined;
  const name = typingName(origin) ?? (origin === "dataclasses.InitVar" ? "InitVar" : undefined);
  const argument = (index: number): Term => {
    const type = given[index];
    return type === undefined ? unknownTerm("not written") : meaningOf(context, type, at);
  };
  if (origin === "asyncio.Future" || origin === "asyncio.Task") return { kind: "promise", of: argument(0) };
  if (name === undefined) return meaningOf(context, to, at);
  if (SAME.has(name)) return argument(0);
  if (name === "Union") return unionTerm(given.map((_, index) => argument(index)));
  if (name === "type" || name === "Type") return classMeant(context, given[0], at);
  if (name === "tuple" || name === "Tuple")
    return { kind: "collection", of: unionTerm(given.map((_, index) => argument(index))) };
  if (KEYED.has(name)) return { kind: "collection", of: argument(1) };
  if (name === "Awaitable") return { kind: "promise", of: argument(0) };
  if (name === "Coroutine") return { kind: "promise", of: argument(2) };
  if (HOLDING.has(name)) return { kind: "collection", of: argument(0) };
  return PLAIN.has(name) ? LITERAL : unknownTerm(`\`${name}\` is not followed`);
}

/** `type[X]` is the class itself. */
function classMeant(context: PythonExtraction, type: WrittenType | undefined, at: SyntaxNode): Term {
  if (type?.kind === "union") return unionTerm(type.of.map((part) => classMeant(context, part, at)));
  if (type?.kind !== "name") return unknownTerm("a class");
  const name = typingName(type.origin);
  if (name === "Any" || name === "object") return unknownTerm("a class");
  if (name !== "Self") return type.term;
  const self = selfTerm(context, at);
  return self.kind === "this" ? { ...self, side: "static" } : self;
}
