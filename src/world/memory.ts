/** A world in memory, for tests and for texts that are not on a disk: it behaves as the real one does. */
import picomatch from "picomatch";
import { encode } from "../text/encoding.js";
import { ancestorsOf, directoryOf } from "../text/paths.js";
import { compareText, type FilePath } from "../text/span.js";
import { type MemoryCommand, memoryCommands } from "./memory-commands.js";
import {
  type DirectoryEntry,
  type FileSystem,
  type Git,
  type Listing,
  type ListQuery,
  type Prompts,
  type Terminal,
  UnreadableError,
  UnwritableError,
  type World,
} from "./world.js";

/** What the files hold, by path; a path that begins with `../` lies above the root and is not listed. */
export type MemoryFiles = Readonly<Record<FilePath, string | Uint8Array>>;

export interface MemoryOptions {
  readonly root?: string;
  /** Files and directories that are there and cannot be read. */
  readonly unreadable?: readonly FilePath[];
  /** Files that cannot be written. */
  readonly readOnly?: readonly FilePath[];
  /** The files as they were last committed; there is no repository where absent. */
  readonly committed?: MemoryFiles;
  /** The way from the top of the repository to the root: `packages/app/`. */
  readonly prefix?: string;
  readonly colour?: boolean;
  readonly interactive?: boolean;
  readonly width?: number;
  /** What a command does that is run in the files, or in a copy of them. */
  readonly run?: MemoryCommand;
  readonly environment?: Readonly<Record<string, string>>;
  /** The day that it is; 2026-01-01 where absent. */
  readonly today?: string;
  /** The keys that the person presses, one a question; `undefined` for Ctrl-C. Absent where nobody can answer. */
  readonly keys?: readonly (string | undefined)[];
}

export interface MemoryWorld extends World {
  /** What was written to standard output so far. */
  output(): string;
  /** What was written to standard error so far. */
  errors(): string;
  /** What was written to files for results, by the path as it was given. */
  readonly results: ReadonlyMap<string, string>;
  /** Moves the clock. */
  pass(durationMs: number): void;
  /** What a file holds now, as text; `undefined` when there is none. */
  textOf(path: FilePath): string | undefined;
  /** Roots of the copies that were made and not removed. */
  copiesLeft(): readonly string[];
}

export function memoryWorld(contents: MemoryFiles, options: MemoryOptions = {}): MemoryWorld {
  const files = memoryFiles(contents, options);
  const written = { output: "", errors: "" };
  const makeFiles = (root: string, copied: MemoryFiles) => memoryFiles(copied, { ...options, root });
  const { copies, processes, left } = memoryCommands(files, makeFiles, options.run);
  const results = new Map<string, string>();
  let nowMs = 0;
  return {
    files,
    git: memoryGit(files, options),
    terminal: memoryTerminal(written, options),
    clock: { now: () => nowMs, today: () => options.today ?? "2026-01-01" },
    copies,
    prompts: memoryPrompts(options.keys),
    outputs: {
      write: (path, text) => void results.set(path, text),
      append: (path, text) => void results.set(path, (results.get(path) ?? "") + text),
    },
    environment: (name) => options.environment?.[name] || undefined,
    results,
    processes,
    copiesLeft: left,
    output: () => written.output,
    errors: () => written.errors,
    pass: (durationMs) => {
      nowMs += durationMs;
    },
    textOf: (path) => {
      const bytes = files.read(path);
      return bytes === undefined ? undefined : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    },
  };
}

function memoryPrompts(keys: MemoryOptions["keys"]): Prompts {
  const left = [...(keys ?? [])];
  return { available: keys !== undefined, choose: async () => left.shift() };
}

function memoryTerminal(written: { output: string; errors: string }, options: MemoryOptions): Terminal {
  return {
    write: (text) => {
      written.output += text;
    },
    writeError: (text) => {
      written.errors += text;
    },
    colour: options.colour ?? false,
    interactive: options.interactive ?? false,
    width: options.width ?? 100,
  };
}

