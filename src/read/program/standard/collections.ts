/** Methods of lists, maps and sets, in all languages that are read. */

const PICKS = new Set(["at", "find", "findLast", "get", "pop", "shift"]);
const SELECTS = new Set(["concat", "filter", "reverse", "slice", "sort", "splice", "values"]);
const OTHER = new Set([
  "add",
  "append",
  "clear",
  "copy",
  "delete",
  "entries",
  "every",
  "extend",
  "flat",
  "flatMap",
  "forEach",
  "has",
  "includes",
  "indexOf",
  "insert",
  "items",
  "join",
  "keys",
  "length",
  "map",
  "push",
  "reduce",
  "remove",
  "set",
  "setdefault",
  "size",
  "some",
  "unshift",
  "update",
]);

/** Whether a method gives one element, a collection of some, or something else. */
export function methodOfCollection(name: string): "picks" | "selects" | "other" | undefined {
  if (PICKS.has(name)) return "picks";
  if (SELECTS.has(name)) return "selects";
  return OTHER.has(name) ? "other" : undefined;
}

/** Whether a method of a collection hands each element to its callback. */
export function iterates(name: string): boolean {
  return /^(every|filter|find|flatMap|forEach|map|some)$/.test(name);
}
