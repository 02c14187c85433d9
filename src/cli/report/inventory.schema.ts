/** JSON Schema (draft 7) of what `inventory --format json` prints, for those who read it. */

const text = { type: "string" } as const;
const count = { type: "integer", minimum: 0 } as const;

const tool = {
  type: "object",
  required: ["name", "version"],
  additionalProperties: false,
  properties: { name: { const: "db-ssot" }, version: text },
} as const;

const inventoryRow = {
  type: "object",
  required: ["pattern", "kind", "count", "files", "canonical"],
  additionalProperties: false,
  properties: {
    pattern: text,
    kind: { enum: ["accessor", "allowed", "missing", "manager", "raw", "legacy", "client"] },
    source: { ...text, description: "the database that it leads to" },
    count,
    files: { type: "array", items: text },
    canonical: { type: "boolean" },
  },
} as const;

/** Where something stands: a line from 1. */
const lineOfFile = { file: text, line: count };

function placed(more: object): object {
  const properties = { ...more, ...lineOfFile };
  return { type: "object", required: Object.keys(properties), additionalProperties: false, properties };
}

const contractRow = {
  type: "object",
  required: ["name", "kind", "source", "file", "line", "contract", "effects", "isolation", "unknown"],
  additionalProperties: false,
  properties: {
    name: text,
    kind: { enum: ["accessor", "allowed", "legacy", "manager"] },
    source: text,
    ...lineOfFile,
    contract: { ...text, description: "what it does around the handle that it gives, in one clause" },
    effects: {
      type: "array",
      items: placed({
        effect: {
          enum: ["begins", "commits", "keeps", "rollsBack", "discards", "closes", "leaks", "retries", "joins"],
        },
      }),
    },
    isolation: { type: "array", items: placed({ level: text }) },
    unknown: { type: "array", items: placed({ reason: text }), description: "why not all of it is known" },
    clients: {
      type: "array",
      items: placed({ names: { type: "array", items: text } }),
      description: "where the clients are built that it stands on; absent where that is not known",
    },
  },
} as const;

export const inventorySchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "db-ssot inventory --format json",
  type: "object",
  required: ["version", "tool", "patterns", "contracts"],
  additionalProperties: false,
  properties: {
    version: { const: 1 },
    tool,
    patterns: { type: "array", items: inventoryRow },
    contracts: { type: "array", items: contractRow },
  },
} as const;
