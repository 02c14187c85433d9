/**
 * Validates a document against the schema. Reports all errors at once, each with its key, position and the nearest valid
 * spelling. places.ts checks whether files exist.
 */
import type { DefinedError } from "ajv";
import { nearest } from "../../base/text/nearest.js";
import { compareText } from "../../base/text/span.js";
import { type ConfigDocument, type KeyPath, placeOf, writeKeyPath } from "./document.js";
import type { FaultPlace, FaultRow } from "./fault.js";
import { faultRow } from "./faults.js";
import { DEFAULT_SOURCE_NAME, type RawConfig } from "./raw.js";
import { findUnknownOptions } from "./rule-options.js";
import { configSchema, type JsonSchema, type RuleSummary } from "./schema.js";
import { findViolations, type Violation } from "./violations.js";

export type Validated =
  | { readonly kind: "valid"; readonly raw: RawConfig }
  | { readonly kind: "faults"; readonly faults: readonly FaultRow[] };

/** @throws never */
export async function validateDocument(document: ConfigDocument, rules: readonly RuleSummary[]): Promise<Validated> {
  const violations = await findViolations(document.value, configSchema(rules));
  if (violations.length > 0) {
    const faults = violations.map((violation) => describe(document, violation));
    return { kind: "faults", faults: faults.toSorted(comparePlaces) };
  }
  // The schema has just proved that it has this shape.
  const raw = document.value as RawConfig;
  const faults = [...duplicateSources(document, raw), ...findUnknownOptions(document, raw, rules)];
  return faults.length > 0 ? { kind: "faults", faults } : { kind: "valid", raw };
}

function describe(document: ConfigDocument, { path, value, schema, error }: Violation): FaultRow {
  const place = placeOf(document, path, "value");
  const expectation = { path: nameOf(path), ...explain(schema) };
  switch (error.keyword) {
    case "additionalProperties":
      return describeUnknownKey(document, [...path, error.params.additionalProperty], schema);
    case "required":
      return describeMissingKey([...path, error.params.missingProperty], schema, place);
    case "enum":
      return describeUnknownWord(expectation.path, String(value), schema, place);
    case "pattern":
      if (schema.title === "glob")
        return faultRow("negated-glob", { path: expectation.path, value: String(value) }, place);
      return faultRow("malformed-name", { ...expectation, ...repairName(String(value), error.params.pattern) }, place);
    case "type":
    case "anyOf":
      return faultRow("wrong-type", { ...expectation, ...describeTypes(schema, value) }, place);
    default:
      return faultRow("wrong-length", { ...expectation, problem: nameLength(error) }, place);
  }
}

function describeMissingKey(path: KeyPath, schema: JsonSchema, place: FaultPlace | undefined): FaultRow {
  const key = String(path.at(-1));
  const { meaning, example } = explain(schema.properties?.[key]);
  return faultRow("missing-key", { path: nameOf(path), meaning, example: `"${key}": ${example}` }, place);
}

function describeUnknownKey(document: ConfigDocument, path: KeyPath, schema: JsonSchema): FaultRow {
  const key = String(path.at(-1));
  const known = Object.keys(schema.properties ?? {});
  const place = placeOf(document, path, "key");
  if (schema.title === "rules") {
    return faultRow("unknown-rule", { value: key, known, nearest: nearest(key, known) }, place);
  }
  return faultRow("unknown-key", { path: nameOf(path), known, nearest: nearest(key, known) }, place);
}

function describeUnknownWord(path: string, value: string, schema: JsonSchema, place: FaultPlace | undefined): FaultRow {
  const known = schema.enum ?? [];
  const choice = { path, value, known, nearest: nearest(value, known) };
  return faultRow(schema.title === "form" ? "unknown-form" : "unknown-severity", choice, place);
}

/** A call is what is most often written for a name. */
function repairName(value: string, pattern: string): { readonly value: string; readonly nearest: string | undefined } {
  const name = value.replace(/\(.*?\)/g, "").trim();
  return { value, nearest: new RegExp(pattern).test(name) ? name : undefined };
}

/** The schema is the one place that says what a key is for, to editors and here alike. */
function explain(schema: JsonSchema | undefined): { readonly meaning: string; readonly example: string } {
  return { meaning: schema?.description ?? "", example: writeExample(schema?.examples?.[0]) };
}

/** In one line, with a space after each comma. */
function writeExample(example: unknown): string {
  const lines = JSON.stringify(example, null, 1) ?? "";
  return lines
    .replace(/\[\n\s*/g, "[")
    .replace(/\n\s*\]/g, "]")
    .replace(/\n\s*/g, " ");
}

function nameOf(path: KeyPath): string {
  return path.length === 0 ? "configuration" : writeKeyPath(path);
}

const TYPE_NAMES = {
  object: "an object",
  array: "an array",
  string: "a string",
  integer: "a whole number",
  boolean: "`true` or `false`",
};

/** A single value where several may stand only wants its brackets. */
function describeTypes(schema: JsonSchema, value: unknown) {
  const shapes = (schema.anyOf ?? [schema]).flatMap(({ type }) => (type === undefined ? [] : [TYPE_NAMES[type]]));
  const expected = shapes.join(", ").replace(/, ([^,]*)$/, " or $1");
  const isLone = schema.type === "array" && typeof value === "string";
  return { expected, found: nameType(value), ...(isLone && { example: writeExample([value]) }) };
}

function nameType(value: unknown): string {
  if (value === null) return "`null`";
  if (Array.isArray(value)) return TYPE_NAMES.array;
  if (typeof value === "object" || typeof value === "string") return TYPE_NAMES[typeof value as "object" | "string"];
  return `a ${typeof value}`;
}

function nameLength(error: DefinedError): string {
  switch (error.keyword) {
    case "minLength":
    case "minItems":
      return "is empty";
    case "maxLength":
      return `is longer than ${error.params.limit} characters`;
    case "minimum":
      return `is less than ${error.params.limit}`;
    case "maxItems":
      return `has more than ${error.params.limit} values`;
    default:
      return error.message ?? error.keyword;
  }
}

/** Names of sources are compared as the complete configuration will have them. */
function duplicateSources(document: ConfigDocument, raw: RawConfig): readonly FaultRow[] {
  const first = new Map<string, FaultPlace | undefined>();
  return (raw.sources ?? []).flatMap((source, index) => {
    const name = source.name ?? DEFAULT_SOURCE_NAME;
    const place =
      placeOf(document, ["sources", index, "name"], "value") ?? placeOf(document, ["sources", index], "value");
    if (!first.has(name)) {
      first.set(name, place);
      return [];
    }
    return [faultRow("duplicate-source", { name, firstLine: first.get(name)?.line ?? 1 }, place)];
  });
}

function comparePlaces(a: FaultRow, b: FaultRow): number {
  const [left, right] = [a.place, b.place];
  if (left === undefined || right === undefined) return 0;
  return left.line - right.line || left.column - right.column || compareText(a.what, b.what);
}
