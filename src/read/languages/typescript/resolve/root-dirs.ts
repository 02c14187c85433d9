/** `rootDirs`: directories that are merged at run time, so that `./view` in one may be in another. */

import { childPath } from "../../../../base/text/paths.js";
import type { FilePath } from "../../../../base/text/span.js";
import type { Resolution } from "../../resolver.js";
import { first, type Locator } from "./locate.js";
import { relativeTo } from "./paths.js";
import type { ScriptProject } from "./project.js";
import type { Tsconfigs } from "./tsconfig.js";

export interface RootDirs {
  /** `path` in the other roots; `undefined` when it is in none and each of them is known. */
  find(directory: FilePath, path: FilePath): Resolution | undefined;
}

export function createRootDirs(project: ScriptProject, tsconfigs: Tsconfigs, locator: Locator): RootDirs {
  return {
    find(directory, path) {
      const roots = (tsconfigs.around(directory)[0] ?? []).flatMap(({ rootDirs }) => rootDirs);
      const below = roots.flatMap((root) => relativeTo(root, path) ?? []);
      const paths = below.flatMap((rest) => roots.map((root) => childPath(root, rest)));
      const unknown = below.length > 0 && roots.some((root) => !project.isDirectory(root));
      return first(paths, locator.find) ?? (unknown ? { kind: "generated", path } : undefined);
    },
  };
}
