/**
 * How TypeScript code uses its handle: the calls that release it, where it goes, and whether its use ends before its block.
 */
import { ts } from "ts-morph";
import { isRelease, RELEASES } from "../../../facts/releases.js";
import type { HandleUses, Release, UsesRequest } from "../../handle-uses.js";
import { isAssignment } from "../tree.js";
import { chainedCallback, findHolder, functionAround, gatheringOf, type Holder, withWrappers } from "./holder.js";

/** @throws never */
export function usesOf(request: UsesRequest): HandleUses {
  const holder = findHolder(request);
  if (holder === undefined) return { ...NONE, leaves: ["cannot be followed"] };
  const uses = holder.name === undefined ? [] : holder.references.map((node) => useOf(holder, node));
  const all = [...directUses(holder), ...uses];
  const releases = all.flatMap(({ release }) => release ?? []);
  const begins = all.find((use) => use.begins !== undefined)?.begins;
  const sets = all.find((use) => use.sets !== undefined)?.sets;
  return {
    releases,
    leaves: [...new Set(all.flatMap(({ leaves }) => leaves ?? []))],
    captured: all.some((use) => use.captured === true),
    unsettled: all.some((use) => use.unsettled === true),
    lingers: lingers(holder, releases),
    begins,
    sets,
    inClause: isInClause(holder.expression),
    chained: all.some((use) => use.chained === true),
    rebound: all.some((use) => use.rebound === true),
    gathered: gatheringOf(holder.expression) !== undefined,
    enteredLater: false,
    iteratedLater: false,
  };
}

const NONE: HandleUses = {
  releases: [],
  leaves: [],
  captured: false,
  unsettled: false,
  lingers: false,
  chained: false,
  rebound: false,
  gathered: false,
  enteredLater: false,
  iteratedLater: false,
};

/** What one place does with the handle. */
interface Use {
  readonly release?: Release;
  readonly leaves?: string;
  readonly begins?: string;
  readonly sets?: string;
  readonly captured?: boolean;
  readonly unsettled?: boolean;
  readonly chained?: boolean;
  readonly rebound?: boolean;
}

/** What is done with the expression where it stands, before any name has it. */
function directUses(holder: Holder): readonly Use[] {
  const { parent } = holder.expression;
  if (ts.isVariableDeclaration(parent) && !ts.isIdentifier(parent.name)) return takenOut(holder, parent.name);
  const callback = chainedCallback(holder.expression);
  if (callback !== undefined && holder.name === undefined) return [{ leaves: `is passed to \`${shown(callback)}\`` }];
  if (holder.name !== undefined || callback !== undefined) return [];
  if (ts.isExpressionStatement(parent)) return [];
  return [placeUse(holder, holder.expression)];
}

/** `const { query, close } = …`: what releases the handle may be among it. */
function takenOut({ source }: Holder, pattern: ts.BindingName): readonly Use[] {
  if (ts.isIdentifier(pattern)) return [];
  return pattern.elements.flatMap((element) => {
    if (!ts.isBindingElement(element)) return [];
    if (element.dotDotDotToken) return [{ leaves: "is taken apart" }];
    const name = (element.propertyName ?? element.name).getText(source);
    return RELEASES.has(name) ? [{ leaves: `gives \`${name}\`` }] : [];
  });
}

function useOf(holder: Holder, node: ts.Identifier): Use {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && isAssignment(parent.operatorToken.kind) && parent.left === node)
    return { rebound: !isLiteral(parent.right) };
  if (ts.isVariableDeclaration(parent) && parent.name === node)
    return { rebound: parent.initializer !== undefined && !isLiteral(parent.initializer) };
  if (ts.isParameter(parent) && parent.name === node) return { rebound: true };
  const isCaptured = holder.name !== undefined && functionAround(node) !== functionAround(holder.name);
  const use = placeUse(holder, withWrappers(node));
  const isChained = chainedCallback(holder.expression) !== undefined;
  return isCaptured && !isChained ? { ...use, captured: true } : use;
}

function isLiteral(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === "undefined");
}

