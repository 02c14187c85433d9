/** What `init` sets up besides the configuration: the check in CI and before each commit. */

import { encode } from "../base/text/encoding.js";
import { nearest } from "../base/text/nearest.js";
import type { FilePath } from "../base/text/span.js";
import type { FileSystem } from "../base/world/world.js";
import { fault } from "../read/config/faults.js";
import { installHook } from "./hook.js";
import { offerAgentLines } from "./init-agents.js";
import type { CommandInvocation } from "./invocation.js";
import { PIPELINES, type Pipeline } from "./pipelines.js";

/** @throws {Fault} for a CI system that there is no text for */
export function aPipeline(value: string): Pipeline {
  const known = PIPELINES.map(({ name }) => name);
  const found = PIPELINES.find(({ name }) => name === value);
  if (found === undefined) throw fault("unknown-pipeline", { value, known, nearest: nearest(value, known) });
  return found;
}

/**
 * Writes the file from the top of the repository, or says what to add to the one that is there; changes none.
 *
 * @throws {Fault} where the check is in it already
 */
export async function writePipeline(
  { world, circumstances }: CommandInvocation,
  { file, system, isShared, text }: Pipeline,
): Promise<void> {
  const { files, directory } = await repositoryOf(world);
  const written = text(circumstances.version, directory);
  if (await files.create(file, encode(written))) {
    world.terminal.write(`\nwrote ${file} for ${system}:\n\n${written}`);
    return;
  }
  if (!isShared || hasJob(files, file)) throw fault("pipeline-exists", { path: file, system });
  world.terminal.write(`\n${file} exists already and was not changed; add this to it:\n\n${written}`);
}

/** Ctrl-C ends the questions; what was written stays. */
export async function askForChecks(invocation: CommandInvocation): Promise<void> {
  const { world } = invocation;
  const { files } = await repositoryOf(world);
  const used = PIPELINES.find(({ name, file }) => files.stat(name === "github" ? ".github" : file) !== undefined);
  const system = await world.prompts.choose(
    "run the check in CI?",
    SYSTEMS,
    used === undefined ? "n" : KEYS[used.name],
  );
  if (system === undefined) return;
  const pipeline = PIPELINES.find(({ name }) => KEYS[name] === system);
  if (pipeline !== undefined) await writePipeline(invocation, pipeline);
  await offerAgentLines(invocation);
  if ((await world.hooks.find()) === undefined) return;
  if ((await world.prompts.choose("run the check before each commit?", YES_OR_NO, "n")) === "y") {
    await installHook(invocation);
  }
}

const KEYS: Readonly<Record<Pipeline["name"], string>> = { github: "g", gitlab: "l" };

const SYSTEMS = [
  { key: KEYS.github, name: "GitHub Actions: write a workflow" },
  { key: KEYS.gitlab, name: "GitLab CI: write a job" },
  { key: "n", name: "no" },
];

const YES_OR_NO = [
  { key: "y", name: "yes: add it to the hooks of this repository" },
  { key: "n", name: "no" },
];

/** CI systems look for their files at the top of the repository; without one the project's root has to do. */
async function repositoryOf({
  hooks,
  files,
}: CommandInvocation["world"]): Promise<{ readonly files: FileSystem; readonly directory: FilePath }> {
  const place = await hooks.find();
  return place === undefined ? { files, directory: "" } : { files: place.top.files, directory: place.prefix };
}

function hasJob(files: FileSystem, file: FilePath): boolean {
  return /\bdb-ssot\b/.test(new TextDecoder().decode(files.read(file)));
}
