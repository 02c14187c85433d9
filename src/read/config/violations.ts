/**
 * Violations of a schema, as data. The validator is loaded only here, and only if there is a configuration, because loading
 * it takes longer than the rest.
 */
import type { DefinedError } from "ajv";
import { nearest } from "../../base/text/nearest.js";
import type { KeyPath } from "./document.js";
import type { JsonSchema } from "./schema.js";

/** The validator's own words are for schemas, not for people, so only its data is used. */
export interface Violation {
  readonly path: KeyPath;
  readonly value: unknown;
  /** The schema that the value was held against. */
  readonly schema: JsonSchema;
  readonly error: DefinedError;
}

/** @throws never */
export async function findViolations(value: unknown, schema: JsonSchema): Promise<readonly Violation[]> {
  const { Ajv } = await import("ajv");
  // The schema is ours and a test holds it against the meta-schema, so no run pays for that.
  const validate = new Ajv({
    strict: true,
    strictTuples: false,
    allErrors: true,
    verbose: true,
    validateSchema: false,
    meta: false,
  }).compile(schema);
  if (validate(value)) return [];
  // With `verbose`, each error carries its schema and its value; the type of errors says so only for built-in keywords.
  const violations = ((validate.errors ?? []) as DefinedError[]).map((error) => ({
    path: parsePointer(error.instancePath, value),
    value: error.data,
    schema: error.parentSchema as JsonSchema,
    error,
  }));
  return violations.filter((violation) => isTelling(violation, violations));
}

/** `/sources/0/name` → `["sources", 0, "name"]`: only the value tells an index from a key that is a number. */
function parsePointer(pointer: string, value: unknown): KeyPath {
  let current = value;
  const segments = pointer.split("/").slice(1);
  return segments.map((segment) => {
    const key = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    const step = Array.isArray(current) ? Number(key) : key;
    current = (current as Record<string | number, unknown>)[step];
    return step;
  });
}

/**
 * If a value may have one of several shapes, the validator reports the violations of every shape. Only those of the shape
 * with the value's own type help the user, or, if no shape has that type, that the type is wrong.
 */
function isTelling(violation: Violation, all: readonly Violation[]): boolean {
  const choice = all.find(
    (other) => other.error.keyword === "anyOf" && other.path.join("/") === violation.path.join("/"),
  );
  if (violation === choice) {
    return !all.some((other) => other !== choice && isWithin(other, choice) && isTelling(other, all));
  }
  if (violation.error.keyword === "type") return choice === undefined;
  // A value that is no string is reported as one of the wrong type.
  if (violation.error.keyword === "enum") return typeof violation.value === "string";
  return !isMisspelled(violation, all);
}

/** A key that is missing because it stands there misspelled is one fault, not two. */
function isMisspelled({ path, schema, error }: Violation, all: readonly Violation[]): boolean {
  if (error.keyword !== "required") return false;
  const known = Object.keys(schema.properties ?? {});
  return all.some(
    ({ path: other, error: { keyword, params } }) =>
      keyword === "additionalProperties" &&
      other.join("/") === path.join("/") &&
      nearest(params.additionalProperty, known) === error.params.missingProperty,
  );
}

function isWithin(inner: Violation, outer: Violation): boolean {
  return outer.path.every((segment, index) => inner.path[index] === segment);
}
