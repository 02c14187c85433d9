/** The orders in which imports and their names are kept. */

export type SortOrder<Item> = (a: Item, b: Item) => number;

/** The first order that all groups keep; a group of one item keeps any. */
export function findOrder<Item>(
  groups: readonly (readonly Item[])[],
  orders: readonly SortOrder<Item>[],
): SortOrder<Item> | undefined {
  return orders.find((order) => groups.every((group) => isInOrder(group, order)));
}

export function isInOrder<Item>(items: readonly Item[], order: SortOrder<Item>): boolean {
  return items.every((item, index) => {
    const previous = items[index - 1];
    return previous === undefined || order(previous, item) <= 0;
  });
}

/** Statements with no blank line between them. */
export function groupsOf<Statement extends { readonly start: number; readonly end: number }>(
  text: string,
  statements: readonly Statement[],
): readonly (readonly Statement[])[] {
  const groups: Statement[][] = [];
  for (const [index, one] of statements.entries()) {
    const previous = statements[index - 1];
    const isApart = previous === undefined || /\n[ \t\f]*\r?\n/.test(text.slice(previous.end, one.start));
    if (isApart) groups.push([]);
    groups.at(-1)?.push(one);
  }
  return groups;
}
