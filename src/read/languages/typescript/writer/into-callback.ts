/**
 * Puts the rest of a block into a callback: turns the statement that binds a handle into the head of a call and moves the
 * following statements into the function that it is given, or says why that would change their meaning.
 */
import { ts } from "ts-morph";
import { applyEdits, type TextEdit } from "../../../../base/edits/apply.js";
import {
  indentAt,
  isBlank,
  lineEnd,
  lineStart,
  newlineOf,
  nextLine,
  startsLine,
} from "../../../../base/text/offsets.js";
import type { Range } from "../../../../base/text/span.js";
import type { UsesRequest } from "../../handle-uses.js";
import type { CallbackRequest, EncloseEdits, HandleChain } from "../../language.js";
import { treeOf } from "../parse.js";
import { declaredBy, isNamedIn } from "./declared.js";
import { nodeAt } from "./holder.js";
import { withoutReleases } from "./without-releases.js";
import { JOINS, literalsOf } from "./without-try.js";

/** What is to be moved. */
interface Moved {
  readonly source: ts.SourceFile;
  readonly statement: ts.VariableStatement;
  readonly block: ts.Block;
  readonly rest: readonly ts.Statement[];
  /** Some of it returns. */
  readonly returns: boolean;
}

/** @throws never */
export function intoCallback(request: CallbackRequest): EncloseEdits {
  const found = findMoved(request);
  if (typeof found === "string") return { kind: "refused", reason: found };
  const removal = withoutReleases(request);
  if (removal.kind === "refused") return removal;
  const reason = hindrance(found, request);
  if (reason !== undefined) return { kind: "refused", reason };
  const edits = [...wrap(found, request), ...indent(found, removal.edits)];
  const { text, overlapping } = applyEdits(request.text, edits);
  if (overlapping.length > 0 || countErrors(request, text) > countErrors(request, request.text))
    return { kind: "refused", reason: "its block cannot be moved" };
  return {
    kind: "edits",
    edits,
    ...(isReleasedAtEnd(found, request) ? { releasedAtEnd: true } : {}),
    ...(found.returns ? { returns: true } : {}),
  };
}

/** What is asked of the handle at once, and of what that gives. @throws never */
export function chainOf({ facts, text, site }: UsesRequest): HandleChain | undefined {
  const { start, end } = site.usage.expression;
  const node = nodeAt(treeOf(facts.file, text), start, end);
  if (node === undefined) return undefined;
  const chain = chainAround(node);
  const { parent } = chain;
  const isSettled = ts.isAwaitExpression(parent) || ts.isReturnStatement(parent) || ts.isArrowFunction(parent);
  const waits = (each: ts.Node): boolean => ts.isAwaitExpression(each) || ts.isYieldExpression(each);
  const isFixed = holds([chain], (each) => waits(each) && !isWithin({ start: each.pos, end: each.end }, node));
  if (chain === node || !isSettled || isFixed) return undefined;
  const free = ["db", "handle", "session"].find((name) => !isNamedIn([chain], new Set([name])));
  return free === undefined ? undefined : { end: chain.end, free };
}

function chainAround(node: ts.Node): ts.Node {
  const { parent } = node;
  const isLink =
    ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent);
  return (isLink && parent.expression === node) || ts.isNonNullExpression(parent) ? chainAround(parent) : node;
}

function findMoved({ facts, text, statement: range, name, releases }: CallbackRequest): Moved | string {
  const source = treeOf(facts.file, text);
  const statement = nodeAt(source, range.start, range.end);
  if (statement === undefined || !ts.isVariableStatement(statement)) return "it is not a separate statement";
  const block = statement.parent;
  if (!ts.isBlock(block)) return "it is not in the body of a function";
  const [declared, ...others] = statement.declarationList.declarations;
  const isAlone = others.length === 0 && declared !== undefined && ts.isIdentifier(declared.name);
  if (!isAlone || declared.name.text !== name) return "it declares more than the handle";
  const following = block.statements.slice(block.statements.indexOf(statement) + 1);
  const last = following.findLastIndex((node) => releases.some((one) => node.pos <= one.start && one.end <= node.end));
  const [moved, left] = last < 0 ? [following, []] : [following.slice(0, last + 1), following.slice(last + 1)];
  // What is declared in the callback is not seen after it.
  const rest = isNamedIn(left, namesOf(moved)) ? following : moved;
  return { source, statement, block, rest, returns: holds(rest, ts.isReturnStatement) };
}

