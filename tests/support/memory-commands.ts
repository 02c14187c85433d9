/** Copies of a tree in memory, and commands that a test plays in them. */
import type { Copies, Ended, FileSystem, Processes } from "../../src/base/world/world.js";

/** What a command does in the files of its directory. A status alone is an end without output. */
export type MemoryCommand = (command: string, files: FileSystem) => number | Partial<Ended>;

export interface MemoryCommands {
  readonly copies: Copies;
  readonly processes: Processes;
  /** Roots of the copies that were made and not removed. */
  left(): readonly string[];
}

/** @param makeFiles files in memory that are independent of all others */
export function memoryCommands(
  files: FileSystem,
  makeFiles: (root: string, contents: Readonly<Record<string, Uint8Array>>) => FileSystem,
  play: MemoryCommand = () => ({ status: 127, output: "command not found\n" }),
): MemoryCommands {
  const copies = new Map<string, FileSystem>();
  let made = 0;
  const make = async () => {
    made += 1;
    const copy = makeFiles(`/copies/${made}`, await contentsOf(files));
    copies.set(copy.root, copy);
    return { files: copy, remove: async () => void copies.delete(copy.root) };
  };
  const run = async (command: string, directory: string): Promise<Ended> => {
    const played = play(command, copies.get(directory) ?? files);
    const ended = typeof played === "number" ? { status: played } : played;
    const status = ended.timedOut ? undefined : 0;
    return { status, timedOut: false, output: "", durationMs: 0, ...ended };
  };
  return {
    copies: { make },
    processes: { own: 1, isAlive: (id) => id === 1, run: (command, { directory }) => run(command, directory) },
    left: () => [...copies.keys()],
  };
}

async function contentsOf(files: FileSystem): Promise<Readonly<Record<string, Uint8Array>>> {
  const { files: paths } = await files.list({ patterns: ["**"], ignore: [] });
  return Object.fromEntries(paths.map((path) => [path, files.read(path) ?? new Uint8Array()]));
}
