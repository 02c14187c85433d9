/** Which commit made a name missing: the one that took it away, the one that wrote the call, or neither. */
import type { FilePath, Range } from "../../base/text/span.js";
import type { Commit, History } from "../../base/world/git.js";
import type { FileFacts, Member } from "../../read/facts/facts.js";
import type { Side } from "../../read/facts/terms.js";
import { definitionOf, exportOf, isOpen, isOpenModule, memberOf, membersOf, mockUses, type Use } from "./holds.js";
import { usesIn } from "./states.js";
import type { Owner, WhySubject } from "./subject.js";
import { cutReason, hasAllParents, shortId, type Trace, Tracer, type Version, type VersionChange } from "./trace.js";

/** A place in a version of a file. */
export interface Found {
  readonly version: Version;
  readonly range: Range;
}

export type Removal =
  | {
      readonly kind: "removed";
      readonly commit: Commit;
      /** How the definition went. */
      readonly how: "from-definition" | "with-move" | "by-namesake" | "with-other-class" | "with-file" | "file-renamed";
      /** What was there: the member, the export, or the file. */
      readonly before: Found;
      /** What is there now; absent where nothing is. */
      readonly after?: Found;
      /** A member with the same code under another name. */
      readonly renamedTo?: Found & { readonly name: string };
      /** The class still has it, on its other side. */
      readonly otherSide?: Found;
      /** Where else the same commit put the name. */
      readonly movedTo: readonly (Found & { readonly of?: string })[];
      /** Members that the same commit added to the definition. */
      readonly added: readonly string[];
      /** Files that the commit changed. */
      readonly files: number;
    }
  /** No version declares it; `since` is the commit that made the definition. */
  | {
      readonly kind: "never";
      readonly since: Commit;
      readonly after?: Found;
      readonly files: number;
      /** Some version may have had it without a declaration: inherited, passed on, or made at run time. */
      readonly isOpen: boolean;
    }
  | { readonly kind: "uncommitted"; readonly isNew: boolean }
  | { readonly kind: "unknown"; readonly reason: string };

interface AskedMember {
  readonly of: string;
  readonly name: string;
  readonly side: Side | undefined;
}

/** A class is followed through so many moves. */
const MOST_MOVES = 10;

export class Origins {
  readonly #tracer: Tracer;
  readonly #names = new Map<FilePath, Promise<readonly FilePath[]>>();

  constructor(
    readonly history: History,
    readonly head: string,
  ) {
    this.#tracer = new Tracer(history);
  }

  async removal({ owner, name }: Pick<WhySubject, "owner" | "name">): Promise<Removal> {
    if (owner.kind === "module") return this.#ofModule(owner);
    if (owner.kind === "export") return this.#ofExport(owner.file, name);
    const own = await this.#ofMember(owner.file, { of: owner.of, name, side: owner.side });
    if (own.kind !== "never" && own.kind !== "unknown") return own;
    // What the class inherited may have gone from a base.
    for (const base of owner.bases) {
      const inherited = await this.#ofMember(base.file, { of: base.name, name, side: owner.side });
      if (inherited.kind === "removed") return inherited;
      if (inherited.kind === "unknown") return inherited;
    }
    return own;
  }

  /** When a file came to use the name through an import; `undefined` for a use that is not in the facts. */
  caller(subject: WhySubject, file: FilePath, specifier: string | undefined, revision = this.head): Promise<Trace> {
    const word = subject.owner.kind === "module" ? subject.owner.specifier : subject.name;
    const holds = (facts: FileFacts): boolean => this.uses(subject, facts).some((use) => use.specifier === specifier);
    return this.#tracer.trace({ file, revision, word, holds, now: true });
  }

  uses(subject: WhySubject, facts: FileFacts): readonly Use[] {
    const uses = usesIn(subject, facts);
    return uses.length > 0 ? uses : mockUses(facts, subject.name);
  }

  /** When a definition of this name came into a file. */
  definition(file: FilePath, of: string): Promise<Trace> {
    const holds = (facts: FileFacts): boolean => definitionOf(facts, of) !== undefined;
    return this.#tracer.trace({ file, revision: this.head, word: of, holds, now: true });
  }

  /** All paths that a file has had, the last first. */
  async names(file: FilePath): Promise<readonly FilePath[]> {
    const known = this.#names.get(file) ?? this.#tracer.names(file, this.head);
    this.#names.set(file, known);
    return known;
  }

  /** When a file came to be. */
  file(file: FilePath): Promise<readonly Commit[]> {
    return this.history.of(file, this.head);
  }