function hindrance(found: Moved, { facts, name, async }: CallbackRequest): string | undefined {
  const { source, statement, rest, block, returns } = found;
  const [first, last] = [rest[0], rest.at(-1)];
  if (first === undefined || last === undefined) return "nothing follows in its block that uses the handle";
  const isAlone = startsLine(source.text, statement.getStart(source)) && endsLine(source, statement);
  if (!isAlone || !startsLine(source.text, first.getStart(source)) || !endsLine(source, last))
    return "it shares its line with other code";
  const binding = facts.bindings.find(({ nameRange, name: own }) => own === name && isWithin(nameRange, statement));
  if (binding === undefined || binding.references.some(({ start }) => start >= last.end || start < statement.end)) {
    return `\`${name}\` is used outside of its block`;
  }
  const around = ts.findAncestor(block, ts.isFunctionLike) ?? source;
  // Also where it is declared further down, as functions are.
  if (isNamedIn([around], namesOf(rest), [statement, ...rest])) return "a name that it declares is used outside of it";
  if (binding.assigned.length > 0) return `\`${name}\` is assigned again`;
  if (holds(rest, isVar)) return "a `var` would no longer belong to the function around it";
  if (holds(rest, ts.isYieldExpression)) return "the code yields, which a callback cannot do";
  if (!async && holds(rest, ts.isAwaitExpression)) return "the code awaits, and the callback is not awaited";
  if (leavesLoop(rest)) return "`break` or `continue` would have to leave the callback";
  const isWhole = ts.isFunctionLike(block.parent) && block.statements.at(-1) === last;
  if (returns && !isWhole && !endsAlways(rest)) return "only a part of the code returns";
  return returns && ts.isConstructorDeclaration(block.parent) ? "it is in a constructor" : undefined;
}

function isWithin(range: Range, node: ts.Node): boolean {
  return node.pos <= range.start && range.end <= node.end;
}

function endsLine(source: ts.SourceFile, node: ts.Node): boolean {
  return /^\s*(?:\/\/.*|\/\*.*\*\/\s*)?$/.test(source.text.slice(node.end, lineEnd(source.text, node.end)));
}

/** Something in the statements themselves, not in a function inside. */
function holds(nodes: readonly ts.Node[], test: (node: ts.Node) => boolean): boolean {
  const visit = (node: ts.Node): boolean => {
    if (test(node)) return true;
    return !ts.isFunctionLike(node) && !ts.isClassLike(node) && (ts.forEachChild(node, visit) ?? false);
  };
  return nodes.some(visit);
}

function isVar(node: ts.Node): boolean {
  return ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0;
}

/** A jump whose target is not among the statements; a label is taken for one outside. */
function leavesLoop(nodes: readonly ts.Node[], loops = false, switches = false): boolean {
  return nodes.some((node) => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
    if (ts.isContinueStatement(node)) return node.label !== undefined || !loops;
    if (ts.isBreakStatement(node)) return node.label !== undefined || !(loops || switches);
    const inLoop = loops || ts.isIterationStatement(node, false);
    return leavesLoop(childrenOf(node), inLoop, switches || ts.isSwitchStatement(node));
  });
}

function childrenOf(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children;
}

