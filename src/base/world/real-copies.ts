/**
 * Copies of a project in the system's temporary directory. What package managers installed is shared by symbolic links;
 * everything through which a program gets back to the project's own files is made to lead into the copy instead.
 */
import fs from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { FilePath } from "../text/span.js";
import { whenInterrupted } from "./interrupted.js";
import { reaim } from "./reaim.js";
import { reasonOf } from "./real-errors.js";
import { realFiles } from "./real-files.js";
import { type Copies, type Copy, type FileSystem, UnwritableError } from "./world.js";

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
 * Tools such as Python's cache of compiled modules tell by a file's time, in whole seconds, whether it is as it was. Here a
 * file changes more often than that, so that each change takes the next second.
 */
function copyFiles(target: string): FileSystem {
  const files = realFiles(target);
  const write = async (path: FilePath, bytes: Uint8Array): Promise<void> => {
    const at = join(target, path);
    if (!fs.existsSync(at)) return files.write(path, bytes);
    if (!lies(fs.realpathSync(at), target)) throw new UnwritableError(path, "it leads out of the copy");
    const before = secondsOf(at);
    // Not in one step, as elsewhere: nobody reads the copy meanwhile, and it need not outlast a failure of power.
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
  /** What was made for it; may lie in the project itself. */
  readonly base: string;
}

/** The history, and our own journal. */
const LEFT_OUT = new Set([".git", ".db-ssot"]);

/** Made by tools for one place; the next run makes them again. */
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

/** What this program may not read, a command that it starts may not read either. */
function unlessForbidden<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EACCES" || code === "EPERM" || code === "ENOENT") return undefined;
    throw error;
  }
}

/** Where the file system can, the copy takes no room until one of the two is changed. Build tools compare times. */
function copyFile(from: string, to: string): void {
  unlessForbidden(() => {
    fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE);
    const { atime, mtime } = fs.statSync(from);
    fs.utimesSync(to, atime, mtime);
  });
}

/** Its owner may always write into it: otherwise it could not be taken away again. */
function keepMode(from: string, to: string): void {
  fs.chmodSync(to, (fs.statSync(from).mode & 0o7777) | 0o700);
}

/** A link stays what it is, unless it would lead to another place than before, or into the original. */
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

/** @param like what tells, on Windows, whether a directory is linked */
function link(target: string, at: string, like = target): void {
  const isDirectory = fs.statSync(like, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const directoryType = isAbsolute(target) ? "junction" : "dir";
  fs.symlinkSync(target, at, isDirectory ? directoryType : "file");
}

/**
 * `node_modules`, or a scope in it. A package of the workspace is a link out of it into the project, and leads into the
 * copy; so does what `.bin` starts.
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

/** Where in the copy a package lies that is part of the project. */
function inWorkspace({ root, target }: Making, path: string): string | undefined {
  const real = unlessForbidden(() => fs.realpathSync(path));
  if (real === undefined || !lies(real, root)) return undefined;
  const inside = relative(root, real);
  return inside.split(sep).includes("node_modules") ? undefined : join(target, inside);
}

/** Node looks for packages above the project too; the nearest of those directories is given to the copy. */
function linkPackagesAbove({ root, base }: Making): void {
  for (let above = dirname(root); above !== dirname(above); above = dirname(above)) {
    const packages = join(above, "node_modules");
    if (!fs.existsSync(packages)) continue;
    link(packages, join(base, "node_modules"));
    return;
  }
}

/** A virtual environment of Python, from its top down to where packages lie. */
function shareEnvironment(copy: Making, from: string, to: string): void {
  fs.mkdirSync(to);
  for (const entry of entriesOf(from)) {
    const [original, shared] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory() && leadsToPackages(entry.name)) shareEnvironment(copy, original, shared);
    else if (entry.isFile() && namesProject(original)) copyReaimed(copy, original, shared);
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

function copyReaimed({ root, target }: Making, from: string, to: string): void {
  const bytes = fs.readFileSync(from);
  // A program that is no text, such as an interpreter, holds a zero.
  const text = bytes.includes(0) ? undefined : bytes.toString("utf8");
  fs.writeFileSync(to, text === undefined ? bytes : reaim(text, root, target));
  fs.chmodSync(to, fs.statSync(from).mode);
}

/** @throws never: what cannot be taken away is left to the system, which clears its temporary directory */
function removeDirectory(directory: string): void {
  try {
    fs.rmSync(directory, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
  } catch {
    // The result of the run stands, wherever its copy is.
  }
}
