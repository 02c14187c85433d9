/** A registry of facts by node, in the order of first access. */
export interface Registry<Node, Facts> {
  /** The index of the node's facts; reads the node the first time. */
  indexOf(node: Node): number;
  readonly list: readonly Facts[];
}

/** An index is handed out before its facts are complete, so that a class may speak of itself. */
export function createRegistry<Node, Facts>(read: (node: Node) => Facts): Registry<Node, Facts> {
  const indexes = new Map<Node, number>();
  const list: Facts[] = [];
  return {
    list,
    indexOf(node) {
      const known = indexes.get(node);
      if (known !== undefined) return known;
      const index = indexes.size;
      indexes.set(node, index);
      list[index] = read(node);
      return index;
    },
  };
}
