/** The hooks of the repository around a root. `hooks/pre-commit` is the only file in `.git` that is written. */
import fs from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import process from "node:process";
import { decode, encode } from "../../../text/encoding.js";
import type { HookFile, HookPlace, Hooks } from "../../hooks.js";
import { UnwritableError } from "../../world.js";
import { realFiles } from "../files.js";
import { realGit } from "./git.js";
import { askGit } from "./run.js";
import { realStaging } from "./staging.js";

/** @param root the project's root, which may lie below the top of its repository */
export function realHooks(root: string): Hooks {
  return { find: () => findPlace(root) };
}

const HOOK = "pre-commit";

async function findPlace(root: string): Promise<HookPlace | undefined> {
  const top = await answer(root, ["rev-parse", "--show-toplevel"]);
  const prefix = await answer(root, ["rev-parse", "--show-prefix"]);
  // Git answers with paths from its directory, and resolves a relative `core.hooksPath` from the top.
  const hooks = top && (await answer(top, ["rev-parse", "--git-path", "hooks"]));
  const own = top && (await answer(top, ["rev-parse", "--git-common-dir"]));
  if (!top || !hooks || !own || prefix === undefined) return undefined;
  const directory = resolve(top, hooks);
  const base = baseOf(directory, top, resolve(top, own));
  const within = below(fs.realpathSync(top), realPathOf(directory));
  const chosenBy = await whoChose(top);
  return {
    top: { files: realFiles(top), git: realGit(top), staging: realStaging(top) },
    prefix: prefix.replace(/\/$/, ""),
    directory: below(top, directory) ?? directory,
    chosenBy,
    ...(within === undefined || base?.isOwn ? {} : { within }),
    hook: readHook(join(directory, HOOK)),
    write: async (text) => writeHook(allowed(base, chosenBy, directory), text),
    remove: async () => {
      const { files, path } = allowed(base, chosenBy, directory);
      await files.remove(path);
    },
  };
}

/** The root of the files through which a hook may be written. */
interface Base {
  readonly directory: string;
  /** It is git's own directory, not the work tree. */
  readonly isOwn: boolean;
}

function baseOf(directory: string, top: string, own: string): Base | undefined {
  const real = realPathOf(directory);
  if (real === join(fs.realpathSync(own), "hooks")) return { directory: own, isOwn: true };
  const isInGit = below(fs.realpathSync(own), real) !== undefined;
  return isInGit || below(fs.realpathSync(top), real) === undefined ? undefined : { directory: top, isOwn: false };
}

/** @throws {UnwritableError} if git looks for hooks outside of this repository */
function allowed(base: Base | undefined, chosenBy: HookPlace["chosenBy"], directory: string) {
  if (base === undefined || chosenBy === "elsewhere")
    throw new UnwritableError(join(directory, HOOK), "git looks for hooks outside of this repository");
  const path = slashed(relative(fs.realpathSync(base.directory), join(realPathOf(directory), HOOK)));
  return { files: realFiles(base.directory), path };
}

async function writeHook({ files, path }: ReturnType<typeof allowed>, text: string): Promise<void> {
  if (!(await files.create(path, encode(text), 0o755))) await files.write(path, encode(text));
}

function readHook(path: string): HookFile {
  const link = fs.lstatSync(path, { throwIfNoEntry: false });
  if (link === undefined) return { kind: "absent" };
  if (link.isSymbolicLink()) return { kind: "link", to: fs.readlinkSync(path) };
  if (!link.isFile()) return { kind: "other", what: "a directory" };
  const decoded = decode(fs.readFileSync(path));
  if (decoded.kind !== "text") return { kind: "other", what: "a program that is no script" };
  // Windows has no such permission, and git needs none there.
  const executable = process.platform === "win32" || (link.mode & 0o111) !== 0;
  return { kind: "script", text: decoded.text, executable };
}

async function whoChose(top: string): Promise<HookPlace["chosenBy"]> {
  const scope = (await answer(top, ["config", "--show-scope", "--get", "core.hooksPath"]))?.split("\t", 1)[0];
  if (scope === undefined) return "git";
  return scope === "local" || scope === "worktree" ? "repository" : "elsewhere";
}

async function answer(directory: string, words: readonly string[]): Promise<string | undefined> {
  try {
    return (await askGit(directory, words)).output.toString("utf8").replace(/\r?\n$/, "");
  } catch {
    // No git, no repository, or nothing configured.
    return undefined;
  }
}

/** Follows the symbolic links of the part of the path that exists. */
function realPathOf(path: string): string {
  if (fs.existsSync(path)) return fs.realpathSync(path);
  const parent = resolve(path, "..");
  return parent === path ? path : resolve(realPathOf(parent), relative(parent, path));
}

/** The relative path, with `/`; `undefined` if it leads out of the directory. */
function below(directory: string, path: string): string | undefined {
  const way = relative(directory, path);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way) ? undefined : slashed(way);
}

function slashed(path: string): string {
  return path.replaceAll(sep, "/");
}
