/** Finds the files in scope. One listing serves all: an ignored directory is never read. source.ts reads the texts. */

import { baseName, isWithin } from "../../base/text/paths.js";
import { compareText, type FilePath } from "../../base/text/span.js";
import { type Listing, UnreadableError, type World } from "../../base/world/world.js";
import { type LeftOut, type ProjectScope, type SkipReason, scopeOf } from "./scope.js";
import { outputFolders, twinReason } from "./twins.js";

export interface DiscoveryRequest {
  /** Endings of the files that some language reads, with the dot. */
  readonly extensions: readonly string[];
  /** Globs of the configuration's `ignore`. */
  readonly ignore: readonly string[];
  /** Files and directories that the user named, relative to the root; empty for the whole project. */
  readonly paths: readonly string[];
  /** Endings of documents, and whole names: `.md`, `.cursorrules`. */
  readonly documents?: readonly string[];
  /** Names of further files that the caller looks for in every directory. */
  readonly besides?: readonly string[];
}

export interface Discovery {
  /** The whole project, in the order of code units: what names are linked against. */
  readonly files: readonly FilePath[];
  /** Those of them that the user named; all of them where nothing was named. */
  readonly selected: readonly FilePath[];
  /** Texts for people, in the same order. */
  readonly documents: readonly FilePath[];
  /** Those of them that the user named; all of them where nothing was named. */
  readonly selectedDocuments: readonly FilePath[];
  /** `package.json`, `tsconfig*.json`, `pyproject.toml` and their like, by which packages and aliases are known. */
  readonly manifests: readonly FilePath[];
  /** Files of the names that were looked for besides. */
  readonly besides: readonly FilePath[];
  /** What was left out, and why. A directory stands for all that is in it, which was not looked at. */
  readonly skipped: ReadonlyMap<FilePath, SkipReason>;
  readonly unreadable: Listing["unreadable"];
  /**
   * The path, which need not exist, is one that git ignores, that lies in a folder of build output, or behind a link that
   * leads nowhere here. A module missing there may be there elsewhere.
   */
  ignored(path: FilePath): boolean;
}

export type DiscoveryResult = { readonly kind: "found"; readonly discovery: Discovery } | PathFault;

/** What is wrong with a path that the user named. */
export type PathFault =
  | { readonly kind: "no-such-path" | "outside-root"; readonly path: string }
  | { readonly kind: "unreadable-path"; readonly path: string; readonly reason: string };

/**
 * A path that the user names is taken even where git ignores it or it looks like output; the configuration's `ignore`
 * still holds, so that a hook that passes every changed file may do so.
 */
export async function discover(world: World, request: DiscoveryRequest): Promise<DiscoveryResult> {
  const named: Named = { files: [], directories: [] };
  for (const path of request.paths) {
    const fault = addNamed(world, path, named);
    if (fault !== undefined) return fault;
  }
  const scope = scopeOf(world.files, request.ignore, named.directories);
  const listing = await world.files.list({ patterns: patternsFor(request), ignore: [], enter: scope.enters });
  return { kind: "found", discovery: sortOut(listing, request, named, scope) };
}

interface Named {
  readonly files: FilePath[];
  readonly directories: FilePath[];
}

function addNamed(world: World, path: string, named: Named): PathFault | undefined {
  const clean = normalized(path);
  if (clean === undefined) return { kind: "outside-root", path };
  try {
    const kind = clean === "" ? "directory" : world.files.stat(clean)?.kind;
    if (kind === undefined) return { kind: "no-such-path", path };
    // A listing follows no links, so that what a link leads to is meant.
    const real = clean === "" ? clean : world.files.realPath(clean);
    if (kind === "file") named.files.push(leadsOut(real) ? clean : real);
    else if (leadsOut(real)) return { kind: "outside-root", path };
    else named.directories.push(real);
    return undefined;
  } catch (error) {
    if (error instanceof UnreadableError) return { kind: "unreadable-path", path, reason: error.reason };
    throw error;
  }
}

function leadsOut(path: FilePath): boolean {
  return path === ".." || path.startsWith("../");
}

/** Without `.` and `..`; `undefined` for a path that leads out of the root. */
export function normalized(path: string): FilePath | undefined {
  if (path.startsWith("/")) return undefined;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

const manifestPatterns = [
  "**/package.json",
  "**/project.json",
  "**/pnpm-workspace.yaml",
  "**/{ts,js}config*.json",
  "**/tsconfig/*.json",
  "**/pyproject.toml",
  "**/setup.{py,cfg}",
  "**/requirements.txt",
];

function isManifest(file: FilePath): boolean {
  return /(^|\/)((package|project)\.json|pnpm-workspace\.yaml|[tj]sconfig[^/]*\.json|tsconfig\/[^/]*\.json|pyproject\.toml|setup\.(py|cfg)|requirements\.txt)$/.test(
    file,
  );
}

function patternsFor({ extensions, documents = [], besides = [] }: DiscoveryRequest): string[] {
  return [
    ...[...extensions, ...documents].map((extension) => `**/*${extension}`),
    ...manifestPatterns,
    ...besides.map((name) => `**/${name}`),
  ];
}

function sortOut(listing: Listing, request: DiscoveryRequest, named: Named, scope: ProjectScope): Discovery {
  const listed = new Set(listing.files);
  const besides = new Set(request.besides);
  const skipped = new Map<FilePath, SkipReason>(scope.leftDirectories());
  const isSource = (path: FilePath): boolean => request.extensions.some((extension) => path.endsWith(extension));
  const files = new Set<FilePath>();
  const isBuilt = outputFolders(listing.files);
  for (const file of listing.files) {
    if (!isSource(file)) continue;
    const left = scope.leaves(file) ?? (isBuilt(file) ? { reason: "output", at: file } : leftTwin(file, listed));
    if (left === undefined) files.add(file);
    else if (left.at === file) skipped.set(file, left.reason);
  }
  const asked = named.files.filter((file) => isSource(file) && !scope.configuredAway(file));
  for (const file of asked) {
    files.add(file);
    skipped.delete(file);
  }
  const inOrder = [...files].sort(compareText);
  const isDocument = (path: FilePath): boolean => request.documents?.some((ending) => path.endsWith(ending)) === true;
  const documents = new Set([
    ...listing.files.filter((file) => isDocument(file) && scope.leaves(file) === undefined),
    ...named.files.filter((file) => isDocument(file) && !scope.configuredAway(file)),
  ]);
  const documentsInOrder = [...documents].sort(compareText);
  const isMeant = request.paths.length === 0 ? () => true : isNamed(named);
  return {
    files: inOrder,
    selected: inOrder.filter(isMeant),
    documents: documentsInOrder,
    selectedDocuments: documentsInOrder.filter(isMeant),
    manifests: listing.files.filter((file) => isManifest(file) && scope.leaves(file) === undefined),
    besides: listing.files.filter((file) => besides.has(baseName(file)) && scope.leaves(file) === undefined),
    skipped,
    unreadable: listing.unreadable,
    ignored: scope.ignored,
  };
}

function leftTwin(file: FilePath, listed: ReadonlySet<FilePath>): LeftOut | undefined {
  const reason = twinReason(file, (path) => listed.has(path));
  return reason === undefined ? undefined : { reason, at: file };
}

function isNamed(named: Named): (file: FilePath) => boolean {
  const files = new Set(named.files);
  return (file) => files.has(file) || named.directories.some((directory) => isWithin(directory, file));
}
