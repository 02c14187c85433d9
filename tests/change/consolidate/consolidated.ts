/** A small project in memory, consolidated: what came of it, and the files that changed. */
import { type ConsolidateRequest, consolidate } from "../../../src/change/consolidate/consolidate.js";
import type { Consolidation, Merged, Refused } from "../../../src/change/consolidate/consolidation.js";
import { type MemoryFiles, memoryWorld } from "../../support/memory-world.js";

export function consolidated(files: MemoryFiles, request: ConsolidateRequest): Promise<Consolidation> {
  return consolidate(memoryWorld(files), request);
}

/** @throws where it was refused */
export async function merged(files: MemoryFiles, request: ConsolidateRequest): Promise<Merged> {
  const result = await consolidated(files, request);
  if (result.kind !== "merged") throw new Error(JSON.stringify(result, null, 1));
  return result;
}

/** @throws where it was not refused */
export async function refused(files: MemoryFiles, request: ConsolidateRequest): Promise<Refused> {
  const result = await consolidated(files, request);
  if (result.kind !== "refused") throw new Error(`it came to ${result.kind}`);
  return result;
}

/** The text of a file afterwards; `undefined` where it was removed or did not change. */
export function textAfter({ changes }: Merged, file: string): string | undefined {
  return changes.find((change) => change.file === file)?.after;
}

/** Lines, with what they share of indentation taken away. */
export function code(text: string): string {
  const lines = text
    .replace(/^\n/, "")
    .replace(/\n[ \t]*$/, "\n")
    .split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const common = Math.min(...indents);
  return lines.map((line) => line.slice(common)).join("\n");
}
