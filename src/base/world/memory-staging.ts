/** An index in memory: what `prepare` gives takes effect at once when it is committed. */
import { decode, encode, isSameBytes } from "../text/encoding.js";
import { mergeLines } from "../text/merge.js";
import type { FilePath } from "../text/span.js";
import { type IndexChange, type Staging, StagingError } from "./staging.js";

/** @param index  what is staged, which changes with every commit; `undefined` where there is no repository */
export function memoryStaging(index: Record<FilePath, string | Uint8Array> | undefined): Staging {
  const bytesOf = (file: FilePath): Uint8Array | undefined => {
    const content = index?.[file];
    return typeof content === "string" ? encode(content) : content;
  };
  const refuse = (changes: readonly IndexChange[]): void => {
    for (const { file, before } of changes) {
      const bytes = bytesOf(file);
      if (bytes === undefined || !isSameBytes(bytes, before)) throw new StagingError({ kind: "changed-entry", file });
    }
  };
  return {
    read: async (files) =>
      new Map(
        files.flatMap((file) => {
          const bytes = bytesOf(file);
          return bytes === undefined ? [] : [[file, bytes] as const];
        }),
      ),
    isTemporary: async () => false,
    prepare: async (changes) => {
      refuse(changes);
      const commit = async (): Promise<void> => {
        refuse(changes);
        for (const { file, after } of changes) if (index !== undefined) index[file] = after;
      };
      return { commit, end: () => {} };
    },
    clear: async () => {},
    checkedOut: async (_, texts) => texts,
    mergeTexts: async ({ base, ours, theirs }) => {
      const [before, own, other] = [base, ours, theirs].map((bytes) => decode(bytes));
      if (before?.kind !== "text" || own?.kind !== "text" || other?.kind !== "text") return undefined;
      const merged = mergeLines(before.text, own.text, other.text);
      return merged === undefined ? undefined : encode(merged);
    },
  };
}
