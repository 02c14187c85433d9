/** JSON Schemas (draft 7) of what `--format json` prints, for those who read it. */

const text = { type: "string" } as const;
const count = { type: "integer", minimum: 0 } as const;

const position = {
  type: "object",
  required: ["offset"],
  additionalProperties: false,
  properties: {
    offset: { ...count, description: "UTF-16 code units from the start of the file" },
    line: { type: "integer", minimum: 1 },
    column: { type: "integer", minimum: 1 },
  },
} as const;

const place = { file: text, start: position, end: position } as const;

const fix = {
  type: "object",
  required: ["title", "applicability", "edits"],
  additionalProperties: false,
  properties: {
    title: text,
    applicability: { enum: ["safe", "unsafe", "suggestion"] },
    reason: { ...text, description: "why it is not safe" },
    edits: {
      type: "array",
      description: "applied all or not at all",
      items: {
        type: "object",
        required: ["file", "start", "end", "text"],
        additionalProperties: false,
        properties: { ...place, text },
      },
    },
  },
} as const;

const note = {
  type: "object",
  required: ["message"],
  additionalProperties: false,
  properties: { message: text, ...place },
} as const;

const diagnostic = {
  type: "object",
  required: ["rule", "severity", "message", "file", "start", "end", "notes", "symbol"],
  additionalProperties: false,
  properties: {
    rule: text,
    severity: { enum: ["error", "warning", "info"] },
    message: text,
    ...place,
    label: { ...text, description: "what is to be said of the marked stretch itself" },
    notes: { type: "array", items: note },
    help: text,
    symbol: { ...text, description: "what the finding is about; stable under moves and edits" },
    source: { ...text, description: "the database that it concerns" },
    fix,
  },
} as const;

const problem = {
  type: "object",
  required: ["kind", "file", "message"],
  additionalProperties: false,
  properties: { kind: { enum: ["syntax", "unreadable", "encoding", "too-large"] }, message: text, ...place },
} as const;

const summary = {
  type: "object",
  required: ["errors", "warnings", "infos", "files", "safeFixes", "unsafeFixes", "problems", "known", "suppressed"],
  additionalProperties: false,
  properties: {
    errors: count,
    warnings: count,
    infos: count,
    files: { ...count, description: "files with findings" },
    safeFixes: count,
    unsafeFixes: count,
    problems: { ...count, description: "files that were not read or parsed in full" },
    known: { ...count, description: "findings that the baseline has accepted" },
    suppressed: { ...count, description: "findings that comments allow" },
  },
} as const;

const statistics = {
  type: "object",
  required: ["files", "parsed", "sites", "unknownReasons"],
  additionalProperties: false,
  properties: {
    files: { ...count, description: "files in scope" },
    parsed: count,
    sites: {
      type: "object",
      required: ["known", "unknown"],
      additionalProperties: false,
      properties: { known: count, unknown: count },
    },
    unknownReasons: {
      type: "array",
      items: {
        type: "object",
        required: ["reason", "count"],
        additionalProperties: false,
        properties: { reason: text, count },
      },
    },
  },
} as const;

const tool = {
  type: "object",
  required: ["name", "version"],
  additionalProperties: false,
  properties: { name: { const: "db-ssot" }, version: text },
} as const;

export const reportSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "db-ssot check --format json",
  type: "object",
  required: ["version", "tool", "assumptions", "diagnostics", "problems", "summary", "statistics"],
  additionalProperties: false,
  properties: {
    version: { const: 1 },
    tool,
    assumptions: { type: "array", items: text },
    diagnostics: { type: "array", items: diagnostic },
    problems: { type: "array", items: problem },
    summary,
    statistics,
  },
} as const;

const inventoryRow = {
  type: "object",
  required: ["pattern", "kind", "count", "files", "canonical"],
  additionalProperties: false,
  properties: {
    pattern: text,
    kind: { enum: ["accessor", "allowed", "missing", "manager", "legacy", "client"] },
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
