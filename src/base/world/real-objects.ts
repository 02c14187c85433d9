/** The contents that git holds, by their ids. An id stands for its bytes for ever, so that all states share what was read. */
import { GitError } from "./git.js";
import { askGit, askGitNow } from "./real-git-command.js";

export interface Objects {
  /** Reads these at once, so that `read` has them at hand. @throws {GitError} `partial-clone` where one is not there */
  fetch(ids: Iterable<string>): Promise<void>;
  /** @throws {GitError} `partial-clone` where it is not there */
  read(id: string): Uint8Array;
}

/** @param directory in the repository */
export function objectsOf(directory: string): Objects {
  const known = new Map<string, Uint8Array>();
  const readNow = (id: string): Uint8Array => {
    const { output } = askGitNow(directory, BATCH, { input: linesOf([id]) });
    const [, bytes] = firstIn(output);
    known.set(id, bytes);
    return bytes;
  };
  return {
    async fetch(ids) {
      const wanted = [...new Set(ids)].filter((id) => !known.has(id));
      for (let start = 0; start < wanted.length; start += AT_ONCE) {
        const part = wanted.slice(start, start + AT_ONCE);
        let { output } = await askGit(directory, BATCH, { input: linesOf(part) });
        for (const id of part) {
          const [rest, bytes] = firstIn(output);
          known.set(id, bytes);
          output = rest;
        }
      }
    },
    read: (id) => known.get(id) ?? readNow(id),
  };
}

/** The bytes as they are held: no filter of the configuration is asked. */
const BATCH = ["cat-file", "--batch"];

/** Keeps the answer far below what one buffer can hold. */
const AT_ONCE = 4000;

function linesOf(ids: readonly string[]): string {
  return ids.map((id) => `${id}\n`).join("");
}

/**
 * A line `<id> <type> <size>`, the bytes and a line break; `<id> missing` alone where there is none.
 * @returns what comes after it, and the bytes
 */
function firstIn(output: Buffer): readonly [Buffer, Uint8Array] {
  const start = output.indexOf(LINE_BREAK) + 1;
  const [, type, size] = output.toString("latin1", 0, start - 1).split(" ");
  if (type === "missing") throw new GitError({ kind: "partial-clone" });
  const end = start + Number(size);
  return [output.subarray(end + 1), output.subarray(start, end)];
}

const LINE_BREAK = 10;
