/** Expressions as terms: the value of an expression as this file alone shows it. calls.ts handles built-in functions. */
import { type Term, unknownTerm } from "../../../facts/terms.js";
import { type PythonExtraction, written } from "../context.js";
import { receiverIn, receiverTerm } from "../definitions/methods.js";
import { importedModules, importedTerm } from "../modules/imports.js";
import { originOf, typingName } from "../names/origins.js";
import { fieldOf, fieldsOf, namedChildren, type SyntaxNode } from "../syntax/node.js";
import { stringText } from "../syntax/strings.js";
import { callTerm } from "./calls.js";
import { LITERAL, unionTerm } from "./unions.js";

export function termOf(context: PythonExtraction, node: SyntaxNode): Term {
  const known = context.terms.get(node);
  if (known !== undefined) return known;
  const read = READS.get(node.type);
  const term =
    read === undefined ? unknownTerm(`${node.type.replaceAll("_", " ")} is not followed`) : read(context, node);
  context.terms.set(node, term);
  return term;
}

type Read = (context: PythonExtraction, node: SyntaxNode) => Term;

const LITERALS = [
  "string",
  "concatenated_string",
  "integer",
  "float",
  "true",
  "false",
  "none",
  "ellipsis",
  "comparison_operator",
  "not_operator",
];

const READS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ...LITERALS.map((type): [string, Read] => [type, () => LITERAL]),
  ["identifier", nameTerm],
  ["attribute", memberTerm],
  ["subscript", elementTerm],
  ["call", callTerm],
  ["await", (context, node) => ({ kind: "await", of: onlyTerm(context, node) })],
  ["lambda", (context, node) => ({ kind: "function", index: context.functions.indexOf(node) })],
  ["dictionary", (context, node) => ({ kind: "object", index: context.objects.indexOf(node) })],
  ["parenthesized_expression", onlyTerm],
  // The target of `with … as (x)`, and the whole of `case x`.
  ["as_pattern_target", onlyTerm],
  ["type", onlyTerm],
  ["named_expression", (context, node) => fieldTerm(context, node, "value")],
  ["assignment", assignedTerm],
  ["conditional_expression", conditionalTerm],
  ["boolean_operator", booleanTerm],
  ["binary_operator", binaryTerm],
  ["unary_operator", signTerm],
  ["yield", () => unknownTerm("result of yield")],
  ["list", listedTerm],
  ["tuple", listedTerm],
  ["set", listedTerm],
  ["expression_list", listedTerm],
  ["list_splat", (context, node) => ({ kind: "iterated", of: onlyTerm(context, node) })],
  ["list_comprehension", comprehensionTerm],
  ["set_comprehension", comprehensionTerm],
  ["generator_expression", comprehensionTerm],
  ["dictionary_comprehension", comprehensionTerm],
]);

/** What the parser left out lies too deep, or does not parse. */
const UNREAD: Term = unknownTerm("not read");

function fieldTerm(context: PythonExtraction, node: SyntaxNode, field: string): Term {
  const inner = fieldOf(node, field);
  return inner === undefined ? UNREAD : termOf(context, inner);
}

function onlyTerm(context: PythonExtraction, node: SyntaxNode): Term {
  const [only] = namedChildren(node);
  return only === undefined ? UNREAD : termOf(context, only);
}

export function nameTerm(context: PythonExtraction, node: SyntaxNode): Term {
  const declared = context.scopes.of(node);
  return declared === undefined
    ? { kind: "global", name: written(context, node) }
    : { kind: "binding", id: declared.id };
}

function memberTerm(context: PythonExtraction, node: SyntaxNode): Term {
  const object = fieldOf(node, "object");
  const attribute = fieldOf(node, "attribute");
  if (object === undefined || attribute === undefined) return UNREAD;
  const receiver = receiverIn(context, node);
  if (receiver !== undefined) return receiverTerm(context, receiver);
  const name = written(context, attribute);
  if (name === "__class__") return unknownTerm("class of a value");
  return moduleTerm(context, node) ?? { kind: "member", of: termOf(context, object), name };
}

