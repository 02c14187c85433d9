/** Writes files on the disk: each completely or not at all, and never outside the root. */
import { randomInt } from "node:crypto";
import fs from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import process from "node:process";
import { isInGit } from "../../text/paths.js";
import type { FilePath } from "../../text/span.js";
import { UnwritableError } from "../world.js";
import { codeOf, reasonOf } from "./errors.js";

export function checkWritable(root: string, path: FilePath): void {
  try {
    const target = insideOf(root, path);
    refuseProtected(path, target);
    // The temporary file is made in the directory of the real file.
    const directory = nearestExisting(dirname(fs.existsSync(target) ? fs.realpathSync(target) : target));
    if (!fs.statSync(directory).isDirectory()) throw new UnwritableError(path, "a part of its path is a file");
    fs.accessSync(directory, fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    throw asUnwritable(path, error);
  }
}

export async function write(root: string, path: FilePath, bytes: Uint8Array, mode?: number): Promise<void> {
  try {
    const target = insideOf(root, path);
    makeDirectory(dirname(target), mode);
    refuseProtected(path, target);
    replace(fs.existsSync(target) ? fs.realpathSync(target) : target, bytes, mode);
  } catch (error) {
    throw asUnwritable(path, error);
  }
}

export async function create(root: string, path: FilePath, bytes: Uint8Array, mode?: number): Promise<boolean> {
  try {
    const target = resolve(root, path);
    if (fs.lstatSync(target, { throwIfNoEntry: false }) !== undefined) return false;
    insideOf(root, path);
    for (let attempt = 1; ; attempt++) {
      try {
        return createOnce(target, bytes, mode);
      } catch (error) {
        // Another process may remove an empty directory just before this file is made in it.
        if (codeOf(error) !== "ENOENT" || attempt === MOST_ATTEMPTS) throw error;
      }
    }
  } catch (error) {
    throw asUnwritable(path, error);
  }
}

export async function remove(root: string, path: FilePath): Promise<void> {
  try {
    const target = resolve(root, path);
    const found = fs.lstatSync(target, { throwIfNoEntry: false });
    if (found?.isSymbolicLink()) throw new UnwritableError(path, "it is a symbolic link");
    insideOf(root, path);
    refuseProtected(path, target);
    fs.rmSync(target, { force: true });
    removeEmpty(dirname(target), root);
  } catch (error) {
    throw asUnwritable(path, error);
  }
}

/**
 * The absolute path of a file below the root. Follows symbolic links in the existing part of the path.
 *
 * @throws {UnwritableError} where a link leads out of the root, or into a directory of git
 */
export function insideOf(root: string, path: FilePath): string {
  const target = resolve(root, path);
  const within = relative(fs.realpathSync(root), realPathOf(target));
  if (leadsOut(within)) throw new UnwritableError(path, "it leads out of the project");
  if (isInGit(within)) throw new UnwritableError(path, "it leads into a directory of git");
  return target;
}

/** @param path  relative, as the operating system writes it */
export function leadsOut(path: string): boolean {
  return path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path);
}

const MOST_ATTEMPTS = 10;

function asUnwritable(path: FilePath, error: unknown): UnwritableError {
  return error instanceof UnwritableError ? error : new UnwritableError(path, reasonOf(error));
}

/** Only links are asked where they lead: another process may remove a file between two questions about it. */
function realPathOf(target: string): string {
  if (fs.lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink()) return fs.realpathSync(target);
  const parent = dirname(target);
  return parent === target ? target : resolve(realPathOf(parent), relative(parent, target));
}

/** A rename would silently replace a read-only file. */
function refuseProtected(path: FilePath, target: string): void {
  const found = fs.statSync(target, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw new UnwritableError(path, "it is a directory");
  if (found !== undefined) fs.accessSync(target, fs.constants.W_OK);
}

function nearestExisting(directory: string): string {
  return fs.existsSync(directory) ? directory : nearestExisting(dirname(directory));
}

/** A directory made for a private file is private too: users that may read the file may enter the directory. */
function makeDirectory(directory: string, fileMode: number | undefined): void {
  const mode = fileMode === undefined ? undefined : permissions(fileMode) | ((fileMode & 0o444) >> 2);
  fs.mkdirSync(directory, { recursive: true, mode });
}

function permissions(mode: number): number {
  return mode & 0o777;
}

/** @param mode  of a new file; an existing one keeps its permissions and its owner */
function replace(target: string, bytes: Uint8Array, mode: number | undefined): void {
  const existing = fs.statSync(target, { throwIfNoEntry: false });
  const temporary = fillTemporary(target, bytes, existing?.mode ?? mode, existing);
  try {
    fs.renameSync(temporary, target);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

/** A link to a complete file is made in one step, and fails where a file exists; a rename would replace it. */
function createOnce(target: string, bytes: Uint8Array, mode: number | undefined): boolean {
  makeDirectory(dirname(target), mode);
  const temporary = fillTemporary(target, bytes, mode);
  try {
    return linkOnce(temporary, target, bytes, mode);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

function linkOnce(temporary: string, target: string, bytes: Uint8Array, mode: number | undefined): boolean {
  try {
    fs.linkSync(temporary, target);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === "EEXIST") return false;
    if (code === "ENOENT" || code === "ENOSPC" || code === "EDQUOT") throw error;
    return writeNew(target, bytes, mode);
  }
}

/** For file systems without links, such as those of memory cards. */
function writeNew(target: string, bytes: Uint8Array, mode: number | undefined): boolean {
  try {
    fill(target, bytes, mode);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/**
 * Writes a new file beside the target. A repository may contain symbolic links, so the name cannot be guessed and an
 * existing file or link of that name is not opened.
 *
 * @returns its path: that of the target with a number behind it, by which the journal recognizes leftovers
 */
function fillTemporary(target: string, bytes: Uint8Array, mode: number | undefined, owner?: fs.Stats): string {
  for (let attempt = 1; ; attempt++) {
    const temporary = `${target}.${randomInt(MOST_NUMBERS)}`;
    try {
      fill(temporary, bytes, mode, owner);
      return temporary;
    } catch (error) {
      if (codeOf(error) !== "EEXIST" || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

const MOST_NUMBERS = 2 ** 47;

/** @throws where the file exists, or not all of it can be written; nothing is left then */
function fill(path: string, bytes: Uint8Array, mode: number | undefined, owner?: fs.Stats): void {
  const file = fs.openSync(path, "wx", mode === undefined ? 0o666 : permissions(mode));
  try {
    // Writes until everything is written; `write` stops early on a full disk and returns a count.
    fs.writeFileSync(file, bytes);
    if (owner !== undefined) keepOwner(file, owner);
    if (mode !== undefined) fs.fchmodSync(file, permissions(mode));
    // Otherwise the rename can reach the disk before the bytes do.
    fs.fsyncSync(file);
  } catch (error) {
    fs.rmSync(path, { force: true });
    throw error;
  } finally {
    fs.closeSync(file);
  }
}

/** Only the administrator can give a file to somebody else; for others it belongs to them from the start. */
function keepOwner(file: number, { uid, gid }: fs.Stats): void {
  if (process.getuid === undefined) return;
  try {
    fs.fchownSync(file, uid, gid);
  } catch (error) {
    if (process.getuid() === 0) throw error;
  }
}

function removeEmpty(directory: string, root: string): void {
  if (!directory.startsWith(root + sep)) return;
  try {
    fs.rmdirSync(directory);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") return;
  }
  removeEmpty(dirname(directory), root);
}
