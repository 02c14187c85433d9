/** JSON Schemas (draft 7) of what `--format json` and `--format jsonl` give, for those who read it. */

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
  required: ["rule", "severity", "message", "file", "start", "end", "notes", "symbol", "fingerprint", "within"],
  additionalProperties: false,
  properties: {
    rule: text,
    severity: { enum: ["error", "warning", "info"] },
    message: text,
    ...place,
    label: { ...text, description: "what is to be said of the marked range itself" },
    notes: { type: "array", items: note },
    help: text,
    symbol: { ...text, description: "what the finding is about; stable under moves and edits" },
    fingerprint: {
      ...text,
      description: "the same in every report, wherever the code moves; unlike for all findings here",
    },
    within: { ...text, description: "the definitions around it, from the outside in; empty at the top of a module" },
    source: { ...text, description: "the database that it concerns" },
    package: { ...text, description: "where there are several" },
    fix,
  },
} as const;

const suppressed = {
  type: "object",
  required: ["diagnostic", "suppression"],
  additionalProperties: false,
  properties: {
    diagnostic,
    suppression: {
      type: "object",
      description: "the comment",
      required: ["file", "start", "end", "reason"],
      additionalProperties: false,
      properties: {
        ...place,
        reason: text,
        until: { ...text, description: "the last day on which it holds, 2027-03-01" },
        owner: { ...text, description: "@team" },
      },
    },
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

const share = { count, total: count } as const;

const statistics = {
  type: "object",
  required: ["files", "parsed", "sites", "unknownReasons", "canonical"],
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
    canonical: {
      type: "object",
      description: "accesses through the accessor, or one that is allowed beside it, among all accesses of a pattern",
      required: ["count", "total"],
      additionalProperties: false,
      properties: {
        ...share,
        before: {
          type: "object",
          description: "where the branch began; with --since",
          required: ["count", "total"],
          additionalProperties: false,
          properties: share,
        },
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

const assumptions = { type: "array", items: text } as const;

export const reportSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "db-ssot check --format json",
  type: "object",
  required: [
    "version",
    "tool",
    "assumptions",
    "diagnostics",
    "suppressed",
    "known",
    "problems",
    "summary",
    "statistics",
  ],
  additionalProperties: false,
  properties: {
    version: { const: 1 },
    tool,
    assumptions,
    diagnostics: { type: "array", items: diagnostic },
    suppressed: { type: "array", items: suppressed },
    known: { type: "array", items: diagnostic },
    problems: { type: "array", items: problem },
    summary,
    statistics,
  },
} as const;

/** One line of `--format jsonl`; a line of the type `summary` is the last. */
export const lineSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "a line of db-ssot check --format jsonl",
  oneOf: [
    line("problem", problem),
    line("diagnostic", diagnostic),
    line("suppressed", suppressed),
    line("known", diagnostic),
    line("summary", {
      required: ["version", "tool", "assumptions", "summary", "statistics"],
      properties: { version: { const: 1 }, tool, assumptions, summary, statistics },
    }),
  ],
};

function line(type: string, of: { readonly required: readonly string[]; readonly properties: object }): object {
  return {
    type: "object",
    required: ["type", ...of.required],
    additionalProperties: false,
    properties: { type: { const: type }, ...of.properties },
  };
}
