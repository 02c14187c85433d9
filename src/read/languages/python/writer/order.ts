/** The orders in which imports and their names are kept: finds the one that a file keeps, if it keeps one. */
import { compareText } from "../../../../base/text/span.js";
import { STANDARD_MODULES } from "./standard-modules.js";

export interface Ordered {
  readonly specifier: string;
  readonly syntax: "import" | "from";
}

export type Order<T> = (a: T, b: T) => number;

/** The first order that all groups keep; one that holds a single item keeps any. */
export function findOrder<T>(groups: readonly (readonly T[])[], orders: readonly Order<T>[]): Order<T> | undefined {
  return orders.find((order) => groups.every((group) => isInOrder(group, order)));
}

export function isInOrder<T>(items: readonly T[], order: Order<T>): boolean {
  return items.every((item, index) => {
    const previous = items[index - 1];
    return previous === undefined || order(previous, item) <= 0;
  });
}

/** `__future__`, then the standard library, other packages, the project's own, and what is relative. */
export function rankOf(specifier: string, project: ReadonlySet<string>): number {
  if (specifier === "__future__") return 0;
  if (specifier.startsWith(".")) return 4;
  const package_ = topOf(specifier);
  if (project.has(package_)) return 3;
  return STANDARD_MODULES.has(package_) ? 1 : 2;
}

export function topOf(specifier: string): string {
  return specifier.split(".")[0] ?? "";
}

const plain: Order<Ordered> = (a, b) => compareText(a.specifier, b.specifier);
const ignoringCase: Order<Ordered> = (a, b) => compareText(a.specifier.toLowerCase(), b.specifier.toLowerCase());
/** `import x` before `from x import y`. */
const bySyntax: Order<Ordered> = (a, b) => compareText(b.syntax, a.syntax);

/** What the common import sorters keep within a group; their own default first. */
export const STATEMENT_ORDERS: readonly Order<Ordered>[] = [
  (a, b) => bySyntax(a, b) || ignoringCase(a, b),
  (a, b) => bySyntax(a, b) || plain(a, b),
  ignoringCase,
  plain,
];

/** `CONSTANT` before `Class` before `function`. */
function caseRank(name: string): number {
  if (name.length > 1 && name === name.toUpperCase()) return 0;
  return /^[A-Z]/.test(name) ? 1 : 2;
}

const namesIgnoringCase: Order<string> = (a, b) => compareText(a.toLowerCase(), b.toLowerCase());

export const NAME_ORDERS: readonly Order<string>[] = [
  (a, b) => caseRank(a) - caseRank(b) || namesIgnoringCase(a, b),
  compareText,
  namesIgnoringCase,
];
