/**
 * Resolves imports of TypeScript and JavaScript over a known set of files: relative paths, tsconfig `paths`, `baseUrl`
 * and `rootDirs`, packages of the workspace with their `exports` and `imports`, built files back to their sources.
 *
 * What it deliberately does not do:
 * - It does not look into node_modules. Whether a package is installed is not a question about the source, and the answer
 *   would differ between machines.
 * - It does not choose by condition or platform. A file imported under any condition of `exports`, or for any platform of
 *   React Native, is a file that can run; the first one that is a source of the project stands for all.
 * - It does not run a configuration. Aliases of Babel, Vite and Jest are read where they are literal, and an alias that is
 *   not understood makes an import `external`, never `missing`.
 * - It is not lenient about capitals: `./Database` for `database.ts` is `missing`, as it is on every Linux machine.
 *
 * Why no library does it: ../../../../README.md, "Deliberately absent".
 */

import { childPath, directoryOf } from "../../../../base/text/paths.js";
import type { FilePath } from "../../../../base/text/span.js";
import { remember } from "../../remember.js";
import type { Resolution, Resolver, ResolverInput } from "../../resolver.js";
import { readAliases } from "./aliases.js";
import { isDeclaration, isJavaScriptName } from "./extensions.js";
import { createLocator, first } from "./locate.js";
import { readManifests } from "./manifest.js";
import { createMapping } from "./mapping.js";
import { createPackages } from "./packages.js";
import { installedName, joinPath } from "./paths.js";
import { indexProject } from "./project.js";
import { createRootDirs } from "./root-dirs.js";
import { parseSpecifier, type Specifier, splitPackage } from "./specifier.js";
import { readTsconfigs } from "./tsconfig.js";
import { findWorkspaces } from "./workspace.js";

export function createResolver(input: ResolverInput): Resolver {
  const project = indexProject(input);
  const manifests = readManifests(project);
  const workspaces = findWorkspaces(project, manifests);
  const tsconfigs = readTsconfigs(project, workspaces);
  const locator = createLocator(project, manifests, tsconfigs);
  const mapping = createMapping(project, tsconfigs);
  const packages = createPackages(project, manifests, workspaces, locator);
  const aliases = readAliases(project, manifests);
  const rootDirs = createRootDirs(project, tsconfigs, locator);

  function resolve(from: FilePath, text: string): Resolution {
    const specifier = parseSpecifier(text);
    switch (specifier.kind) {
      case "asset":
        return { kind: "asset", path: text };
      case "runtime":
        return { kind: "external", package: specifier.package, subpath: specifier.subpath };
      case "relative":
        return resolveRelative(from, specifier);
      case "rooted":
        return resolveRooted(from, text);
      case "private":
      case "bare":
        return resolveName(from, text);
    }
  }

  function resolveRelative(from: FilePath, specifier: Specifier & { kind: "relative" }): Resolution {
    const path = joinPath(directoryOf(from), specifier.path);
    if (path === undefined) return { kind: "external", package: specifier.path, subpath: "" };
    const installed = installedName(path);
    if (installed !== undefined) return external(installed);
    const found = specifier.directory ? locator.findDirectory(path) : locator.find(path);
    return found ?? rootDirs.find(directoryOf(from), path) ?? locator.explain(path, from);
  }

  /** Only a development server knows its root, so that what is not found is left to it. */
  function resolveRooted(from: FilePath, text: string): Resolution {
    const roots = [...manifests.around(directoryOf(from)).map(({ directory }) => directory), ""];
    const paths = roots.flatMap((root) => joinPath(root, text) ?? []);
    return (
      first(paths, locator.find) ??
      first(aliases.targets(directoryOf(from), text), locator.find) ?? { kind: "asset", path: text }
    );
  }

  function resolveName(from: FilePath, text: string): Resolution {
    const found = findName(from, text);
    const declared = isDependency(from, text);
    // A declaration file for a package describes the package and does not replace it.
    if (found !== undefined && !(declared && found.kind === "file" && isDeclaration(found.file))) return found;
    return (declared ? undefined : explainClaims(from, text)) ?? external(text);
  }

  function findName(from: FilePath, text: string): Resolution | undefined {
    const { package: name, subpath } = splitPackage(text);
    return (
      first(mapping.targets(directoryOf(from), text), locator.find) ??
      (text.startsWith("#") ? packages.resolvePrivate(from, text) : packages.resolve(from, name, subpath)) ??
      // An alias for a package that is depended on is the stand-in of a test runner.
      (isDependency(from, text) ? undefined : first(aliases.targets(directoryOf(from), text), locator.find))
    );
  }

  function isDependency(from: FilePath, text: string): boolean {
    const name = splitPackage(text).package;
    return manifests.around(directoryOf(from)).some(({ dependencies }) => dependencies.has(name));
  }

  /** A name that the configuration maps into the project, where nothing is: `missing` only when it is so for every target. */
  function explainClaims(from: FilePath, text: string): Resolution | undefined {
    const reasons = mapping.claims(directoryOf(from), text).map((path) => locator.explain(path, from));
    const [reason] = reasons;
    const known = reasons.find(({ kind }) => kind !== "missing");
    if (known !== undefined || reason?.kind !== "missing") return known;
    return { ...reason, tried: reasons.flatMap((each) => (each.kind === "missing" ? each.tried : [])) };
  }

  const resolveIn = remember((origin: FilePath) => remember((specifier: string) => resolve(origin, specifier)));
  return { resolve: (from, specifier) => resolveIn(originOf(from))(specifier) };
}

function external(text: string): Resolution {
  return { kind: "external", ...splitPackage(text) };
}

/** All that a resolution asks about the importing file: its directory, and whether it is JavaScript. */
function originOf(from: FilePath): FilePath {
  return childPath(directoryOf(from), isJavaScriptName(from) ? "any.js" : "any.ts");
}
