/** Files that the user names for results. They may lie anywhere, a report for another program as well as `/dev/stdout`. */
import fs from "node:fs";
import { dirname, resolve } from "node:path";
import { reasonOf } from "./real-errors.js";
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
    fs.mkdirSync(dirname(file), { recursive: true });
    write(file);
  } catch (error) {
    throw new UnwritableError(path, reasonOf(error));
  }
}
