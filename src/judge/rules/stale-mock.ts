/** A mock of a member, a name or a module that does not exist. */

import { nearest } from "../../base/text/nearest.js";
import { type FilePath, type Range, spanOf } from "../../base/text/span.js";
import type { Augmentation, FileFacts, Mock } from "../../read/facts/facts.js";
import { replacedBy } from "../../read/program/mocked.js";
import { alternatives, type Value } from "../../read/program/values.js";
import { ownerOf } from "../databases/accesses.js";
import { isHandleRequest, isNamedForAccess } from "../databases/names.js";
import type { Database } from "../databases/source.js";
import { accessorNote, memberNames, whatItExports, whatItHas } from "./describe.js";
import { findDrifted } from "./drifted.js";
import { isDatabaseMissing, isDatabaseModule, knownNames, sourceFor } from "./missing-export.js";
import { leftBehind, takenBefore } from "./mocked-paths.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

export const staleMock: Rule = {
  id: "stale-mock",
  summary: "a mock of a member, a name or a module that does not exist",
  severity: "error",
  severityWhenAssumed: "error",
  fix: "unsafe",
  *check(subject) {
    const known = knownNames(subject);
    for (const facts of subject.program.files) {
      for (const mock of facts.mocks) {
        const stale = isImport(facts, mock) ? undefined : staleMockOf(subject, known, facts.file, mock);
        const found = stale
          ? { ...stale, rewrite: leftBehind(subject, facts.file, mock) }
          : late(subject, known, facts, mock);
        if (found !== undefined) yield report(subject, facts.file, mock.nameRange, found);
      }
      for (const { of, name, range } of findDrifted(subject, facts)) {
        const stale = "file" in of ? missing(subject, known, of.file, of, name, true) : undefined;
        if (stale !== undefined) yield report(subject, facts.file, range, stale);
      }
      if (!subject.kinds.isTest(facts.file)) continue;
      for (const added of facts.augmentations) {
        const stale = staleAssignment(subject, facts, added);
        if (stale !== undefined) yield report(subject, facts.file, added.range, stale);
      }
    }
  },
};

/** `vi.mock(import("./db.js"))`: missing-export says what is wrong with that. */
function isImport({ imports }: FileFacts, { nameRange }: Mock): boolean {
  return imports.some(({ specifierRange }) => specifierRange.start === nameRange.start);
}

/** A mock that replaces nothing, since all that use the name have taken it before. */
function late(subject: RuleContext, known: ReadonlySet<string>, facts: FileFacts, mock: Mock): Stale | undefined {
  const taken = takenBefore(subject, known, facts, mock);
  return (
    taken && {
      message: `\`${taken.name}\` is mocked in ${taken.home}, where nothing that the test runs looks for it`,
      label: "replaces nothing",
      symbol: `${taken.home}#${taken.name}`,
      notes: [{ message: `${taken.users.slice(0, 3).join(", ")} took it by name when it was loaded` }],
      isQuiet: true,
      rewrite: taken.rewrite,
    }
  );
}

interface Stale {
  readonly message: string;
  readonly label: string;
  readonly symbol: string;
  readonly notes: Finding["notes"];
  /** What there is instead. */
  readonly help?: string;
  readonly source?: Database | undefined;
  /** The test does not fail for it. */
  readonly isQuiet: boolean;
  readonly rewrite?: Finding["rewrite"];
}

function report(subject: RuleContext, file: FilePath, range: Range, stale: Stale): Finding {
  const { message, label, symbol, notes, help, isQuiet } = stale;
  const source = stale.source ?? sourceFor(subject, file);
  return {
    span: spanOf(file, range),
    message,
    label,
    notes: [...notes, ...(source ? accessorNote(subject, source) : [])],
    ...(help === undefined ? {} : { help }),
    symbol,
    ...(source ? { source } : {}),
    ...(isQuiet ? { atMost: "warning" as const } : {}),
    rewrite: stale.rewrite,
  };
}

function staleMockOf(subject: RuleContext, known: ReadonlySet<string>, file: FilePath, mock: Mock): Stale | undefined {
  const isQuiet = mock.optional === true;
  switch (mock.kind) {
    case "module":
      return staleModule(subject, file, mock);
    case "member":
    case "path": {
      const [only, ...others] = replacedBy(subject.program, file, mock);
      if (only?.kind !== "member" || others.length > 0) return undefined;
      return missing(subject, known, file, only.of, only.name, isQuiet);
    }
  }
}

