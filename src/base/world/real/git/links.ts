/** Follows symbolic links in a state that git stores. */
import fs from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { baseName, childPath, directoryOf } from "../../../text/paths.js";
import type { FilePath } from "../../../text/span.js";
import type { GitTree, Objects, Untracked } from "./tree.js";

export type LinkTarget =
  /** From the top of the repository; nothing need be there. */
  | { readonly kind: "inside"; readonly path: FilePath }
  /** As the operating system writes it. */
  | { readonly kind: "outside"; readonly path: string }
  | { readonly kind: "circle" };

/** @param top of the work tree, as the operating system writes it */
export function linksIn(
  tree: GitTree,
  objects: Objects,
  untracked: Untracked,
  top: string,
): (path: FilePath) => LinkTarget {
  const known = new Map<FilePath, LinkTarget>([["", { kind: "inside", path: "" }]]);

  function locate(path: FilePath, followed: Followed): LinkTarget {
    const before = known.get(path);
    if (before !== undefined) return before;
    const location = step(locate(directoryOf(path), followed), baseName(path), followed);
    // Another path to the same place may follow fewer links.
    if (location.kind !== "circle") known.set(path, location);
    return location;
  }

  function step(at: LinkTarget, name: string, followed: Followed): LinkTarget {
    if (name === "" || name === "." || at.kind === "circle") return at;
    if (at.kind === "outside") return placeOf(resolve(at.path, name));
    if (name === "..") return at.path === "" ? placeOf(resolve(top, "..")) : { ...at, path: directoryOf(at.path) };
    const path = childPath(at.path, name);
    const target = targetOf(path);
    if (target === undefined) return { kind: "inside", path };
    followed.links += 1;
    return followed.links > MOST_LINKS ? { kind: "circle" } : follow(at, target, followed);
  }

  function follow(from: LinkTarget, target: string, followed: Followed): LinkTarget {
    if (!isAbsolute(target)) return target.split("/").reduce((at, name) => step(at, name, followed), from);
    const place = placeOf(target);
    return place.kind === "inside" ? locate(place.path, followed) : place;
  }

  function placeOf(absolute: string): LinkTarget {
    const within = relative(top, absolute);
    const isInside = within !== ".." && !within.startsWith(`..${sep}`) && !isAbsolute(within);
    return isInside ? { kind: "inside", path: within.replaceAll(sep, "/") } : { kind: "outside", path: absolute };
  }

  function targetOf(path: FilePath): string | undefined {
    const entry = tree.get(path);
    if (entry?.kind === "file") return undefined;
    if (entry === undefined) return untracked.holds(path) ? targetOnDisk(`${top}/${path}`) : undefined;
    return new TextDecoder().decode(objects.read(entry.id));
  }

  return (path) => locate(path, { links: 0 });
}

/** How many links were followed for one path. */
interface Followed {
  links: number;
}

/** As many as Linux follows. */
const MOST_LINKS = 40;

function targetOnDisk(path: string): string | undefined {
  try {
    const isLink = fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink();
    return isLink ? fs.readlinkSync(path).replaceAll(sep, "/") : undefined;
  } catch {
    return undefined;
  }
}