/** `a.b.c`, which `import a.b.c` loads: the name `a` alone tells nothing of the modules below it. */
function moduleTerm(context: PythonExtraction, node: SyntaxNode): Term | undefined {
  const specifier = originOf(context, node);
  if (specifier === undefined || !importedModules(context).has(specifier)) return undefined;
  return importedTerm(context, specifier, "*");
}

function elementTerm(context: PythonExtraction, node: SyntaxNode): Term {
  const value = fieldOf(node, "value");
  const keys = fieldsOf(node, "subscript");
  const [key] = keys;
  if (value === undefined || key === undefined) return UNREAD;
  const meant = typeArguments(context, value, keys);
  if (meant !== undefined) return meant;
  const of = termOf(context, value);
  if (key.type === "slice") return of;
  const text = stringText(context, key);
  if (text !== undefined && isDictionary(context, value)) return { kind: "member", of, name: text };
  return { kind: "element", of, ...(text === undefined ? {} : { key: text }) };
}

/** `Session = Annotated[AsyncSession, Depends(get_db)]` makes a name that stands for the class in annotations. */
function typeArguments(context: PythonExtraction, value: SyntaxNode, keys: readonly SyntaxNode[]): Term | undefined {
  const [first] = keys;
  const name = typingName(originOf(context, value));
  if (name === undefined || first === undefined) return undefined;
  if (name === "Annotated" || name === "Optional") return termOf(context, first);
  return name === "Union" ? unionTerm(keys.map((key) => termOf(context, key))) : undefined;
}

/** Whether a value is a dictionary that is written out in this file. */
function isDictionary(context: PythonExtraction, node: SyntaxNode): boolean {
  if (node.type === "dictionary") return true;
  if (node.type === "subscript") {
    const value = fieldOf(node, "value");
    return value !== undefined && isDictionary(context, value);
  }
  const places = node.type === "identifier" ? (context.scopes.of(node)?.places ?? []) : [];
  return places.some(({ parent, field }) => {
    const right = field === "left" && parent?.type === "assignment" ? fieldOf(parent, "right") : undefined;
    return right?.type === "dictionary";
  });
}

/** `a = b = X()` nests: the right side of the outer is the inner assignment. */
function assignedTerm(context: PythonExtraction, node: SyntaxNode): Term {
  return fieldOf(node, "right") === undefined
    ? unknownTerm("declared without a value")
    : fieldTerm(context, node, "right");
}

function conditionalTerm(context: PythonExtraction, node: SyntaxNode): Term {
  const [yes, , no] = namedChildren(node);
  return yes && no ? unionTerm([termOf(context, yes), termOf(context, no)]) : UNREAD;
}

function booleanTerm(context: PythonExtraction, node: SyntaxNode): Term {
  const right = fieldTerm(context, node, "right");
  const isOr = node.children.some((child) => child.type === "or");
  return isOr ? unionTerm([fieldTerm(context, node, "left"), right]) : right;
}

/** `X | None` names a type; what other operators give is up to the class of their operands. */
function binaryTerm(context: PythonExtraction, node: SyntaxNode): Term {
  const left = fieldOf(node, "left");
  const right = fieldOf(node, "right");
  const isUnion = node.children.some((child) => child.type === "|");
  if (isUnion && right?.type === "none") return fieldTerm(context, node, "left");
  if (isUnion && left?.type === "none") return fieldTerm(context, node, "right");
  return unknownTerm("result of an operator");
}

/** `-1` is a number; of other values it is up to their class. */
function signTerm(context: PythonExtraction, node: SyntaxNode): Term {
  const operand = fieldTerm(context, node, "argument");
  return operand.kind === "literal" ? operand : unknownTerm("result of an operator");
}

function listedTerm(context: PythonExtraction, node: SyntaxNode): Term {
  return { kind: "collection", of: unionTerm(namedChildren(node).map((element) => termOf(context, element))) };
}

function comprehensionTerm(context: PythonExtraction, node: SyntaxNode): Term {
  const body = fieldOf(node, "body");
  const element = body?.type === "pair" ? fieldOf(body, "value") : body;
  return element === undefined ? UNREAD : { kind: "collection", of: termOf(context, element) };
}
