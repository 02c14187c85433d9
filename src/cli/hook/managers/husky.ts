/** husky: a script in `.husky` (versions 8 and 9), or a string in its configuration (version 4). */
import { childPath } from "../../../base/text/paths.js";
import type { FilePath } from "../../../base/text/span.js";
import { commandStringEditor } from "../editors/command-string.js";
import { jsonNode, readJson } from "../editors/json.js";
import { scriptEditor } from "../editors/script.js";
import { closedEditor, type HookManager, type ManagerPlace, type Repository } from "../manager.js";
import { oneLine, programLine } from "../order.js";
import { closedConfigurations, hookSays, placesOf } from "./places.js";

export const HUSKY: HookManager = {
  id: "husky",
  find: (repository) => placesOf(repository).flatMap((directory) => scriptPlaces(repository, directory)),
};

const HUSKY_8_OPENING = ["#!/usr/bin/env sh", '. "$(dirname -- "$0")/_/husky.sh"', ""];

/** `.husky/_/h` is what version 9 lays down; a project that was just cloned has its configuration only. */
function scriptPlaces(repository: Repository, directory: FilePath): readonly ManagerPlace[] {
  const { texts, within, chosenBy } = repository;
  const home = childPath(directory, ".husky");
  const file = childPath(home, "pre-commit");
  const isActive = chosenBy === "repository" && (within === home || within === `${home}/_`);
  const version = huskyVersion(texts.get(childPath(directory, "package.json")));
  const isThere = isActive || texts.has(file) || version?.startsWith("prepare");
  if (!isThere && texts.get(`${home}/_/h`) === undefined && texts.get(`${home}/_/husky.sh`) === undefined) return [];
  const sourcesScript = /\/_\/husky\.sh/.test(texts.get(file) ?? "");
  const isOld =
    within === home || (within !== `${home}/_` && !texts.has(`${home}/_/h`) && (sourcesScript || isVersion8(version)));
  const command = programLine(texts, directory, isOld ? "husky install" : "husky");
  return [
    {
      manager: HUSKY.id,
      file,
      // Git runs the scripts of version 8 themselves, so that they have to be executable.
      kind: within === home ? "hook" : "file",
      text: texts.get(file),
      isActive,
      activation: command,
      editor:
        isOld && within !== home && !texts.has(file)
          ? notYetInstalled(command)
          : scriptEditor(isOld ? HUSKY_8_OPENING : []),
      startsIn: "",
    },
  ];
}

function notYetInstalled(command: string) {
  const reason = `git does not look for hooks in it yet; run \`${command}\` first`;
  return closedEditor(reason, (order) => `the line \`${oneLine(order)}\``);
}

function isVersion8(version: string | undefined): boolean {
  return version !== undefined && /(?:^|\D)[5-8]\.|prepare husky install/.test(version);
}

/** What a package asks for, or `prepare` and the script that installs it. */
function huskyVersion(text: string | undefined): string | undefined {
  const root = text === undefined ? undefined : readJson(text);
  if (root === undefined) return undefined;
  const script: unknown = jsonNode(root, ["scripts", "prepare"])?.value;
  if (typeof script === "string" && /\bhusky\b/.test(script)) return `prepare ${script}`;
  const asked: unknown = jsonNode(root, ["devDependencies", "husky"])?.value;
  return typeof asked === "string" ? asked : undefined;
}

export const HUSKY_4: HookManager = {
  id: "husky-4",
  find: (repository) =>
    placesOf(repository).flatMap((directory) => [
      ...stringPlaces(repository, directory, "package.json", ["husky", "hooks"]),
      ...[".huskyrc.json", ".huskyrc"].flatMap((name) => stringPlaces(repository, directory, name, ["hooks"])),
      ...closedConfigurations(repository, directory, HUSKY_4.id, [
        ".huskyrc.js",
        "husky.config.js",
        ".huskyrc.yaml",
        ".huskyrc.yml",
      ]),
    ]),
};

function stringPlaces(
  repository: Repository,
  directory: FilePath,
  name: string,
  path: readonly string[],
): readonly ManagerPlace[] {
  const file = childPath(directory, name);
  const text = repository.texts.get(file);
  const root = text === undefined ? undefined : readJson(text);
  if (text === undefined || root === undefined || jsonNode(root, [...path])?.type !== "object") return [];
  return [
    {
      manager: HUSKY_4.id,
      file,
      kind: "file",
      text,
      isActive: hookSays(repository, /husky/i),
      activation: "npm rebuild husky",
      editor: commandStringEditor([...path, "pre-commit"]),
      startsIn: directory,
    },
  ];
}
