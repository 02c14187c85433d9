/** Opens a project: its configurations, its files, and their packages. */

import { nearest } from "../../base/text/nearest.js";
import { baseName, isWithin } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import { type Measure, unmeasured } from "../../base/world/timing.js";
import type { World } from "../../base/world/world.js";
import { type Fault, throwFaults } from "../../read/config/fault.js";
import { fault, faultRow } from "../../read/config/faults.js";
import { checkPlaces, type LoadedConfig, loadConfig, loadNearer } from "../../read/config/load.js";
import { CONFIG_FILE, PACKAGE_FILE } from "../../read/config/read.js";
import { EXTENSIONS } from "../../read/languages/index.js";
import { type Discovery, discover, type PathFault } from "../../read/project/discover.js";
import { DOCUMENTS } from "../../read/project/documents.js";
import { leaveOut } from "../../read/project/leave-out.js";
import { findWorkspaces, type ProjectWorkspaces } from "../../read/project/workspaces.js";
import { ALL_RULES } from "../rules/index.js";

export interface OpenRequest {
  /** Files and directories, relative to the root; empty for the whole project. */
  readonly paths?: readonly string[];
  /** Path of the configuration, where it is not in its usual place; then no nearer one counts. */
  readonly config?: FilePath;
  /** The configuration of another state of the project, which holds instead of the one that would be read. */
  readonly loaded?: LoadedConfig;
  /** Files that a change removes: the configuration may still name them. */
  readonly removed?: ReadonlySet<FilePath>;
  /** Packages to be judged, by name or directory; all of them where absent. */
  readonly projects?: readonly string[];
  /** Times the phases of the run. */
  readonly measure?: Measure;
}

export interface OpenProject {
  readonly loaded: LoadedConfig;
  readonly discovery: Discovery;
  readonly workspaces: ProjectWorkspaces;
}

/** @throws {Fault} where the configuration, a path or a package's name is wrong */
export async function openProject(world: World, request: OpenRequest): Promise<OpenProject> {
  const { measure = unmeasured } = request;
  const own =
    request.loaded ?? (await measure("read configuration", () => loadConfig(world.files, ALL_RULES, request.config)));
  const found = await measure("list files", () => discoverFiles(world, own, request));
  const workspaces = await findWorkspaces(world.files, found.manifests);
  const isWhole = request.config !== undefined || request.loaded !== undefined;
  const loaded = isWhole ? own : await withNearer(world, own, found, workspaces);
  const nearerIgnore = loaded.config.ignore.slice(own.config.ignore.length);
  const discovery = leaveOut(found, nearerIgnore);
  checkPlaces(loaded, [...discovery.files, ...(request.removed ?? [])]);
  const isMeant = workspaceFilter(workspaces, request.projects);
  const isApart = (file: FilePath): boolean => loaded.apart.some((directory) => isWithin(directory, file));
  const isJudged = (file: FilePath): boolean => isMeant(file) && !isApart(file);
  const selected = discovery.selected.filter(isJudged);
  const selectedDocuments = discovery.selectedDocuments.filter(isJudged);
  return { loaded, discovery: { ...discovery, selected, selectedDocuments }, workspaces };
}

async function withNearer(
  { files }: World,
  own: LoadedConfig,
  { besides, manifests }: Discovery,
  workspaces: ProjectWorkspaces,
): Promise<LoadedConfig> {
  const names = new Map(workspaces.all.map(({ directory, name }) => [directory, name]));
  const candidates = [...besides, ...manifests.filter((path) => baseName(path) === PACKAGE_FILE)];
  return loadNearer(own, { files, rules: ALL_RULES }, { candidates, nameOf: (directory) => names.get(directory) });
}

async function discoverFiles(world: World, { config }: LoadedConfig, { paths = [] }: OpenRequest): Promise<Discovery> {
  const wanted = { extensions: EXTENSIONS, ignore: config.ignore, paths, documents: DOCUMENTS, besides: [CONFIG_FILE] };
  const result = await discover(world, wanted);
  if (result.kind !== "found") throw pathFault(result, world.files.root);
  const { discovery } = result;
  if (discovery.files.length === 0) throw fault("empty-project", { root: world.files.root, extensions: EXTENSIONS });
  return discovery;
}

function pathFault(found: PathFault, root: string): Fault {
  if (found.kind === "outside-root") return fault("outside-root", { path: found.path, root });
  if (found.kind === "unreadable-path") return fault("unreadable-file", { path: found.path, reason: found.reason });
  return fault("no-such-path", { path: found.path });
}

/** @throws {Fault} with every name that no package has */
function workspaceFilter(
  workspaces: ProjectWorkspaces,
  projects: readonly string[] | undefined,
): (file: FilePath) => boolean {
  if (projects === undefined) return () => true;
  const known = workspaces.all.map(({ name }) => name);
  throwFaults(
    projects
      .filter((value) => workspaces.called(value).length === 0)
      .map((value) => faultRow("unknown-project", { value, known, nearest: nearestWorkspace(value, workspaces) })),
  );
  const meant = new Set(projects.flatMap((text) => workspaces.called(text)));
  return (file) => {
    const workspace = workspaces.of(file);
    return workspace !== undefined && meant.has(workspace);
  };
}

/** People leave the scope of a name out: `api` for `@acme/api`. */
function nearestWorkspace(value: string, { all }: ProjectWorkspaces): string | undefined {
  const [only, second] = all.filter(({ name }) => baseName(name) === value);
  if (only !== undefined && second === undefined) return only.name;
  return nearest(value, [...all.map(({ name }) => name), ...all.flatMap(({ directory }) => directory || [])]);
}
