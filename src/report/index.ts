/** The reporters, by the name that `--format` takes. */
import { concise } from "./concise.js";
import { json } from "./json.js";
import { pretty } from "./pretty.js";
import type { Reporter } from "./reporter.js";

export { contractsTable, inventoryJson, inventoryTable } from "./inventory.js";
export { prettyFinding } from "./pretty.js";
export type { ReportContext, Reporter } from "./reporter.js";

export const reporters: ReadonlyMap<string, Reporter> = new Map(
  [pretty, concise, json].map((reporter) => [reporter.name, reporter]),
);
