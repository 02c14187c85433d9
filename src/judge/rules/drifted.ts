/**
 * What a test gives in the place of a module or a manager, and the real one lacks: names of a factory, of a file in
 * `__mocks__`, members of a class that is written out for the test.
 */
import type { FilePath, Range } from "../../base/text/span.js";
import type { FileFacts } from "../../read/facts/facts.js";
import { replacedBy } from "../../read/program/mocked.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, type Value } from "../../read/program/values.js";
import { isHandleRequest } from "../databases/names.js";
import { managerValue } from "../databases/source.js";
import type { RuleContext } from "./rule.js";

/** A name that a mock gives, and the real thing that lacks it. */
export interface Drifted {
  readonly range: Range;
  readonly name: string;
  readonly of: Value;
}

export function findDrifted(subject: RuleContext, facts: FileFacts): readonly Drifted[] {
  const all = [...inFactories(subject, facts), ...inTwin(subject, facts), ...inMockClasses(subject, facts)];
  // Where an object has what its class has, one member is found on both.
  return [...new Map(all.map((each) => [each.range.start, each])).values()];
}

/** `vi.mock("../src/db.js", () => ({ getAsyncDb: vi.fn() }))` */
function inFactories({ program }: RuleContext, { file, mocks }: FileFacts): readonly Drifted[] {
  return mocks.flatMap((mock) => {
    if (mock.kind !== "module" || mock.factory === undefined) return [];
    return replacedBy(program, file, mock).flatMap((replaced) => {
      if (replaced.kind !== "exports" || replaced.given === undefined) return [];
      const real: Value = { kind: "module", file: replaced.file };
      return alternatives(replaced.given).flatMap((given) => lacked(program, file, given, real));
    });
  });
}

/** `__mocks__/db.ts` stands for `db.ts` beside the folder. */
function inTwin({ program }: RuleContext, { file, exports }: FileFacts): readonly Drifted[] {
  const name = /(?:^|\/)__mocks__\/([^/]+?)\.\w+$/.exec(file)?.[1];
  const target = name === undefined ? undefined : program.resolve(file, `../${name}`);
  if (target?.kind !== "file") return [];
  const real: Value = { kind: "module", file: target.file };
  return exports.flatMap((entry) => {
    if (entry.kind !== "name" || entry.typeOnly || entry.hidden) return [];
    return lackedName(program, file, { ...entry, value: program.valueOf(file, entry.term) }, real);
  });
}

/** `class MockDatabaseManager { … }`: of what it has for the tests alone, no name is that of a method that gives a handle. */
function inMockClasses({ program, kinds, sources }: RuleContext, { file, classes }: FileFacts): readonly Drifted[] {
  if (!kinds.isTest(file)) return [];
  const managers = sources.filter((source) => source.covers(file)).flatMap((source) => source.managers);
  return classes.flatMap(({ name }, index) => {
    const manager = managers.find((each) => each.kind === "class" && standsFor(name, each.name));
    if (manager === undefined) return [];
    const all = lacked(program, file, { kind: "class", file, index }, managerValue(manager, "static"));
    return all.filter((each) => isHandleRequest(each.name));
  });
}

function standsFor(name: string, manager: string): boolean {
  return ["Mock", "Fake", "Stub", "Dummy"].some(
    (word) => name === `${word}${manager}` || name === `${manager}${word}` || name === `${word}ed${manager}`,
  );
}

/** What is listed of what the test gives, asked of the real one from where that is defined: the test adds names to it. */
function lacked(program: Program, file: FilePath, given: Value, real: Value): readonly Drifted[] {
  const own = program.members.listed(given).flatMap((member) => {
    if (member.visibility !== "public") return [];
    const found = program.members.lookUp(given, member.name, file);
    const value = found.kind === "found" ? found.value : undefined;
    return lackedName(program, file, { name: member.name, range: member.nameRange, value }, real);
  });
  if (given.kind !== "class" || real.kind !== "class") return own;
  return [...own, ...lacked(program, file, { ...given, kind: "instance" }, { ...real, kind: "instance" })];
}

interface GivenName {
  readonly name: string;
  readonly range: Range;
  readonly value?: Value | undefined;
}

function lackedName(
  program: Program,
  file: FilePath,
  { name, range, value }: GivenName,
  real: Value,
): readonly Drifted[] {
  if (!("file" in real) || HELPER.test(name)) return [];
  const found = program.members.lookUp(real, name, real.file);
  if (found.kind === "absent") return [{ range, name, of: real }];
  const [there, ...others] = found.kind === "found" ? alternatives(found.value) : [];
  const isWhole = there?.kind === "class" || there?.kind === "instance" || there?.kind === "object";
  if (!isWhole || others.length > 0 || value === undefined) return [];
  return alternatives(value).flatMap((given) => lacked(program, file, given, there));
}

/** What a module system or a class has anyway, and what tests give their mocks for themselves. */
const HELPER = /^(?:default|constructor|then|_.*|(?:mock|fake|stub|reset|clear|restore|set)(?:[A-Z_].*)?)$/;