  async #ofMember(file: FilePath, asked: AskedMember): Promise<Removal> {
    const { of, name, side } = asked;
    let [at, from] = [file, this.head];
    let isOpenSomewhere = false;
    for (let moves = 0; moves < MOST_MOVES; moves += 1) {
      const traced = await this.#tracer.trace({
        file: at,
        revision: from,
        word: name,
        holds: (facts) => memberOf(facts, of, name, side) !== undefined,
        now: false,
      });
      if (traced.kind === "changed") return this.#removed(traced, asked);
      if (traced.kind !== "always") return moves === 0 ? traced : unknownUnless(traced);
      const arrival = await this.#tracer.trace({
        file: at,
        revision: from,
        word: of,
        holds: (facts) => definitionOf(facts, of) !== undefined,
        now: true,
      });
      if (arrival.kind !== "changed") return unknownUnless(arrival);
      isOpenSomewhere ||= isOpen(arrival.after.facts, of);
      if (arrival.commit.isCut) return { kind: "unknown", reason: cutReason(arrival.commit) };
      const changes = await this.#tracer.changesWith(arrival.commit, of);
      const replaced = replacedIn(arrival, of, name);
      if (replaced !== undefined) {
        return this.#removal(
          arrival.commit,
          "with-other-class",
          replaced,
          placeIn(arrival.after, definitionOf(arrival.after.facts, of)),
          name,
        );
      }
      const sources = changes.filter(
        ({ before, after }) =>
          before !== undefined &&
          before.file !== at &&
          definitionOf(before.facts, of) !== undefined &&
          (after === undefined || definitionOf(after.facts, of) === undefined),
      );
      const [source, ...others] = sources;
      if (others.length > 0) {
        const files = sources.map(({ before }) => before?.file).join(" and ");
        return {
          kind: "unknown",
          reason: `${shortId(arrival.commit)} took \`${of}\` out of ${files}, and it is not clear which became this one`,
        };
      }
      const before = source?.before;
      const [parent] = arrival.commit.parents;
      if (before === undefined || parent === undefined) {
        const files = (await this.history.changes(arrival.commit.id)).length;
        return {
          kind: "never",
          since: arrival.commit,
          after: placeIn(arrival.after, definitionOf(arrival.after.facts, of)),
          files,
          isOpen: isOpenSomewhere,
        };
      }
      const lost = memberOf(before.facts, of, name, side);
      const after = placeIn(arrival.after, definitionOf(arrival.after.facts, of));
      if (lost !== undefined)
        return this.#removal(arrival.commit, "by-namesake", { version: before, range: lost }, after, name);
      [at, from] = [before.file, parent];
    }
    return { kind: "unknown", reason: `\`${of}\` was moved more than ${MOST_MOVES} times` };
  }

  async #removed(
    { commit, before, after }: Extract<Trace, { kind: "changed" }>,
    { of, name, side }: AskedMember,
  ): Promise<Removal> {
    const range = before && memberOf(before.facts, of, name, side);
    if (before === undefined || range === undefined)
      return { kind: "unknown", reason: "the version before is not known" };
    const how = before.file === after.file ? "from-definition" : "with-move";
    const removal = await this.#removal(
      commit,
      how,
      { version: before, range },
      placeIn(after, definitionOf(after.facts, of)),
      name,
    );
    if (removal.kind !== "removed") return removal;
    const earlier = new Set(membersOf(before.facts, of).map((member) => member.name));
    const added = membersOf(after.facts, of).filter((member) => !earlier.has(member.name));
    const renamed = added.filter((member) =>
      isSameCode(codeAt(before, range), name, codeAt(after, member.range), member.name),
    );
    const [only, ...others] = renamed;
    const other = side && memberOf(after.facts, of, name, undefined);
    return {
      ...removal,
      added: added.map((member) => member.name),
      otherSide: placeIn(after, other),
      ...(only !== undefined && others.length === 0
        ? { renamedTo: { version: after, range: only.range, name: only.name } }
        : {}),
    };
  }

  async #removal(
    commit: Commit,
    how: Extract<Removal, { kind: "removed" }>["how"],
    before: Found,
    after: Found | undefined,
    name: string,
  ): Promise<Removal> {
    const changes = await this.#tracer.changesWith(commit, name);
    const files = (await this.history.changes(commit.id)).length;
    return {
      kind: "removed",
      commit,
      how,
      before,
      after,
      movedTo: changes.flatMap((change) => newOwners(change, name)),
      added: [],
      files,
    };
  }

  async #ofExport(file: FilePath, name: string): Promise<Removal> {
    const traced = await this.#tracer.trace({
      file,
      revision: this.head,
      word: name,
      holds: (facts) => exportOf(facts, name) !== undefined,
      now: false,
    });
    if (traced.kind === "always") {
      const { commit, after } = traced;
      return {
        kind: "never",
        since: commit,
        after: placeIn(after, { start: 0, end: 0 }),
        files: (await this.history.changes(commit.id)).length,
        isOpen: isOpenModule(after.facts),
      };
    }
    if (traced.kind !== "changed") return traced;
    const range = traced.before && exportOf(traced.before.facts, name);
    if (traced.before === undefined || range === undefined)
      return { kind: "unknown", reason: "the version before is not known" };
    const how = traced.before.file === traced.after.file ? "from-definition" : "with-move";
    return this.#removal(
      traced.commit,
      how,
      { version: traced.before, range },
      placeIn(traced.after, { start: 0, end: 0 }),
      name,
    );
  }

  /** Of the paths that would do, the one that a commit removed last. */
  async #ofModule({ tried, specifier }: Extract<Owner, { kind: "module" }>): Promise<Removal> {
    let isCut: Commit | undefined;
    for (const path of tried) {
      const last = (await this.history.of(path, this.head)).find(hasAllParents);
      if (last === undefined) continue;
      if (last.after !== undefined) return { kind: "uncommitted", isNew: false };
      if (last.isCut) isCut = last;
      const [blob] = last.before.filter((id) => id !== undefined);
      const before = await this.#tracer.version(path, blob);
      if (before === undefined) continue;
      const changes = await this.history.changes(last.id);
      const renamed = changes.find(({ from, kind }) => from === path && kind === "renamed");
      const after = renamed && (await this.#tracer.version(renamed.file, renamed.after));
      return {
        kind: "removed",
        commit: last,
        how: after === undefined ? "with-file" : "file-renamed",
        before: { version: before, range: { start: 0, end: 0 } },
        after: after && { version: after, range: { start: 0, end: 0 } },
        movedTo: [],
        added: [],
        files: changes.length,
      };
    }
    if (isCut !== undefined) return { kind: "unknown", reason: cutReason(isCut) };
    const start = await this.history.first(this.head);
    if (start === undefined) return { kind: "unknown", reason: "the history has no beginning" };
    if (start.isCut) return { kind: "unknown", reason: cutReason(start) };
    return tried.length === 0
      ? { kind: "unknown", reason: `it is not known where \`${specifier}\` would be` }
      : { kind: "never", since: start, files: 0, isOpen: false };
  }
}

