/** What the language and Node give to every object, function, collection and event emitter. */

const OF_OBJECTS = new Set([
  "constructor",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "toString",
  "valueOf",
  "__proto__",
  "__defineGetter__",
  "__defineSetter__",
  "__lookupGetter__",
  "__lookupSetter__",
]);

const OF_FUNCTIONS = new Set(["apply", "arguments", "bind", "call", "caller", "length", "name", "prototype"]);

export function ofEveryObject(name: string): boolean {
  return OF_OBJECTS.has(name);
}

export function ofEveryFunction(name: string): boolean {
  return OF_FUNCTIONS.has(name) || OF_OBJECTS.has(name);
}

/** `EventEmitter` of Node, on its class and on its instances. */
const OF_EMITTERS = new Set([
  "EventEmitter",
  "addAbortListener",
  "addListener",
  "captureRejectionSymbol",
  "captureRejections",
  "defaultMaxListeners",
  "emit",
  "errorMonitor",
  "eventNames",
  "getEventListeners",
  "getMaxListeners",
  "init",
  "listenerCount",
  "listeners",
  "off",
  "on",
  "once",
  "prependListener",
  "prependOnceListener",
  "rawListeners",
  "removeAllListeners",
  "removeListener",
  "setMaxListeners",
  "usingDomains",
]);

export function ofEveryEmitter(name: string): boolean {
  return OF_EMITTERS.has(name);
}

const PICKS = new Set(["at", "find", "findLast", "get", "pop", "shift"]);
const SELECTS = new Set(["concat", "filter", "reverse", "slice", "sort", "splice", "values"]);
const OTHER = new Set([
  "add",
  "clear",
  "delete",
  "entries",
  "every",
  "flat",
  "flatMap",
  "forEach",
  "has",
  "includes",
  "indexOf",
  "join",
  "keys",
  "length",
  "map",
  "push",
  "reduce",
  "set",
  "size",
  "some",
  "unshift",
]);

/** Whether a method of arrays, maps and sets gives one element, a collection of some, or something else. */
export function methodOfCollection(name: string): "picks" | "selects" | "other" | undefined {
  if (PICKS.has(name)) return "picks";
  if (SELECTS.has(name)) return "selects";
  return OTHER.has(name) ? "other" : undefined;
}

/** Whether a method of a collection hands each element to its callback. */
export function iterates(name: string): boolean {
  return /^(every|filter|find|flatMap|forEach|map|some)$/.test(name);
}
