/**
 * The program: the linked facts of many files. It answers what a term of one file means, through imports, re-exports,
 * aliases, base classes and return types. Answers are cached until files are added.
 */

import { compareText, type FilePath } from "../../base/text/span.js";
import type { Code } from "../facts/body.js";
import type { FileFacts, FunctionFacts } from "../facts/facts.js";
import type { Term } from "../facts/terms.js";
import { remember } from "../languages/remember.js";
import type { Resolution } from "../languages/resolver.js";
import { createEvaluator, type Evaluator } from "./evaluate.js";
import { createLookup, type MemberLookup } from "./members.js";
import { createModules, type Modules } from "./modules.js";
import { type Additions, findAdditions, NO_ADDITIONS } from "./outside.js";
import { createSymbols, type Symbols } from "./symbols.js";
import type { DefinitionRef, Value } from "./values.js";

export interface Program {
  /** In the order of paths. */
  readonly files: readonly FileFacts[];
  facts(file: FilePath): FileFacts | undefined;
  functionAt(ref: DefinitionRef): FunctionFacts | undefined;
  /** What the functions of a file do, step by step. */
  codeOf(file: FilePath): Code | undefined;
  resolve(from: FilePath, specifier: string): Resolution;
  /** The module that a package holds under a name, where its language has such things. */
  submodule(packageModule: FilePath, name: string): FilePath | undefined;
  /** Whether a file contains tests or mocks: members that it adds to a class count only in that file. */
  isTest(file: FilePath): boolean;
  /** Whether a file prepares tests that do not import it: what it mocks is mocked in all of them. */
  isTestSetup(file: FilePath): boolean;
  valueOf(file: FilePath, term: Term): Value;
  /** What a call of a function gives, before anything is awaited or entered. */
  resultOf(ref: DefinitionRef): Value;
  readonly members: MemberLookup;
  readonly modules: Modules;
  readonly symbols: Symbols;
}

export interface ProgramInput {
  readonly files: Iterable<FileFacts>;
  readonly codeOf: (file: FilePath) => Code | undefined;
  readonly resolve: (from: FilePath, specifier: string) => Resolution;
  /** The module that a package holds under a name, where its language has such things. */
  readonly submodule: (packageModule: FilePath, name: string) => FilePath | undefined;
  readonly isTest: (file: FilePath) => boolean;
  /** Whether a file prepares tests: what it mocks is mocked in all of them. */
  readonly isTestSetup: (file: FilePath) => boolean;
}

/** What the parts of the linker share; each asks the others. */
export interface Linker {
  readonly input: {
    readonly facts: (file: FilePath) => FileFacts | undefined;
    readonly functionAt: (ref: DefinitionRef) => FunctionFacts | undefined;
    readonly all: readonly FileFacts[];
  } & Pick<ProgramInput, "resolve" | "submodule" | "isTest" | "isTestSetup">;
  readonly evaluator: Evaluator;
  readonly members: MemberLookup;
  readonly modules: Modules;
  readonly symbols: Symbols;
  /** What files add to the definitions of others. */
  readonly additions: () => Additions;
}

export function createProgram({ files, codeOf, resolve, submodule, isTest, isTestSetup }: ProgramInput): Program {
  const byPath = new Map([...files].map((facts) => [facts.file, facts]));
  const all = [...byPath.values()].sort((a, b) => compareText(a.file, b.file));
  const facts = (file: FilePath): FileFacts | undefined => byPath.get(file);
  const functionAt = ({ file, index }: DefinitionRef): FunctionFacts | undefined => facts(file)?.functions[index];
  const input = { facts, functionAt, all, resolve, submodule, isTest, isTestSetup };
  const { evaluator, members, modules, symbols } = createLinker(input, additionsIn(input));
  const resultOf = ({ file, index }: DefinitionRef): Value =>
    evaluator.valueOf(file, { kind: "call", of: { kind: "function", index } });
  return {
    files: all,
    facts,
    functionAt,
    codeOf: remember(codeOf),
    resolve,
    submodule,
    isTest,
    isTestSetup,
    valueOf: evaluator.valueOf,
    resultOf,
    members,
    modules,
    symbols,
  };
}

/**
 * An addition may stand on another one (`Manager.tools.get = …` after `Manager.tools = {}`), so they are looked up twice. By linkers
 * of their own: answers are cached, and those that were given before all additions are known would be wrong later.
 */
function additionsIn(input: Linker["input"]): () => Additions {
  let known: Additions | undefined;
  return () => {
    if (known !== undefined) return known;
    const first = findAdditions(createLinker(input, () => NO_ADDITIONS));
    known = first.size === 0 ? first : findAdditions(createLinker(input, () => first));
    return known;
  };
}

function createLinker(input: Linker["input"], additions: () => Additions): Linker {
  const linker: Linker = {
    input,
    additions,
    get evaluator() {
      return evaluator;
    },
    get members() {
      return members;
    },
    get modules() {
      return modules;
    },
    get symbols() {
      return symbols;
    },
  };
  const evaluator = createEvaluator(linker);
  const members = createLookup(linker);
  const modules = createModules(linker);
  const symbols = createSymbols(linker);
  return linker;
}
