/** Where the project lies in its repository, as platforms count paths. */

import type { World } from "../base/world/world.js";
import { projectPath } from "../read/project/written-path.js";

/**
 * From the top of the repository to the project's root: `packages/app/`; empty where they are one. A container of a CI
 * system may have no git to ask, or none that trusts its files; GitHub then still says where it put the repository.
 */
export async function repositoryPrefix({
  git,
  files,
  environment,
}: Pick<World, "git" | "files" | "environment">): Promise<string> {
  const prefix = await git.prefix();
  const workspace = environment("GITHUB_WORKSPACE");
  if (prefix !== undefined || workspace === undefined) return prefix ?? "";
  const path = projectPath(workspace, files.root);
  return path === "." || path === files.root ? "" : `${path}/`;
}
