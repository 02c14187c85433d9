/** Changing files on the disk: each whole or not at all, and never out of the root. */
import fs from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import process from "node:process";
import type { FilePath } from "../text/span.js";
import { codeOf, reasonOf } from "./real-errors.js";
import { UnwritableError } from "./world.js";

export function checkWritable(root: string, path: FilePath): void {
  try {
    const target = insideOf(root, path);
    refuseProtected(path, target);
    // The temporary file, from which the new one is renamed, is made beside it.
    const directory = nearestThere(dirname(fs.existsSync(target) ? fs.realpathSync(target) : target));
    if (!fs.statSync(directory).isDirectory()) throw new UnwritableError(path, "a part of its path is a file");
    fs.accessSync(directory, fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    throw asUnwritable(path, error);
  }
}

export async function write(root: string, path: FilePath, bytes: Uint8Array): Promise<void> {
  try {
    const target = insideOf(root, path);
    fs.mkdirSync(dirname(target), { recursive: true });
    refuseProtected(path, target);
    // Loaded here, because most runs write nothing.
    const { default: writeFileAtomic } = await import("write-file-atomic");
    // A disk that runs full takes a part of what it is given and says how much, which write-file-atomic does not ask: half a
    // file would take the place of the whole one. `writeFileSync` goes on until everything is written, or throws.
    const fill = async (temporary: string): Promise<void> => fs.writeFileSync(temporary, bytes);
    await writeFileAtomic(target, Buffer.alloc(0), { tmpfileCreated: fill });
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
        // Another process may take a directory away because it is empty, just before this file comes into it.
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

const MOST_ATTEMPTS = 10;

function asUnwritable(path: FilePath, error: unknown): UnwritableError {
  return error instanceof UnwritableError ? error : new UnwritableError(path, reasonOf(error));
}

/** Symbolic links are followed as far as the path exists: a link may not lead a write out of the root. */
function insideOf(root: string, path: FilePath): string {
  const target = resolve(root, path);
  const within = relative(fs.realpathSync(root), realPathOf(target));
  if (within === ".." || within.startsWith(`..${sep}`) || isAbsolute(within))
    throw new UnwritableError(path, "it leads out of the project");
  return target;
}

function realPathOf(target: string): string {
  const link = fs.lstatSync(target, { throwIfNoEntry: false });
  if (link !== undefined) return fs.realpathSync(target);
  const parent = dirname(target);
  return parent === target ? target : resolve(realPathOf(parent), relative(parent, target));
}

/** A rename would replace a read-only file without a word; whoever protected it meant it. */
function refuseProtected(path: FilePath, target: string): void {
  const found = fs.statSync(target, { throwIfNoEntry: false });
  if (found?.isDirectory()) throw new UnwritableError(path, "it is a directory");
  if (found !== undefined) fs.accessSync(target, fs.constants.W_OK);
}

function nearestThere(directory: string): string {
  return fs.existsSync(directory) ? directory : nearestThere(dirname(directory));
}

/** A link to a whole file is made in one step, and only where there is nothing: a rename would replace. */
function createOnce(target: string, bytes: Uint8Array, mode: number | undefined): boolean {
  fs.mkdirSync(dirname(target), { recursive: true });
  const temporary = temporaryFor(target);
  try {
    fs.writeFileSync(temporary, bytes);
    if (mode !== undefined) fs.chmodSync(temporary, mode);
    return linkOnce(temporary, target, bytes);
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

function linkOnce(temporary: string, target: string, bytes: Uint8Array): boolean {
  try {
    fs.linkSync(temporary, target);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === "EEXIST") return false;
    if (code === "ENOENT" || code === "ENOSPC" || code === "EDQUOT") throw error;
    return writeWhereNothingIs(target, bytes);
  }
}

/** For file systems without links, such as those of memory cards. */
function writeWhereNothingIs(target: string, bytes: Uint8Array): boolean {
  try {
    fs.writeFileSync(target, bytes, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

let made = 0;

/** Named as write-file-atomic names its own, the file and a number, so that one pattern finds what a killed process left. */
function temporaryFor(target: string): string {
  made += 1;
  return `${target}.${process.pid}${String(made % 1000).padStart(3, "0")}`;
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
