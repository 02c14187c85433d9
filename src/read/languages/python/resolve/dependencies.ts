/**
 * The declared dependencies of the project, read from all its manifests by simple patterns. A distribution is assumed to
 * hold the package of its name.
 */

import { baseName, childPath, directoryOf } from "../../../../base/text/paths.js";
import type { FilePath } from "../../../../base/text/span.js";
import type { PythonProject } from "./project.js";
import { pipfileNames, pyprojectNames, requirementNames, setupCfgNames, setupNames } from "./requirements.js";

export interface Dependencies {
  declares(name: string): boolean;
  /** Some distribution begins with this name: `google-cloud-storage` has a share in the package `google`. */
  shares(name: string): boolean;
}

export function readDependencies(project: PythonProject): Dependencies {
  const texts = new Map([...project.directories].flatMap((directory) => manifestsOf(directory, project)));
  const declared = new Set<string>();
  const firstWords = new Set<string>();
  const own = new Set([...texts].flatMap(([path, text]) => ownNames(path, text)));
  for (const name of [...texts].flatMap(([path, text]) => namesOf(path, text))) {
    const module = importName(name);
    if (own.has(module)) continue;
    declared.add(module);
    if (module.includes("_")) firstWords.add(module.replace(/_.*/, ""));
  }
  return {
    declares: (name) => declared.has(name.toLowerCase()),
    shares: (name) => firstWords.has(name.toLowerCase()),
  };
}

/** Looked for everywhere. */
const MANIFESTS = ["requirements.txt", "pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "environment.yml"];

/** Looked for at the top and beside another manifest. */
const FURTHER = [
  ...["requirements-dev.txt", "requirements_dev.txt", "dev-requirements.txt", "requirements-test.txt"],
  ...["requirements.in", "environment.yaml"],
  ...["base", "common", "main", "dev", "development", "local", "prod", "production", "test"].map(
    (name) => `requirements/${name}.txt`,
  ),
];

type Manifest = readonly [path: FilePath, text: string];

function manifestsOf(directory: FilePath, project: PythonProject): readonly Manifest[] {
  const main = MANIFESTS.map((name) => childPath(directory, name)).filter((path) => project.exists(path));
  if (main.length === 0 && directory !== "") return [];
  const further = FURTHER.map((name) => childPath(directory, name)).filter((path) => project.exists(path));
  const manifests = [...main, ...further].map((path) => [path, project.read(path) ?? ""] as const);
  return [...manifests, ...manifests.flatMap((manifest) => includedBy(manifest, project))];
}

/** `-r other.txt`, in the same folder or below it. */
function includedBy([path, text]: Manifest, project: PythonProject): readonly Manifest[] {
  if (!path.endsWith(".txt")) return [];
  return [...text.matchAll(/^-(?:r|-requirement)[ \t=]+(?:\.\/)?([\w./-]+)/gm)].flatMap(([, name = ""]) => {
    const included = childPath(directoryOf(path), name);
    const found = included === path ? undefined : project.read(included);
    return found === undefined ? [] : [[included, found] as const];
  });
}

function namesOf(path: FilePath, text: string): readonly string[] {
  switch (baseName(path)) {
    case "pyproject.toml":
      return pyprojectNames(text);
    case "Pipfile":
      return pipfileNames(text);
    case "setup.py":
      return setupNames(text);
    case "setup.cfg":
      return setupCfgNames(text);
    default:
      return requirementNames(text);
  }
}

/** A distribution that the project itself makes is no reason to look outside for it. */
function ownNames(path: FilePath, text: string): readonly string[] {
  if (!/(^|\/)(pyproject\.toml|setup\.(py|cfg))$/.test(path)) return [];
  return [...text.matchAll(/^\s*name\s*=\s*["']?([\w.-]+)/gm)].map(([, name = ""]) => importName(name));
}

function importName(distribution: string): string {
  return distribution.toLowerCase().replace(/[-.]/g, "_");
}
