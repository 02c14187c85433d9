/** Runs a command where its project begins, which may be above the directory that it was typed in. */
import type { Command } from "commander";
import { relativePath } from "../base/text/paths.js";
import type { FilePath } from "../base/text/span.js";
import { findRoot } from "../judge/analysis/root.js";
import { Fault } from "../read/config/fault.js";
import type { CommandInvocation, ExitStatus } from "./invocation.js";
import type { ProjectOptions } from "./options.js";
import { readPlace } from "./place.js";

type Work = (invocation: CommandInvocation) => Promise<ExitStatus>;

/** These are about the directory in which they are typed, or about no project at all; `explain` of a place is about one. */
const WHERE_TYPED = new Set(["init", "explain", "completion", "hook"]);

/** @param command  that is run; paths in its faults are relative to the directory in which it was typed */
export async function atRoot(
  invocation: CommandInvocation,
  command: Command | undefined,
  work: Work,
): Promise<ExitStatus> {
  const { worldAt, world } = invocation;
  const { config } = command?.opts<ProjectOptions>() ?? {};
  // With `--config`, the current directory is the root.
  if (worldAt === undefined || command === undefined || config !== undefined || staysWhereTyped(command)) {
    return work(invocation);
  }
  const { path, directory, above } = await findRoot(world.files, (root) => worldAt(root).files);
  if (path === "") return work(above === undefined ? invocation : { ...invocation, remarks: [leftOut(above)] });
  const { terminal } = world;
  try {
    return await work({ ...invocation, world: { ...worldAt(path), terminal }, directory });
  } catch (error) {
    throw error instanceof Fault ? seenFrom(directory, error) : error;
  }
}

function staysWhereTyped(command: Command): boolean {
  const names: string[] = [];
  for (let each: Command | null = command; each !== null; each = each.parent) names.push(each.name());
  return names.some((name) => WHERE_TYPED.has(name)) && !command.args.some((word) => readPlace(word) !== undefined);
}

function leftOut(above: FilePath): string {
  return `checking this directory alone: the project at \`${above}\` leaves it out, as git ignores it or a tool made it`;
}

function seenFrom(directory: FilePath, fault: Fault): Fault {
  const rows = fault.rows.map((row) => {
    return row.place === undefined
      ? row
      : { ...row, place: { ...row.place, file: relativePath(directory, row.place.file) } };
  });
  return new Fault(rows, { cause: fault });
}
