/**
 * Copies a project to the system's temporary directory. Installed packages are shared by symbolic links; links and paths
 * from them back to the project are retargeted to the copy.
 */
import fs from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { retargetPaths } from "../../text/paths.js";
import type { FilePath } from "../../text/span.js";
import { type Copies, type Copy, type FileSystem, UnwritableError } from "../world.js";
import { codeOf, reasonOf } from "./errors.js";
import { realFiles } from "./files.js";
import { whenInterrupted } from "./interrupted.js";

/** @param directory the project's root; relative to the working directory, or absolute */
export function realCopies(directory: string): Copies {
  return { make: async () => makeCopy(fs.realpathSync(directory)) };
}

function makeCopy(root: string): Copy {
  const base = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), "db-ssot-")));
  const remove = (): void => removeDirectory(base);
  const forget = whenInterrupted(remove);
  // Some tools take the project's name from its directory.
  const copy = { root, target: join(base, basename(root)), base };
  try {
    copyDirectory(copy, root, copy.target);
    linkPackagesAbove(copy);
  } catch (error) {
    forget();
    remove();
    throw new UnwritableError(base, reasonOf(error));
  }
  return {
    files: copyFiles(copy.target),
    remove: async () => {
      forget();
      remove();
    },
  };
}

/**
 * Python's cache of compiled modules compares a file's time in whole seconds. Files of a copy change more often than that,
 * so each change takes the next second.
 */
function copyFiles(target: string): FileSystem {
  const files = realFiles(target);
  const write = async (path: FilePath, bytes: Uint8Array): Promise<void> => {
    const at = join(target, path);
    if (!fs.existsSync(at)) return files.write(path, bytes);
    if (!lies(fs.realpathSync(at), target)) throw new UnwritableError(path, "it leads out of the copy");
    const before = secondsOf(at);
    // Not in one step, as elsewhere: nothing reads the copy meanwhile, and it need not survive a power failure.
    fs.writeFileSync(at, bytes);
    const seconds = Math.max(secondsOf(at), before + 1);
    fs.utimesSync(at, seconds, seconds);
  };
  return { ...files, write };
}

function secondsOf(file: string): number {
  return Math.floor(fs.statSync(file).mtimeMs / 1000);
}

/** All paths are absolute and real. */
interface Making {
  readonly root: string;
  readonly target: string;
  /** The temporary directory around it; may lie in the project itself. */
  readonly base: string;
}

/** The history, and our journal. */
const LEFT_OUT = new Set([".git", ".db-ssot"]);

/** Tools make them for one path, and make them again in the next run. */
const CACHES = new Set([".cache", ".vite", ".vite-temp", ".vitest"]);

const SHARED = new Set([".tox", ".nox"]);

function copyDirectory(copy: Making, from: string, to: string): void {
  fs.mkdirSync(to);
  for (const entry of entriesOf(from)) {
    if (LEFT_OUT.has(entry.name) || join(from, entry.name) === copy.base) continue;
    copyEntry(copy, entry, join(from, entry.name), join(to, entry.name));
  }
  keepMode(from, to);
}

function copyEntry(copy: Making, entry: fs.Dirent, from: string, to: string): void {
  if (entry.isSymbolicLink()) copyLink(copy, from, to);
  else if (entry.isFile()) copyFile(from, to);
  else if (!entry.isDirectory()) return;
  else if (SHARED.has(entry.name)) link(from, to);
  else if (entry.name === "node_modules") sharePackages(copy, from, to);
  else if (fs.existsSync(join(from, "pyvenv.cfg"))) shareEnvironment(copy, from, to);
  else copyDirectory(copy, from, to);
}

function entriesOf(directory: string): readonly fs.Dirent[] {
  return unlessForbidden(() => fs.readdirSync(directory, { withFileTypes: true })) ?? [];
}

/** What we may not read, a command that we start may not read either. */
function unlessForbidden<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    const code = codeOf(error);
    if (code === "EACCES" || code === "EPERM" || code === "ENOENT") return undefined;
    throw error;
  }
}

