/** Values derived from a value without looking at other files: awaited, constructed, iterated. */
import { alternatives, extendedPath, unionOf, unknownValue, type Value } from "./values.js";

/** An annotation that says nothing (`any`, a type parameter) leaves the word to the value. */
export function isTelling(value: Value): boolean {
  return alternatives(value).every((part) => {
    if ("of" in part && part.kind !== "union") return isTelling(part.of);
    return part.kind !== "unknown" && part.kind !== "nothing" && part.kind !== "missing";
  });
}

export function mapValue(value: Value, change: (value: Value) => Value): Value {
  return value.kind === "union" ? unionOf(value.of.map(change)) : change(value);
}

export function constructed(value: Value): Value {
  if (value.kind === "class") return { ...value, kind: "instance" };
  if (value.kind === "external") return extendedPath(value, "new()");
  return unknownValue(value.kind === "unknown" ? value.reason : `construction of ${value.kind}`);
}

export function awaited(value: Value): Value {
  return value.kind === "promise" ? value.of : value;
}

export function iterated(value: Value): Value {
  if (value.kind === "generator" || value.kind === "collection") return value.of;
  return value.kind === "unknown" ? value : unknownValue(`iteration over ${value.kind}`);
}

/** A framework runs a generator up to its first `yield`, and waits for a coroutine. */
export function injected(value: Value): Value {
  return value.kind === "generator" || value.kind === "promise" ? value.of : value;
}

export function promiseOf(value: Value): Value {
  return value.kind === "promise" ? value : { kind: "promise", of: value };
}
