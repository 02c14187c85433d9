/** What code does to end its work with a database: the places that commit, roll back and close. */
import { ts } from "ts-morph";
import type { Contract } from "../../facts/facts.js";
import type { Range } from "../../text/span.js";
import { propertyName } from "./context.js";
import { inside, type Tree } from "./tree.js";

/** One such place, with the node's full start, by which places are ordered. */
export interface Effect extends ts.ReadonlyTextRange {
  readonly kind: keyof Contract;
  readonly start: number;
}

const KINDS = new Map<string, keyof Contract>([
  ["begin", "begins"],
  ["beginTransaction", "begins"],
  ["startTransaction", "begins"],
  ["commit", "commits"],
  ["commitTransaction", "commits"],
  ["rollback", "rollsBack"],
  ["rollbackTransaction", "rollsBack"],
  ["abortTransaction", "rollsBack"],
  ["close", "closes"],
  ["end", "closes"],
  ["release", "closes"],
  ["destroy", "closes"],
  ["disconnect", "closes"],
  ["$disconnect", "closes"],
  ["dispose", "closes"],
  ["[Symbol.asyncDispose]", "closes"],
  ["[Symbol.dispose]", "closes"],
]);

/** All of a file, in the order of the text. */
export function readEffects(source: ts.SourceFile, { nodes }: Tree): readonly Effect[] {
  const effects: Effect[] = [];
  for (const node of nodes) {
    const name = ts.isIdentifier(node) ? undefined : effectName(node);
    const kind = name === undefined ? undefined : KINDS.get(name);
    if (kind !== undefined) effects.push({ kind, pos: node.pos, start: node.getStart(source), end: node.end });
  }
  return effects;
}

export function contractWithin(effects: readonly Effect[], body: ts.Node): Contract {
  const contract: Record<keyof Contract, Range[]> = { begins: [], commits: [], rollsBack: [], closes: [] };
  for (const { kind, start, end } of inside(effects, body)) contract[kind].push({ start, end });
  return contract;
}

/** The name of a method called or defined, or the statement of a transaction sent as SQL text, in lower case. */
function effectName(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node)) {
    const [sql] = node.arguments;
    if (sql && ts.isStringLiteralLike(sql) && /^\s*(begin|commit|rollback)\b/i.test(sql.text))
      return sql.text.trim().toLowerCase().split(/\W/)[0];
    return ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : undefined;
  }
  if (ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node)) {
    const name = propertyName(node.name);
    return name?.startsWith("[") ? name : undefined;
  }
  return undefined;
}
