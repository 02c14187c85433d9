/** Walks the history of a file backwards to the commit that made an answer what it is now. */
import { decode } from "../../base/text/encoding.js";
import type { FilePath } from "../../base/text/span.js";
import type { Commit, FileCommit, History, TreeChange } from "../../base/world/git.js";
import type { FileFacts } from "../../read/facts/facts.js";
import { languageOf } from "../../read/languages/index.js";
import type { LoadedLanguage } from "../../read/languages/language.js";

/** A file as it is after a commit, or as its parent had it. */
export interface Version {
  readonly file: FilePath;
  readonly text: string;
  readonly facts: FileFacts;
}

export interface Question {
  readonly file: FilePath;
  readonly revision: string;
  /** A version without this word is not parsed: the answer is no. */
  readonly word: string;
  readonly holds: (facts: FileFacts) => boolean;
  /** The answer in the work tree. */
  readonly now: boolean;
}

export type Trace =
  /** The answer was the other one in every parent; without `before` there was no such file. */
  | { readonly kind: "changed"; readonly commit: Commit; readonly before?: Version; readonly after: Version }
  /** It has been the same since the file began. */
  | { readonly kind: "always"; readonly commit: Commit; readonly after: Version }
  /** The last commit says otherwise than the work tree; `new`: it does not have the file. */
  | { readonly kind: "uncommitted"; readonly isNew: boolean }
  | { readonly kind: "unknown"; readonly reason: string };

/** A file is followed through so many renames. */
const MOST_RENAMES = 20;

export class Tracer {
  readonly #languages = new Map<string, LoadedLanguage>();
  readonly #versions = new Map<string, Version | undefined>();

  constructor(readonly history: History) {}

  async trace(question: Question): Promise<Trace> {
    let { file, revision } = question;
    for (let renames = 0; renames < MOST_RENAMES; renames += 1) {
      const step = await this.#traceFile({ ...question, file, revision }, renames > 0);
      if (step.kind !== "renamed") return step;
      ({ from: file, parent: revision } = step);
    }
    return { kind: "unknown", reason: `${question.file} was renamed more than ${MOST_RENAMES} times` };
  }

  async #traceFile(
    { file, revision, word, holds, now }: Question,
    isEarlier: boolean,
  ): Promise<Trace | { readonly kind: "renamed"; readonly from: FilePath; readonly parent: string }> {
    const commits = await this.history.of(file, revision);
    await this.history.fetch(commits.flatMap(({ before, after }) => [...before, after].flatMap((id) => id ?? [])));
    const answer = async (blob: string | undefined): Promise<boolean> => {
      const version = await this.version(file, blob, word);
      return version !== undefined && holds(version.facts);
    };
    const last = commits[0];
    if (last?.after === undefined)
      return isEarlier ? unknown(`git does not know ${file}`) : { kind: "uncommitted", isNew: true };
    if ((await answer(last.after)) !== now)
      return isEarlier ? unknown(OTHERWISE) : { kind: "uncommitted", isNew: false };
    for (const commit of commits) {
      if (commit.isCut) return unknown(cutReason(commit));
      if (commit.after === undefined) return unknown(`${file} was removed in ${shortId(commit)} and made again later`);
      if (!hasAllParents(commit)) continue;
      const isNew = commit.before.every((blob) => blob === undefined);
      if (!isNew) {
        const answers = await Promise.all(commit.before.map(answer));
        if (answers.includes(now)) continue;
        const [blob] = commit.before.filter((id) => id !== undefined);
        return this.#changed(commit, file, commit.after, await this.version(file, blob));
      }
      const source = (await this.history.changes(commit.id)).find((change) => change.file === file)?.from;
      const [parent] = commit.parents;
      if (source === undefined || parent === undefined) {
        return now
          ? this.#changed(commit, file, commit.after, undefined)
          : { kind: "always", commit, after: await this.#whole(file, commit.after) };
      }
      const [moved] = await this.history.of(source, parent);
      const before = await this.version(source, moved?.after);
      if (before !== undefined && holds(before.facts) !== now) {
        return this.#changed(commit, file, commit.after, before);
      }
      return { kind: "renamed", from: source, parent };
    }
    return unknown(`the history of ${file} has no beginning`);
  }

  async #changed(commit: Commit, file: FilePath, after: string, before: Version | undefined): Promise<Trace> {
    return { kind: "changed", commit, before, after: await this.#whole(file, after) };
  }

  async #whole(file: FilePath, blob: string): Promise<Version> {
    const version = await this.version(file, blob);
    if (version === undefined) throw new Error(`no language for ${file}`);
    return version;
  }

  /** The paths that a file has had, the last first. */
  async names(file: FilePath, revision: string): Promise<readonly FilePath[]> {
    const names = [file];
    for (let [at, from] = [file, revision]; names.length < MOST_RENAMES; ) {
      const first = (await this.history.of(at, from)).find(
        (commit) =>
          commit.after !== undefined && hasAllParents(commit) && commit.before.every((blob) => blob === undefined),
      );
      const [parent] = first?.parents ?? [];
      if (first === undefined || parent === undefined) break;
      const source = (await this.history.changes(first.id)).find((change) => change.file === at)?.from;
      if (source === undefined || names.includes(source)) break;
      names.push(source);
      [at, from] = [source, parent];
    }
    return names;
  }

  /** @param word  what it has to contain to be of interest */
  async version(file: FilePath, blob: string | undefined, word = ""): Promise<Version | undefined> {
    const language = languageOf(file);
    if (blob === undefined || language === undefined) return undefined;
    const decoded = decode(this.history.content(blob));
    if (decoded.kind !== "text" || !decoded.text.includes(word)) return undefined;
    const key = `${blob} ${file}`;
    if (!this.#versions.has(key)) {
      const loaded = this.#languages.get(language.id) ?? (await language.load());
      this.#languages.set(language.id, loaded);
      this.#versions.set(key, { file, text: decoded.text, facts: loaded.extract(file, decoded.text) });
    }
    return this.#versions.get(key);
  }

  /** Of all files that a commit changed, those with a version that contains the word: before, after, or both. */
  async changesWith(commit: Commit, word: string): Promise<readonly VersionChange[]> {
    const changes = (await this.history.changes(commit.id)).filter(({ file }) => languageOf(file) !== undefined);
    if (changes.length > MOST_CHANGES) return [];
    await this.history.fetch(changes.flatMap(({ before, after }) => [before, after].flatMap((id) => id ?? [])));
    const found: VersionChange[] = [];
    for (const change of changes) {
      const before = await this.version(change.from ?? change.file, change.before, word);
      const after = await this.version(change.file, change.after, word);
      if (before !== undefined || after !== undefined) found.push({ kind: change.kind, before, after });
    }
    return found;
  }
}

export interface VersionChange {
  readonly kind: TreeChange["kind"];
  readonly before?: Version;
  readonly after?: Version;
}

/** A commit that changes more is an import of a whole code base. */
const MOST_CHANGES = 3000;

/** Otherwise a parent has the same content: it explains the file, and its commits come next. */
export function hasAllParents({ before, parents }: FileCommit): boolean {
  return before.length >= parents.length;
}

const OTHERWISE = "an earlier version of the file says otherwise than the one after it";

function unknown(reason: string): Extract<Trace, { kind: "unknown" }> {
  return { kind: "unknown", reason };
}

export function cutReason(commit: Commit): string {
  return `the history before ${shortId(commit)} was not fetched (a shallow clone): \`git fetch --unshallow\` gets it`;
}

export function shortId({ id }: Pick<Commit, "id">): string {
  return id.slice(0, 10);
}
