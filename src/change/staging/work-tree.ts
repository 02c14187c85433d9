/**
 * Merges a fix of the index with the unstaged changes in the work tree, or refuses it if the two conflict. Writes nothing.
 */

import { decode, encode, isSameBytes } from "../../base/text/encoding.js";
import type { FileChange } from "../../base/text/patch.js";
import type { FilePath } from "../../base/text/span.js";
import { UnreadableError, type World } from "../../base/world/world.js";
import type { LoadedLanguage } from "../../read/languages/language.js";
import { newProblem } from "../../read/languages/problems.js";
import { clashOfImports } from "./imports.js";

export type WorkTreeOutcome =
  /** `beside`: there was work in it that is not staged, and still is. */
  | { readonly kind: "written"; readonly change: Required<FileChange>; readonly beside: boolean }
  /** It was removed there, and stays so. */
  | { readonly kind: "absent"; readonly file: FilePath }
  | { readonly kind: "refused"; readonly reason: string };

export interface WorkTreeRequest {
  readonly world: Pick<World, "files" | "staging">;
  readonly isStaged: (file: FilePath) => boolean;
  readonly language: (file: FilePath) => LoadedLanguage | undefined;
}

/** Tells what becomes of a change of the index, texts before and after it. */
export function mergingInto(request: WorkTreeRequest): (change: Required<FileChange>) => Promise<WorkTreeOutcome> {
  // A proof asks about the same texts as the round before it, and so does what is written in the end.
  const known = new Map<string, Promise<WorkTreeOutcome>>();
  return (change) => {
    const key = JSON.stringify([change.file, change.before, change.after]);
    const outcome = known.get(key) ?? merge(request, change);
    known.set(key, outcome);
    return outcome;
  };
}

async function merge(request: WorkTreeRequest, change: Required<FileChange>): Promise<WorkTreeOutcome> {
  const { files, staging } = request.world;
  const { file } = change;
  if (!(await staging.read([file])).has(file))
    return refused(`\`${file}\` is excluded from the work tree by a sparse checkout`);
  if (files.realPath(file) !== file)
    return refused(`\`${file}\` is a symbolic link in the work tree, or inside a linked directory`);
  try {
    const own = files.read(file);
    return own === undefined ? { kind: "absent", file } : await mergeInto(request, change, own);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return refused(`\`${file}\` cannot be read in the work tree: ${error.reason}`);
  }
}

function refused(reason: string): WorkTreeOutcome {
  return { kind: "refused", reason };
}

async function mergeInto(
  request: WorkTreeRequest,
  change: Required<FileChange>,
  own: Uint8Array,
): Promise<WorkTreeOutcome> {
  const { file } = change;
  const decoded = decode(own);
  if (decoded.kind !== "text") return refused(`\`${file}\` is not UTF-8 text in the work tree`);
  const pairs = await writtenForms(request.world, change);
  if (pairs === undefined) return refused(`a git filter changes \`${file}\` between the index and the work tree`);
  const untouched = pairs.find(({ base }) => isSameBytes(base, own));
  if (untouched === undefined && !request.isStaged(file))
    return refused(`it would also change \`${file}\`, which has unstaged changes`);
  const merged = untouched?.theirs ?? (await firstMerge(request.world, pairs, own));
  if (merged === undefined) return refused(`unstaged changes of \`${file}\` touch the same or adjacent lines`);
  const after = decode(merged);
  if (after.kind !== "text") return refused(`\`${file}\` is not UTF-8 text in the work tree`);
  const result = { file, before: decoded.text, after: after.text };
  const clash = untouched === undefined ? clashIn(request, change, result) : undefined;
  return clash === undefined ? { kind: "written", change: result, beside: untouched === undefined } : refused(clash);
}

interface Pair {
  readonly base: Uint8Array;
  readonly theirs: Uint8Array;
}

/**
 * The two texts of the index as git would write them into the work tree, line endings and all; then as they are, because
 * an editor may have written a file in its own way that git reads as the same.
 */
async function writtenForms(
  { staging }: Pick<World, "staging">,
  { file, before, after }: Required<FileChange>,
): Promise<readonly Pair[] | undefined> {
  const plain = { base: encode(before), theirs: encode(after) };
  const [base, theirs] = (await staging.checkedOut(file, [plain.base, plain.theirs])) ?? [];
  if (base === undefined || theirs === undefined) return undefined;
  return isSameBytes(base, plain.base) ? [{ base, theirs }] : [{ base, theirs }, plain];
}

async function firstMerge(
  { staging }: Pick<World, "staging">,
  pairs: readonly Pair[],
  ours: Uint8Array,
): Promise<Uint8Array | undefined> {
  for (const pair of pairs) {
    const merged = await staging.mergeTexts({ ...pair, ours });
    if (merged !== undefined) return merged;
  }
  return undefined;
}

/** Lines that do not meet may still speak of the same thing. */
function clashIn(
  { language }: WorkTreeRequest,
  index: Required<FileChange>,
  workTree: Required<FileChange>,
): string | undefined {
  const { file, before, after } = workTree;
  const loaded = language(file);
  if (loaded === undefined) return undefined;
  const problem = newProblem(loaded, file, before, after);
  if (problem !== undefined) return `with its unstaged changes, \`${file}\` would not parse at ${problem}`;
  return clashOfImports(loaded, index, workTree);
}
