/** Bare names that a tsconfig maps into the project, and which of these mappings are certain. */
import type { FilePath } from "../../../../base/text/span.js";
import { joinPath } from "./paths.js";
import { type Match, matchPattern } from "./patterns.js";
import type { ScriptProject } from "./project.js";
import { isNodeSubpath, splitPackage } from "./specifier.js";
import type { ModulePaths, Tsconfigs } from "./tsconfig.js";

export interface Mapping {
  /** Where to look, in order. */
  targets(directory: FilePath, specifier: string): readonly FilePath[];
  /** Where the module must be, if it is not a package from elsewhere; empty when that cannot be said. */
  claims(directory: FilePath, specifier: string): readonly FilePath[];
}

export function createMapping(project: ScriptProject, tsconfigs: Tsconfigs): Mapping {
  return {
    targets(directory, specifier) {
      const [near = [], ...outer] = tsconfigs.around(directory);
      return [
        ...near.flatMap((paths) => [...(match(paths, specifier)?.targets ?? []), ...belowBase(paths, specifier)]),
        ...outer.flat().flatMap((paths) => outerTargets(paths, specifier)),
      ];
    },
    claims(directory, specifier) {
      const [near = []] = tsconfigs.around(directory);
      const matches = near.flatMap((paths) => match(paths, specifier) ?? []);
      const explicit = matches.filter(isExplicit);
      if (explicit.length > 0)
        return explicit.some(({ partial }) => partial) ? [] : explicit.flatMap(({ targets }) => targets);
      if (matches.some(({ partial }) => partial)) return [];
      const open = [
        ...matches.flatMap(({ targets }) => targets),
        ...near.flatMap((paths) => belowBase(paths, specifier)),
      ];
      return startsInProject(near, specifier, project) ? open : [];
    },
  };
}

/**
 * A file that its nearest configuration says nothing about is often built with the aliases of the whole repository. The
 * catch-all `*` and `baseUrl` are left out: from afar they would take the name of any package.
 */
function outerTargets(paths: ModulePaths, specifier: string): readonly FilePath[] {
  const found = match(paths, specifier);
  return found !== undefined && isExplicit(found) ? found.targets : [];
}

function match(paths: ModulePaths, specifier: string): (Match & { readonly partial: boolean }) | undefined {
  const found = matchPattern(paths.patterns, specifier);
  if (found === undefined) return undefined;
  const partial = paths.patterns.some((pattern) => pattern === found.pattern && pattern.partial);
  const targets = found.targets.flatMap((target) => joinPath("", target) ?? []);
  return { pattern: found.pattern, targets, partial };
}

function isExplicit({ pattern }: Match): boolean {
  return pattern.prefix !== "";
}

function belowBase({ baseUrl }: ModulePaths, specifier: string): readonly FilePath[] {
  return baseUrl === undefined ? [] : [joinPath(baseUrl, specifier) ?? []].flat();
}

/** `app/db` can only be meant for the project when every place it may lie in has a directory `app`. */
function startsInProject(near: readonly ModulePaths[], specifier: string, project: ScriptProject): boolean {
  const { package: head, subpath } = splitPackage(specifier);
  if (subpath === "" || isNodeSubpath(specifier)) return false;
  const heads = near.flatMap((paths) => [...(match(paths, head)?.targets ?? []), ...belowBase(paths, head)]);
  return heads.length > 0 && heads.every((path) => project.isDirectory(path));
}
