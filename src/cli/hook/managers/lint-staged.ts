/** lint-staged: started by a hook manager; used only if `--manager` names it. */
import { childPath } from "../../../base/text/paths.js";
import type { FilePath } from "../../../base/text/span.js";
import { jsonNode, readJson } from "../editors/json.js";
import { byHand, LINT_STAGED_YAML, lintStagedJson } from "../editors/lint-staged.js";
import { closedEditor, type Editor, type HookManager, type Repository } from "../manager.js";
import { placesOf } from "./places.js";

const JSON_FILE = ".lintstagedrc.json";
const EITHER_FILE = ".lintstagedrc";
const YAML_FILES = [".lintstagedrc.yaml", ".lintstagedrc.yml"];
const PROGRAMS = [".lintstagedrc", "lint-staged.config"].flatMap((base) =>
  ["js", "mjs", "cjs", "ts", "mts", "cts"].map((extension) => `${base}.${extension}`),
);
export const LINT_STAGED_FILES = [JSON_FILE, EITHER_FILE, ...YAML_FILES, ...PROGRAMS];

export const LINT_STAGED: HookManager = {
  id: "lint-staged",
  find: (repository) =>
    placesOf(repository).flatMap((directory) => {
      const found = configuration(repository, directory);
      if (found === undefined) return [];
      const text = repository.texts.get(found.file);
      return [{ manager: LINT_STAGED.id, kind: "file" as const, text, isActive: true, startsIn: directory, ...found }];
    }),
};

function configuration({ texts }: Repository, directory: FilePath): { file: FilePath; editor: Editor } | undefined {
  const manifest = childPath(directory, "package.json");
  const root = readJson(texts.get(manifest) ?? "");
  if (root !== undefined && jsonNode(root, ["lint-staged"])?.type === "object")
    return { file: manifest, editor: lintStagedJson(["lint-staged"]) };
  const file = LINT_STAGED_FILES.map((name) => childPath(directory, name)).find((each) => texts.has(each));
  return file === undefined ? undefined : { file, editor: editorOf(file, texts.get(file) ?? "") };
}

function editorOf(file: FilePath, text: string): Editor {
  if (PROGRAMS.some((name) => file.endsWith(name))) return closedEditor("it is a program", byHand);
  if (YAML_FILES.some((name) => file.endsWith(name))) return LINT_STAGED_YAML;
  return file.endsWith(JSON_FILE) || readJson(text) !== undefined ? lintStagedJson([]) : LINT_STAGED_YAML;
}
