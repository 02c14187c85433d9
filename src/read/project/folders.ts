/** Which directories never hold a project's own sources, by their names and their contents. */

import { baseName } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";

/** Left out wherever they stand: installed packages, version control, caches and the output of frameworks. */
const never: ReadonlySet<string> = new Set([
  ...["node_modules", "bower_components", "jspm_packages", "site-packages"],
  ...[".git", ".hg", ".svn", ".jj", ".history"],
  ...[".yarn", ".pnpm-store", ".npm", ".turbo", ".nx", ".cache", ".parcel-cache", ".vite", ".rollup.cache"],
  ...[".next", ".nuxt", ".output", ".svelte-kit", ".astro", ".vercel", ".netlify", ".serverless", ".wrangler"],
  ...[".docusaurus", ".expo", ".angular", ".nyc_output", ".terraform", ".gradle"],
  ...["__pycache__", ".venv", ".tox", ".nox", ".eggs", ".mypy_cache", ".pytest_cache", ".ruff_cache"],
]);

/** Output where they stand beside a package's manifest: `dist` of a package, yet not `src/dist`. */
const besideManifest: ReadonlySet<string> = new Set(["dist", "out", "coverage", "storybook-static", "build"]);

/**
 * What stands in a Python environment, on any system and made by any tool: committed ones often lost one or another of
 * these to ignore rules. Environments are called `env`, `.venv`, `venv310`, `myenv`; a folder `environments` has no such mark.
 */
const environmentMarks = [
  ...["pyvenv.cfg", "conda-meta", "Lib/site-packages", "lib/site-packages"],
  ...["bin/activate", "bin/python", "Scripts/activate", "Scripts/activate.bat", "Scripts/python.exe"],
];

const manifests = ["package.json", "pyproject.toml", "setup.py"];

/**
 * @param beside whether a file of this name stands in the directory's parent
 * @param within whether a file or folder of this name, or path, stands in the directory itself
 */
export function isOutput(
  directory: FilePath,
  beside: (name: string) => boolean,
  within: (name: string) => boolean,
): boolean {
  const name = baseName(directory);
  if (never.has(name)) return true;
  if (/env/i.test(name) && environmentMarks.some(within)) return true;
  if (!besideManifest.has(name) || !manifests.some(beside)) return false;
  // Many repositories keep hand-written scripts in `build`. One that has ignore rules would have ignored what is built.
  return name !== "build" || !beside(".gitignore");
}
