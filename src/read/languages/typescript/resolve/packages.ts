/** Packages whose source is in the project, by their import names. */

import { childPath, directoryOf } from "../../../../base/text/paths.js";
import type { FilePath } from "../../../../base/text/span.js";
import type { Resolution } from "../../resolver.js";
import { isAssetName } from "./extensions.js";
import { first, type Locator } from "./locate.js";
import { exportTargets, importTargets, type Manifest, type Manifests } from "./manifest.js";
import { joinPath } from "./paths.js";
import type { ScriptProject } from "./project.js";
import { splitPackage } from "./specifier.js";
import type { Workspaces } from "./workspace.js";

export interface WorkspacePackages {
  /** `undefined` when the package is not in the project. */
  resolve(from: FilePath, name: string, subpath: string): Resolution | undefined;
  /** A `#name`; `undefined` when the package around the file does not define it. */
  resolvePrivate(from: FilePath, specifier: string): Resolution | undefined;
}

export function createPackages(
  project: ScriptProject,
  manifests: Manifests,
  workspaces: Workspaces,
  locator: Locator,
): WorkspacePackages {
  function resolve(from: FilePath, name: string, subpath: string): Resolution | undefined {
    const own = manifests.around(directoryOf(from))[0];
    if (own?.name === name && own.exports !== undefined) return inside(own, subpath, from);
    const directory = workspaces.directoryOf(directoryOf(from), name);
    const manifest = directory === undefined ? undefined : manifests.at(directory);
    // An example called `redis` that imports `redis` means the real one: without `exports` no package can import itself.
    return manifest === undefined || manifest === own ? undefined : inside(manifest, subpath, from);
  }

  function inside(manifest: Manifest, subpath: string, from: FilePath): Resolution {
    const exported = exportTargets(manifest, subpath);
    const found = first(exported ?? [], locator.findEntry) ?? findUnexported(manifest, subpath);
    if (found !== undefined) return found;
    const path = exported?.[0] ?? childPath(manifest.directory, subpath === "" ? "index" : subpath);
    if (isAssetName(path)) return { kind: "asset", path };
    const certain = manifest.exports === undefined && subpath.includes("/") && project.isDirectory(directoryOf(path));
    return certain ? locator.explain(path, from) : { kind: "generated", path };
  }

  /** `exports` that leave a path out are no obstacle for TypeScript's older settings, nor for most bundlers. */
  function findUnexported({ directory }: Manifest, subpath: string): Resolution | undefined {
    if (subpath === "") return locator.findDirectory(directory);
    return first([childPath(directory, subpath), childPath(directory, `src/${subpath}`)], locator.find);
  }

  function resolvePrivate(from: FilePath, specifier: string): Resolution | undefined {
    const own = manifests.around(directoryOf(from))[0];
    const targets = (own && importTargets(own, specifier)) ?? [];
    const paths = targets
      .filter((target) => target.startsWith("./"))
      .flatMap((target) => joinPath(own?.directory ?? "", target) ?? []);
    const found = first(paths, (path) => locator.findEntry(path) ?? locator.find(path));
    if (found !== undefined) return found;
    const [path] = paths;
    if (path !== undefined) return locator.explain(path, from);
    const [name] = targets;
    return name === undefined ? undefined : resolveTarget(from, name);
  }

  /** `"#driver": "pg"` stands for a package. */
  function resolveTarget(from: FilePath, target: string): Resolution {
    const { package: name, subpath } = splitPackage(target);
    return resolve(from, name, subpath) ?? { kind: "external", package: name, subpath };
  }

  return { resolve, resolvePrivate };
}
