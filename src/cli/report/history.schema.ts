/** JSON Schema (draft 7) of what `history --format json` prints, for those who read it. */
import { inventorySchema } from "./inventory.schema.js";

const text = { type: "string" } as const;
const count = { type: "integer", minimum: 0 } as const;

function exact(properties: object, optional: object = {}): object {
  const required = Object.keys(properties);
  return { type: "object", required, additionalProperties: false, properties: { ...properties, ...optional } };
}

const commit = exact(
  { id: text, date: { ...text, description: "on which it came in" }, subject: text },
  { author: text },
);
const { items: row } = inventorySchema.properties.patterns;
const pattern = { ...row, properties: { ...row.properties, files: { ...count, description: "how many" } } };

const counted = exact({
  commit,
  configuration: { enum: ["today", "own"], description: "own: that of today names what was not there" },
  patterns: { type: "array", items: pattern },
  canonical: exact({ count, total: count }),
  findings: { type: "array", items: exact({ rule: text, count }) },
});

export const historySchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "db-ssot history --format json",
  ...exact({
    version: { const: 1 },
    tool: exact({ name: { const: "db-ssot" }, version: text }),
    complete: { type: "boolean", description: "false where the clone is shallow" },
    points: {
      type: "array",
      description: "oldest first",
      items: { oneOf: [counted, exact({ commit, reason: text })] },
    },
    turns: {
      type: "array",
      description: "commits with which patterns came in, or were gone",
      items: exact({
        commit,
        point: { ...count, description: "the first of the points that shows it" },
        brought: { type: "array", items: text },
        removed: { type: "array", items: text },
      }),
    },
  }),
};
