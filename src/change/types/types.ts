/**
 * The interface to the compiler: errors in files of a project, some of whose texts are not written yet. The compiler is
 * loaded on first use.
 */
import { ancestorsOf, childPath, directoryOf } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import type { FileSystem } from "../../base/world/world.js";

export interface TypeLayer {
  /**
   * Asking again with other texts costs less than the first time: what stayed the same is kept.
   *
   * @param changed  texts that stand in for those of `files`
   * @param judged   of these files; those that no tsconfig covers are passed over
   * @throws never; what the compiler cannot judge is passed over, with a note where that deserves one
   */
  judge(changed: ReadonlyMap<FilePath, string>, judged: readonly FilePath[]): TypeJudgment;
}

export interface TypeJudgment {
  /** In the order of `judged` and of places. */
  readonly problems: readonly TypeProblem[];
  /** Why some file was not judged that a tsconfig seems to cover; each once. */
  readonly notes: readonly string[];
  /** Files that the compiler has judged. */
  readonly judged: readonly FilePath[];
}

export interface TypeProblem {
  readonly file: FilePath;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly code: number;
  /** One line. */
  readonly message: string;
  /** It may come from a package that is not installed, and so proves nothing against a change. */
  readonly isUnreliable: boolean;
}

/**
 * Whether the compiler can have anything to say of a file: it is of a kind that it reads, and a tsconfig or jsconfig lies in
 * its directory or above. Asks without loading the compiler.
 */
export function mayHaveTypes(files: FileSystem, file: FilePath): boolean {
  return (
    /\.[cm]?[jt]sx?$/.test(file) && ancestorsOf(directoryOf(file)).some((directory) => hasConfig(files, directory))
  );
}

/** Loads the compiler. */
export async function loadTypes(files: FileSystem): Promise<TypeLayer> {
  const { createTypeLayer } = await import("./layer.js");
  return createTypeLayer(files);
}

/** In the order in which they count. */
export const CONFIG_NAMES = ["tsconfig.json", "jsconfig.json"] as const;

function hasConfig(files: FileSystem, directory: FilePath): boolean {
  return CONFIG_NAMES.some((name) => isFile(files, childPath(directory, name)));
}

/** What cannot be asked is not there for the compiler. */
export function isFile(files: FileSystem, path: FilePath): boolean {
  try {
    return files.stat(path)?.kind === "file";
  } catch {
    return false;
  }
}
