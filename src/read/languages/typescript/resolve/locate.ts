/** Finds the file that an import path means, or the reason why there is none. */

import { childPath, directoryOf } from "../../../../base/text/paths.js";
import type { FilePath } from "../../../../base/text/span.js";
import { remember } from "../../remember.js";
import type { Resolution } from "../../resolver.js";
import {
  IMPLIED_ASSETS,
  indexCandidates,
  isAssetName,
  isJavaScriptName,
  isSourceName,
  plainCandidates,
  sourceCandidates,
} from "./extensions.js";
import { entryPaths, exportTargets, type Manifests } from "./manifest.js";
import { nearestFile } from "./nearest.js";
import { isOutput, sourcesOf } from "./output.js";
import { relativeTo } from "./paths.js";
import type { ScriptProject } from "./project.js";
import type { Tsconfigs } from "./tsconfig.js";

export interface Locator {
  /** What an import of this path gets; `undefined` when nothing is there. */
  find(path: FilePath): Resolution | undefined;
  /** The same, when only a directory can be meant. */
  findDirectory(path: FilePath): Resolution | undefined;
  /** What a package.json means by one of its own paths, which often names the output of a build. */
  findEntry(path: FilePath): Resolution | undefined;
  /** What to make of a path where nothing was found. */
  explain(path: FilePath, from: FilePath): Resolution;
}

export function createLocator(project: ScriptProject, manifests: Manifests, tsconfigs: Tsconfigs): Locator {
  const isSubmodule = submoduleTest(project);

  function findSource(path: FilePath): Resolution | undefined {
    const file = sourceCandidates(path).find((candidate) => project.isSource(candidate));
    return file === undefined ? undefined : { kind: "file", file };
  }

  function findIndex(directory: FilePath): Resolution | undefined {
    if (!project.isDirectory(directory)) return undefined;
    const file = indexCandidates(directory).find((candidate) => project.isSource(candidate));
    return file === undefined ? undefined : { kind: "file", file };
  }

  function findEntry(path: FilePath): Resolution | undefined {
    return findSource(path) ?? findIndex(path) ?? findOrigin(path);
  }

  function findOrigin(path: FilePath): Resolution | undefined {
    return first(sourcesOf(path, tsconfigs), (source) => findSource(source) ?? findIndex(source));
  }

  function findDirectory(directory: FilePath): Resolution | undefined {
    const manifest = manifests.at(directory);
    if (manifest === undefined) return findIndex(directory);
    return first([...entryPaths(manifest), ...(exportTargets(manifest, "") ?? [])], findEntry);
  }

  const find = remember((path: FilePath): Resolution | undefined => {
    const source = findSource(path) ?? findDirectory(path);
    if (source !== undefined) return source;
    const origin = isOutput(path, project, tsconfigs) ? findOrigin(path) : undefined;
    return origin ?? findUnlisted(path, project);
  });

  function explain(path: FilePath, from: FilePath): Resolution {
    if (isAssetName(path)) return { kind: "asset", path };
    const generated = isSubmodule(path) || isOutput(path, project, tsconfigs);
    if (generated || isExpected(path, from, project)) return { kind: "generated", path };
    const nearest = nearestFile(project, path);
    const tried = [...plainCandidates(path), ...plainCandidates(childPath(path, "index"))];
    return { kind: "missing", tried, nearest };
  }

  return { find, findDirectory, findEntry, explain };
}

export function first<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Files that are there without being a source of the project. */
function findUnlisted(path: FilePath, project: ScriptProject): Resolution | undefined {
  if (project.exists(path)) return isSourceName(path) ? { kind: "generated", path } : { kind: "asset", path };
  const names = [path, childPath(path, "index")];
  const asset = names
    .flatMap((name) => IMPLIED_ASSETS.map((ending) => name + ending))
    .find((name) => project.exists(name));
  if (asset !== undefined) return { kind: "asset", path: asset };
  const code = names.flatMap(plainCandidates).find((name) => project.exists(name));
  return code === undefined ? undefined : { kind: "generated", path: code };
}

/** Git ignores the file, so that it may be there on another machine: a generated client, a local configuration. */
function isExpected(path: FilePath, from: FilePath, project: ScriptProject): boolean {
  const probe = childPath(directoryOf(path), "any-other-name");
  if (project.isIgnored(path) || project.isIgnored(probe)) return true;
  const candidates = [
    ...plainCandidates(path),
    ...plainCandidates(childPath(path, "index")),
    `${path}.json`,
    `${path}.node`,
  ];
  return candidates.some((candidate) => {
    if (!project.isIgnored(candidate)) return false;
    // `*.js` in a TypeScript project ignores what the compiler writes and says nothing of this file.
    const ending = /(\.d)?\.[^./]+$/.exec(candidate)?.[0] ?? "";
    return isJavaScriptName(from) || !project.isIgnored(probe + ending);
  });
}

/** A submodule is another project, whose files this one does not list. */
function submoduleTest(project: ScriptProject): (path: FilePath) => boolean {
  const text = project.read(".gitmodules") ?? "";
  const directories = [...text.matchAll(/^\s*path\s*=\s*(.*?)\/?\s*$/gm)].map((match) => match[1] ?? "");
  return (path) => directories.some((directory) => path === directory || relativeTo(directory, path) !== undefined);
}
