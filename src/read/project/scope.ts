/**
 * Whether a directory is entered and a file is in scope, by paths alone: git's ignore rules, those of the configuration, and
 * build output.
 */
import picomatch from "picomatch";
import { childPath, directoryOf, isWithin } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import { type FileSystem, UnreadableError } from "../../base/world/world.js";
import { isOutput } from "./folders.js";
import { gitIgnore } from "./git-ignore.js";
import type { TwinReason } from "./twins.js";

/** `ignored` by git, `configured` by the user, `output` of a build or of an installer; the others are by name. */
export type SkipReason = "ignored" | "configured" | "output" | TwinReason;

export interface LeftOut {
  readonly reason: SkipReason;
  /** The directory that is left out as a whole, or the file itself. */
  readonly at: FilePath;
}

export interface ProjectScope {
  readonly enters: (directory: FilePath) => boolean;
  readonly leaves: (file: FilePath) => LeftOut | undefined;
  /** What `enters` was asked for and left out. */
  readonly leftDirectories: () => ReadonlyMap<FilePath, SkipReason>;
  readonly configuredAway: (file: FilePath) => boolean;
  readonly ignored: (path: FilePath) => boolean;
}

/** @param named directories that the user named: taken, whatever the rules say of them */
export function scopeOf(files: FileSystem, globs: readonly string[], named: readonly FilePath[]): ProjectScope {
  const git = gitIgnore(files);
  const configured = configuredBy(globs);
  const verdicts = new Map<FilePath, Verdict>();
  const namedSet = new Set(named);
  const behindDeadLink = new Map<FilePath, boolean>();

  function verdictOf(directory: FilePath): Verdict {
    const known = verdicts.get(directory);
    if (known !== undefined) return known;
    const verdict = judge(directory);
    verdicts.set(directory, verdict);
    return verdict;
  }

  function judge(directory: FilePath): Verdict {
    if (directory === "") return { heedsGit: true };
    const around = verdictOf(directoryOf(directory));
    if (namedSet.has(directory)) return { heedsGit: around.heedsGit && !git.ignores(directory, "directory") };
    if (around.left !== undefined) return around;
    const reason = reasonFor(directory, around);
    return reason === undefined ? around : { ...around, left: { reason, at: directory } };
  }

  function reasonFor(directory: FilePath, around: Verdict): SkipReason | undefined {
    if (isOutput(directory, stands(files, directoryOf(directory)), stands(files, directory))) return "output";
    if (configured.directory(directory)) return "configured";
    return around.heedsGit && git.ignores(directory, "directory") ? "ignored" : undefined;
  }

  /** A committed link to a place that other machines have: what lies there is not known. */
  function isBehindDeadLink(path: FilePath): boolean {
    const known = behindDeadLink.get(path);
    if (known !== undefined) return known;
    const parent = directoryOf(path);
    const isBehind = (parent !== "" && isBehindDeadLink(parent)) || files.isDeadLink(path);
    behindDeadLink.set(path, isBehind);
    return isBehind;
  }

  return {
    enters: (directory) => verdictOf(directory).left === undefined || named.some((each) => isWithin(directory, each)),
    leaves: (file) => {
      const around = verdictOf(directoryOf(file));
      if (around.left !== undefined) return around.left;
      if (configured.file(file)) return { reason: "configured", at: file };
      return around.heedsGit && git.ignores(file, "file") ? { reason: "ignored", at: file } : undefined;
    },
    leftDirectories: () =>
      new Map([...verdicts].flatMap(([path, { left }]) => (left?.at === path ? [[path, left.reason] as const] : []))),
    configuredAway: (file) => configured.file(file),
    ignored: (path) => {
      if (path === "" || path.startsWith("/") || path.startsWith("../")) return false;
      if (isBehindDeadLink(path)) return true;
      const reason = verdictOf(directoryOf(path)).left?.reason;
      return reason === "ignored" || reason === "output" || git.ignores(path, "file") || git.ignores(path, "directory");
    },
  };
}

interface Verdict {
  readonly left?: LeftOut;
  /** Inside a directory that git ignores and the user named, git has nothing more to say. */
  readonly heedsGit: boolean;
}

export interface Configured {
  directory(path: FilePath): boolean;
  file(path: FilePath): boolean;
}

/** A glob that names a directory stands for all that is in it: `legacy`, `legacy/` and `legacy/**` are the same. */
export function configuredBy(globs: readonly string[]): Configured {
  const clean = globs.map((glob) => glob.replace(/^\.\//, "")).filter((glob) => glob !== "");
  const directories = clean.filter(mayNameDirectory).map((glob) => glob.replace(/\/(\*\*)?$/, ""));
  const whole = anyOf(directories);
  const inside = anyOf([...clean, ...directories.map((directory) => `${directory}/**`)]);
  return { directory: (path) => whole(path), file: (path) => inside(path) };
}

/** `src/*` and `*.js` speak of files, although a directory may be called `next.js`. */
function mayNameDirectory(glob: string): boolean {
  return /\/(\*\*)?$/.test(glob) || !/[*?[{(]/.test(glob.slice(glob.lastIndexOf("/") + 1));
}

function anyOf(globs: readonly string[]): (path: FilePath) => boolean {
  return globs.length === 0 ? () => false : picomatch([...globs], { dot: true });
}

function stands(files: FileSystem, directory: FilePath): (name: string) => boolean {
  return (name) => {
    try {
      return files.stat(childPath(directory, name)) !== undefined;
    } catch (error) {
      if (error instanceof UnreadableError) return false;
      throw error;
    }
  };
}
