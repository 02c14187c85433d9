/** The pre-commit framework: one configuration at the top of the repository. */
import { PRE_COMMIT_YAML } from "../editors/pre-commit.js";
import type { HookManager } from "../manager.js";
import { hookSays } from "./places.js";

export const PRE_COMMIT_FILES = [".pre-commit-config.yaml", ".pre-commit-config.yml"];

export const PRE_COMMIT: HookManager = {
  id: "pre-commit",
  find: (repository) => {
    const file = PRE_COMMIT_FILES.find((name) => repository.texts.has(name));
    if (file === undefined) return [];
    return [
      {
        manager: PRE_COMMIT.id,
        file,
        kind: "file",
        text: repository.texts.get(file),
        isActive: hookSays(repository, /pre-commit\.com|pre_commit/),
        activation: "pre-commit install",
        editor: PRE_COMMIT_YAML,
        startsIn: "",
      },
    ];
  },
};
