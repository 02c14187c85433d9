/** Follows a dotted path from a directory, as far as packages and modules lead. */

import { childPath } from "../../../../base/text/paths.js";
import type { FilePath } from "../../../../base/text/span.js";
import { remember } from "../../remember.js";
import type { Resolution } from "../../resolver.js";
import type { PythonProject } from "./project.js";

/** What one segment of a path leads to. */
export type ModulePart =
  | { readonly kind: "package"; readonly path: FilePath; readonly file: FilePath }
  | { readonly kind: "module"; readonly path: FilePath; readonly file: FilePath }
  /** A directory of modules without an `__init__.py`. */
  | { readonly kind: "namespace"; readonly path: FilePath };

export interface Walk {
  readonly root: FilePath;
  readonly segments: readonly string[];
  /** A part for each segment that leads somewhere; as many as there are segments where all of them do. */
  readonly parts: readonly ModulePart[];
}

export type Walker = (root: FilePath, segments: readonly string[]) => Walk;

export function createWalker(project: PythonProject): Walker {
  const partAt = remember((path: FilePath) => findPart(path, project));
  return (root, segments) => {
    const parts: ModulePart[] = [];
    for (const segment of segments) {
      const last = parts.at(-1);
      const part = last?.kind === "module" ? undefined : partAt(childPath(last?.path ?? root, segment));
      if (part === undefined) break;
      parts.push(part);
    }
    return { root, segments, parts };
  };
}

/** What a walk ends at, where it gets to its end. */
export function endOf({ segments, parts }: Walk): ModulePart | undefined {
  return parts.length === segments.length ? parts.at(-1) : undefined;
}

export function resolutionOf(part: ModulePart): Resolution {
  return part.kind === "namespace" ? { kind: "namespace", directory: part.path } : { kind: "file", file: part.file };
}

/** The regular package that a directory is. Stubs stand in for what is not there. */
export function packageAt(
  path: FilePath,
  project: PythonProject,
): Extract<ModulePart, { kind: "package" }> | undefined {
  const file = ["__init__.py", "__init__.pyi"].map((name) => childPath(path, name)).find(project.isSource);
  return file === undefined ? undefined : { kind: "package", path, file };
}

/** In the order of Python: a package hides the module of its name, and both hide a folder. */
function findPart(path: FilePath, project: PythonProject): ModulePart | undefined {
  const pack = packageAt(path, project);
  if (pack?.file.endsWith(".py")) return pack;
  const file = [`${path}.py`, `${path}.pyi`].find(project.isSource);
  if (file?.endsWith(".py")) return { kind: "module", path, file };
  if (pack !== undefined) return pack;
  if (file !== undefined) return { kind: "module", path, file };
  return project.directories.has(path) ? { kind: "namespace", path } : undefined;
}
