/**
 * Finds the test mocks of a call that a fix rewrites: those that can be redirected with it, and those that would have no
 * effect afterwards.
 */
import type { Edit } from "../../base/edits/edit.js";
import { compareText, type FilePath } from "../../base/text/span.js";
import { legacySymbol } from "../../judge/databases/source.js";
import type { Gathered } from "../../judge/gather/gather.js";
import { stemOf } from "../../judge/gather/importers.js";
import type { Rewrite } from "../../judge/rules/rewrite.js";
import type { RuleContext, WordMention } from "../../judge/rules/rule.js";
import type { FileFacts, Site } from "../../read/facts/facts.js";
import { rootOf } from "../../read/facts/terms.js";
import { alternatives } from "../../read/program/values.js";
import { argumentsIn, isRewritable, needsMember, type PatchedCall, rewritePatch } from "./patches.js";

export interface CallMocks {
  /** Mocks that can be pointed at the accessor together with the call. */
  rewrite(local: string): readonly Edit[];
  /** `tests/health.test.ts:12`, in order: mocks of what the place calls now that cannot follow it. */
  readonly left: readonly string[];
  /** Tests that name nothing else of the file once their mocks are rewritten. */
  readonly settled: ReadonlySet<FilePath>;
}

/** `vi.mock("../src/db.js", () => ({ getDb }))` */
interface MockedModule {
  readonly file: FilePath;
  readonly offset: number;
  readonly path: string;
  /** The file of the project that the path leads to. */
  readonly module?: FilePath;
  /** The code that makes the replacement; empty for an automatic mock. */
  readonly factory: string;
}

type MockPlace = Pick<WordMention, "file" | "offset">;
type Obtain = Extract<Rewrite, { kind: "obtain" }>;

/** What is mocked: a member of a manager, or a function. */
interface MockedName {
  readonly name: string;
  /** The class, where it is a member. */
  readonly owner?: string;
  readonly module: FilePath;
  /** A function or an object at the top of the module. */
  readonly isOfModule?: boolean;
}

