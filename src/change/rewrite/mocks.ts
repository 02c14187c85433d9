/**
 * Finds the test mocks of a call that a fix rewrites: those that can be redirected with it, and those that would have no
 * effect afterwards.
 */
import type { Edit } from "../../base/edits/edit.js";
import { compareText, type FilePath, type Range, spanOf } from "../../base/text/span.js";
import { legacySymbol } from "../../judge/databases/source.js";
import type { Gathered } from "../../judge/gather/gather.js";
import type { Rewrite } from "../../judge/rules/rewrite.js";
import type { RuleContext } from "../../judge/rules/rule.js";
import type { FileFacts, ImportedName, Mock } from "../../read/facts/facts.js";
import { remember } from "../../read/languages/remember.js";
import { endOfPath, type Replaced, replacedBy } from "../../read/program/mocked.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, type DefinitionRef, isSameDefinition, type Value, valueKey } from "../../read/program/values.js";

export interface CallMocks {
  /** Mocks that can be pointed at the accessor together with the call. */
  rewrite(local: string): readonly Edit[];
  /** `tests/health.test.ts:12`, in order: mocks of what the place calls now that cannot follow it. */
  readonly left: readonly string[];
  /** Tests that name nothing else of the file once their mocks are rewritten. */
  readonly settled: ReadonlySet<FilePath>;
}

type Obtain = Extract<Rewrite, { kind: "obtain" }>;

/** A place in a test, and one thing that something else stands for from there on. */
interface MockPlace {
  readonly file: FilePath;
  readonly range: Range;
  /** Absent for an assignment, and where the test only takes the member to say what it gives. */
  readonly mock?: Mock;
  readonly replaced: Replaced | { readonly kind: "package"; readonly specifier: string };
}

/** What a call goes through; a test may put something else in the place of each. */
interface Called {
  readonly file: FilePath;
  /** Its members, the last one first, each with what it is taken from. */
  readonly members: readonly { readonly name: string; readonly of: readonly Value[] }[];
  /** Its first name, as the file has it and as the module has it that it is imported from. */
  readonly root?: { readonly name: string; readonly imported: string; readonly specifier?: string };
  /** The modules that it is imported from or declared in. */
  readonly homes: ReadonlySet<FilePath>;
  /** The file took a class, or an object of it, by name when it was loaded: a mock in its own module comes too late. */
  readonly isTakenEarly: boolean;
  /** It is called on what somebody else handed over: a parameter, or the object itself. */
  readonly isHandedOver: boolean;
}

/** A mock that goes with the call: the end of its path becomes the accessor's name. */
interface Following {
  readonly file: FilePath;
  readonly mock: Mock;
  readonly range: Range;
  /** The name that the file has at its top. */
  readonly name: string;
}

