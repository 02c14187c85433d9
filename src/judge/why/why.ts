/**
 * Five whys of a name that is not there: why the call fails, since which commit, who calls it, why no test failed, and why nothing
 * stopped it. Each answer has its evidence; where the history or the code does not say, the answer is that it is unknown, and why.
 */
import { Lines, lineAround } from "../../base/text/lines.js";
import type { FilePath } from "../../base/text/span.js";
import type { Commit } from "../../base/world/git.js";
import type { World } from "../../base/world/world.js";
import type { CheckResult, FixableDiagnostic } from "../check/check.js";
import { commitEvidence, count, type Evidence, named, unknownWhy, type Why } from "./answers.js";
import { reasonsNothingStopped } from "./checks.js";
import { type Found, Origins, type Removal } from "./origin.js";
import { createStates, type State } from "./states.js";
import type { WhySubject } from "./subject.js";
import { reasonsNoTestFailed } from "./tests.js";
import { shortId, type Trace, type Version } from "./trace.js";

export interface WhyReport {
  readonly finding: FixableDiagnostic;
  readonly whys: readonly Why[];
}

/** @throws {GitError} where git does not answer */
export async function explainWhy(world: World, checked: CheckResult, subject: WhySubject): Promise<WhyReport> {
  const { finding } = subject;
  const asked = finding.rule === "stale-mock" ? (subject.callers[0] ?? finding) : finding;
  const head = await world.git.head();
  const first = failing(checked, subject, asked);
  const tests = reasonsNoTestFailed(checked, subject, asked);
  if (head === undefined) {
    const unknown = unknownWhy("Why is it not there?", "nothing is committed yet");
    return { finding, whys: [first, unknown, ...tests] };
  }
  const inquiry = new Inquiry(world, checked, subject, asked, head);
  const { missing, called, since } = await inquiry.answers();
  const stopped = await reasonsNothingStopped(world, checked, subject, inquiry.origins, since);
  return { finding, whys: [first, missing, called, ...tests, ...stopped] };
}

function failing({ analysis }: CheckResult, { owner }: WhySubject, { span, message, notes }: FixableDiagnostic): Why {
  const text = analysis.gathered.allTexts.get(span.file) ?? "";
  const note = notes.find(({ about }) => about === undefined)?.message;
  const at = { file: span.file, line: new Lines(text).positionOf(span.start).line };
  const place =
    owner.kind === "member"
      ? [{ what: `\`${owner.of}\``, file: owner.file, line: analysis.subject.lineOf(owner.span) }]
      : [];
  return {
    question: "Why does it fail?",
    answer: [message, ...(note === undefined ? [] : [note])].join("; "),
    certainty: "known",
    evidence: [{ what: "the place", ...at, code: [lineAround(text, span.start)] }, ...place],
  };
}

/** How the call that fails came to be. */
type Birth =
  | { readonly kind: "written"; readonly commit: Commit; readonly before?: Version; readonly after: Version }
  /** Until then the same call reached something that had the name. */
  | {
      readonly kind: "repointed";
      readonly commit: Commit;
      readonly before: Version;
      readonly after: Version;
      readonly reached: Extract<State, { kind: "there" }>;
    }
  | Extract<Trace, { kind: "uncommitted" | "unknown" }>;

type KnownBirth = Exclude<Birth, { kind: "uncommitted" | "unknown" }>;

/** An import may be changed so often without a change of what is meant. */
const MOST_CHANGES = 5;
const NOT_THERE = "Why is it not there?";
const CALLED = "Why is it called all the same?";

interface Answers {
  readonly missing: Why;
  readonly called: Why;
  /** The commit since which it fails. */
  readonly since?: Commit;
}

class Inquiry {
  readonly origins: Origins;
  readonly #stateAt: ReturnType<typeof createStates>;

  constructor(
    world: World,
    readonly checked: CheckResult,
    readonly subject: WhySubject,
    readonly asked: FixableDiagnostic,
    head: string,
  ) {
    this.origins = new Origins(world.git.history, head);
    this.#stateAt = createStates(world, checked.analysis, subject);
  }

  async answers(): Promise<Answers> {
    const removal = await this.origins.removal(this.subject);
    const birth = await this.#birth();
    if (birth.kind === "uncommitted" || birth.kind === "unknown") return this.#withoutBirth(removal, birth);
    const met = await this.#stateAt(birth.commit.id, [birth.after.file]);
    if (removal.kind === "removed" && removal.commit.id !== birth.commit.id) {
      const { history } = this.origins;
      if (await history.isAncestor(birth.commit.id, removal.commit.id)) return this.#brokenLater(removal);
    }
    return met.kind === "there" ? this.#notFound(removal, birth, met) : this.#bornBroken(removal, birth, met);
  }