/** @returns a function that finds the mocks of what a place calls; each name is searched once */
export function createMockFinder({
  gathered,
  subject,
}: {
  readonly gathered: Gathered;
  readonly subject: RuleContext;
}) {
  const { importers, allTexts } = gathered;
  const named = new Map<string, readonly WordMention[]>();
  const users = new Map<FilePath, ReadonlySet<FilePath>>();
  const mocked = new Map<FilePath, readonly MockedModule[]>();
  const tests = [...allTexts.keys()].filter((file) => subject.kinds.isTest(file));

  const isClass = (name: string): boolean =>
    subject.program.files.some(({ classes }) => classes.some((each) => each.name === name));

  const mentionsInTests = (word: string): readonly WordMention[] => {
    const known = named.get(word) ?? subject.mentions(word).filter(({ file }) => subject.kinds.isTest(file));
    named.set(word, known);
    return known;
  };

  /** The files that import a file, directly or through others. */
  function usersOf(file: FilePath): ReadonlySet<FilePath> {
    const known = users.get(file);
    if (known !== undefined) return known;
    const found = new Set<FilePath>();
    for (let pending = [file]; pending.length > 0; ) {
      const next = pending.flatMap((each) => importers.of(each).map((importer) => importer.file));
      pending = [...new Set(next)].filter((each) => !found.has(each));
      for (const each of pending) found.add(each);
    }
    users.set(file, found);
    return found;
  }

  /** The test runs the file: it imports it, or prepares others that do. */
  const runs = (test: FilePath, file: FilePath): boolean =>
    usersOf(file).has(test) || subject.program.isTestSetup(test);

  return (facts: FileFacts, rewrite: Obtain, isPlainCall: boolean): CallMocks => {
    const beside = [...mocksWithout(facts.file, rewrite.accessor), ...mocksOfClient(facts, rewrite)];
    const replaced = nameMockedFor(subject, facts, rewrite);
    if (replaced === undefined) return { ...NONE, left: placesOf(beside) };
    const mentions = mentionsInTests(replaced.name).filter(({ file }) => runs(file, facts.file));
    const isAbsent = rewrite.from.kind === "absent";
    const members = mentions.filter((mention) => {
      const text = textOf(mention.file);
      if (!isMockOf(importers, text, mention, replaced) || isElsewhere(mention.file, rewrite, replaced)) return false;
      if (
        replaced.isOfModule &&
        (isClass(mockedOwner(text, mention.offset)) || isOfOtherFile(mention, facts, replaced))
      )
        return false;
      return !(isAbsent && needsMember({ ...mention, text }, replaced.name));
    });
    const call: PatchedCall = { file: facts.file, site: rewrite.site, ...replaced };
    const canFollow = isPlainCall && isOnlyCall(subject, facts, rewrite, replaced);
    const resolve = (from: FilePath, path: string): FilePath | undefined => {
      const target = subject.program.resolve(from, path);
      return target.kind === "file" ? target.file : undefined;
    };
    const follows = (mention: WordMention): boolean =>
      canFollow && isRewritable({ ...mention, text: textOf(mention.file) }, call, resolve);
    const following = members.filter(follows);
    const whole = wholeModules(rewrite, replaced);
    const places = [...members.filter((mention) => !following.includes(mention)), ...whole, ...beside];
    return {
      rewrite: (local) =>
        following.map((mention) => rewritePatch({ ...mention, text: textOf(mention.file) }, call, local)),
      left: placesOf(places),
      settled: new Set(following.map(({ file }) => file).filter((file) => isSettled(file, following, replaced))),
    };
  };

  function placesOf(places: readonly MockPlace[]): readonly string[] {
    return [...new Set(places.map((place) => `${place.file}:${subject.lineOf(spanAt(place))}`))].sort(compareText);
  }

  /** Mocks of the accessor's module whose factory leaves the accessor out: the file would import what is not there. */
  function mocksWithout(file: FilePath, { module, path: [name = ""] }: Obtain["accessor"]): readonly MockPlace[] {
    const isAccessor = new RegExp(`\\b${name}\\b`);
    return mocksMetBy(file).filter(({ module: mocked, factory }) => {
      return mocked === module && factory !== "" && !isAccessor.test(factory);
    });
  }

  /** Mocks of what the client comes from: `vi.mock("pg")`, `vi.mock("../src/db")`, `patch("app.jobs.MongoClient")`. */
  function mocksOfClient({ file, imports, bindings }: FileFacts, { from, site }: Obtain): readonly MockPlace[] {
    const root = rootOf(site.target);
    if (from.kind !== "client" || root.kind !== "binding") return [];
    const own = imports.find(({ names }) => names.some(({ binding }) => binding === root.id));
    const name = bindings[root.id]?.name ?? "";
    const named = mentionsInTests(name).filter((mention) => {
      return isNamedAlone(textOf(mention.file), mention.offset, name) && mockedIn(mention) === file;
    });
    const target = own && subject.program.resolve(file, own.specifier);
    const home = target?.kind === "file" ? target.file : undefined;
    const modules = mocksMetBy(file).filter(({ path, module }) => {
      return path === own?.specifier || (home !== undefined && module === home);
    });
    return [...modules, ...named];
  }

  /** The mocks of modules in the tests that run the file. */
  function mocksMetBy(file: FilePath): readonly MockedModule[] {
    return tests.filter((test) => runs(test, file)).flatMap(modulesMockedBy);
  }

  function textOf(file: FilePath): string {
    return allTexts.get(file) ?? "";
  }

  /** Nothing is left in the test that names what its mocks named. */
  function isSettled(file: FilePath, following: readonly WordMention[], { name, owner = name }: MockedName): boolean {
    const rewritten = following.filter((mention) => mention.file === file).length;
    return mentionsInTests(owner).filter((mention) => mention.file === file).length === rewritten;
  }

  function modulesMockedBy(file: FilePath): readonly MockedModule[] {
    const known = mocked.get(file);
    if (known !== undefined) return known;
    const text = textOf(file);
    const found = [...text.matchAll(MODULE_MOCK)].map((match): MockedModule => {
      const { path = "" } = match.groups ?? {};
      const target = subject.program.resolve(file, path);
      const factory = argumentsIn(text.slice(match.index + match[0].length))?.join(", ") ?? "";
      return { file, offset: match.index, path, module: target.kind === "file" ? target.file : undefined, factory };
    });
    mocked.set(file, found);
    return found;
  }

  /** The file that has another class under the name afterwards: `app/health.py` of `patch("app.health.Manager")`. */
  function mockedIn({ file, offset }: MockPlace): FilePath | undefined {
    const path = /["']([\w.]+)\.$/.exec(textOf(file).slice(Math.max(0, offset - 200), offset))?.[1];
    const target = path === undefined ? undefined : subject.program.resolve(file, path);
    return target?.kind === "file" ? target.file : undefined;
  }

  /** `patch("app.carts.get_session")`: the name of a file from which this one takes nothing. */
  function isOfOtherFile(mention: MockPlace, { file, imports }: FileFacts, { module }: MockedName): boolean {
    const home = mockedIn(mention);
    if (home === undefined || home === file || home === module) return false;
    return !imports.some(({ specifier }) => {
      const target = subject.program.resolve(file, specifier);
      return target.kind === "file" && target.file === home;
    });
  }

  /** All that the test says of the class is that it has something else under its name, where this call does not look. */
  function isElsewhere(test: FilePath, rewrite: Obtain, { owner, module }: MockedName): boolean {
    const text = textOf(test);
    const imports = new RegExp(`^[ \\t]*(?:from|import)\\b[^\\n]*\\b${stemOf(module)}\\b`, "m");
    if (owner === undefined || imports.test(text)) return false;
    const named = mentionsInTests(owner).filter((mention) => mention.file === test);
    return (
      named.length > 0 &&
      named.every(({ offset }) => isNamedAlone(text, offset, owner) && !isMet(test, offset, rewrite, module))
    );
  }

  /** The call would meet the mock of a class that stands there. What took the class by its name before it was mocked keeps it. */
  function isMet(test: FilePath, offset: number, rewrite: Obtain, module: FilePath): boolean {
    const home = mockedIn({ file: test, offset });
    if (home === undefined || home === rewrite.file) return true;
    return home === module && !isTakenEarly(subject, rewrite);
  }

  /** `vi.mock("../src/manager.js")`: a mock of the whole module; or of the class, `patch("app.health.Manager")`. */
  function wholeModules(rewrite: Obtain, { owner, name, module }: MockedName): readonly MockPlace[] {
    const { file } = rewrite;
    const modules = mocksMetBy(file).filter((each) => each.module === module);
    const classes = mentionsInTests(owner ?? name).filter((mention) => {
      if (owner === undefined || !runs(mention.file, file)) return false;
      const text = textOf(mention.file);
      if (!isNamedAlone(text, mention.offset, owner)) return false;
      return isMet(mention.file, mention.offset, rewrite, module);
    });
    return [...modules, ...classes];
  }
}

/** The file took the class, or an object of it, by name when it was loaded. */
function isTakenEarly({ program }: RuleContext, { file, site: { target } }: Obtain): boolean {
  if (target.kind !== "member" || target.of.kind !== "binding") return false;
  const { id } = target.of;
  return (program.facts(file)?.imports ?? []).some(
    ({ nested, names }) => !nested && names.some(({ binding, imported }) => binding === id && !/^[*=]$/.test(imported)),
  );
}

/** Why a fix may change what a test sees: its mock would replace nothing. */
export function mockRisk({ left }: CallMocks): string | undefined {
  const [first, ...others] = left;
  if (first === undefined) return undefined;
  if (others.length === 0) return `${first} mocks it`;
  return `${first} mocks it, and so ${others.length === 1 ? "does one more place" : `do ${others.length} more places`}`;
}

const NONE: CallMocks = { rewrite: () => [], left: [], settled: new Set() };

const MODULE_MOCK =
  /\b(?:vi|jest|mock|td)\.\w{0,40}(?:[mM]ock|module|replace)\w{0,40}\(\s*(?:import\(\s*)?["'`](?<path>[^"'`]+)["'`]/g;

/** Creates mocks. */
const MAKES_MOCKS =
  /\b(?:vi|jest|sinon|td|mock\w*|Mock\w*|MagicMock|AsyncMock|patch|monkeypatch|spy\w*|stub\w*|fake\w*|Fake\w*)\b/;

function spanAt({ file, offset }: MockPlace) {
  return { file, start: offset, end: offset };
}

function nameMockedFor(
  { program }: RuleContext,
  { file }: FileFacts,
  { site: { target }, from }: Obtain,
): MockedName | undefined {
  if (from.kind === "legacy") {
    const symbol = legacySymbol(from.legacy);
    const isOfModule = symbol?.path.length === 0;
    return symbol && { name: symbol.path.at(-1) ?? symbol.name, module: symbol.file, isOfModule };
  }
  if (target.kind !== "member") return undefined;
  const parts = alternatives(program.valueOf(file, target.of));
  const owner = parts.find((part) => part.kind === "class" || part.kind === "instance");
  const definition = owner && program.facts(owner.file)?.classes[owner.index];
  return owner && definition && { name: target.name, owner: definition.name, module: owner.file };
}

/**
 * The test names the member without calling it: as a string, as a key, as what is assigned to, or as what a class of the
 * test has in its place; and it has to do with the manager.
 */
function isMockOf(
  importers: Gathered["importers"],
  text: string,
  { file, offset, called }: WordMention,
  { name, owner, module }: MockedName,
): boolean {
  if (!MAKES_MOCKS.test(text)) return false;
  const before = text.slice(Math.max(0, offset - 200), offset);
  const after = text.slice(offset + name.length, offset + name.length + 200);
  const isDefined = /\bdef\s+$/.test(before) || (called && /^\s*\([^()]*\)\s*(?::[^{};=]+)?\{/.test(after));
  if (called && !isDefined) return false;
  if (!isDefined && !isMemberName(file, before, after)) return false;
  if (owner === undefined) return /["'`.]$/.test(before) && /^["'`]/.test(after);
  const isKnown = new RegExp(`(?<![\\w$])${owner}(?![\\w$])`).test(text);
  return isKnown || importers.of(module).some((importer) => importer.file === file);
}

/** `Manager` of `patch.object(health.Manager, "get_session")` and `spyOn(Manager, "getSession")`. */
function mockedOwner(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - 200), offset);
  return /\(\s*(?:[\w$]+\.)*([\w$]+)\s*,\s*["'`]$/.exec(before)?.[1] ?? "";
}

/** In a string, after a dot, or a key; a variable of that name is none. */
function isMemberName(file: FilePath, before: string, after: string): boolean {
  if (/["'`.]$/.test(before)) return true;
  if (file.endsWith(".py")) return /[(,]\s*$/.test(before) && /^\s*=(?!=)/.test(after);
  return /[{,]\s*$/.test(before) && /^\s*[:,}]/.test(after);
}

/** `patch("app.health.Manager")`, `patch.object(health, "Manager")`: the class itself, by its name in a string. */
function isNamedAlone(text: string, offset: number, name: string): boolean {
  const before = /["'](?:[\w.]+\.)?$/.test(text.slice(Math.max(0, offset - 200), offset));
  return before && /^["']/.test(text.slice(offset + name.length)) && MAKES_MOCKS.test(text);
}

/** Nothing else calls it, which the mock would have to go on intercepting. */
function isOnlyCall(
  subject: RuleContext,
  facts: FileFacts,
  { from, site }: Obtain,
  { name, module }: MockedName,
): boolean {
  const isOther = (other: Site): boolean => other.nameRange.start !== site.nameRange.start;
  return !subject.accesses.some((access) => {
    if (access.file === facts.file && !isOther(access.site)) return false;
    if (from.kind === "legacy")
      return access.file === facts.file && access.kind === "legacy" && access.legacy === from.legacy;
    return (
      access.kind === "manager" &&
      access.name === name &&
      access.manager.file === module &&
      !subject.kinds.isTest(access.file)
    );
  });
}
