/** Where git looks for its hooks, and the file of the pre-commit hook. */
import type { FilePath } from "../text/span.js";
import type { World } from "./world.js";

export interface Hooks {
  /** @returns `undefined` where the root lies in no work tree, or where there is no git to ask */
  find(): Promise<HookPlace | undefined>;
}

export interface HookPlace {
  /** The work tree from its top, where the configurations of hook managers lie. */
  readonly top: Pick<World, "files" | "git" | "staging">;
  /** The way from the top to the root, without a slash at its end: `packages/app`; empty at the top. */
  readonly prefix: FilePath;
  /** The directory in which git looks for hooks, for people: from the top where it lies below it. */
  readonly directory: string;
  /**
   * Who chose the directory: git itself, `core.hooksPath` in the configuration of the repository, or the same in one that
   * holds for other repositories, too.
   */
  readonly chosenBy: "git" | "repository" | "elsewhere";
  /** The directory from the top, where it lies in the work tree. */
  readonly within?: FilePath;
  /** What is there under the name `pre-commit`. */
  readonly hook: HookFile;
  /**
   * Gives `pre-commit` this text; a new file can be run by its owner, an old one keeps its permissions.
   * @throws {UnwritableError} where the directory is neither git's own for this repository nor in the work tree, too
   */
  write(text: string): Promise<void>;
  /** @throws {UnwritableError} as `write` does */
  remove(): Promise<void>;
}

export type HookFile =
  | { readonly kind: "absent" }
  | { readonly kind: "script"; readonly text: string; readonly executable: boolean }
  /** A symbolic link; the file that is meant belongs to somebody else. */
  | { readonly kind: "link"; readonly to: string }
  /** A program, or a directory. */
  | { readonly kind: "other"; readonly what: string };