  async #birth(): Promise<Birth> {
    const { file, start } = this.asked.span;
    const facts = this.checked.analysis.gathered.program.facts(file);
    const use = facts && this.origins.uses(this.subject, facts).find(({ range }) => range.start === start);
    if (use === undefined) return { kind: "unknown", reason: "the place is not among the facts of its file" };
    let at: { readonly file: FilePath; readonly revision?: string; readonly specifier: string | undefined } = {
      file,
      specifier: use.specifier,
    };
    for (let changes = 0; changes < MOST_CHANGES; changes += 1) {
      const traced = await this.origins.caller(this.subject, at.file, at.specifier, at.revision);
      if (traced.kind === "always") return { kind: "unknown", reason: "the place has no beginning" };
      if (traced.kind !== "changed") return traced;
      const { commit, before, after } = traced;
      const [earlier] = before === undefined ? [] : this.origins.uses(this.subject, before.facts);
      const [parent] = commit.parents;
      if (before === undefined || earlier === undefined || parent === undefined)
        return { kind: "written", commit, before, after };
      const state = await this.#stateAt(parent, [before.file], earlier.specifier);
      if (state.kind === "there") return { kind: "repointed", commit, before, after, reached: state };
      if (state.kind !== "absent") {
        const reason = state.kind === "unknown" ? state.reason : "it is not used there";
        return {
          kind: "unknown",
          reason: `before ${shortId(commit)} the call had another import, and what it reached is not known: ${reason}`,
        };
      }
      at = { file: before.file, revision: parent, specifier: earlier.specifier };
    }
    return { kind: "unknown", reason: `its import was changed more than ${MOST_CHANGES} times` };
  }

  /** It was there when the call was written, and the facts of the definition's own file do not say what became of it. */
  async #notFound(removal: Removal, birth: KnownBirth, met: Extract<State, { kind: "there" }>): Promise<Answers> {
    const where = met.file === undefined ? "" : ` in ${met.file}:${met.line}`;
    const reason = removal.kind === "unknown" ? removal.reason : "the definition itself does not say";
    const missing = unknownWhy(
      NOT_THERE,
      `it was there${where} when the call was written in ${named(birth.commit)}, and which commit took it away was not found; ${reason}`,
      [commitEvidence("the call", birth.commit)],
    );
    return { missing, called: await this.#callers(birth) };
  }

  /** A commit after the one that wrote the call took it away. */
  async #brokenLater(removal: Extract<Removal, { kind: "removed" }>): Promise<Answers> {
    const isCertain = await this.#isTransition(removal.commit);
    return {
      missing: removalWhy(removal, this.subject, isCertain),
      called: await this.#leftCallers(removal),
      since: removal.commit,
    };
  }

  /** Whether the linked program says that the commit broke the call. */
  async #isTransition({ id, parents }: Commit): Promise<boolean> {
    const [parent] = parents;
    if (parent === undefined) return false;
    const names = await this.origins.names(this.asked.span.file);
    const after = await this.#stateAt(id, names);
    return after.kind === "absent" && (await this.#stateAt(parent, names)).kind === "there";
  }

  async #bornBroken(removal: Removal, birth: KnownBirth, met: State): Promise<Answers> {
    const { owner } = this.subject;
    const certainty = met.kind === "absent" ? "known" : "likely";
    const since = birth.commit;
    const isSame = removal.kind === "removed" && removal.commit.id === since.id;
    if (birth.kind === "repointed" && !isSame) {
      const { file, line } = birth.reached;
      const where = file === undefined ? "something that has it" : `${file}:${line}, which has it`;
      const now =
        owner.kind === "member"
          ? `\`${owner.of}\` of ${owner.file}`
          : owner.kind === "export"
            ? owner.file
            : `\`${owner.specifier}\``;
      return {
        missing: {
          question: NOT_THERE,
          answer: `until ${named(since)} the call reached ${where}; that commit changed the import, and now it is ${now}${removal.kind === "never" ? ", which never had it" : ""}`,
          certainty,
          evidence: [commitEvidence("the commit", since), ...this.#sides(birth)],
        },
        called: await this.#callers(birth),
        since,
      };
    }
    const called = await this.#callers(birth);
    if (removal.kind === "removed" && isSame) {
      return { missing: removalWhy(removal, this.subject, met.kind === "absent"), called, since };
    }
    if (removal.kind === "removed") {
      const missing = removalWhy(removal, this.subject, true);
      const answer = `${missing.answer}; the call was written afterwards, in ${named(since)}`;
      return {
        missing: { ...missing, answer, certainty: met.kind === "absent" ? missing.certainty : "likely" },
        called,
        since,
      };
    }
    if (removal.kind === "never") {
      const what = owner.kind === "member" ? `\`${owner.of}\`` : owner.kind === "export" ? owner.file : "the history";
      const begins =
        owner.kind === "module"
          ? `no commit since ${named(removal.since)} has had a file there`
          : `${what} has been without it since ${named(removal.since)} made it`;
      if (removal.isOpen && met.kind !== "absent") {
        return {
          missing: unknownWhy(
            NOT_THERE,
            `${what} has never declared it, but it could have been inherited or passed on`,
          ),
          called,
          since,
        };
      }
      return {
        missing: {
          question: NOT_THERE,
          answer: `it never was: ${begins}, so the call was broken from the first day, ${since.date}${beginningNote(removal.since)}${squashNote(removal.files)}`,
          certainty,
          evidence: [
            commitEvidence("the definition", removal.since),
            ...placeEvidence("as it was made", removal.after),
          ],
        },
        called,
        since,
      };
    }
    if (removal.kind === "uncommitted") return { missing: uncommittedWhy(removal, owner), called };
    const { reason } = removal;
    return {
      missing: unknownWhy(
        NOT_THERE,
        met.kind === "absent"
          ? `it was already missing when the call was written in ${named(since)}; before that, ${reason}`
          : reason,
      ),
      called,
      since,
    };
  }

  /** The call is not committed, or its origin is not known; then only the definition speaks. */
  async #withoutBirth(removal: Removal, birth: Extract<Birth, { kind: "uncommitted" | "unknown" }>): Promise<Answers> {
    const called: Why =
      birth.kind === "uncommitted"
        ? {
            question: CALLED,
            answer: "the call is not committed yet: it was written in the work tree",
            certainty: "known",
            evidence: [],
          }
        : unknownWhy(CALLED, birth.reason);
    if (removal.kind === "removed")
      return { missing: removalWhy(removal, this.subject, birth.kind === "uncommitted"), called };
    if (removal.kind === "never") {
      const answer = `no version of it has declared it since ${named(removal.since)}${squashNote(removal.files)}`;
      const evidence = [
        commitEvidence("the definition", removal.since),
        ...placeEvidence("as it was made", removal.after),
      ];
      return {
        missing: {
          question: NOT_THERE,
          answer,
          certainty: birth.kind === "uncommitted" ? "known" : "likely",
          evidence,
        },
        called,
      };
    }
    if (removal.kind === "uncommitted") return { missing: uncommittedWhy(removal, this.subject.owner), called };
    return { missing: unknownWhy(NOT_THERE, removal.reason), called };
  }

  /** Who called it already when it went, and who came later. */
  async #leftCallers({ commit }: Extract<Removal, { kind: "removed" }>): Promise<Why> {
    const { callers } = this.subject;
    const files = [...new Set(callers.map(({ span }) => span.file))];
    const shown = files.slice(0, MOST_FILES);
    const left: FilePath[] = [];
    for (const file of shown) {
      const state = await this.#stateAt(commit.id, await this.origins.names(file));
      if (state.kind === "absent") left.push(file);
    }
    const isLeft = ({ span }: FixableDiagnostic): boolean => left.includes(span.file);
    const [old, others] = [callers.filter(isLeft), callers.filter((each) => !isLeft(each))];
    const more =
      others.length === 0
        ? ""
        : `; ${others.length} of today's callers ${others.length === 1 ? "is" : "are"} of a later day, or ${others.length === 1 ? "its file has" : "their files have"} moved since`;
    return {
      question: CALLED,
      answer:
        old.length === 0
          ? `${named(commit)} took it away; today ${count(callers.length, "place calls", "places call")} it`
          : `${named(commit)} left ${count(old.length, "caller", "callers")}${more}`,
      certainty: "known",
      evidence: (old.length === 0 ? callers : old).slice(0, MOST_PLACES).map((each) => this.#callerEvidence(each)),
    };
  }

  async #callers(birth: KnownBirth): Promise<Why> {
    const { callers } = this.subject;
    const others = callers.filter((each) => each !== this.asked);
    const more = others.length === 0 ? "" : `; ${count(others.length, "more place calls", "more places call")} it`;
    return {
      question: CALLED,
      answer: `${named(birth.commit)} ${birth.kind === "repointed" ? "changed what is called" : "wrote the call"}${more}`,
      certainty: "known",
      evidence: [
        commitEvidence("the call", birth.commit),
        ...this.#sides(birth),
        ...others.slice(0, MOST_PLACES).map((each) => this.#callerEvidence(each)),
      ],
    };
  }

  #sides({ before, after }: { readonly before?: Version; readonly after: Version }): readonly Evidence[] {
    const sideOf = (what: string, version: Version | undefined): readonly Evidence[] => {
      const use = version && this.origins.uses(this.subject, version.facts)[0];
      return version === undefined || use === undefined ? [] : placeEvidence(what, { version, range: use.range });
    };
    return [...sideOf("before", before), ...sideOf("after", after)];
  }

  #callerEvidence({ span }: FixableDiagnostic): Evidence {
    const text = this.checked.analysis.gathered.allTexts.get(span.file) ?? "";
    return {
      what: "a caller",
      file: span.file,
      line: new Lines(text).positionOf(span.start).line,
      code: [lineAround(text, span.start)],
    };
  }
}

