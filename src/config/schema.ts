/**
 * The JSON Schema of the configuration, and the type of what it lets through. `schema.json` at the top of the package is
 * this value printed; editors read that one, the program this one, and a test keeps the two equal.
 */
import { FORMS } from "../facts/forms.js";

/** What the schema has to know of a rule. */
export interface RuleSummary {
  readonly id: string;
  /** One line for editors. */
  readonly summary: string;
}

/** The part of JSON Schema (draft-07) that is used here. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: "object" | "array" | "string" | "integer";
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

/** `warn` is what many other tools call a warning. */
export const SEVERITIES = ["error", "warning", "warn", "info", "off"] as const;

export const DEFAULT_SOURCE_NAME = "primary";

/** In seconds: longer than a test suite takes that somebody waits for. */
export const DEFAULT_VERIFY_TIMEOUT = 600;

/** A configuration as it is written: the schema has let it through, defaults and names are not yet worked out. */
export interface RawConfig {
  readonly $schema?: string;
  readonly sources?: readonly RawSource[];
  readonly ignore?: readonly string[];
  readonly rules?: RawRules;
  readonly overrides?: readonly { readonly files: readonly string[]; readonly rules: RawRules }[];
  readonly verify?: string;
  /** In seconds. */
  readonly verifyTimeout?: number;
}

export interface RawSource {
  readonly name?: string;
  readonly files?: readonly string[];
  readonly accessor: RawAccessor;
  readonly alsoAllowed?: readonly (string | RawAccessor)[];
  readonly managers?: readonly string[];
  readonly legacy?: readonly string[];
  readonly defaultNames?: readonly string[];
  readonly internals?: readonly string[];
}

export interface RawAccessor {
  readonly module: string;
  readonly name: string;
  readonly form?: (typeof FORMS)[number] | "auto";
}

export type RawSeverity = (typeof SEVERITIES)[number];
export type RawOptions = Readonly<Record<string, unknown>>;
export type RawRules = Readonly<Record<string, RawRuleSetting>>;
export type RawRuleSetting =
  | RawSeverity
  | readonly [RawSeverity]
  | readonly [RawSeverity, RawOptions]
  | { readonly severity: RawSeverity; readonly options?: RawOptions };

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

const SCHEMA_EXAMPLE = "./node_modules/db-ssot/schema.json";
const ACCESSOR_EXAMPLE = { module: "src/database/index.ts", name: "getDb" };
const PYTHON_EXAMPLE = { module: "app/database/__init__.py", name: "get_db" };
const SOURCE_EXAMPLE = { name: "primary", accessor: ACCESSOR_EXAMPLE };
const OVERRIDE_EXAMPLE = { files: ["tests/**"], rules: { "direct-client": "off" } };

/** One or several names joined by dots; parentheses and brackets would be a call or an index, not a name. */
const NAME_PATTERN = "^[^\\s.()\\[\\]{}<>\"'`,;:/]+(\\.[^\\s.()\\[\\]{}<>\"'`,;:/]+)*$";

function source(): JsonSchema {
  return {
    description: "one database of the project with its one way in",
    examples: [SOURCE_EXAMPLE],
    type: "object",
    properties: {
      name: {
        description: "what findings call this source; needed where there are several",
        examples: ["primary"],
        default: DEFAULT_SOURCE_NAME,
        type: "string",
        minLength: 1,
      },
      files: globs("files that are held to this source", ["src/**", "tests/**"], ["**"]),
      accessor: accessor("the one way in to this database"),
      alsoAllowed: {
        description: "further accessors that may be used beside the canonical one",
        examples: [["databaseManager.sessionScope"]],
        default: [],
        type: "array",
        items: {
          description: "a name in the accessor's module, or an accessor of another module",
          examples: ["databaseManager.sessionScope"],
          anyOf: [
            name("a name in the accessor's module", "databaseManager.sessionScope"),
            accessor("an accessor of another module"),
          ],
        },
      },
      managers: names("classes, or objects of a module, that hand out connections or sessions", "DatabaseManager"),
      legacy: names("functions that gave a session before the accessor did", "getDbSession", "get_db_session"),
      defaultNames: {
        description: "arguments that name this very database, and so may go when a call becomes the accessor's",
        examples: [["default", "primary"]],
        type: "array",
        items: { description: "such an argument", examples: ["default"], type: "string" },
      },
      internals: globs("files that may build the connection; the accessor's own module always may", [
        "src/database/**",
      ]),
    },
    required: ["accessor"],
    additionalProperties: false,
  };
}

function accessor(description: string): JsonSchema {
  return {
    description,
    examples: [ACCESSOR_EXAMPLE, PYTHON_EXAMPLE],
    type: "object",
    properties: {
      module: {
        description: "the file that the accessor is to be imported from, by its path from the project's root",
        examples: [ACCESSOR_EXAMPLE.module, PYTHON_EXAMPLE.module],
        type: "string",
        minLength: 1,
      },
      name: name(
        "the accessor's name in its module: a function, an object, or a member such as `manager.session`",
        ACCESSOR_EXAMPLE.name,
        PYTHON_EXAMPLE.name,
      ),
      form: {
        title: "form",
        description: "how the accessor is used; `auto` reads it from the accessor's definition",
        examples: ["auto"],
        default: "auto",
        type: "string",
        enum: [...FORMS, "auto"],
      },
    },
    required: ["module", "name"],
    additionalProperties: false,
  };
}

function override(): JsonSchema {
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
function rulesSchema(rules: readonly RuleSummary[]): JsonSchema {
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

function ruleSetting(): JsonSchema {
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

function globs(description: string, example: readonly [string, ...string[]], fallback?: readonly string[]): JsonSchema {
  return {
    description: `${description}; globs that count from the project's root, \`!\` in front takes away`,
    examples: [example],
    ...(fallback && { default: fallback }),
    type: "array",
    items: glob(example[0]),
  };
}

function glob(example: string): JsonSchema {
  return { title: "glob", description: "a glob", examples: [example], type: "string", minLength: 1, maxLength: 1000 };
}

function names(description: string, ...examples: readonly string[]): JsonSchema {
  const lists = examples.map((example) => [example]);
  return { description, examples: lists, default: [], type: "array", items: name("the name of one", ...examples) };
}

function name(description: string, ...examples: readonly string[]): JsonSchema {
  return { description, examples, type: "string", pattern: NAME_PATTERN };
}
