/**
 * What single expressions do to a transaction or a connection, by their names and their SQL. Whether they are about the
 * handle that a function gives, and whether they always run, is for contract.ts to say.
 */
import { ts } from "ts-morph";
import type { Effect as EffectName } from "../../facts/facts.js";
import { RELEASES } from "../../facts/releases.js";
import { ENDS, isOtherThing, levelOf, RETRIES, SENDS, statementEffect, statementLevel } from "../effects.js";
import { propertyName } from "./context.js";
import type { Tree } from "./tree.js";

/** One such place, with the node's full start, by which places are ordered. */
export interface Effect extends ts.ReadonlyTextRange {
  readonly node: ts.Node;
  readonly found: Found;
}

export type Found =
  | { readonly kind: "does"; readonly effect: EffectName }
  /** Runs code that it is given between a beginning and an end; empty where its name says nothing. */
  | { readonly kind: "block"; readonly does: readonly EffectName[] }
  | { readonly kind: "isolation"; readonly level: string | undefined }
  /** A function of the project that by its name ends something: `this.closeSession()`. */
  | { readonly kind: "ends" }
  /** `tx ?? …`: what is there already comes first. */
  | { readonly kind: "fallback" };

const METHODS: ReadonlyMap<string, EffectName> = new Map<string, EffectName>([
  ["begin", "begins"],
  ["beginTransaction", "begins"],
  ["startTransaction", "begins"],
  ["startUnmanagedTransaction", "begins"],
  ["transaction", "begins"],
  ["commit", "commits"],
  ["commitTransaction", "commits"],
  ["rollback", "rollsBack"],
  ["rollbackTransaction", "rollsBack"],
  ["abortTransaction", "rollsBack"],
  ["savepoint", "joins"],
  ["getStore", "joins"],
]);

/** `db.transaction(work)`, `prisma.$transaction(work)`, `sql.begin(work)`. */
const TRANSACTIONS = /^(\$?transaction|withTransaction|inTransaction|runInTransaction|transactional|begin|savepoint)$/;

const TRANSACTION: readonly EffectName[] = ["begins", "commits", "rollsBack"];

/** All of a file, in the order of the text. */
export function readEffects({ nodes }: Tree): readonly Effect[] {
  return nodes.flatMap((node) => {
    const found = ts.isIdentifier(node) ? [] : foundAt(node);
    return found.map((each): Effect => ({ node, found: each, pos: node.pos, end: node.end }));
  });
}

function foundAt(node: ts.Node): readonly Found[] {
  if (ts.isCallExpression(node)) return foundInCall(node);
  if (ts.isTaggedTemplateExpression(node)) return foundInSql(templateText(node.template));
  if (ts.isPropertyAssignment(node)) return foundInProperty(node);
  if (isRetryingLoop(node)) return [{ kind: "does", effect: "retries" }];
  return isFallback(node) ? [{ kind: "fallback" }] : [];
}

function foundInCall(call: ts.CallExpression): readonly Found[] {
  const name = calledName(call);
  if (name === undefined) return [];
  const [first] = call.arguments;
  const sql = first && ts.isStringLiteralLike(first) && SENDS.test(name) ? first.text : undefined;
  if (sql !== undefined) return foundInSql(sql);
  if (call.arguments.some((argument) => isWork(argument))) {
    if (RETRIES.test(name)) return [{ kind: "does", effect: "retries" }];
    if (!TRANSACTIONS.test(transactionName(call))) return [{ kind: "block", does: [] }];
    const level = first && ts.isStringLiteralLike(first) ? foundLevel(first) : [];
    return [{ kind: "block", does: TRANSACTION }, ...level];
  }
  const level = LEVEL_SETTER.test(name) && first ? foundLevel(first) : [];
  const effect = isOtherThing(receiverName(call)) ? undefined : RELEASES.has(name) ? "closes" : METHODS.get(name);
  if (effect === undefined && ENDS.test(name)) return [{ kind: "ends" }];
  const isMethod = ts.isPropertyAccessExpression(call.expression) || ts.isElementAccessExpression(call.expression);
  return [...(effect && isMethod ? [{ kind: "does" as const, effect }] : []), ...level];
}

