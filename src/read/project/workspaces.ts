/**
 * The packages of a project by the names in their manifests: npm, yarn, pnpm, Nx, uv and Poetry. Which workspace lists them
 * does not matter here.
 */
import { baseName, directoryOf } from "../../base/text/paths.js";
import { compareText, type FilePath } from "../../base/text/span.js";
import { type FileSystem, UnreadableError } from "../../base/world/world.js";

export interface Workspace {
  readonly name: string;
  /** Empty for the project's root. */
  readonly directory: FilePath;
}

export interface ProjectWorkspaces {
  /** In the order of their directories. */
  readonly all: readonly Workspace[];
  /** The one that a file belongs to: that of the nearest manifest with a name. */
  of(file: FilePath): Workspace | undefined;
  /** The workspaces that a name or a directory refers to. */
  called(text: string): readonly Workspace[];
}

/** @param manifests paths of manifests, as discovery gives them */
export async function findWorkspaces(files: FileSystem, manifests: readonly FilePath[]): Promise<ProjectWorkspaces> {
  const named = await Promise.all(manifests.map((path) => readMember(files, path)));
  const found = named.flatMap((each) => each ?? []).sort(byRank);
  const byDirectory = new Map(found.toReversed().map(({ name, directory }) => [directory, { name, directory }]));
  const all = [...byDirectory.values()].sort((a, b) => compareText(a.directory, b.directory));
  return {
    all,
    of: (file) => nearestMember(byDirectory, file),
    called: (text) => {
      const directory = text.replace(/^\.\/|\/$/g, "").replace(/^\.$/, "");
      const names = new Set(found.filter(({ name }) => name === text).map((each) => each.directory));
      return all.filter((each) => names.has(each.directory) || each.directory === directory);
    },
  };
}

interface NamedManifest extends Workspace {
  readonly rank: number;
}

/** What Nx calls a project goes before what npm does, as in Nx itself. */
const RANKS = ["project.json", "package.json", "pyproject.toml"];

function byRank(a: NamedManifest, b: NamedManifest): number {
  return a.rank - b.rank || compareText(a.directory, b.directory);
}

async function readMember(files: FileSystem, path: FilePath): Promise<NamedManifest | undefined> {
  const rank = RANKS.indexOf(baseName(path));
  const text = rank < 0 ? undefined : readText(files, path);
  if (text === undefined) return undefined;
  const name = path.endsWith(".toml") ? await nameInToml(text) : nameInJson(text, baseName(path));
  return name === undefined ? undefined : { name, directory: directoryOf(path), rank };
}

/** Other tools have a `project.json`, too; that of Nx says what its project is made of. */
function nameInJson(text: string, file: string): string | undefined {
  const manifest = parsed(() => JSON.parse(text));
  if (file === "project.json" && !NX_KEYS.some((key) => key in manifest)) return undefined;
  return asName(manifest.name);
}

const NX_KEYS = ["targets", "projectType", "sourceRoot"];

/** `[project] name`, or before that standard `[tool.poetry] name`. */
async function nameInToml(text: string): Promise<string | undefined> {
  if (!/\bname\b/.test(text)) return undefined;
  // Loaded here, because most projects have none.
  const { parse } = await import("smol-toml");
  const manifest = parsed(() => parse(text));
  return asName(asTable(manifest.project).name) ?? asName(asTable(asTable(manifest.tool).poetry).name);
}

/** A manifest that cannot be read names nothing; its own tool complains of it first. */
function parsed(parse: () => unknown): Readonly<Record<string, unknown>> {
  try {
    return asTable(parse());
  } catch {
    return {};
  }
}

function asTable(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function asName(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function readText(files: FileSystem, path: FilePath): string | undefined {
  try {
    return new TextDecoder().decode(files.read(path));
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}

function nearestMember(byDirectory: ReadonlyMap<FilePath, Workspace>, file: FilePath): Workspace | undefined {
  for (let directory = directoryOf(file); ; directory = directoryOf(directory)) {
    const found = byDirectory.get(directory);
    if (found !== undefined || directory === "") return found;
  }
}
