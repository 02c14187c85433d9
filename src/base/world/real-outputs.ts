/**
 * Files that the user names for results. They may lie anywhere: a report for another program, or `/dev/stdout`. The name of
 * a file in the project is taken literally: a repository can contain a link of that name that leads elsewhere.
 */
import fs from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { reasonOf } from "./real-errors.js";
import { insideOf, leadsOut } from "./real-writes.js";
import { type Outputs, UnwritableError } from "./world.js";

/** @param directory from which relative paths are meant */
export function realOutputs(directory: string): Outputs {
  return {
    write: (path, text) => put(directory, path, (file) => fs.writeFileSync(file, text)),
    append: (path, text) => put(directory, path, (file) => fs.appendFileSync(file, text)),
  };
}

function put(directory: string, path: string, write: (file: string) => void): void {
  const file = resolve(directory, path);
  try {
    if (!leadsOut(relative(directory, file))) insideOf(directory, path);
    fs.mkdirSync(dirname(file), { recursive: true });
    write(file);
  } catch (error) {
    throw error instanceof UnwritableError ? error : new UnwritableError(path, reasonOf(error));
  }
}