const LEVEL_SETTER = /^(setIsolationLevel|startTransaction|beginTransaction)$/;

/** `trx.transaction().execute(work)`: what begins it is called before what is given the work. */
function transactionName(call: ts.CallExpression): string {
  const name = calledName(call) ?? "";
  if (name !== "execute" || !ts.isPropertyAccessExpression(call.expression)) return name;
  let at: ts.Expression = call.expression.expression;
  while (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression)) {
    if (TRANSACTIONS.test(at.expression.name.text)) return at.expression.name.text;
    at = at.expression.expression;
  }
  return name;
}

/** What runs a function that it is given, and does nothing else. */
export const NEUTRAL =
  /^(then|catch|finally|map|forEach|flatMap|filter|reduce|some|every|find|run|exit|setTimeout|nextTick)$/;

/** A function, or a name that may be one: the work that a caller hands over. */
export function isWork(argument: ts.Expression): boolean {
  if (ts.isArrowFunction(argument) || ts.isFunctionExpression(argument)) return true;
  return (
    ts.isIdentifier(argument) &&
    /^(\w*(work|callback|handler|operation|task)|fn|func|cb|run|body|block|action)$/i.test(argument.text)
  );
}

/** The last name of what is called: `commit` of `this.client.commit()`. */
export function calledName({ expression }: ts.CallExpression): string | undefined {
  if (ts.isIdentifier(expression)) return expression.text;
  if (ts.isPropertyAccessExpression(expression)) return expression.name.text;
  if (!ts.isElementAccessExpression(expression)) return undefined;
  const written = expression.argumentExpression.getText();
  return written.startsWith("Symbol.") ? `[${written}]` : undefined;
}

/** The last name before the method: `client` of `this.client.release()`. */
function receiverName({ expression }: ts.CallExpression): string {
  if (!ts.isPropertyAccessExpression(expression)) return "";
  let at: ts.Expression = expression.expression;
  while (ts.isCallExpression(at) || ts.isNonNullExpression(at) || ts.isParenthesizedExpression(at)) at = at.expression;
  if (ts.isIdentifier(at)) return at.text;
  return ts.isPropertyAccessExpression(at) ? at.name.text : "";
}

export function templateText(template: ts.TemplateLiteral): string {
  return ts.isNoSubstitutionTemplateLiteral(template) ? template.text : template.head.text;
}

function foundInSql(sql: string): readonly Found[] {
  const effect = statementEffect(sql);
  const level = statementLevel(sql);
  return [
    ...(effect ? [{ kind: "does" as const, effect }] : []),
    ...(level ? [{ kind: "isolation" as const, level }] : []),
  ];
}

function foundInProperty({ name, initializer }: ts.PropertyAssignment): readonly Found[] {
  return propertyName(name) === "isolationLevel" ? foundLevel(initializer) : [];
}

/** A level that is no name or text can be any. */
function foundLevel(node: ts.Expression): readonly Found[] {
  if (ts.isFunctionLike(node) || ts.isObjectLiteralExpression(node)) return [];
  const written = ts.isStringLiteralLike(node) ? node.text : ts.isPropertyAccessExpression(node) ? node.getText() : "";
  const level = levelOf(written);
  return [
    { kind: "isolation", level: /^(serializable|repeatable read|read|snapshot)/.test(level) ? level : undefined },
  ];
}

/** A loop around what may fail, and goes on when it does. */
function isRetryingLoop(node: ts.Node): boolean {
  if (!ts.isIterationStatement(node, false)) return false;
  const statements = ts.isBlock(node.statement) ? node.statement.statements : [node.statement];
  return statements.some((each) => {
    const last = ts.isTryStatement(each) ? each.catchClause?.block.statements.at(-1) : undefined;
    const isCaught = ts.isTryStatement(each) && each.catchClause !== undefined;
    return isCaught && !(last && ts.isThrowStatement(last) && each.catchClause.block.statements.length === 1);
  });
}

function isFallback(node: ts.Node): boolean {
  if (!ts.isBinaryExpression(node) || !ts.isIdentifier(node.left)) return false;
  const { kind } = node.operatorToken;
  return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
}
