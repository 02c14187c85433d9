/** Every project below `fixtures`, found by walking its folders: a new one is asked with the others. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fixtureFiles } from "./fixture-files.js";
import type { MemoryFiles } from "./memory-world.js";

const FIXTURES = join(import.meta.dirname, "../../fixtures");

/** What only the folder of a project holds. */
const MARKS = ["expected", "db-ssot.json", "package.json", "pyproject.toml"];

/** Names with `/`, in order. */
export const FIXTURE_PROJECTS: readonly string[] = projectsIn("");

/** What is expected of it is no part of it. */
export function projectFiles(name: string): MemoryFiles {
  const files = Object.entries(fixtureFiles(name)).filter(([file]) => !file.startsWith("expected/"));
  return Object.fromEntries(files);
}

function projectsIn(folder: string): readonly string[] {
  const entries = readdirSync(join(FIXTURES, folder), { withFileTypes: true });
  if (entries.some(({ name }) => MARKS.includes(name))) return [folder];
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => (folder === "" ? name : `${folder}/${name}`))
    .sort()
    .flatMap(projectsIn);
}
