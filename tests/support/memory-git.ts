/** A repository in memory: the work tree is given as files, the index and each revision as contents. */
import { decode, encode, isSameBytes } from "../../src/base/text/encoding.js";
import { compareText, type FilePath } from "../../src/base/text/span.js";
import { type Git, GitError, type GitProblem, type StagedFile } from "../../src/base/world/git.js";
import type { HookFile, Hooks } from "../../src/base/world/hooks.js";
import { type IndexChange, type Staging, StagingError } from "../../src/base/world/staging.js";
import { type FileSystem, UnwritableError, type World } from "../../src/base/world/world.js";
import { bytesByPath, type MemoryFiles, memoryFiles } from "./memory-files.js";
import { mergeLines } from "./merge-lines.js";

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
    history: NO_HISTORY,
  };
}

/** Revisions in memory have no order; what needs commits is tested on real repositories. */
const NO_HISTORY: Git["history"] = {
  of: async () => [],
  changes: async () => [],
  line: async () => [],
  first: async () => undefined,
  isAncestor: async () => false,
  content: () => new Uint8Array(),
  fetch: async () => {},
};

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
    stamp: (path) => holding(path).stamp(path),
    entries: (path) => holding(path).entries(path),
    checkWritable: refuse,
    write: async (path) => refuse(path),
    create: async (path) => refuse(path),
    remove: async (path) => refuse(path),
  };
}

const INSTALLED = /(^|\/)(node_modules|\.venv)(\/|$)/;

const READ_ONLY = "it is part of a state that git holds";

/** @param index  what is staged; `prepare(…).commit()` changes it. `undefined` without a repository. */
export function memoryStaging(index: Record<FilePath, string | Uint8Array> | undefined): Staging {
  const bytesOf = (file: FilePath): Uint8Array | undefined => {
    const content = index?.[file];
    return typeof content === "string" ? encode(content) : content;
  };
  const refuse = (changes: readonly IndexChange[]): void => {
    for (const { file, before } of changes) {
      const bytes = bytesOf(file);
      if (bytes === undefined || !isSameBytes(bytes, before)) throw new StagingError({ kind: "changed-entry", file });
    }
  };
  return {
    read: async (files) =>
      new Map(
        files.flatMap((file) => {
          const bytes = bytesOf(file);
          return bytes === undefined ? [] : [[file, bytes] as const];
        }),
      ),
    isTemporary: async () => false,
    prepare: async (changes) => {
      refuse(changes);
      const commit = async (): Promise<void> => {
        refuse(changes);
        for (const { file, after } of changes) if (index !== undefined) index[file] = after;
      };
      return { commit, end: () => {} };
    },
    clear: async () => {},
    checkedOut: async (_, texts) => texts,
    mergeTexts: async ({ base, ours, theirs }) => {
      const [before, own, other] = [base, ours, theirs].map((bytes) => decode(bytes));
      if (before?.kind !== "text" || own?.kind !== "text" || other?.kind !== "text") return undefined;
      const merged = mergeLines(before.text, own.text, other.text);
      return merged === undefined ? undefined : encode(merged);
    },
  };
}

const HOOK = ".git/hooks/pre-commit";

/** The top of the repository is the root, and the hook lies among the files. */
export function memoryHooks(top: Pick<World, "files" | "git" | "staging">, isRepository: boolean): Hooks {
  const { files } = top;
  const find = async () => ({
    top,
    prefix: "",
    directory: ".git/hooks",
    chosenBy: "git" as const,
    hook: readHook(files),
    write: (text: string) => files.write(HOOK, encode(text)),
    remove: () => files.remove(HOOK),
  });
  return { find: async () => (isRepository ? await find() : undefined) };
}

function readHook(files: FileSystem): HookFile {
  const bytes = files.read(HOOK);
  if (bytes === undefined) return { kind: "absent" };
  const decoded = decode(bytes);
  if (decoded.kind !== "text") return { kind: "other", what: "a program that is no script" };
  return { kind: "script", text: decoded.text, executable: true };
}
