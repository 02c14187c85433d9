/**
 * The packages of a project and how they depend on each other, from their manifests. The resolver interprets `exports` and
 * `imports`.
 */
import picomatch from "picomatch";
import { baseName, childPath, directoryOf, isWithin } from "../../base/text/paths.js";
import { compareText, type FilePath } from "../../base/text/span.js";
import { type FileSystem, UnreadableError } from "../../base/world/world.js";
import { workspacePackages } from "./pnpm-workspace.js";

export interface Package {
  /** Directory of its manifest; empty for the project's root. */
  readonly directory: FilePath;
  /** Known of packages of npm. */
  readonly name?: string;
  /** The whole `package.json`; empty where it is not valid JSON, and for packages of Python. */
  readonly manifest: Readonly<Record<string, unknown>>;
}

interface Dependency {
  readonly name: string;
  readonly listed: boolean;
}

/** How a file is loaded. */
interface Loading {
  /** Node loads it as an ES module: its extension or its package says so. */
  readonly esModule: boolean;
  /** The package depends on a tool that resolves paths without extensions. */
  readonly bundled: boolean;
}

export interface PackageRoots {
  /** Those of npm, in the order of their directories. */
  readonly all: readonly Package[];
  /**
   * The package that a file belongs to: that of the nearest `package.json`; for a file of Python, of the nearest
   * `pyproject.toml`, `setup.py`, `setup.cfg` or `requirements.txt`.
   */
  packageOf(file: FilePath): Package | undefined;
  /** The name of another file's package, and whether the package of the first lists it as a dependency. */
  dependency(file: FilePath, other: FilePath): Dependency | undefined;
  loading(file: FilePath): Loading;
  /** The package that an import of this name means inside the project: a member of a workspace. */
  packageNamed(name: string): Package | undefined;
}

/** @param manifests paths of manifests, as discovery gives them */
export function findPackages(files: FileSystem, manifests: readonly FilePath[]): PackageRoots {
  const all = manifests
    .filter((path) => baseName(path) === "package.json")
    .map((path) => readPackage(files, path))
    .sort((a, b) => compareText(a.directory, b.directory));
  const byDirectory = new Map(all.map((each) => [each.directory, each]));
  const ofPython = pythonPackages(files, manifests);
  const byName = new Map<string, Package>();
  for (const member of workspaceMembers(files, all, manifests)) {
    if (member.name !== undefined && !byName.has(member.name)) byName.set(member.name, member);
  }
  const packageOf = (file: FilePath) => nearestPackage(/\.pyi?$/.test(file) ? ofPython : byDirectory, file);
  return {
    all,
    packageOf,
    dependency(file, other) {
      const name = packageOf(other)?.name;
      return name === undefined ? undefined : { name, listed: lists(packageOf(file)?.manifest ?? {}, name) };
    },
    loading(file) {
      const manifest = packageOf(file)?.manifest ?? {};
      const isModule = /\.m[jt]s$/.test(file) || (manifest.type === "module" && !/\.c[jt]s$/.test(file));
      return { esModule: isModule, bundled: BUNDLERS.some((name) => lists(manifest, name)) };
    },
    packageNamed: (name) => byName.get(name),
  };
}

/** That a manifest stands there is enough: all that is asked of it is where a package begins. */
function pythonPackages(files: FileSystem, manifests: readonly FilePath[]): ReadonlyMap<FilePath, Package> {
  const directories = manifests.filter((path) => isPythonManifest(files, path)).map(directoryOf);
  return new Map(directories.map((directory) => [directory, { directory, manifest: {} }]));
}

/** Many programs have a module `setup.py` of their own, which sets something up. */
function isPythonManifest(files: FileSystem, path: FilePath): boolean {
  const name = baseName(path);
  if (name === "setup.py") return /\b(setuptools|distutils|skbuild)\b/.test(readText(files, path) ?? "");
  return ["pyproject.toml", "setup.cfg", "requirements.txt"].includes(name);
}

function readPackage(files: FileSystem, path: FilePath): Package {
  const manifest = parseObject(readText(files, path) ?? "");
  const name = typeof manifest.name === "string" ? { name: manifest.name } : {};
  return { directory: directoryOf(path), manifest, ...name };
}

function readText(files: FileSystem, path: FilePath): string | undefined {
  try {
    const bytes = files.read(path);
    return bytes && new TextDecoder().decode(bytes);
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}

/** A manifest that is not valid JSON says nothing; npm itself will complain of it first. */
function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nearestPackage(byDirectory: ReadonlyMap<FilePath, Package>, file: FilePath): Package | undefined {
  for (let directory = directoryOf(file); ; directory = directoryOf(directory)) {
    const found = byDirectory.get(directory);
    if (found !== undefined || directory === "") return found;
  }
}

function lists(manifest: Package["manifest"], name: string): boolean {
  return ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"].some((field) => {
    const listed = manifest[field];
    return isObject(listed) && Object.hasOwn(listed, name);
  });
}

const BUNDLERS = [
  ...["next", "nuxt", "vite", "webpack", "rollup", "parcel", "esbuild", "tsup", "astro", "turbo", "bun", "tsx"],
  ...["@sveltejs/kit", "@remix-run/dev", "@react-router/dev", "@angular/cli", "react-scripts", "wrangler", "expo"],
];

/** Roots of workspaces are members too: packages of the workspace may import their root by its name. */
function workspaceMembers(files: FileSystem, all: readonly Package[], manifests: readonly FilePath[]): Package[] {
  const manifestSet = new Set(manifests);
  return all.flatMap((root) => {
    const pnpm = childPath(root.directory, "pnpm-workspace.yaml");
    const patterns = manifestSet.has(pnpm)
      ? workspacePackages(readText(files, pnpm) ?? "")
      : listedWorkspaces(root.manifest.workspaces);
    if (patterns.length === 0) return [];
    const isMember = membership(root.directory, patterns);
    return [root, ...all.filter(({ directory }) => directory !== root.directory && isMember(directory))];
  });
}

/** npm and yarn: a list, or an object with the list under `packages`. */
function listedWorkspaces(workspaces: unknown): string[] {
  const list = isObject(workspaces) ? workspaces.packages : workspaces;
  return Array.isArray(list) ? list.filter((entry) => typeof entry === "string") : [];
}

function membership(root: FilePath, patterns: readonly string[]): (directory: FilePath) => boolean {
  const clean = patterns.map((pattern) => pattern.replace(/^(!?)\.\//, "$1").replace(/\/+$/, ""));
  const wanted = picomatch(clean.filter((pattern) => pattern !== "" && !pattern.startsWith("!")));
  const unwanted = clean.filter((pattern) => pattern.startsWith("!")).map((pattern) => picomatch(pattern.slice(1)));
  return (directory) => {
    if (!isWithin(root, directory)) return false;
    const path = root === "" ? directory : directory.slice(root.length + 1);
    return wanted(path) && !unwanted.some((matches) => matches(path));
  };
}
