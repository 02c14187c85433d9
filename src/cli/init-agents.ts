/** Lines in the instructions for agents that say how the project reaches its database. */

import { decode } from "../base/text/encoding.js";
import type { FilePath } from "../base/text/span.js";
import { visible } from "../base/text/width.js";
import type { FileSystem } from "../base/world/world.js";
import { analyse } from "../judge/analysis/analyse.js";
import { agentBlockIn, agentLines, withAgentLines } from "../judge/rules/agent-lines.js";
import { fault } from "../read/config/faults.js";
import { AGENT_FILES } from "../read/project/documents.js";
import type { CommandInvocation } from "./invocation.js";
import { typedPath } from "./options.js";
import { writeAndReport } from "./writing.js";

/**
 * Adds the lines, or renews them.
 *
 * @param typed  the file; the first that is there where absent, or a new AGENTS.md
 * @throws {Fault} where no accessor is configured, or the file cannot be read or written
 */
export async function writeAgentLines(invocation: CommandInvocation, typed?: string): Promise<void> {
  const { world } = invocation;
  const { files, terminal } = world;
  const file = typed === undefined ? (instructionsIn(files)[0] ?? AGENT_FILES[0] ?? "") : typedPath(invocation, typed);
  const before = textOf(files, file);
  const lines = await linesFor(invocation);
  if (lines === undefined) throw fault("no-agent-lines", {});
  const block = before === undefined ? undefined : agentBlockIn(before);
  const after =
    block === undefined || before === undefined
      ? withAgentLines(before ?? "", lines)
      : `${before.slice(0, block.range.start)}${lines}${before.slice(block.range.end)}`;
  if (after === before) {
    terminal.write(`\n${visible(file)} says it already\n`);
    return;
  }
  await writeAndReport(invocation, [{ file, after, ...(before === undefined ? {} : { before }) }], {
    allowDirty: true,
  });
  terminal.write(`\nwrote into ${visible(file)}:\n\n${lines}`);
}

/** Asks only where there are instructions that say nothing of the accessor. */
export async function offerAgentLines(invocation: CommandInvocation): Promise<void> {
  const { files, prompts } = invocation.world;
  const [file] = instructionsIn(files);
  const text = file === undefined ? undefined : textOf(files, file);
  if (file === undefined || text === undefined || agentBlockIn(text) !== undefined) return;
  const { subject } = await analyse(invocation.world, {});
  const names = subject.sources.flatMap(({ accessor }) => accessor?.path.at(-1) ?? []);
  if (names.length === 0 || names.every((name) => text.includes(name))) return;
  const question = `say in ${visible(file)} how the project reaches its database?`;
  const choices = [
    { key: "y", name: "yes: add three lines" },
    { key: "n", name: "no" },
  ];
  if ((await prompts.choose(question, choices, "n")) === "y") await writeAgentLines(invocation, file);
}

async function linesFor({ world }: CommandInvocation): Promise<string | undefined> {
  const { subject } = await analyse(world, {});
  return agentLines(subject.sources);
}

function instructionsIn(files: FileSystem): readonly FilePath[] {
  return AGENT_FILES.filter((file) => files.stat(file)?.kind === "file" && files.realPath(file) === file);
}

function textOf(files: FileSystem, file: FilePath): string | undefined {
  const bytes = files.stat(file) === undefined ? undefined : files.read(file);
  if (bytes === undefined) return undefined;
  const decoded = decode(bytes);
  if (decoded.kind === "text") return decoded.text;
  throw fault("unreadable-file", { path: file, reason: "it is not UTF-8 text" });
}
