/** A fixture project as the files of an in-memory world, read from the checkout. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MemoryFiles } from "./memory-world.js";

const FIXTURES = fileURLToPath(new URL("../../fixtures", import.meta.url));
const LEFT_OUT = /(?:^|\/)(?:node_modules|dist)(?:\/|$)/;

/** @param name folder in `fixtures`, with `/` */
export function fixtureFiles(name: string): MemoryFiles {
  const folder = join(FIXTURES, name);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(folder.length + 1)
      .replaceAll("\\", "/"),
  );
  return Object.fromEntries(
    paths.filter((path) => !LEFT_OUT.test(path)).map((path) => [path, readFileSync(join(folder, path), "utf8")]),
  );
}