/** `vi.mock("../src/db/old.js")`: the code cannot import it either, so nothing is replaced; Jest fails for it. */
function staleModule(
  subject: RuleContext,
  file: FilePath,
  { specifier, optional }: Extract<Mock, { kind: "module" }>,
): Stale | undefined {
  const target = subject.program.resolve(file, specifier);
  if (target.kind !== "missing" || !isDatabaseMissing(subject, specifier, target)) return undefined;
  return {
    message: `there is no module \`${specifier}\` to mock`,
    label: "nothing is there",
    symbol: specifier,
    notes: target.tried.length === 0 ? [] : [{ message: `looked for ${target.tried.slice(0, 3).join(", ")}` }],
    ...(target.nearest === undefined ? {} : { help: `there is ${target.nearest}` }),
    isQuiet: optional === true,
  };
}

/** `Manager.getSession = vi.fn()` in a test: the assignment makes what the code would not find. */
function staleAssignment(subject: RuleContext, { file }: FileFacts, added: Augmentation): Stale | undefined {
  const target = onlyOne(subject.program.valueOf(file, added.target));
  if (target === undefined || added.name === undefined || !("file" in target)) return undefined;
  const isOfInstances = target.kind === "class" && added.side === "instance";
  const owner = isOfInstances ? ({ ...target, kind: "instance" } as const) : target;
  if (!isStandIn(subject.codeAt(spanOf(file, added.range)), added.name)) return undefined;
  const isManager = ownerOf(subject.program, subject.sources, file, owner) !== undefined;
  // Asked from where it is defined, since here it has been added.
  return isManager ? missing(subject, NOTHING_KNOWN, owner.file, owner, added.name, true) : undefined;
}

/** What is put there is a mock, or a function that is called as one that gives a handle. */
function isStandIn(code: string, name: string): boolean {
  return MAKES_MOCK.test(code) || (isHandleRequest(name) && MAKES_FUNCTION.test(code));
}

const MAKES_MOCK =
  /[=:](?:(?:vi|jest|mock|td|t\.mock)\.\w+\(|(?:sinon|sandbox)\.|(?:\w+\.)?(?:Async|Magic|NonCallable)?Mock\()/;
const MAKES_FUNCTION = /[=:](?:async)?(?:function\b|\([^()]*\)=>|\w+=>|lambda)/;
const NOTHING_KNOWN: ReadonlySet<string> = new Set();

/** @param file  from which the member is asked for */
function missing(
  subject: RuleContext,
  known: ReadonlySet<string>,
  file: FilePath,
  owner: Value,
  name: string,
  isQuiet: boolean,
): Stale | undefined {
  if (subject.program.members.lookUp(owner, name, file).kind !== "absent") return undefined;
  const managed = ownerOf(subject.program, subject.sources, file, owner);
  if (managed !== undefined) {
    const { manager, source } = managed;
    return {
      message: `\`${manager.name}\` has no member \`${name}\` to mock`,
      label: labelOf(subject, file, owner, name),
      symbol: `${manager.name}.${name}`,
      notes: [whatItHas(subject, manager)],
      ...similarTo(name, memberNames(subject, owner), "member"),
      source,
      isQuiet,
    };
  }
  const facts = owner.kind === "module" ? subject.program.facts(owner.file) : undefined;
  if (facts === undefined) return undefined;
  if (!isDatabaseModule(subject, facts) && !known.has(name) && !isNamedForAccess(name)) return undefined;
  const names = subject.program.modules.names(facts.file);
  return {
    message: `${facts.file} has no \`${name}\` to mock`,
    label: "not there",
    symbol: `${facts.file}#${name}`,
    notes: [whatItExports(facts.file, names)],
    ...similarTo(name, names, "name"),
    isQuiet,
  };
}

function similarTo(name: string, names: readonly string[], what: string): Pick<Stale, "help"> {
  const similar = nearest(name, names);
  return similar === undefined ? {} : { help: `there is a ${what} \`${similar}\`` };
}

/** The other side of a class may have it. */
function labelOf({ program }: RuleContext, file: FilePath, owner: Value, name: string): string {
  if (owner.kind !== "class" && owner.kind !== "instance") return "not there";
  const other: Value = { ...owner, kind: owner.kind === "class" ? "instance" : "class" };
  if (program.members.lookUp(other, name, file).kind !== "found") return "not on the class, not on its instances";
  return owner.kind === "class" ? "on its instances, not on the class" : "on the class, not on its instances";
}

function onlyOne(value: Value): Value | undefined {
  const [first, ...others] = alternatives(value);
  return others.length === 0 ? first : undefined;
}
