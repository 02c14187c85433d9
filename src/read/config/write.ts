/** The text of a new `db-ssot.json`. Defaults are left out, so that the file holds decisions only. */
import type { AccessorConfig, SourceConfig } from "./config.js";

/** Where the schema is found from the project's root once the package is installed there. */
export const SCHEMA_LOCATION = "./node_modules/db-ssot/schema.json";

/** @returns the same text for the same sources; reading it back gives these sources */
export function writeConfig(sources: readonly SourceConfig[], schema: string = SCHEMA_LOCATION): string {
  return printJson({ $schema: schema, sources: sources.map(describeSource) }, 80);
}

/** JSON as formatters print it: an object a key a line, an array in one line where it fits into `width`. */
export function printJson(value: unknown, width: number): string {
  return `${print(value, "", width)}\n`;
}

function describeSource(source: SourceConfig): Readonly<Record<string, unknown>> {
  return {
    name: source.name,
    ...(source.files.join() !== "**" && { files: source.files }),
    accessor: describeAccessor(source.accessor),
    ...nonEmpty(
      "alsoAllowed",
      source.alsoAllowed.map((allowed) => describeAllowed(allowed, source.accessor)),
    ),
    // An empty list switches detection off.
    ...(source.managers && { managers: source.managers }),
    ...nonEmpty("legacy", source.legacy),
    defaultNames: source.defaultNames,
    ...nonEmpty("internals", source.internals),
  };
}

function describeAccessor({ module, path, form }: AccessorConfig): Readonly<Record<string, unknown>> {
  return { module, name: path.join("."), form };
}

function describeAllowed(allowed: AccessorConfig, accessor: AccessorConfig): unknown {
  const isShort = allowed.module === accessor.module && allowed.form === "auto";
  return isShort ? allowed.path.join(".") : describeAccessor(allowed);
}

function nonEmpty(key: string, list: readonly unknown[]): Readonly<Record<string, unknown>> {
  return list.length === 0 ? {} : { [key]: list };
}

/**
 * @param indent what stands before the line on which `value` begins
 * @param taken  columns of that line before `value`, without the indent
 */
function print(value: unknown, indent: string, width: number, taken = 0): string {
  const line = printInline(value);
  // One column is for the comma that may follow.
  if (line !== undefined && (!Array.isArray(value) || indent.length + taken + line.length < width)) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + print(item, inner, width)).join(",\n")}\n${indent}]`;
  }
  const lines = Object.entries(value as object).map(([key, item]) => {
    const start = `${JSON.stringify(key)}: `;
    return inner + start + print(item, inner, width, start.length);
  });
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

/** Nothing where an object with keys is in it, which is never put in one line. */
function printInline(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (!Array.isArray(value)) return Object.keys(value).length === 0 ? "{}" : undefined;
  const items = value.map(printInline);
  return items.includes(undefined) ? undefined : `[${items.join(", ")}]`;
}
