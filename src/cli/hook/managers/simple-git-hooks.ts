/** simple-git-hooks and yorkie: a string in a JSON file for each hook. */
import { childPath } from "../../../base/text/paths.js";
import type { FilePath } from "../../../base/text/span.js";
import { commandStringEditor } from "../editors/command-string.js";
import { jsonNode, readJson } from "../editors/json.js";
import type { HookManager, ManagerPlace, Repository } from "../manager.js";
import { programLine } from "../order.js";
import { closedConfigurations, hookSays, placesOf } from "./places.js";

export const SIMPLE_GIT_HOOKS_PROGRAMS = [".simple-git-hooks", "simple-git-hooks"].flatMap((base) =>
  ["cjs", "js", "mjs"].map((extension) => `${base}.${extension}`),
);
export const SIMPLE_GIT_HOOKS_FILES = [".simple-git-hooks.json", "simple-git-hooks.json"];

export const SIMPLE_GIT_HOOKS: HookManager = {
  id: "simple-git-hooks",
  // In the order in which it looks itself: the first of them is the only one that it reads.
  find: (repository) =>
    placesOf(repository).flatMap((directory) =>
      [
        ...closedConfigurations(repository, directory, SIMPLE_GIT_HOOKS.id, SIMPLE_GIT_HOOKS_PROGRAMS),
        ...SIMPLE_GIT_HOOKS_FILES.flatMap((name) => stringPlace(repository, directory, name, [])),
        ...stringPlace(repository, directory, "package.json", ["simple-git-hooks"]),
      ].slice(0, 1),
    ),
};

function stringPlace(
  repository: Repository,
  directory: FilePath,
  name: string,
  path: readonly string[],
): readonly ManagerPlace[] {
  const found = objectIn(repository, childPath(directory, name), path);
  if (found === undefined) return [];
  const command: unknown = jsonNode(found.root, [...path, "pre-commit"])?.value;
  return [
    {
      manager: SIMPLE_GIT_HOOKS.id,
      file: found.file,
      kind: "file",
      text: found.text,
      isActive: typeof command === "string" && isWrittenOut(repository, command),
      activation: programLine(repository.texts, directory, "simple-git-hooks"),
      editor: commandStringEditor([...path, "pre-commit"]),
      startsIn: "",
    },
  ];
}

/** It copies the string into git's hook, and has to be asked to after each change. */
function isWrittenOut(repository: Repository, command: string): boolean {
  const { hook } = repository;
  return hookSays(repository, /SIMPLE_GIT_HOOKS/) && hook.kind === "script" && hook.text.trimEnd().endsWith(command);
}

export const YORKIE: HookManager = {
  id: "yorkie",
  find: (repository) =>
    placesOf(repository).flatMap((directory) => {
      const found = objectIn(repository, childPath(directory, "package.json"), ["gitHooks"]);
      if (found === undefined) return [];
      return [
        {
          manager: YORKIE.id,
          file: found.file,
          kind: "file" as const,
          text: found.text,
          isActive: hookSays(repository, /yorkie/),
          activation: "npm rebuild yorkie",
          editor: commandStringEditor(["gitHooks", "pre-commit"]),
          startsIn: directory,
        },
      ];
    }),
};

function objectIn({ texts }: Repository, file: FilePath, path: readonly string[]) {
  const text = texts.get(file);
  const root = text === undefined ? undefined : readJson(text);
  if (text === undefined || root === undefined) return undefined;
  const node = path.length === 0 ? root : jsonNode(root, [...path]);
  return node?.type === "object" ? { file, text, root } : undefined;
}