function unknownUnless(traced: Trace): Removal {
  if (traced.kind === "uncommitted" || traced.kind === "unknown") return traced;
  return { kind: "unknown", reason: "the definition has been there since the file began" };
}

function placeIn(version: Version, range: Range | undefined): Found | undefined {
  return range === undefined ? undefined : { version, range };
}

/** The class took the place of another one of the same file that had the member. */
function replacedIn(
  { before, after }: Extract<Trace, { kind: "changed" }>,
  of: string,
  name: string,
): Found | undefined {
  const gone = before?.facts.classes.filter(
    (each) => definitionOf(after.facts, each.name) === undefined && each.name !== of,
  );
  for (const each of gone ?? []) {
    const member = each.members.find((one) => one.name === name);
    if (before !== undefined && member !== undefined) return { version: before, range: member.range };
  }
  return undefined;
}

/** Classes and functions that have the name after a commit, and did not have it before. */
function newOwners({ before, after }: VersionChange, name: string): readonly (Found & { readonly of?: string })[] {
  if (after === undefined) return [];
  const owners = ({ facts }: Version) => [
    ...facts.classes.flatMap((each) => {
      const member = each.members.find((one: Member) => one.name === name);
      return member === undefined ? [] : [{ of: each.name, range: member.range }];
    }),
    ...facts.functions.flatMap((each) =>
      each.topLevel && each.name === name ? [{ of: undefined, range: each.range }] : [],
    ),
  ];
  const earlier = new Set(before === undefined ? [] : owners(before).map(({ of }) => of));
  return owners(after)
    .filter(({ of }) => !earlier.has(of))
    .map((owner) => ({ ...owner, version: after }));
}

function codeAt({ text }: Version, { start, end }: Range): string {
  return text.slice(start, end).replace(/\s+/g, " ");
}

/** The same but for its own name, and long enough that this is no accident. */
function isSameCode(code: string, name: string, other: string, otherName: string): boolean {
  const blank = (text: string, word: string): string => text.split(word).join("");
  return code.length >= SHORTEST && blank(code, name) === blank(other, otherName);
}

const SHORTEST = 30;
