/** What the tests of the journal share: requests, worlds in which something goes wrong, and what a tree holds. */

import { type FileSystem, UnwritableError } from "../../../src/base/world/world.js";
import { Fault } from "../../../src/read/config/fault.js";
import type { MemoryWorld } from "../../support/memory-world.js";

export const REQUEST = { command: "db-ssot fix", allowDirty: false };

export const FILES = { "a.ts": "old a", "b.ts": "old b", "c.ts": "old c" };

/** Rewrites all of `FILES`. */
export const CHANGES = ["a", "b", "c"].map((name) => ({
  file: `${name}.ts`,
  before: `old ${name}`,
  after: `new ${name}`,
}));

/** The tree without the journal. */
export async function treeOf({ files }: { readonly files: FileSystem }): Promise<Readonly<Record<string, string>>> {
  const { files: paths } = await files.list({ patterns: ["**"], ignore: [".db-ssot/**"] });
  return Object.fromEntries(
    paths.map((path) => [path, new TextDecoder("utf-8", { ignoreBOM: true }).decode(files.read(path))]),
  );
}

export async function journalOf({ files }: { readonly files: FileSystem }): Promise<readonly string[]> {
  return (await files.list({ patterns: [".db-ssot/**"], ignore: [] })).files;
}

/** A world whose disk refuses some writes; `refuses` is asked for each path to be written, made or removed. */
export function failing(world: MemoryWorld, refuses: (path: string, call: number) => boolean): MemoryWorld {
  const { files } = world;
  let calls = 0;
  const ask = (path: string): void => {
    calls += 1;
    if (refuses(path, calls)) throw new UnwritableError(path, "no space left on the device");
  };
  return {
    ...world,
    files: {
      ...files,
      write: async (path, bytes) => {
        ask(path);
        await files.write(path, bytes);
      },
      create: async (path, bytes, mode) => {
        ask(path);
        return files.create(path, bytes, mode);
      },
      remove: async (path) => {
        ask(path);
        await files.remove(path);
      },
    },
  };
}

/** Codes of the faults that ended it, each with what it names; none where it did not fail. */
export async function faultsOf(action: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return error.rows.map(({ code, what }) => `${code}: ${what}`);
  }
  return [];
}
