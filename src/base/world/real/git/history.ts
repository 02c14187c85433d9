/** Reads what commits did to files, from one `git log` a question. */
import type { FilePath } from "../../../text/span.js";
import type { Commit, FileCommit, History, LineCommit, TreeChange } from "../../git.js";
import { fromRoot, readPrefix } from "./repository.js";
import { askGit } from "./run.js";
import type { Objects } from "./tree.js";

/** @param directory  the root */
export function historyIn(directory: string, objects: Objects): History {
  return {
    async of(file, revision) {
      const words = [...LOG, "--topo-order", "--diff-merges=separate", "--no-renames", revision, "--", file];
      return fileCommits(await entriesOf(directory, words));
    },
    async changes(commit) {
      const words = [...LOG, "-1", "--diff-merges=first-parent", "--find-renames", "--find-copies", "-l2000", commit];
      const [[entry], prefix] = await Promise.all([entriesOf(directory, words), readPrefix(directory)]);
      return (entry?.changes ?? []).flatMap((change) => belowRoot(prefix, change));
    },
    async line(since) {
      const words = [...LOG, "--first-parent", "--diff-merges=first-parent", "--no-renames", "HEAD"];
      const [entries, prefix] = await Promise.all([
        entriesOf(directory, [...words, ...(since === undefined ? [] : [`^${since}`])], SUBMODULE),
        readPrefix(directory),
      ]);
      return entries.map(({ changes, ...commit }) => ({
        ...commit,
        changes: changes.flatMap((change) => belowRoot(prefix, change)),
      }));
    },
    async first(revision) {
      return (await entriesOf(directory, [...LOG, "--no-patch", "--max-parents=0", "--topo-order", revision]))[0];
    },
    async isAncestor(commit, of) {
      const words = ["merge-base", "--is-ancestor", commit, of];
      return (await askGit(directory, words, { accepts: [1] })).status === 0;
    },
    content: (blob) => objects.read(blob),
    fetch: (blobs) => objects.fetch(blobs),
  };
}

/** No option of a configuration may start a program (`log.showSignature`, a text conversion) or change the format. */
const LOG: readonly string[] = [
  "log",
  "-z",
  "--raw",
  "--no-abbrev",
  "--no-follow",
  "--no-show-signature",
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--encoding=UTF-8",
  "--format=%H%x00%P%x00%aI%x00%D%x00%an%x00%s%x00%cI",
];

/** By the modes of git: repositories of their own, and links, which hold no code. */
const SUBMODULE = /^16/;
const NO_FILE = /^1[26]/;

async function entriesOf(directory: string, words: readonly string[], left = NO_FILE): Promise<readonly LineCommit[]> {
  const { output } = await askGit(directory, words);
  return readEntries(output.toString("utf8").split("\0"), left);
}

/** The seven fields of a commit, then its changes with one or two paths each. No field can hold a zero, whatever somebody wrote into it. */
function readEntries(pieces: readonly string[], left: RegExp): readonly LineCommit[] {
  const entries: (LineCommit & { readonly changes: TreeChange[] })[] = [];
  for (let at = 0; at < pieces.length; ) {
    const piece = pieces[at] ?? "";
    const change = /^\n?:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/.exec(piece);
    if (change !== null) {
      const isMove = /[RC]/.test(change[5] ?? "");
      const paths = pieces.slice(at + 1, at + (isMove ? 3 : 2));
      entries.at(-1)?.changes.push(...changeOf(change, paths, left));
      at += 1 + paths.length;
    } else if (/^[0-9a-f]{40,64}$/.test(piece)) {
      const [parents = "", date = "", refs = "", author = "", subject = "", committed = ""] = pieces.slice(
        at + 1,
        at + 7,
      );
      entries.push({
        id: piece,
        parents: parents.split(" ").filter((each) => each !== ""),
        date: date.slice(0, 10),
        author,
        subject,
        committed: committed.slice(0, 10),
        isCut: refs.split(", ").includes("grafted"),
        changes: [],
      });
      at += 7;
    } else at += 1;
  }
  return entries;
}

function changeOf(
  [, oldMode = "", newMode = "", before = "", after = "", letter = ""]: readonly string[],
  paths: readonly string[],
  left: RegExp,
): readonly TreeChange[] {
  const kind = KINDS[letter];
  if (kind === undefined || [oldMode, newMode].some((mode) => left.test(mode))) return [];
  const [first = "", second] = paths;
  const change = { kind, before: blobOf(before), after: blobOf(after) };
  return [second === undefined ? { ...change, file: first } : { ...change, file: second, from: first }];
}

const KINDS: Readonly<Record<string, TreeChange["kind"]>> = {
  A: "added",
  D: "removed",
  M: "changed",
  T: "changed",
  R: "renamed",
  C: "copied",
};

function blobOf(id: string): string | undefined {
  return /^0+$/.test(id) ? undefined : id;
}

/** A merge has an entry for each parent that differs. */
function fileCommits(entries: readonly LineCommit[]): readonly FileCommit[] {
  const byId = new Map<string, { commit: Commit; before: (string | undefined)[]; after: string | undefined }>();
  for (const { changes, committed: _, ...commit } of entries) {
    const [change] = changes;
    if (change === undefined) continue;
    const known = byId.get(commit.id);
    if (known === undefined) byId.set(commit.id, { commit, before: [change.before], after: change.after });
    else known.before.push(change.before);
  }
  return [...byId.values()].map(({ commit, before, after }) => ({ ...commit, before, after }));
}

/** Paths of git count from the top. What comes from elsewhere in the repository is new below the root. */
function belowRoot(prefix: string, change: TreeChange): readonly TreeChange[] {
  const isBelow = (path: FilePath | undefined): boolean => path?.startsWith(prefix) === true;
  if (!isBelow(change.file)) return [];
  const file = fromRoot(prefix, change.file);
  if (change.from === undefined || isBelow(change.from)) {
    return [{ ...change, file, from: change.from && fromRoot(prefix, change.from) }];
  }
  return [{ kind: "added", file, after: change.after }];
}
