/** Resolves absolute imports: `a.b.c` from each directory that may be on Python's path. */

import { ancestorsOf, childPath } from "../../../../base/text/paths.js";
import type { FilePath } from "../../../../base/text/span.js";
import type { Resolution } from "../../resolver.js";
import type { Explain } from "./absent.js";
import { type Dependencies, readDependencies } from "./dependencies.js";
import { endOf, resolutionOf, type Walk, type Walker } from "./locate.js";
import type { PythonProject } from "./project.js";
import { createRoots } from "./roots.js";
import { isFolderName, isLoadedFirst, isStandard } from "./standard.js";

/**
 * @param directory of the importing file
 * @param explain what is said of a path that leads nowhere
 * @param except the importing file, where it is not to be found itself
 */
export type Absolute = (
  directory: FilePath,
  segments: readonly string[],
  explain: Explain,
  except?: FilePath,
) => Resolution;

export function createAbsolute(project: PythonProject, walker: Walker): Absolute {
  const roots = createRoots(project);
  let known: Dependencies | undefined;
  const dependencies = (): Dependencies => {
    known ??= readDependencies(project);
    return known;
  };
  const isShared = (name: string): boolean => isFolderName(name) || dependencies().shares(name);

  function resolve(directory: FilePath, segments: readonly string[], explain: Explain, except?: FilePath): Resolution {
    const [first] = segments;
    if (first === undefined) return { kind: "asset", path: "" };
    if (project.holders(first).length === 0) return external(segments);
    const walks = roots
      .own(directory)
      .map((root) => walker(root, segments))
      .filter(({ parts: [part] }) => part !== undefined && (part.kind !== "module" || part.file !== except));
    const own = [...walks.filter(isFirm), ...walks.filter((walk) => !isFirm(walk))];
    if (isStandard(first) || dependencies().declares(first)) {
      return hiding(own, directory, first) ?? external(segments);
    }
    const near = whole(own) ?? folder(own, first);
    if (near !== undefined) return withOthers(near, around(directory), segments);
    const far = farther(directory, segments);
    if (far !== undefined) return withOthers(far, roots.elsewhere(directory, segments), segments);
    return unfinished(own, first, explain) ?? external(segments);
  }

  /** Any directory around a file is on the path when a program starts there, be it a package or not. */
  const around = (directory: FilePath) => new Set([...ancestorsOf(directory), ...roots.own(directory)]);

  function withOthers(found: Resolution, starts: Iterable<FilePath>, segments: readonly string[]): Resolution {
    if (found.kind !== "file") return found;
    const ends = [...starts].flatMap((root) => endOf(walker(root, segments)) ?? []);
    const files = ends.map((end) => (end.kind === "namespace" ? childPath(end.path, "__init__.py") : end.file));
    const others = [...new Set(files)].filter((file) => file !== found.file);
    return others.length === 0 ? found : { ...found, others };
  }

  /** A package or module of the project that comes before the one installed, in the very place where programs start. */
  function hiding(own: readonly Walk[], directory: FilePath, first: string): Resolution | undefined {
    if (isLoadedFirst(first)) return undefined;
    const around = new Set(ancestorsOf(directory));
    return whole(
      own.filter(({ root, parts }) => around.has(root) && roots.isStrong(root) && parts[0]?.kind !== "namespace"),
    );
  }

  function farther(directory: FilePath, segments: readonly string[]): Resolution | undefined {
    const isFolder = isFolderName(segments[0] ?? "");
    // One name that many folders have is too little to tell the project's module from the package.
    const elsewhere = isFolder && segments.length === 1 ? [] : roots.elsewhere(directory, segments);
    const walks = elsewhere.map((root) => walker(root, segments));
    const outermost = isFolder ? undefined : roots.outermostPackage(directory);
    const found = whole(outermost === undefined ? walks : [...walks, walker(outermost, segments)]);
    // Stubs in a folder of their own describe a package and do not replace it.
    return found?.kind === "file" && found.file.endsWith(".pyi") ? undefined : found;
  }

  /** A folder of modules, where no package of its name is known of. */
  function folder(own: readonly Walk[], first: string): Resolution | undefined {
    const certain = own.filter(
      ({ root, segments }) => segments.length > 1 || (roots.isStrong(root) && !isShared(first)),
    );
    const ends = certain.map(endOf);
    return ends.filter((end) => end !== undefined).map(resolutionOf)[0];
  }

  /** The path that gets furthest into the project, where it is certain that it should have led on. */
  function unfinished(own: readonly Walk[], first: string, explain: Explain): Resolution | undefined {
    const [furthest] = own
      .filter((walk) => endOf(walk) === undefined && isProjects(walk, first))
      .sort((a, b) => b.parts.length - a.parts.length);
    return furthest && explain(furthest);
  }

  function isProjects({ root, parts }: Walk, first: string): boolean {
    switch (parts[0]?.kind) {
      case "package":
        return true;
      case "module":
        return roots.isStrong(root);
      default:
        return parts.length > 1 && !isShared(first);
    }
  }

  /** Python looks for a package on its whole path before it makes do with a folder. */
  function isFirm({ root, parts }: Walk): boolean {
    return parts[0]?.kind !== "namespace" || roots.isStrong(root);
  }

  return resolve;
}

/** The first walk that ends at a file. */
function whole(walks: readonly Walk[]): Resolution | undefined {
  const end = walks.map(endOf).find((part) => part !== undefined && part.kind !== "namespace");
  return end && resolutionOf(end);
}

function external([first = "", ...rest]: readonly string[]): Resolution {
  return { kind: "external", package: `pypi:${first}`, subpath: rest.join("/") };
}
