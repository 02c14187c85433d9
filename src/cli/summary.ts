/** `--summary FILE.md` of `check` and `fix`: writes a document for people about what was found and done. */
import type { Command } from "commander";
import { UnwritableError } from "../base/world/world.js";
import type { CheckResult } from "../judge/check/check.js";
import { takeAccessors } from "../judge/inventory/accessors.js";
import { takeInventory } from "../judge/inventory/inventory.js";
import { fault } from "../read/config/faults.js";
import { reportContext } from "./formats.js";
import type { CommandInvocation } from "./invocation.js";
import type { Done } from "./report/document/account.js";
import { summaryDocument } from "./report/document/document.js";

export interface SummaryOptions {
  /** As it was typed. */
  readonly summary?: string;
}

export function addSummaryOption(command: Command): Command {
  return command.option("--summary <file>", "also write a summary for people, as Markdown");
}

/** @throws {Fault} where the file cannot be written */
export function writeSummary(
  invocation: CommandInvocation,
  { summary: file }: SummaryOptions,
  now: CheckResult,
  done?: Done,
): void {
  if (file === undefined) return;
  const { analysis, report } = now;
  const { allTexts, texts } = analysis.gathered;
  const context = reportContext(invocation, new Map([...allTexts, ...texts]));
  const text = summaryDocument(
    {
      report,
      done,
      counts: { now: inventoryOf(now), before: done && inventoryOf(done.result.before) },
      accessors: takeAccessors(analysis.subject),
    },
    { ...context, colour: false },
  );
  try {
    invocation.world.outputs.write(file, text);
  } catch (error) {
    if (!(error instanceof UnwritableError)) throw error;
    throw fault("unwritable-report", { format: "summary", path: error.path, reason: error.reason });
  }
}

function inventoryOf({ analysis }: CheckResult) {
  return takeInventory(analysis.subject, analysis.discovery.selected);
}