/** Nothing runs after the last of them: each way through returns or throws. */
function endsAlways(statements: readonly ts.Statement[]): boolean {
  const last = statements.at(-1);
  if (last === undefined) return false;
  if (ts.isReturnStatement(last) || ts.isThrowStatement(last)) return true;
  if (ts.isBlock(last)) return endsAlways(last.statements);
  if (ts.isIfStatement(last))
    return last.elseStatement !== undefined && endsAlways([last.thenStatement]) && endsAlways([last.elseStatement]);
  if (!ts.isTryStatement(last)) return false;
  return endsAlways([last.tryBlock]) && (last.catchClause === undefined || endsAlways([last.catchClause.block]));
}

/** Without strict mode, functions in inner blocks belong to the function around too. */
function namesOf(statements: readonly ts.Statement[]): ReadonlySet<string> {
  const nested = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) && node.name) nested.add(node.name.text);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  statements.forEach(visit);
  return new Set([...nested, ...declaredBy(statements)]);
}

/** A `try` at the end releases it in a `finally` that does nothing else. */
function isReleasedAtEnd({ rest }: Moved, { releases }: CallbackRequest): boolean {
  const end = rest.at(-1);
  const [release] = releases;
  if (end === undefined || releases.length !== 1 || release === undefined || !ts.isTryStatement(end)) return false;
  const [last, ...more] = end.finallyBlock?.statements ?? [];
  return more.length === 0 && last !== undefined && isWithin(release, last) && !ts.isIfStatement(last);
}

function wrap(
  { source, statement, block, rest, returns }: Moved,
  { text, call, name, async }: CallbackRequest,
): readonly TextEdit[] {
  const start = statement.getStart(source);
  const isInTry = ts.findAncestor(block, (node) => ts.isFunctionLike(node) || ts.isTryStatement(node))?.kind;
  const isAwaited = async && (!returns || isInTry === ts.SyntaxKind.TryStatement);
  const prefix = `${returns ? "return " : ""}${isAwaited ? "await " : ""}`;
  const head = `${prefix}${call}(${async ? "async " : ""}(${name}) => {`;
  const end = rest.at(-1)?.end ?? statement.end;
  const newline = newlineOf(text);
  const at = nextLine(text, end);
  // Without a semicolon, a line that begins with a bracket would go on with the call.
  const isJoined = JOINS.test(text.slice(at).trimStart());
  const semicolon = text[statement.end - 1] === ";" || isJoined ? ";" : "";
  return [
    { start, end: statement.end, text: head },
    { start: at, end: at, text: `${indentAt(text, start)}})${semicolon}${newline}` },
  ];
}

/** The moved lines go in by one step; those that lose a `try` around them stay where they are. */
function indent({ source, statement, block, rest }: Moved, removals: readonly TextEdit[]): readonly TextEdit[] {
  const { text } = source;
  const own = indentAt(text, statement.getStart(source));
  const outer = indentAt(text, block.getStart(source));
  const step = own.startsWith(outer) && own !== outer ? own.slice(outer.length) : "  ";
  const fixed = literalsOf(block);
  const edits: TextEdit[] = [];
  const staying = new Set<TextEdit>();
  const end = rest.at(-1)?.end ?? statement.end;
  for (let line = nextLine(text, statement.end); line < end; line = nextLine(text, line)) {
    const isFixed = fixed.some((range) => range.pos < line && line < range.end);
    const isGone = removals.some((edit) => edit.start <= line && edit.end >= lineEnd(text, line));
    if (isFixed || isGone || isBlank(text.slice(line, lineEnd(text, line)))) continue;
    const back = removals.find((edit) => isDedent(text, line, edit));
    if (back !== undefined && back.end - back.start === step.length) staying.add(back);
    else edits.push({ start: line, end: line, text: step });
  }
  return [...removals.filter((edit) => !staying.has(edit)), ...edits];
}

function isDedent(text: string, line: number, edit: TextEdit): boolean {
  return edit.text === "" && lineStart(text, edit.start) === line && isBlank(text.slice(line, edit.end));
}

function countErrors({ facts }: CallbackRequest, text: string): number {
  const source = treeOf(facts.file, text) as ts.SourceFile & { readonly parseDiagnostics?: readonly unknown[] };
  return source.parseDiagnostics?.length ?? 0;
}
