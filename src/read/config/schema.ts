/**
 * The JSON Schema of the configuration. `schema.json` at the top of the package is this value printed, for editors; a test
 * keeps the two equal. raw.ts is its type.
 */
import { DEFAULT_VERIFY_TIMEOUT } from "./raw.js";
import { EXTENDS_EXAMPLE, OVERRIDE_EXAMPLE, SCHEMA_EXAMPLE, SOURCE_EXAMPLE } from "./schema/examples.js";
import { glob, type JsonSchema, WHERE_GLOBS_COUNT } from "./schema/json-schema.js";
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
      extends: extended(),
      root: {
        description:
          "`true` makes this directory a separate project: configurations above it do not apply here, and a run in a directory above skips its files",
        examples: [true],
        default: false,
        type: "boolean",
      },
      sources: {
        description: "the databases of the project, each with its accessor (default: detected)",
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
        description:
          "a command that has to pass with what `fix` applies; it is run in a copy of the project, and only the project's own configuration may name it",
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

function extended(): JsonSchema {
  const one: JsonSchema = {
    description: "a file by its path from this one, `./` in front, or a package or one of its files",
    examples: [EXTENDS_EXAMPLE],
    type: "string",
    minLength: 1,
  };
  return {
    description:
      "configurations that this one builds on: files by their path from this one, or installed packages; they count as if they stood here, a later one over an earlier one and this one over all: `rules` by rule, `sources` key by key of the same name, `ignore` and `overrides` in addition",
    examples: [EXTENDS_EXAMPLE, ["./db-ssot.base.json", "@acme/db-ssot-config/strict.json"]],
    anyOf: [one, { description: "several of them", examples: [[EXTENDS_EXAMPLE]], type: "array", items: one }],
  };
}

/** What is left out is not looked at again, so nothing can be taken back by a `!`. */
function ignored(): JsonSchema {
  const description = "files to leave out, on top of those that `.gitignore` names";
  return {
    description: `${description}; ${WHERE_GLOBS_COUNT}`,
    examples: [["**/generated/**"]],
    default: [],
    type: "array",
    items: { ...glob("**/generated/**"), pattern: "^(?!!(?!\\())" },
  };
}
