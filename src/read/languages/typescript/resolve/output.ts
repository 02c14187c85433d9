/** Build output: which paths are output, and the source of a built file. Guessed from names. */

import { ancestorsOf, baseName, childPath, directoryOf } from "../../../../base/text/paths.js";
import type { FilePath } from "../../../../base/text/span.js";
import { joinPath, relativeTo } from "./paths.js";
import type { ScriptProject } from "./project.js";
import type { ModulePaths, Tsconfigs } from "./tsconfig.js";

/** Directories that builds write to. Some projects keep sources in one: then it is no output. */
const BUILT_NAMES = new Set(
  "dist build out output lib libs es esm cjs umd _build target bundle coverage .next .nuxt .output .svelte-kit .react-router".split(
    " ",
  ),
);

/** Directories that code generators write to. What lies there was made from no source of the language. */
const GENERATED_NAMES = new Set(
  "generated __generated__ _generated .generated gen codegen typechain typechain-types styled-system paraglide".split(
    " ",
  ),
);

/** Directories in an output that tell formats apart and have no counterpart among the sources. */
const FORMAT_NAMES = new Set([
  "esm",
  "cjs",
  "es",
  "umd",
  "mjs",
  "types",
  "typings",
  "node",
  "browser",
  "module",
  "commonjs",
]);

/** Where the sources of a package may lie, beside its output. */
const SOURCE_ROOTS = ["src", ".", "source", "lib"];

/** The path lies in a directory for output that holds no source of the project. */
export function isOutput(path: FilePath, project: ScriptProject, tsconfigs: Tsconfigs): boolean {
  return outputRoots(path, tsconfigs).some(
    ({ output, isDeclared }) => !project.isDirectory(output) && (isDeclared || !isLibrary(output, project)),
  );
}

/** As many projects keep sources in `lib` as build into it; those that build tell git to ignore it. */
function isLibrary(output: FilePath, project: ScriptProject): boolean {
  return (
    /^libs?$/.test(baseName(output)) &&
    project.exists(".gitignore") &&
    !project.isIgnored(childPath(output, "any-name"))
  );
}

/** Paths, without an ending, of what a built file may have been made from; likeliest first. */
export function sourcesOf(path: FilePath, tsconfigs: Tsconfigs): readonly FilePath[] {
  return outputRoots(path, tsconfigs).flatMap(({ output, roots }) => {
    const built = withoutEnding(relativeTo(output, path) ?? "");
    const [first = "", ...rest] = built.split("/");
    // `dist/types` alone is a module `types`: without it nothing would be left but the directory of the sources.
    const names = FORMAT_NAMES.has(first) && rest.length > 0 ? [built, rest.join("/")] : [built];
    return names.flatMap((name) => roots.flatMap((root) => joinPath(root, name) ?? []));
  });
}

interface OutputRoot {
  readonly output: FilePath;
  readonly roots: readonly FilePath[];
  /** A tsconfig names it; else it has the name of one. */
  readonly isDeclared: boolean;
}

function outputRoots(path: FilePath, tsconfigs: Tsconfigs): readonly OutputRoot[] {
  const configs = tsconfigs.around(directoryOf(path))[0] ?? [];
  return [...configs.flatMap((config) => declaredRoots(path, config)), ...conventionalRoots(path)];
}

function declaredRoots(path: FilePath, { outputs, rootDir }: ModulePaths): readonly OutputRoot[] {
  return outputs
    .filter((output) => relativeTo(output, path) !== undefined)
    .map((output) => ({
      output,
      roots: [...(rootDir === undefined ? [] : [rootDir]), ...besides(output)],
      isDeclared: true,
    }));
}

function conventionalRoots(path: FilePath): readonly OutputRoot[] {
  return ancestorsOf(directoryOf(path)).flatMap((output): readonly OutputRoot[] => {
    const name = baseName(output);
    if (GENERATED_NAMES.has(name)) return [{ output, roots: [], isDeclared: false }];
    return BUILT_NAMES.has(name) ? [{ output, roots: besides(output), isDeclared: false }] : [];
  });
}

function besides(output: FilePath): readonly FilePath[] {
  return SOURCE_ROOTS.flatMap((name) => joinPath(directoryOf(output), name) ?? []);
}

/** `index.umd.cjs` and `index.d.ts` are both made from `index`. */
function withoutEnding(path: string): string {
  return path
    .replace(/(\.d)?\.[cm]?[jt]sx?$/, "")
    .replace(/\.(umd|esm|cjs|mjs|es|min|prod|production|development|bundle|module|common)$/, "");
}
