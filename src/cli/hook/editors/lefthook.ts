/** Edits the configuration of lefthook in each of its formats: adds a command, or a job if the file has jobs. */
import type { Node } from "jsonc-parser";
import type { YAMLMap } from "yaml";
import { insertBlock, removeBlock } from "../block.js";
import { type EditedConfiguration, type Editor, refused } from "../manager.js";
import { type HookCommand, oneLine, runsAlready } from "../order.js";
import { addMember, jsonNode, readJson, removeMember } from "./json.js";
import { addToYaml, listAt, mapAt, type Spot, yamlText } from "./yaml.js";

const HOOK = "pre-commit";
const NAME = "db-ssot";
const BY_HAND = "runs db-ssot already, in a way that `hook install` did not write";

function byHand(order: HookCommand): string {
  return `a command of \`${HOOK}\` with \`run: ${yamlText(oneLine(order))}\``;
}

export const LEFTHOOK_YAML: Editor = {
  add: (text, order) => {
    if (runsAlready(removeBlock(text ?? "") ?? "")) return refused(`it ${BY_HAND}`);
    return addToYaml(text ?? "", (root) => yamlSpot(root, order), hookLines(order));
  },
  remove: removeBlock,
  byHand,
};

function yamlSpot(root: YAMLMap, order: HookCommand): Spot | string {
  if (!root.has(HOOK)) return { inside: root, lines: hookLines(order) };
  const hook = mapAt(root, HOOK);
  if (hook === undefined) return `nothing can be added to its \`${HOOK}\``;
  const commands = mapAt(hook, "commands");
  if (commands !== undefined) return { inside: commands, lines: commandLines(order) };
  if (hook.has("commands")) return "its `commands` is not a map";
  if (!hook.has("jobs")) return { inside: hook, lines: ["commands:", ...indented(commandLines(order))] };
  const jobs = listAt(hook, "jobs");
  return jobs === undefined ? "its `jobs` is not a list" : { inside: jobs, lines: jobLines(order) };
}

function hookLines(order: HookCommand): readonly string[] {
  return [`${HOOK}:`, ...indented(["commands:", ...indented(commandLines(order))])];
}

function commandLines(order: HookCommand): readonly string[] {
  return [`${NAME}:`, `  run: ${yamlText(oneLine(order))}`];
}

function jobLines(order: HookCommand): readonly string[] {
  return [`- name: ${NAME}`, `  run: ${yamlText(oneLine(order))}`];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

export const LEFTHOOK_TOML: Editor = {
  add: (text, order) => {
    const clean = removeBlock(text ?? "") ?? "";
    if (runsAlready(clean)) return refused(`it ${BY_HAND}`);
    // A table that stands in one line, or is written with dots, is closed to what comes after it.
    if (/^\s*"?pre-commit"?\s*[.=]|^\s*"?(?:commands|jobs)"?\s*[.=]/m.test(clean))
      return refused("a table at its end could not extend its other tables");
    return { kind: "text", text: insertBlock(clean, { offset: clean.length, lines: tomlLines(clean, order) }) };
  },
  remove: removeBlock,
  byHand,
};

function tomlLines(text: string, order: HookCommand): readonly string[] {
  const run = `run = ${JSON.stringify(oneLine(order))}`;
  const hasJobs = /^\s*\[\[\s*"?pre-commit"?\s*\.\s*"?jobs"?\s*\]\]/m.test(text);
  return hasJobs ? [`[[${HOOK}.jobs]]`, `name = "${NAME}"`, run] : [`[${HOOK}.commands.${NAME}]`, run];
}

export const LEFTHOOK_JSON: Editor = {
  add: (text, order) => {
    const clean = removeJson(text ?? "{}\n");
    const root = readJson(clean);
    if (root === undefined) return refused("it is not valid JSON");
    if (/\bdb-ssot (?:check|fix)\b/.test(clean)) return refused(`it ${BY_HAND}`);
    return addJson(clean, root, order);
  },
  remove: removeJson,
  byHand,
};

function addJson(text: string, root: Node, order: HookCommand): EditedConfiguration {
  const run = oneLine(order);
  const jobs = jsonNode(root, [HOOK, "jobs"]);
  if (jobs?.type !== "array") return addMember(text, root, [HOOK, "commands", NAME], { run });
  return addMember(text, root, [HOOK, "jobs", jobs.children?.length ?? 0], { name: NAME, run });
}

function removeJson(text: string): string {
  const root = readJson(text);
  if (root === undefined) return text;
  const jobs = jsonNode(root, [HOOK, "jobs"])?.children ?? [];
  const index = jobs.findIndex((job) => jsonNode(job, ["name"])?.value === NAME);
  return index >= 0
    ? removeMember(text, root, [HOOK, "jobs", index], 2)
    : removeMember(text, root, [HOOK, "commands", NAME], 0);
}
