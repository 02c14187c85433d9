/**
 * Turns errors into messages for the user, by the table in src/read/config/faults.ts. Each error has its exit status.
 */

import { withoutCommands } from "../base/text/commands.js";
import { visible } from "../base/text/width.js";
import { GitError } from "../base/world/git.js";
import { StagingError } from "../base/world/staging.js";
import { UnreadableError, UnwritableError } from "../base/world/world.js";
import { gitRow, refusalRow } from "../change/journal/refusals.js";
import { Fault, type FaultRow } from "../read/config/fault.js";
import { fault, faultRow } from "../read/config/faults.js";
import type { CommandInvocation } from "./invocation.js";

/** Anything that was thrown, as a fault; what nobody foresaw is ours, and keeps its cause. */
export function asFault(error: unknown, invocation: Pick<CommandInvocation, "circumstances" | "inSources">): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof UnreadableError) return fault("unreadable-file", { path: error.path, reason: error.reason });
  if (error instanceof UnwritableError) return fault("unwritable-file", { path: error.path, reason: error.reason });
  if (error instanceof StagingError) return new Fault([refusalRow(error, { written: [] })]);
  if (error instanceof GitError) return new Fault([gitRow(error.problem)]);
  const { message, stack } = describeThrown(error);
  const { circumstances, inSources } = invocation;
  const located = inSources?.(stack) ?? stack;
  return new Fault([faultRow("internal-error", { message, stack: located, circumstances })], { cause: error });
}

/** @returns lines for standard error, with a line break at the end */
export function renderFault(fault: Fault): string {
  return withoutCommands(`${fault.rows.map(renderRow).join("\n\n")}\n`);
}

function renderRow({ code, place, what, why, fix }: FaultRow): string {
  const where = place === undefined ? "" : `${visible(place.file)}:${place.line}:${place.column}  `;
  const note = why === undefined ? [] : [part(`note: ${why}`)];
  return [`${where}error  ${code}`, part(what), ...note, part(`help: ${fix}`)].join("\n");
}

/**
 * A text of several lines, such as a stack, stays below its own row. What a fault quotes comes from files and could
 * otherwise write over the screen.
 */
function part(text: string): string {
  return `  ${text.replace(CONTROL_CHARACTERS, writeEscape).replaceAll("\n", "\n    ")}`;
}

const CONTROL_CHARACTERS = /(?!\n)\p{Cc}/gu;

function writeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function describeThrown(error: unknown): { readonly message: string; readonly stack: string } {
  if (!(error instanceof Error)) return { message: String(error), stack: "something that is no `Error` was thrown" };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return {
    message: `${error.name}: ${error.message}`,
    stack: ["it happened", ...frames.map((line) => line.trim())].join("\n"),
  };
}
