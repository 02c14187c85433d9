/** The subset of JSON Schema that the configuration uses, and schemas that several keys share. */

/** Of draft-07. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: "object" | "array" | "string" | "integer" | "boolean";
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
}

/** A nearer configuration is one of a directory below the root. */
export const WHERE_GLOBS_COUNT = "globs that count from the directory of the configuration";

export function globs(
  description: string,
  example: readonly [string, ...string[]],
  fallback?: readonly string[],
): JsonSchema {
  return {
    description: `${description}; ${WHERE_GLOBS_COUNT}, \`!\` in front takes away`,
    examples: [example],
    ...(fallback && { default: fallback }),
    type: "array",
    items: glob(example[0]),
  };
}

export function glob(example: string): JsonSchema {
  return { title: "glob", description: "a glob", examples: [example], type: "string", minLength: 1, maxLength: 1000 };
}

export function names(description: string, ...examples: readonly string[]): JsonSchema {
  const lists = examples.map((example) => [example]);
  return { description, examples: lists, default: [], type: "array", items: entry("one of them", ...examples) };
}

/** A name, or one of a file or package: `src/db.ts#db.session`. */
export function entry(description: string, ...examples: readonly string[]): JsonSchema {
  return { description, examples, type: "string", pattern: `^([^#]+#)?${NAME}$` };
}

export function name(description: string, ...examples: readonly string[]): JsonSchema {
  return { description, examples, type: "string", pattern: `^${NAME}$` };
}

const WORD = "[^\\s.()\\[\\]{}<>\"'`,;:/#]+";
/** One or several words joined by dots; parentheses and brackets would be a call or an index, not a name. */
const NAME = `${WORD}(\\.${WORD})*`;
