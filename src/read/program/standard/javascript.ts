/** Members that JavaScript and Node add to every object, function and event emitter. */
import type { Standard } from "./standard.js";

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

export const JAVASCRIPT: Standard = {
  ofEveryObject: (name) => OF_OBJECTS.has(name),
  ofEveryFunction: (name) => OF_FUNCTIONS.has(name) || OF_OBJECTS.has(name),
  ofEveryModule: () => false,
  sidesMeet: false,
  isNode: true,
  keepsGenerators: () => true,
  silentModulesAreOpen: true,
  dropsTypeImports: true,
  starsBind: false,
};

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
