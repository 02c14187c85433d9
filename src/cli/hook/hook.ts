/** Plans `hook install`, `uninstall` and `status`: takes the texts of a repository, returns the changed texts. */

import { nearest } from "../../base/text/nearest.js";
import { isWithin, relativePath } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import { fault } from "../../read/config/faults.js";
import type { ManagerPlace, Repository } from "./manager.js";
import { CHOICES, MANAGERS } from "./managers/index.js";
import { type HookCommand, isInstalledByNode, oneLine, orderFor, type Wanted } from "./order.js";

export interface InstallRequest extends Wanted {
  /** Its id, where the person chooses. */
  readonly manager?: string;
}

/** One file that gets another text. */
export interface HookChange {
  readonly place: ManagerPlace;
  readonly before: string | undefined;
  /** `undefined` where the file goes. */
  readonly after: string | undefined;
}

export interface Installation {
  /** With the same text before and after where all stands already. */
  readonly change: HookChange;
  /** What was written, for people. */
  readonly lines: readonly string[];
  /** Other places that could have been meant. */
  readonly others: readonly ManagerPlace[];
  /** The package that the command comes from is not asked for in `package.json`. */
  readonly isMissing: boolean;
}

/** @throws {Fault} if the user has to choose a manager or add the command by hand */
export function install(repository: Repository, request: InstallRequest): Installation {
  const { place, others } = choose(repository, request.manager);
  const order = orderAt(repository, place, request);
  const after = addedTo(place, order);
  return {
    change: { place, before: place.text, after },
    lines: order.directory === "" ? order.runs : [oneLine(order)],
    others,
    isMissing: isInstalledByNode(repository.texts, repository.prefix) && !isAskedFor(repository),
  };
}

/** Everything of it that stands anywhere, or only that of one manager. */
export function uninstall(repository: Repository, manager?: string): readonly HookChange[] {
  const wanted = manager === undefined ? MANAGERS : [managerNamed(manager)];
  return placesOf(repository, wanted).flatMap((place) =>
    isInstalled(place) ? [{ place, before: place.text, after: place.editor.remove(place.text ?? "") }] : [],
  );
}

export interface Standing {
  readonly place: ManagerPlace;
  readonly isInstalled: boolean;
}

/** Each place that could be meant, and what is there; git's own hook only where nothing else could, or it has something. */
export function look(repository: Repository): readonly Standing[] {
  const all = placesOf(repository, MANAGERS).map((place) => ({ place, isInstalled: isInstalled(place) }));
  const isManaged = all.some(({ place }) => place.manager !== "git" && place.manager !== "lint-staged");
  return all.filter(({ place, isInstalled }) => isInstalled || place.manager !== "git" || !isManaged);
}

function choose(
  repository: Repository,
  manager: string | undefined,
): { place: ManagerPlace; others: readonly ManagerPlace[] } {
  const places = placesOf(repository, manager === undefined ? CHOICES : [managerNamed(manager)]);
  const managed = places.filter((place) => place.manager !== "git");
  const place = managed.find((each) => each.isActive) ?? managed[0] ?? places[0];
  if (place === undefined) throw fault("manager-not-used", { manager: manager ?? "git", used: usedHere(repository) });
  return { place, others: managed.filter((each) => each !== place) };
}

function managerNamed(id: string) {
  const known = MANAGERS.map((manager) => manager.id);
  const found = MANAGERS.find((manager) => manager.id === id);
  if (found === undefined) throw fault("unknown-hook-manager", { value: id, known, nearest: nearest(id, known) });
  return found;
}

function usedHere(repository: Repository): readonly string[] {
  return [...new Set(placesOf(repository, MANAGERS).map((place) => place.manager))];
}

function placesOf(repository: Repository, managers: readonly (typeof MANAGERS)[number][]): readonly ManagerPlace[] {
  return managers.flatMap((manager) => manager.find(repository));
}

function orderAt(
  { texts, prefix, program }: Repository,
  { startsIn, editor }: ManagerPlace,
  wanted: Wanted,
): HookCommand {
  // A package manager takes longer to start it than the check takes.
  const installed = editor.isShellScript ? program && relativePath(prefix, program) : undefined;
  const directory = startsIn !== "" && isWithin(startsIn, prefix) ? prefix.slice(startsIn.length + 1) : prefix;
  return { ...orderFor(texts, prefix, wanted, installed), directory };
}

/** Only what can be taken back byte for byte is written. */
function addedTo({ manager, file, text, editor }: ManagerPlace, order: HookCommand): string {
  const edited = editor.add(text, order);
  const refuse = (reason: string) => fault("hook-by-hand", { manager, file, reason, byHand: editor.byHand(order) });
  if (edited.kind === "refused") throw refuse(edited.reason);
  const clean = text === undefined ? undefined : editor.remove(text);
  if (editor.remove(edited.text) !== clean) throw refuse("the addition could not be removed byte for byte");
  return edited.text;
}

function isInstalled({ text, editor }: ManagerPlace): boolean {
  return text !== undefined && editor.remove(text) !== text;
}

function isAskedFor({ texts, prefix }: Repository): boolean {
  const manifests = [...texts].filter(
    ([path]) => /(?:^|\/)package\.json$/.test(path) && isWithin(directoryOf(path), prefix),
  );
  return manifests.some(([, text]) => /"db-ssot"\s*:/.test(text));
}

function directoryOf(path: FilePath): FilePath {
  return path.replace(/\/?package\.json$/, "");
}