/** A check of a revision is asked about so many callers. */
const MOST_FILES = 30;
const MOST_PLACES = 10;

function uncommittedWhy({ isNew }: Extract<Removal, { kind: "uncommitted" }>, owner: WhySubject["owner"]): Why {
  const what = owner.kind === "member" ? `\`${owner.of}\`` : "its module";
  const answer = isNew
    ? `${what} is not committed yet, and has no history`
    : "the last commit has it: a change that is not committed takes it away";
  return { question: NOT_THERE, answer, certainty: "known", evidence: [] };
}

function removalWhy(
  removal: Extract<Removal, { kind: "removed" }>,
  { owner, name }: WhySubject,
  isCertain: boolean,
): Why {
  const { commit, before, after, movedTo, added, renamedTo, otherSide, files } = removal;
  const isElsewhere = renamedTo !== undefined || otherSide !== undefined;
  const moved = movedTo.map(
    ({ of, version, range }) =>
      `${of === undefined ? "a function" : `\`${of}\``} in ${version.file}:${lineAt(version, range.start)}`,
  );
  const more = [
    ...(!isElsewhere && moved.length > 0 ? [`the same commit has \`${name}\` as ${moved.slice(0, 3).join(", ")}`] : []),
    ...(!isElsewhere && moved.length === 0 && added.length > 0
      ? [
          `the same commit added ${added
            .slice(0, 6)
            .map((each) => `\`${each}\``)
            .join(", ")}`,
        ]
      : []),
  ];
  return {
    question: NOT_THERE,
    answer: [`${named(commit)} ${howText(removal, owner, name)}`, ...more].join("; ") + squashNote(files),
    certainty: isCertain ? "known" : "likely",
    evidence: [
      commitEvidence("the commit", commit),
      ...placeEvidence("before", before),
      ...placeEvidence("after", otherSide ?? renamedTo ?? movedTo[0] ?? after),
    ],
  };
}

function howText(
  { how, before, after, renamedTo, otherSide }: Extract<Removal, { kind: "removed" }>,
  owner: WhySubject["owner"],
  name: string,
): string {
  const from = before.version.file;
  const to = after?.version.file ?? "";
  const of =
    owner.kind === "member" ? `\`${owner.of}\`` : owner.kind === "export" ? owner.file : `\`${owner.specifier}\``;
  if (renamedTo !== undefined) return `renamed \`${name}\` of ${of} to \`${renamedTo.name}\``;
  if (otherSide !== undefined && owner.kind === "member") {
    const [from, to] = owner.side === "static" ? ["the class", "its instances"] : ["the instances", "the class itself"];
    return `took \`${name}\` from ${from} \`${owner.of}\` and gave it to ${to}`;
  }
  switch (how) {
    case "from-definition":
      return `took \`${name}\` out of ${of}`;
    case "with-move":
      return `moved ${owner.kind === "member" ? of : "the module"} from ${from} to ${to}, without \`${name}\``;
    case "by-namesake":
      return `put ${of} of ${to}, which has no \`${name}\`, in the place of the one of ${from}`;
    case "with-other-class":
      return `put ${of} in the place of another class of ${from}, which had \`${name}\``;
    case "with-file":
      return `removed ${from}`;
    case "file-renamed":
      return `renamed ${from} to ${to}`;
  }
}

/** A history may begin with what was written elsewhere. */
function beginningNote(commit: Commit): string {
  const { parents } = commit;
  return parents.length > 0
    ? ""
    : `; ${shortId(commit)} is the first commit of this history, and what was before it is not recorded`;
}

/** What happened within a commit of so many files is not recorded. */
const SQUASHED = 50;

function squashNote(files: number): string {
  return files < SQUASHED ? "" : `; it changes ${files} files at once, and the steps within it are not recorded`;
}

const MOST_LINES = 6;

function placeEvidence(what: string, found: Found | undefined): readonly Evidence[] {
  if (found === undefined) return [];
  const { version, range } = found;
  const lines = version.text
    .slice(version.text.lastIndexOf("\n", range.start - 1) + 1, Math.max(range.end, range.start))
    .split(/\r?\n/);
  const last = lines.length === 1 ? [lineAround(version.text, range.start)] : lines;
  const code = range.end === 0 ? undefined : last.length > MOST_LINES ? [...last.slice(0, MOST_LINES), "…"] : last;
  return [{ what, file: version.file, line: range.end === 0 ? undefined : lineAt(version, range.start), code }];
}

function lineAt({ text }: Version, offset: number): number {
  return new Lines(text).positionOf(offset).line;
}
