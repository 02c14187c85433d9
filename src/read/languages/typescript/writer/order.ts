/** The order of import statements: finds the one that a file keeps, if it keeps one. */
import { compareText } from "../../../../base/text/span.js";

/** Compares two module specifiers. */
export type Order = (a: string, b: string) => number;

/**
 * The order that all blocks keep, where they have enough statements to show one.
 *
 * @param blocks  the specifiers of statements without a blank line between them, block by block
 */
export function findOrder(blocks: readonly (readonly string[])[]): Order | undefined {
  if (!blocks.some((block) => block.length > 1)) return undefined;
  return ORDERS.find((order) => blocks.every((block) => isInOrder(block, order)));
}

export function isInOrder(specifiers: readonly string[], order: Order): boolean {
  return specifiers.every((specifier, index) => index === 0 || order(specifiers[index - 1] ?? "", specifier) <= 0);
}

/** Packages come first, then the project's aliases, then its relative paths. */
export function rankOf(specifier: string): number {
  if (specifier.startsWith(".")) return 3;
  if (/^(?:[@~]\/|[~#])/.test(specifier)) return 2;
  return specifier.startsWith("node:") ? 0 : 1;
}

const plain: Order = compareText;
const ignoringCase: Order = (a, b) => compareText(a.toLowerCase(), b.toLowerCase());
const byRank: Order = (a, b) => rankOf(a) - rankOf(b);

/** The orders that the common import sorters keep; the simplest one that fits is taken. */
const ORDERS: readonly Order[] = [
  plain,
  ignoringCase,
  (a, b) => byRank(a, b) || plain(a, b),
  (a, b) => byRank(a, b) || ignoringCase(a, b),
];