/** @returns a function that finds the mocks of what a place calls */
export function createMockFinder({
  gathered,
  subject,
}: {
  readonly gathered: Gathered;
  readonly subject: RuleContext;
}) {
  const { program } = subject;
  const tests = program.files.filter(({ file }) => subject.kinds.isTest(file));
  const mockedIn = remember((test: FilePath) => mockPlaces(subject, test));
  const mentionsInTests = remember((word: string) =>
    subject.mentions(word).filter(({ file }) => subject.kinds.isTest(file)),
  );

  return (facts: FileFacts, rewrite: Obtain, isPlainCall: boolean): CallMocks => {
    const called = calledBy(subject, facts, rewrite);
    /** The test runs the file: it imports it, or prepares others that do. */
    const runs = ({ file }: FileFacts): boolean =>
      gathered.importers.reaching(facts.file).has(file) || program.isTestSetup(file);
    const running = tests.filter(runs);
    const [member] = called.members;
    // A mock of a member that is not there fails, and so does its test.
    const fails = ({ mock, replaced }: MockPlace): boolean =>
      rewrite.from.kind === "absent" &&
      mock?.optional !== true &&
      mock !== undefined &&
      namesIt(replaced, member?.name);
    const met = running
      .flatMap(({ file }) => mockedIn(file))
      .filter((place) => isMet(subject, called, place) || leavesOut(subject, rewrite, place));
    const canFollow = isPlainCall && isOnlyCall(subject, rewrite, called);
    const following = canFollow ? met.flatMap((place) => followOf(subject, rewrite, called, place)) : [];
    const follows = ({ file, range }: MockPlace): boolean =>
      following.some(({ file: test, mock }) => test === file && mock.nameRange.start === range.start);
    const left = met.filter((place) => !follows(place) && !fails(place));
    return {
      rewrite: (local) => following.map(({ file, range }) => ({ file, ...range, text: local })),
      left: placesOf([...left, ...(called.isHandedOver ? fakesOf(running, member?.name) : [])]),
      settled: new Set(following.map(({ file }) => file).filter((file) => isSettled(file, following))),
    };
  };

  function placesOf(places: readonly Pick<MockPlace, "file" | "range">[]): readonly string[] {
    const lines = places.map(({ file, range }) => `${file}:${subject.lineOf(spanOf(file, range))}`);
    return [...new Set(lines)].sort(compareText);
  }

  /** What tests make and hand over has the member too, as a method of a class or under a key. */
  function fakesOf(
    running: readonly FileFacts[],
    name: string | undefined,
  ): readonly Pick<MockPlace, "file" | "range">[] {
    if (name === undefined) return [];
    const made = running.flatMap(({ file, classes }) =>
      classes.flatMap(({ members }) =>
        members.filter((each) => each.name === name).map(({ range }) => ({ file, range })),
      ),
    );
    const named = mentionsInTests(name).filter(
      ({ file, called }) => !called && running.some((each) => each.file === file),
    );
    return [...made, ...named.map(({ file, offset }) => ({ file, range: { start: offset, end: offset } }))];
  }

  /** Nothing is left in the test that names what its mocks named. */
  function isSettled(file: FilePath, following: readonly Following[]): boolean {
    const own = following.filter((each) => each.file === file);
    return own.every(({ name }) => {
      const named = own.filter((each) => each.name === name);
      return mentionsInTests(name).filter((mention) => mention.file === file).length === named.length;
    });
  }
}

/** Why a fix may change what a test sees: its mock would replace nothing. */
export function mockRisk({ left }: CallMocks): string | undefined {
  const [first, ...others] = left;
  if (first === undefined) return undefined;
  if (others.length === 0) return `${first} mocks it`;
  return `${first} mocks it, and so ${others.length === 1 ? "does one more place" : `do ${others.length} more places`}`;
}

function mockPlaces({ program }: RuleContext, file: FilePath): readonly MockPlace[] {
  const { mocks = [], augmentations = [], sites = [] } = program.facts(file) ?? {};
  const of = (mock: Mock): readonly MockPlace["replaced"][] => {
    const replaced = replacedBy(program, file, mock);
    return mock.kind === "module" && replaced.length === 0
      ? [{ kind: "package", specifier: mock.specifier }]
      : replaced;
  };
  const taken = sites.flatMap(({ kind, target, range }): readonly MockPlace[] => {
    if (kind !== "read" || target.kind !== "member") return [];
    const owners = alternatives(program.valueOf(file, target.of)).filter(({ kind }) => kind !== "unknown");
    return owners.map((owner) => ({ file, range, replaced: { kind: "member", of: owner, name: target.name } }));
  });
  const put = augmentations.flatMap(({ target, name, range }): readonly MockPlace[] => {
    if (name === undefined) return [];
    const owners = alternatives(program.valueOf(file, target));
    return owners.map((owner) => ({ file, range, replaced: { kind: "member", of: owner, name } }));
  });
  const mocked = mocks.flatMap((mock) => of(mock).map((replaced) => ({ file, range: mock.nameRange, mock, replaced })));
  return [...mocked, ...put, ...taken];
}

function calledBy({ program }: RuleContext, { file, imports, bindings }: FileFacts, { site, from }: Obtain): Called {
  const members = [];
  let start = site.target;
  for (; start.kind === "member"; start = start.of)
    members.push({ name: start.name, of: alternatives(program.valueOf(file, start.of)) });
  const binding = start.kind === "binding" ? bindings[start.id] : undefined;
  const isHandedOver = start.kind === "this" || binding?.kind === "parameter";
  const isIt = (each: ImportedName): boolean => start.kind === "binding" && each.binding === start.id;
  const own = imports.find(({ names }) => names.some(isIt));
  const imported = own?.names.find(isIt)?.imported;
  const resolved = own && program.resolve(file, own.specifier);
  const legacy = from.kind === "legacy" ? legacySymbol(from.legacy)?.file : undefined;
  const homes = [
    ...(resolved?.kind === "file" ? [resolved.file] : []),
    ...(legacy === undefined ? [] : [legacy]),
    ...(members[0]?.of ?? []).flatMap((of) => ("file" in of ? [of.file] : [])),
  ];
  return {
    file,
    members,
    root: binding && { name: binding.name, imported: imported ?? binding.name, specifier: own?.specifier },
    homes: new Set(homes.filter((home) => home !== file)),
    isTakenEarly: members.length > 0 && own?.nested === false && !/^[*=]$/.test(imported ?? ""),
    isHandedOver,
  };
}

