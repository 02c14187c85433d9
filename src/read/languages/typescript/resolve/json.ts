/** Reads JSON of unknown structure: a value that is missing or of another type is absent. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A list of strings; a single string is a list of one. */
export function asTexts(value: unknown): readonly string[] {
  return [value].flat().filter((item) => typeof item === "string");
}
