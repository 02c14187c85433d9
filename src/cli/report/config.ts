/** Prints the effective configuration: one value per line with its origin, to be searched with `grep`. */

import { relativePath } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import { visible } from "../../base/text/width.js";
import type { EffectiveRule, EffectiveSource, EffectiveValue, Provenance } from "../../read/config/effective.js";
import { paletteFor } from "./palette.js";
import type { ReportContext } from "./reporter.js";

export const CONFIG_JSON_VERSION = 1;

/** What is in force for one file. */
export interface FileConfig {
  readonly file: FilePath;
  readonly package?: string;
  /** Why the file is not judged; absent where it is. */
  readonly left?: string;
  readonly sources: readonly EffectiveSource[];
  readonly rules: readonly EffectiveRule[];
}

type Context = Pick<ReportContext, "colour" | "directory">;

/** `rules.direct-client.severity  "off"  db-ssot.json:4:24` */
export function configTable(values: readonly EffectiveValue[], context: Context): string {
  return columns(
    values.map(({ key, value, from }) => [key, JSON.stringify(value), whereFrom(from, context)]),
    context,
  );
}

export function fileConfigTable(config: FileConfig, context: Context): string {
  const about = [
    [
      "file",
      relativePath(context.directory ?? "", config.file),
      config.left === undefined ? "" : `not judged: ${config.left}`,
    ],
    ...(config.package === undefined ? [] : [["package", config.package, ""]]),
    ...config.sources.map(({ name, accessor, part }) => [
      `source ${name}`,
      `${accessor.path.join(".")} of ${accessor.module}`,
      PARTS[part],
    ]),
  ];
  const rules = config.rules.flatMap(({ rule, steps, options }) => [
    [rule, steps[0].severity, steps.map((step, index) => tellStep(step, index, context)).join(", ")],
    ...Object.entries(options).map(([name, value]) => [`${rule}.options.${name}`, JSON.stringify(value), ""]),
  ]);
  return `${columns(about, context)}\n${columns(rules, context)}`;
}

export function configJson(values: readonly EffectiveValue[]): string {
  const entries = values.map(({ key, value, from }) => ({ key, value, from: jsonFrom(from) }));
  return print({ version: CONFIG_JSON_VERSION, values: entries });
}

export function fileConfigJson({ file, package: name, left, sources, rules }: FileConfig): string {
  return print({
    version: CONFIG_JSON_VERSION,
    file,
    package: name,
    judged: left === undefined,
    reason: left,
    sources: sources.map((source) => ({
      name: source.name,
      accessor: { ...source.accessor, path: undefined, name: source.accessor.path.join(".") },
      part: source.part,
    })),
    rules: rules.map(({ rule, steps, options }) => ({
      rule,
      severity: steps[0].severity,
      options,
      from: steps.map(({ severity, from }) => ({ severity, ...jsonFrom(from) })),
    })),
  });
}

const PARTS = {
  held: "held to it",
  internal: "one of its internals, which may build the connection",
  outside: "not held to it",
};

const KINDS = { own: "", nearer: "", extended: " (extended)", shared: " (extended)" };

function whereFrom(from: Provenance, { directory = "" }: Context): string {
  if (from.kind === "default") return "default";
  if (from.kind === "composed") return "by a configuration below the root";
  const { file, line, column } = from.place;
  return `${relativePath(directory, file)}:${line}:${column}${KINDS[from.kind]}`;
}

function tellStep({ severity, from }: EffectiveRule["steps"][number], index: number, context: Context): string {
  return index === 0 ? whereFrom(from, context) : `over ${severity} (${whereFrom(from, context)})`;
}

function jsonFrom(from: Provenance) {
  return "place" in from ? { kind: from.kind, ...from.place } : { kind: from.kind };
}

function print(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The last column is as long as it likes. */
function columns(rows: readonly (readonly string[])[], { colour }: Context): string {
  const palette = paletteFor(colour);
  const [first = 0, second = 0] = [0, 1].map((at) =>
    Math.max(0, ...rows.map((row) => Math.min((row[at] ?? "").length, WIDEST))),
  );
  return rows
    .map(([key = "", value = "", note = ""]) => {
      const line = `${visible(key).padEnd(first)}  ${visible(value).padEnd(note === "" ? 0 : second)}`;
      return `${line}${note === "" ? "" : `  ${palette.dim(visible(note))}`}\n`;
    })
    .join("");
}

const WIDEST = 60;
