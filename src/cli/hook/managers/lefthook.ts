/** lefthook: one configuration in one of several formats. Personal `lefthook-local` files are not changed. */
import type { FilePath } from "../../../base/text/span.js";
import { LEFTHOOK_JSON, LEFTHOOK_TOML, LEFTHOOK_YAML } from "../editors/lefthook.js";
import type { Editor, HookManager } from "../manager.js";
import { programLine } from "../order.js";
import { hookSays } from "./places.js";

const EDITORS: Readonly<Record<string, Editor>> = {
  yml: LEFTHOOK_YAML,
  yaml: LEFTHOOK_YAML,
  json: LEFTHOOK_JSON,
  jsonc: LEFTHOOK_JSON,
  toml: LEFTHOOK_TOML,
};

const BASES = ["lefthook", ".lefthook", ".config/lefthook"];

export const LEFTHOOK_FILES: readonly FilePath[] = BASES.flatMap((base) =>
  Object.keys(EDITORS).map((extension) => `${base}.${extension}`),
);

export const LEFTHOOK: HookManager = {
  id: "lefthook",
  find: (repository) => {
    const file = LEFTHOOK_FILES.find((name) => repository.texts.has(name));
    const editor = file === undefined ? undefined : EDITORS[file.slice(file.lastIndexOf(".") + 1)];
    if (file === undefined || editor === undefined) return [];
    return [
      {
        manager: LEFTHOOK.id,
        file,
        kind: "file",
        text: repository.texts.get(file),
        isActive: hookSays(repository, /lefthook/i),
        activation: programLine(repository.texts, "", "lefthook install"),
        editor,
        startsIn: "",
      },
    ];
  },
};