function memoryFiles(contents: MemoryFiles, options: MemoryOptions): FileSystem {
  const bytesOf = bytesByPath(contents);
  const unreadable = new Set(options.unreadable ?? []);
  const readOnly = new Set(options.readOnly ?? []);
  const refuse = (path: FilePath): void => {
    if (withParents(path).some((each) => unreadable.has(each))) throw new UnreadableError(path, "permission denied");
  };
  const checkWritable = (path: FilePath): void => {
    if (path.startsWith("../")) throw new UnwritableError(path, "it leads out of the project");
    if (readOnly.has(path)) throw new UnwritableError(path, "permission denied");
    if (isDirectory(bytesOf, path)) throw new UnwritableError(path, "it is a directory");
  };
  return {
    root: options.root ?? "/project",
    list: async (query) => listing([...bytesOf.keys()], unreadable, query),
    read: (path) => {
      if (bytesOf.has(path)) refuse(path);
      else if (isDirectory(bytesOf, path)) throw new UnreadableError(path, "it is a directory");
      return bytesOf.get(path)?.slice();
    },
    stat: (path) => {
      refuse(directoryOf(path));
      const bytes = bytesOf.get(path);
      if (bytes !== undefined) return { kind: "file", size: bytes.length };
      return isDirectory(bytesOf, path) ? { kind: "directory", size: 0 } : undefined;
    },
    entries: (directory) => entriesOf([...bytesOf.keys()], directory),
    realPath: (path) => path,
    checkWritable,
    write: async (path, bytes) => {
      checkWritable(path);
      bytesOf.set(path, bytes.slice());
    },
    create: async (path, bytes) => {
      if (bytesOf.has(path) || isDirectory(bytesOf, path)) return false;
      checkWritable(path);
      bytesOf.set(path, bytes.slice());
      return true;
    },
    remove: async (path) => {
      checkWritable(path);
      bytesOf.delete(path);
    },
  };
}

function bytesByPath(contents: MemoryFiles): Map<FilePath, Uint8Array> {
  const entries = Object.entries(contents);
  return new Map(entries.map(([path, content]) => [path, typeof content === "string" ? encode(content) : content]));
}

function memoryGit(files: FileSystem, { committed, prefix }: MemoryOptions): Git {
  const last = bytesByPath(committed ?? {});
  const differs = (path: FilePath): boolean => String(files.read(path)) !== String(last.get(path));
  return {
    uncommitted: async (paths) => (committed === undefined ? undefined : paths.filter(differs)),
    prefix: async () => prefix ?? (committed === undefined ? undefined : ""),
  };
}

function isDirectory(bytesOf: ReadonlyMap<FilePath, Uint8Array>, path: FilePath): boolean {
  return path === "" || [...bytesOf.keys()].some((file) => file.startsWith(`${path}/`));
}

function entriesOf(files: readonly FilePath[], directory: FilePath): readonly DirectoryEntry[] {
  const start = directory === "" ? "" : `${directory}/`;
  const kinds = new Map<string, DirectoryEntry["kind"]>();
  for (const file of files) {
    const [name = "", ...rest] = file.startsWith(start) ? file.slice(start.length).split("/") : [];
    if (name !== "" && name !== "..") kinds.set(name, rest.length > 0 ? "directory" : "file");
  }
  return [...kinds].map(([name, kind]) => ({ name, kind }));
}

function listing(files: readonly FilePath[], unreadable: ReadonlySet<FilePath>, query: ListQuery): Listing {
  const inside = files.filter((file) => !file.startsWith("../"));
  const matches = picomatch([...query.patterns], { dot: true });
  const ignores = query.ignore.length === 0 ? () => false : picomatch([...query.ignore], { dot: true });
  const entered = new Set([""]);
  const refused: { path: FilePath; reason: string }[] = [];
  for (const directory of directoriesOf(inside)) {
    if (!entered.has(directoryOf(directory)) || ignores(directory) || query.enter?.(directory) === false) continue;
    if (unreadable.has(directory)) refused.push({ path: directory, reason: "permission denied" });
    else entered.add(directory);
  }
  return {
    files: inside.filter((file) => entered.has(directoryOf(file)) && matches(file) && !ignores(file)).sort(compareText),
    unreadable: refused,
  };
}

/** Parents before what is in them. */
function directoriesOf(files: readonly FilePath[]): FilePath[] {
  return [...new Set(files.flatMap((file) => withParents(directoryOf(file))))].sort(compareText);
}

function withParents(path: FilePath): FilePath[] {
  return ancestorsOf(path).filter((each) => each !== "");
}
