/** The types of this room: a repository as read, its hook managers, and the places where a command can be added. */
import type { FilePath } from "../../base/text/span.js";
import type { HookPlace } from "../../base/world/hooks.js";
import type { HookCommand } from "./order.js";

/** All that is known of a repository before anything is decided. Paths count from its top. */
export interface Repository extends Pick<HookPlace, "prefix" | "directory" | "chosenBy" | "within" | "hook"> {
  /** The texts of those of `CONSULTED` that are there. */
  readonly texts: ReadonlyMap<FilePath, string>;
  /** What starts the installed program, nearest to the project; absent where it is not installed, or nothing lies there. */
  readonly program?: FilePath | undefined;
}

/** A program that has hooks run, or git itself. */
export interface HookManager {
  /** As `--manager` takes it: `lefthook`. */
  readonly id: string;
  /** Where this repository has it configured; nothing, where it is not used. */
  find(repository: Repository): readonly ManagerPlace[];
}

/** Where a command can stand, and what has to be so that git comes to it. */
export interface ManagerPlace {
  readonly manager: string;
  /** The file from the top; for git's own hook as people know it. */
  readonly file: FilePath;
  /** `hook`: the very file that git runs; it lies outside of the project, or has to be executable. */
  readonly kind: "file" | "hook";
  /** What it holds now; `undefined` where it would be made. */
  readonly text: string | undefined;
  /** Git comes to it as things are. */
  readonly isActive: boolean;
  /** The command that activates the hook in git: `npx lefthook install`. */
  readonly activation?: string;
  readonly editor: Editor;
  /** Where commands that stand there are run, from the top. */
  readonly startsIn: FilePath;
}

/** How a command comes into one kind of file, and out of it again. */
export interface Editor {
  /** What it writes is run by a POSIX shell, on Windows too. */
  readonly isShellScript?: true;
  /** @param text `undefined` where there is no file */
  add(text: string | undefined, order: HookCommand): EditedConfiguration;
  /** The text without what `add` put there; the same text where there is nothing; `undefined` where the file goes. */
  remove(text: string): string | undefined;
  /** The command in the syntax of the file, on one line, to be added by hand. */
  byHand(order: HookCommand): string;
}

export type EditedConfiguration =
  | { readonly kind: "text"; readonly text: string }
  /** Why it has to be done by hand; one line, lower case. */
  | { readonly kind: "refused"; readonly reason: string };

export function refused(reason: string): EditedConfiguration {
  return { kind: "refused", reason };
}

/** A file that cannot be edited: a program that configures, or one whose form would be a guess. */
export function closedEditor(reason: string, byHand: Editor["byHand"]): Editor {
  return { add: () => refused(reason), remove: (text) => text, byHand };
}