/** The call would meet what stands there instead. */
function isMet(
  { program }: RuleContext,
  { file, members, root, homes, isTakenEarly }: Called,
  place: MockPlace,
): boolean {
  const { replaced } = place;
  switch (replaced.kind) {
    case "package":
      return replaced.specifier === root?.specifier;
    case "exports":
      return homes.has(replaced.file);
    case "member": {
      const { of, name } = replaced;
      if (members.some((each) => each.name === name && each.of.some((owner) => isSame(program, owner, of))))
        return true;
      const isOwn = of.kind === "module" && of.file === file;
      if (of.kind !== "module" || !(isOwn || (homes.has(of.file) && !isTakenEarly))) return false;
      if (name === (isOwn ? root?.name : root?.imported)) return true;
      // The class, where the call goes through an object of it.
      const found = program.members.lookUp(of, name, file);
      const classes = found.kind === "found" ? alternatives(found.value).filter(({ kind }) => kind === "class") : [];
      return classes.some((each) => members[0]?.of.some((owner) => isSame(program, owner, each)));
    }
  }
}

/** The same thing, a class and an object of it, or of one that extends it; what cannot be followed, or is only typed, may be it. */
function isSame({ members }: Program, a: Value, b: Value): boolean {
  if (b.kind === "unknown" || b.kind === "interface") return true;
  const [first, second] = [a, b].map((each) => (each.kind === "class" || each.kind === "instance" ? each : undefined));
  if (first === undefined || second === undefined) return valueKey(a) === valueKey(b);
  const extend = (one: DefinitionRef, other: DefinitionRef): boolean =>
    isSameDefinition(one, other) || members.bases(one).classes.some((each) => isSameDefinition(each, other));
  return extend(first, second) || extend(second, first);
}

/** A mock of the accessor's module gives no accessor: the file would import what is not there. */
function leavesOut({ program }: RuleContext, { accessor }: Obtain, { file, replaced }: MockPlace): boolean {
  if (replaced.kind !== "exports" || replaced.file !== accessor.module || replaced.given === undefined) return false;
  return alternatives(replaced.given).some((given) => {
    return program.members.lookUp(given, accessor.path[0] ?? "", file).kind === "absent";
  });
}

function namesIt(replaced: MockPlace["replaced"], name: string | undefined): boolean {
  return replaced.kind === "member" && replaced.name === name;
}

/** The path leads through the file of the call, as the call does, and what stands there stands for the accessor as well. */
function followOf(
  { program }: RuleContext,
  { file, site }: Obtain,
  { members, root }: Called,
  { file: test, mock }: MockPlace,
): readonly Following[] {
  if (mock?.kind !== "path" || mock.fits === undefined || root === undefined) return [];
  if (site.arguments.length > 0 && mock.fits !== "any call") return [];
  const end = endOfPath(program, test, mock);
  const called = [root.name, ...members.map(({ name }) => name).reverse()].join(".");
  if (end?.file !== file || end.written !== called) return [];
  return [{ file: test, mock, range: end.range, name: root.name }];
}

/** Nothing else calls it, which the mock would have to go on intercepting. */
function isOnlyCall(
  { accesses, kinds }: RuleContext,
  { file, from, site }: Obtain,
  { members: [member], homes }: Called,
) {
  return !accesses.some((access) => {
    if (access.file === file && access.site.nameRange.start === site.nameRange.start) return false;
    if (from.kind === "legacy")
      return access.file === file && access.kind === "legacy" && access.legacy === from.legacy;
    return (
      access.kind === "manager" &&
      access.name === member?.name &&
      homes.has(access.manager.file) &&
      !kinds.isTest(access.file)
    );
  });
}
