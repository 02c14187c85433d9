/** What the hook managers share: the directories in which they look, and who wrote git's hook. */
import { childPath } from "../../../base/text/paths.js";
import type { FilePath } from "../../../base/text/span.js";
import { closedEditor, type ManagerPlace, type Repository } from "../manager.js";
import { oneLine } from "../order.js";

/** The top of the repository, then the project where it lies below it. */
export function placesOf({ prefix }: Repository): readonly FilePath[] {
  return prefix === "" ? [""] : ["", prefix];
}

export function hookSays({ hook }: Repository, what: RegExp): boolean {
  return hook.kind === "script" && hook.executable && what.test(hook.text);
}

/** Configurations that are programs, or in a language that their manager alone reads. */
export function closedConfigurations(
  { texts }: Repository,
  directory: FilePath,
  manager: string,
  names: readonly string[],
): readonly ManagerPlace[] {
  const found = names.map((name) => childPath(directory, name)).find((file) => texts.has(file));
  if (found === undefined) return [];
  const reason = "it is a program";
  const editor = closedEditor(reason, (order) => `\`${oneLine(order)}\` to its \`pre-commit\``);
  return [{ manager, file: found, kind: "file", text: texts.get(found), isActive: false, editor, startsIn: directory }];
}
