/** Packages in the project: npm, yarn, pnpm and lerna workspaces, and `file:` dependencies. */
import picomatch from "picomatch";
import { ancestorsOf, childPath } from "../../../../base/text/paths.js";
import type { FilePath } from "../../../../base/text/span.js";
import { remember } from "../../remember.js";
import { asTexts } from "./json.js";
import type { Manifests } from "./manifest.js";
import { joinPath, relativeTo } from "./paths.js";
import type { ScriptProject } from "./project.js";

export interface Workspaces {
  /** The directory of the package that a file in `from` gets under `name`. */
  directoryOf(from: FilePath, name: string): FilePath | undefined;
}

export function findWorkspaces(project: ScriptProject, manifests: Manifests): Workspaces {
  const membersAt = remember((root: FilePath) => membersOf(root, project, manifests));
  return {
    directoryOf(from, name) {
      const linked = linkedDirectory(manifests, from, name);
      if (linked !== undefined) return linked;
      for (const root of ancestorsOf(from)) {
        const directory = membersAt(root).get(name);
        if (directory !== undefined) return directory;
      }
      return undefined;
    },
  };
}

/** `"@acme/db": "file:../db"`, and the spellings of yarn and pnpm. */
function linkedDirectory(manifests: Manifests, from: FilePath, name: string): FilePath | undefined {
  for (const manifest of manifests.around(from)) {
    const path = /^(?:file|link|portal):(?!\/)(.*)$/.exec(manifest.dependencies.get(name) ?? "")?.[1];
    const directory = path === undefined ? undefined : joinPath(manifest.directory, path);
    if (directory !== undefined && manifests.at(directory)) return directory;
  }
  return undefined;
}

function membersOf(root: FilePath, project: ScriptProject, manifests: Manifests): ReadonlyMap<string, FilePath> {
  const globs = workspaceGlobs(root, project, manifests).map((glob) => glob.replace(/^(!?)(\.\/)?|\/$/g, "$1"));
  if (globs.length === 0) return new Map();
  const isMember = picomatch(globs.filter((glob) => !glob.startsWith("!")));
  const isLeftOut = picomatch([
    ...globs.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1)),
    "**/node_modules/**",
  ]);
  const members = new Map<string, FilePath>();
  for (const directory of [...project.directories].sort()) {
    const path = relativeTo(root, directory);
    if (path === undefined || path === "" || !isMember(path) || isLeftOut(path)) continue;
    const name = manifests.at(directory)?.name;
    if (name !== undefined && !members.has(name)) members.set(name, directory);
  }
  return members;
}

function workspaceGlobs(root: FilePath, project: ScriptProject, manifests: Manifests): readonly string[] {
  return [
    ...(manifests.at(root)?.workspaces ?? []),
    ...asTexts(project.json(childPath(root, "lerna.json"))?.packages),
    ...pnpmGlobs(project.read(childPath(root, "pnpm-workspace.yaml")) ?? ""),
  ];
}

/** The list `packages:` of a pnpm-workspace.yaml, in either of the two ways of writing a YAML list. */
function pnpmGlobs(yaml: string): readonly string[] {
  const inline = /^packages:[ \t]*\[([^\]]*)\]/m.exec(yaml)?.[1];
  if (inline !== undefined) return inline.split(",").map(unquote).filter(Boolean);
  const block = /^packages:[ \t]*(?:#.*)?\r?\n((?:[ \t]*(?:-.*|#.*)?\r?\n?)*)/m.exec(yaml)?.[1] ?? "";
  return [...block.matchAll(/^[ \t]*-[ \t]+(.*)$/gm)].map((match) => unquote(match[1] ?? ""));
}

function unquote(text: string): string {
  return /^\s*(['"]?)(.*?)\1\s*(?:#.*)?$/.exec(text)?.[2] ?? "";
}
