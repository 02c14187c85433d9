/**
 * The JSON Schema of the configuration. `schema.json` at the top of the package is this value printed; editors read that
 * one, the program this one, and a test keeps the two equal. What it lets through is the type of raw.ts.
 */
import { DEFAULT_VERIFY_TIMEOUT } from "./raw.js";
import { OVERRIDE_EXAMPLE, SCHEMA_EXAMPLE, SOURCE_EXAMPLE } from "./schema/examples.js";
import { glob, type JsonSchema } from "./schema/json-schema.js";
import { override, type RuleSummary, ruleSetting, rulesSchema } from "./schema/rules.js";
import { source } from "./schema/source.js";

export type { JsonSchema } from "./schema/json-schema.js";
export type { RuleSummary } from "./schema/rules.js";

/** @param rules every rule there is; another id is no key of the configuration */
export function configSchema(rules: readonly RuleSummary[]): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "db-ssot",
    description: "configuration of db-ssot: where the database is entered, and how strictly that is held",
    examples: [{ sources: [SOURCE_EXAMPLE] }],
    type: "object",
    properties: {
      $schema: {
        description: "where editors find the description of these keys",
        type: "string",
        examples: [SCHEMA_EXAMPLE],
      },
      sources: {
        description: "the databases of the project, each with its one way in; where there are none they are detected",
        examples: [[SOURCE_EXAMPLE]],
        default: [],
        type: "array",
        items: source(),
      },
      ignore: ignored(),
      rules: { $ref: "#/definitions/rules" },
      overrides: {
        description: "other settings of rules for some files; where several match a file, the last one counts",
        examples: [[OVERRIDE_EXAMPLE]],
        default: [],
        type: "array",
        items: override(),
      },
      verify: {
        description: "a command that has to pass with what `fix` applies; it is run in a copy of the project",
        examples: ["npm test", "python -m pytest -q"],
        type: "string",
        minLength: 1,
      },
      verifyTimeout: {
        description: "seconds after which a run of `verify` counts as failed",
        examples: [120],
        default: DEFAULT_VERIFY_TIMEOUT,
        type: "integer",
        minimum: 1,
      },
    },
    additionalProperties: false,
    definitions: {
      rules: rulesSchema(rules),
      ruleSetting: ruleSetting(),
    },
  };
}

/** What is left out is not looked at again, so nothing can be taken back by a `!`. */
function ignored(): JsonSchema {
  const description = "files to leave out, on top of those that `.gitignore` names";
  return {
    description: `${description}; globs that count from the project's root`,
    examples: [["**/generated/**"]],
    default: [],
    type: "array",
    items: { ...glob("**/generated/**"), pattern: "^(?!!(?!\\())" },
  };
}