/** @param node  the handle, with what is written around it */
function placeUse(holder: Holder, node: ts.Node): Use {
  const { parent } = node;
  if ((ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === node)
    return memberUse(holder, parent);
  if (isOnlyTested(node)) return {};
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return argumentUse(holder, parent);
  return { leaves: leavesBy(parent) };
}

function memberUse({ source }: Holder, access: ts.PropertyAccessExpression | ts.ElementAccessExpression): Use {
  const name = memberName(access);
  const { parent } = access;
  const call = ts.isCallExpression(parent) && parent.expression === access ? parent : undefined;
  if (call === undefined) return { unsettled: !isAwaited(access) };
  if (isRelease(name, call.arguments.length)) return { release: { ...rangeOf(source, call), method: name } };
  if (/^(then|catch|finally)$/.test(name)) return { chained: true };
  const sql = statementOf(source, call.arguments[0]);
  const at = `\`${shown(call)}\``;
  const isBegin = /^\s*(begin|start\s+transaction)\b/i.test(sql) || BEGINS.test(name);
  return { unsettled: !isAwaited(call), ...(isBegin ? { begins: at } : {}), ...(SETS.test(sql) ? { sets: at } : {}) };
}

/** A literal, or the one that a name of the file stands for. */
function statementOf({ text }: ts.SourceFile, node: ts.Expression | undefined): string {
  if (node !== undefined && ts.isStringLiteralLike(node)) return node.text;
  if (node === undefined || !ts.isIdentifier(node)) return "";
  const name = node.text.replaceAll("$", "\\$");
  return new RegExp(`(?:const|let|var)\\s+${name}\\s*(?::[^=\\n]*)?=\\s*["'\`]([^"'\`]*)`).exec(text)?.[1] ?? "";
}

/** `SET search_path TO a`, `SELECT pg_advisory_lock(1)`: other statements on the connection see it, and only they. */
const SETS =
  /^\s*(?:set\s|listen\s|declare\s|prepare\s|use\s|lock\s|create\s+temp|select\s+(?:set_config|pg_(?:try_)?advisory_lock|get_lock)\s*\()/i;

function isInClause(node: ts.Node): boolean {
  const statement = ts.findAncestor(node, ts.isStatement);
  return statement !== undefined && ts.isCaseOrDefaultClause(statement.parent);
}

const BEGINS = /^(begin|beginTransaction|startTransaction)$/;

function memberName(access: ts.PropertyAccessExpression | ts.ElementAccessExpression): string {
  if (ts.isPropertyAccessExpression(access)) return access.name.text;
  const key = access.argumentExpression;
  return ts.isStringLiteralLike(key) ? key.text : `[${key.getText()}]`;
}

/** `pool.release(s)` gives it back; any other function may do anything with it. */
function argumentUse({ source }: Holder, call: ts.CallExpression | ts.NewExpression): Use {
  const callee = call.expression;
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText(source);
  if (ts.isCallExpression(call) && TAKES_BACK.test(name)) return { release: rangeOf(source, call) };
  return { leaves: `is passed to \`${shown(callee)}\`` };
}

const TAKES_BACK = /^(release|close|free|giveBack|putBack|dispose|end|destroy|disconnect|recycle)(?![a-z])/;

function rangeOf(source: ts.SourceFile, call: ts.CallExpression): Release {
  return { range: { start: call.getStart(source), end: call.end }, shown: `\`${shown(call)}\`` };
}

function shown(node: ts.Node): string {
  return node.getText().replace(/\s+/g, " ");
}

/** `if (s)`, `s && …`, `s !== undefined` */
function isOnlyTested(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent) || ts.isTypeOfExpression(parent)) return true;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (!ts.isBinaryExpression(parent)) return false;
  if (parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return parent.left === node;
  return EQUALITY.has(parent.operatorToken.kind);
}

const EQUALITY: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
]);

function leavesBy(parent: ts.Node): string {
  if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return "is returned";
  if (ts.isYieldExpression(parent)) return "is yielded";
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) return "is stored";
  if (ts.isPropertyDeclaration(parent) || ts.isBinaryExpression(parent)) return "is stored";
  if (ts.isVariableDeclaration(parent)) return "gets another name";
  if (ts.isParameter(parent)) return "is a default";
  return "is part of an expression";
}

/** Awaited in the same function, whatever is made of it on the way. */
function isAwaited(node: ts.Node): boolean {
  for (let at = node.parent; at !== undefined && !ts.isFunctionLike(at) && !ts.isStatement(at); at = at.parent) {
    if (ts.isAwaitExpression(at)) return true;
  }
  return false;
}

/** After the last release, statements of the block do more than give a result. */
function lingers({ name, source }: Holder, releases: readonly Release[]): boolean {
  const block = name && ts.findAncestor(name, (node) => ts.isBlock(node) || ts.isSourceFile(node));
  const end = Math.max(0, ...releases.map(({ range }) => range.end));
  if (block === undefined || end === 0 || !(ts.isBlock(block) || ts.isSourceFile(block))) return false;
  return block.statements.some((statement) => statement.getStart(source) > end && works(statement));
}

function works(node: ts.Node): boolean {
  if (ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isAwaitExpression(node)) return true;
  if (ts.isYieldExpression(node) || ts.isForOfStatement(node)) return true;
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
  return ts.forEachChild(node, works) ?? false;
}
