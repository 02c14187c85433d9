/** A repository in memory: the work tree is given as files, the index and each revision as contents. */
import { compareText, type FilePath } from "../text/span.js";
import { type Git, GitError, type GitProblem, type StagedFile } from "./git.js";
import { bytesByPath, type MemoryFiles, memoryFiles } from "./memory-files.js";
import { type FileSystem, UnwritableError } from "./world.js";

export interface MemoryRepository {
  /** The files as they were last committed; nothing was committed yet where absent. */
  readonly committed?: MemoryFiles;
  /** The files as they are staged; as they were last committed where absent. Without both there is no repository. */
  readonly index?: MemoryFiles;
  /** The files of other revisions, by name: `main`. */
  readonly revisions?: Readonly<Record<string, MemoryFiles>>;
  /** The names of the revisions where histories parted, by the name of the other; the other itself where absent. */
  readonly mergeBases?: Readonly<Record<string, string>>;
  /** The way from the top of the repository to the root: `packages/app/`. */
  readonly prefix?: string;
}

const HEAD = "HEAD";

/** @param files the work tree */
export function memoryGit(files: FileSystem, repository: MemoryRepository): Git {
  const { committed, index = committed, mergeBases = {}, prefix } = repository;
  const isRepository = index !== undefined;
  const revisions = committed === undefined ? repository.revisions : { [HEAD]: committed, ...repository.revisions };
  const fail = (problem: GitProblem): never => {
    throw new GitError(isRepository ? problem : { kind: "no-repository", root: files.root });
  };
  const indexed = (): MemoryFiles => index ?? fail({ kind: "unknown-revision", name: HEAD });
  const revision = (name: string): MemoryFiles => revisions?.[name] ?? fail({ kind: "unknown-revision", name });
  const last = bytesByPath(committed ?? {});
  const differs = (path: FilePath): boolean => String(files.read(path)) !== String(last.get(path));
  return {
    uncommitted: async (paths) => (isRepository ? paths.filter(differs) : []),
    prefix: async () => prefix ?? (isRepository ? "" : undefined),
    head: async () => (indexed() && committed === undefined ? undefined : HEAD),
    mergeBase: async (name) => mergeBases[name] ?? (revision(name) && name),
    staged: async () => differences(last, bytesByPath(indexed())),
    snapshot: async (state) => readOnly(state.kind === "index" ? indexed() : revision(state.name), files),
  };
}

type Contents = ReadonlyMap<FilePath, Uint8Array>;

/** A file that is gone and one that is new are one that was renamed, where they hold the same. */
function differences(before: Contents, after: Contents): readonly StagedFile[] {
  const gone = [...before.keys()].filter((file) => !after.has(file));
  const found: StagedFile[] = [];
  for (const [file, bytes] of after) {
    const old = before.get(file);
    const from = old === undefined ? gone.find((each) => String(before.get(each)) === String(bytes)) : undefined;
    if (from !== undefined) found.push({ kind: "renamed", file, from: gone.splice(gone.indexOf(from), 1)[0] ?? from });
    else if (old === undefined) found.push({ kind: "added", file });
    else if (String(old) !== String(bytes)) found.push({ kind: "changed", file });
  }
  found.push(...gone.map((file): StagedFile => ({ kind: "removed", file })));
  return found.sort((a, b) => compareText(a.file, b.file));
}

/** Installed packages are no part of any state, and are read from the work tree. */
function readOnly(held: MemoryFiles, workTree: FileSystem): FileSystem {
  const files = memoryFiles(held, { root: workTree.root });
  const holding = (path: FilePath) => (INSTALLED.test(path) ? workTree : files);
  const refuse = (path: FilePath): never => {
    throw new UnwritableError(path, READ_ONLY);
  };
  return {
    ...files,
    read: (path) => holding(path).read(path),
    stat: (path) => holding(path).stat(path),
    entries: (path) => holding(path).entries(path),
    checkWritable: refuse,
    write: async (path) => refuse(path),
    create: async (path) => refuse(path),
    remove: async (path) => refuse(path),
  };
}

const INSTALLED = /(^|\/)(node_modules|\.venv)(\/|$)/;

const READ_ONLY = "it is part of a state that git holds";