/** A clone takes no room until one of the two is changed, if the file system supports it. Build tools compare times. */
function copyFile(from: string, to: string): void {
  unlessForbidden(() => {
    fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE);
    const { atime, mtime } = fs.statSync(from);
    fs.utimesSync(to, atime, mtime);
  });
}

/** The owner may always write into it: otherwise it could not be removed. */
function keepMode(from: string, to: string): void {
  fs.chmodSync(to, (fs.statSync(from).mode & 0o7777) | 0o700);
}

/** A link is kept as written, unless it would then lead elsewhere, or into the original. */
function copyLink(copy: Making, from: string, to: string): void {
  const written = fs.readlinkSync(from);
  const leadsTo = resolve(dirname(from), written);
  const isInside = lies(leadsTo, copy.root);
  if (isAbsolute(written)) link(isInside ? join(copy.target, relative(copy.root, leadsTo)) : written, to, from);
  else link(isInside ? written : leadsTo, to, from);
}

function lies(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory + sep);
}

/** @param like decides on Windows whether a directory is linked */
function link(target: string, at: string, like = target): void {
  const isDirectory = fs.statSync(like, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const directoryType = isAbsolute(target) ? "junction" : "dir";
  fs.symlinkSync(target, at, isDirectory ? directoryType : "file");
}

/**
 * Shares `node_modules`, or a scope in it. Links to packages of the workspace, and what `.bin` starts, are retargeted to
 * the copy.
 */
function sharePackages(copy: Making, from: string, to: string): void {
  fs.mkdirSync(to);
  for (const entry of entriesOf(from)) {
    const [original, shared] = [join(from, entry.name), join(to, entry.name)];
    if (CACHES.has(entry.name)) continue;
    if (entry.name === ".bin") copyDirectory(copy, original, shared);
    else if (entry.isDirectory() && entry.name.startsWith("@")) sharePackages(copy, original, shared);
    else link(inWorkspace(copy, original) ?? original, shared, original);
  }
}

/** The path in the copy of a package that is part of the project. */
function inWorkspace({ root, target }: Making, path: string): string | undefined {
  const real = unlessForbidden(() => fs.realpathSync(path));
  if (real === undefined || !lies(real, root)) return undefined;
  const inside = relative(root, real);
  return inside.split(sep).includes("node_modules") ? undefined : join(target, inside);
}

/** Node also looks for packages above the project; the copy gets the nearest of those directories. */
function linkPackagesAbove({ root, base }: Making): void {
  for (let above = dirname(root); above !== dirname(above); above = dirname(above)) {
    const packages = join(above, "node_modules");
    if (!fs.existsSync(packages)) continue;
    link(packages, join(base, "node_modules"));
    return;
  }
}

/** Shares a virtual environment of Python, from its top down to the packages. */
function shareEnvironment(copy: Making, from: string, to: string): void {
  fs.mkdirSync(to);
  for (const entry of entriesOf(from)) {
    const [original, shared] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory() && leadsToPackages(entry.name)) shareEnvironment(copy, original, shared);
    else if (entry.isFile() && namesProject(original)) copyRetargeted(copy, original, shared);
    else if (entry.isSymbolicLink()) copyLink(copy, original, shared);
    else link(original, shared);
  }
}

function leadsToPackages(name: string): boolean {
  return /^(bin|Scripts|lib|Lib|lib64|python\d[.\d]*|site-packages)$/.test(name);
}

/** Scripts begin with the path of their interpreter, and an editable installation names the project's directories. */
function namesProject(file: string): boolean {
  return /[/\\](bin|Scripts)[/\\][^/\\]+$|\.pth$|[/\\]__editable__[^/\\]*\.py$/.test(file);
}

function copyRetargeted({ root, target }: Making, from: string, to: string): void {
  const bytes = fs.readFileSync(from);
  // A binary, such as an interpreter, holds a zero byte.
  const text = bytes.includes(0) ? undefined : bytes.toString("utf8");
  fs.writeFileSync(to, text === undefined ? bytes : retargetPaths(text, root, target));
  fs.chmodSync(to, fs.statSync(from).mode);
}

/** @throws never: the system clears what cannot be removed from its temporary directory */
function removeDirectory(directory: string): void {
  try {
    fs.rmSync(directory, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
  } catch {
    // The result of the run does not depend on it.
  }
}
