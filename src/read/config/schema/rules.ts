/** The part of the schema that describes the settings of rules. */
import { SEVERITIES } from "../raw.js";
import { OVERRIDE_EXAMPLE } from "./examples.js";
import { globs, type JsonSchema } from "./json-schema.js";

/** What the schema has to know of a rule. */
export interface RuleSummary {
  readonly id: string;
  /** One line for editors. */
  readonly summary: string;
  /** What its options are where nobody sets them; it has no others. */
  readonly options?: Readonly<Record<string, unknown>>;
}

export function override(): JsonSchema {
  return {
    description: "other settings of rules for the files that match",
    examples: [OVERRIDE_EXAMPLE],
    type: "object",
    properties: {
      files: { ...globs("the files that these settings are for", ["tests/**"]), minItems: 1 },
      rules: { $ref: "#/definitions/rules" },
    },
    required: ["files", "rules"],
    additionalProperties: false,
  };
}

/** Keywords beside a `$ref` have no effect in draft-07, hence `allOf`. */
export function rulesSchema(rules: readonly RuleSummary[]): JsonSchema {
  return {
    title: "rules",
    description: "a severity for each rule that should not have its own, alone or with options",
    examples: [OVERRIDE_EXAMPLE.rules],
    type: "object",
    properties: Object.fromEntries(
      rules.map(({ id, summary }) => [id, { description: summary, allOf: [{ $ref: "#/definitions/ruleSetting" }] }]),
    ),
    additionalProperties: false,
  };
}

export function ruleSetting(): JsonSchema {
  const severity: JsonSchema = {
    title: "severity",
    description: "`error` fails the run; `warning` (or `warn`) and `info` only report; `off` is silent",
    examples: ["warning"],
    type: "string",
    enum: SEVERITIES,
  };
  const options: JsonSchema = { description: "options of the rule", examples: [{}], type: "object" };
  const description = "a severity, alone or with options";
  return {
    description,
    examples: ["warning"],
    anyOf: [
      severity,
      {
        description,
        examples: [["warning", {}]],
        type: "array",
        items: [severity, options],
        minItems: 1,
        maxItems: 2,
      },
      {
        description,
        examples: [{ severity: "warning", options: {} }],
        type: "object",
        properties: { severity, options },
        required: ["severity"],
        additionalProperties: false,
      },
    ],
  };
}
