/** The reporters, by the name that `--format` takes. */
import { checkstyle } from "./checkstyle.js";
import { concise } from "./concise.js";
import { github } from "./github.js";
import { gitlab } from "./gitlab.js";
import { html } from "./html/html.js";
import { json } from "./json.js";
import { jsonl } from "./jsonl.js";
import { junit } from "./junit.js";
import { markdown } from "./markdown.js";
import { pretty } from "./pretty.js";
import { rdjson } from "./rdjson.js";
import type { Reporter } from "./reporter.js";
import { sarif, sarifAll } from "./sarif/sarif.js";

export { contractsTable, inventoryJson, inventoryTable } from "./inventory.js";
export { prettyFinding } from "./pretty.js";
export type { ReportContext, Reporter } from "./reporter.js";

export const reporters: ReadonlyMap<string, Reporter> = new Map(
  [pretty, concise, json, jsonl, sarif, sarifAll, github, gitlab, junit, checkstyle, rdjson, markdown, html].map(
    (reporter) => [reporter.name, reporter],
  ),
);
