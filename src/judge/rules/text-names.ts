/** What names in comments, docstrings and documents stand for, and which of them name what does not exist. */

import type { FilePath } from "../../base/text/span.js";
import { knownNames, knownPackages } from "../../read/drivers/index.js";
import { languageOf } from "../../read/languages/index.js";
import { remember } from "../../read/languages/remember.js";
import { alternatives, symbolKey, type Value } from "../../read/program/values.js";
import type { NamedPath } from "../../read/prose/names.js";
import { type Access, ownerOf } from "../databases/accesses.js";
import { lookUpOnSides } from "../databases/named.js";
import type { Database, LegacyAccessor, Manager } from "../databases/source.js";
import { legacySymbol } from "../databases/source.js";
import type { RuleContext } from "./rule.js";

/** What is known of the code, before any text is read. */
export type LinkedProject = Omit<RuleContext, "references" | "exampleImports" | "agentBlocks">;

/** What a name in text may stand for, by its word. */
export interface TextName {
  /** A manager, or an object of one at the top of a module. */
  readonly isOwner: boolean;
  readonly legacy: readonly { readonly source: Database; readonly legacy: LegacyAccessor }[];
  /** Calls of a missing member of that name. */
  readonly missing: readonly AbsentAccess[];
}

export type AbsentAccess = Extract<Access, { kind: "manager" }>;

export function namesInText(subject: LinkedProject): ReadonlyMap<string, TextName> {
  const names = new Map<string, TextName>();
  const add = (word: string, own: Partial<TextName>): void => {
    if (word.length < SHORTEST || !IDENTIFIER.test(word)) return;
    const known = names.get(word) ?? { isOwner: false, legacy: [], missing: [] };
    names.set(word, {
      isOwner: known.isOwner || own.isOwner === true,
      legacy: [...known.legacy, ...(own.legacy ?? [])],
      missing: [...known.missing, ...(own.missing ?? [])],
    });
  };
  // In a text, the name of a package, and of what it is known for, means that.
  const packages = new Set(knownPackages());
  const ofPackages = new Set([...packages].flatMap((name) => knownNames(name)));
  for (const source of subject.sources) {
    for (const { kind, name } of source.managers) if (kind !== "interface") add(name, { isOwner: true });
    for (const legacy of source.legacy) {
      if (legacySymbol(legacy)?.path.length === 0 && !ofPackages.has(legacy.name))
        add(legacy.name, { legacy: [{ source, legacy }] });
    }
  }
  for (const { name } of objectsOfManagers(subject)) if (!packages.has(name)) add(name, { isOwner: true });
  for (const access of subject.accesses) {
    if (isMissing(access)) add(access.name, { missing: [access] });
  }
  return names;
}

/** `db` in a text may be anything. */
const SHORTEST = 3;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

function isMissing(access: Access): access is AbsentAccess {
  return access.kind === "manager" && access.found.kind === "absent" && access.site.guard === undefined;
}

function objectsOfManagers({ program, sources }: LinkedProject): readonly { readonly name: string }[] {
  return program.files.flatMap((facts) => {
    if (program.isTest(facts.file)) return [];
    return facts.bindings.filter(({ topLevel, kind, term }, id) => {
      if (!topLevel || kind !== "variable" || (term.kind !== "construct" && term.kind !== "call")) return false;
      return (
        managersOf({ program, sources }, facts.file, program.valueOf(facts.file, { kind: "binding", id })) !== undefined
      );
    });
  });
}

function managersOf(
  { program, sources }: Pick<LinkedProject, "program" | "sources">,
  file: FilePath,
  value: Value,
): readonly Value[] | undefined {
  const parts = alternatives(value);
  return parts.every((part) => ownerOf(program, sources, file, part) !== undefined) ? parts : undefined;
}

export interface MissingName {
  readonly manager: Manager;
  readonly source: Database;
  readonly name: string;
  /** Of the member in the path. */
  readonly index: number;
}

/** Answers what a path stands for in a file; each word is looked for once. */
export function createTextJudge(subject: LinkedProject) {
  const names = namesInText(subject);
  const parsed = new Set(subject.program.files.map(({ file }) => file));
  const globals = new Map<string, readonly Value[] | undefined>();

  /** The files whose code names the word. */
  const namedIn = remember((word: string) => new Set(subject.mentioning(word)));

  /** What the word stands for wherever it is not bound: everything that the project calls so. */
  function globalsOf(word: string): readonly Value[] | undefined {
    if (globals.has(word)) return globals.get(word);
    const found = findGlobals(word);
    globals.set(word, found);
    return found;
  }

  function findGlobals(word: string): readonly Value[] | undefined {
    const { program } = subject;
    const isPlain = /^[a-z]+$/.test(word);
    const values: Value[] = [];
    for (const { file, bindings } of program.files) {
      if (program.isTest(file)) continue;
      for (const [id, binding] of bindings.entries()) {
        // A local name says nothing of others, unless it is a word that anybody may use.
        if (binding.name !== word || binding.kind === "property" || (!binding.topLevel && !isPlain)) continue;
        values.push(...alternatives(program.valueOf(file, { kind: "binding", id })));
      }
    }
    if (values.length === 0) return undefined;
    const isElsewhere = [...namedIn(word)].some((file) => {
      return !parsed.has(file) && !program.isTest(file) && subject.declares(file, word);
    });
    return isElsewhere ? undefined : values;
  }

  /** The values that a word may stand for in a text of the file; `undefined` where that is not certain. */
  function valuesOf(file: FilePath, { word, before }: NamedPath): readonly Value[] | undefined {
    const { program } = subject;
    const language = languageOf(file);
    const own = (program.facts(file)?.bindings ?? []).flatMap(({ name }, id) =>
      name === word ? alternatives(program.valueOf(file, { kind: "binding", id })) : [],
    );
    if (before.length > 0) {
      if (language !== undefined && before[0] === word) return undefined;
      return exportedUnder(file, word, before);
    }
    if (own.length > 0) return own;
    // What the code of a file means by the word is not known where it was not parsed.
    if (language !== undefined && !parsed.has(file) && namedIn(word).has(file)) return undefined;
    const found = globalsOf(word);
    const isForeign = (value: Value): boolean =>
      language !== undefined && "file" in value && languageOf(value.file) !== language;
    return found?.filter((value) => !isForeign(value));
  }

  /** `app.db.manager.DatabaseManager`: what the module has under the name. */
  function exportedUnder(file: FilePath, word: string, before: readonly string[]): readonly Value[] | undefined {
    const { program } = subject;
    const anchors = languageOf(file) === undefined ? managerFiles() : [file];
    for (const anchor of anchors) {
      const target = program.resolve(anchor, before.join("."));
      if (target.kind !== "file") continue;
      const exported = program.modules.exported(target.file, word);
      return exported.kind === "found" ? alternatives(exported.value) : undefined;
    }
    return undefined;
  }

  function managerFiles(): readonly FilePath[] {
    return [...new Set(subject.sources.flatMap(({ managers }) => managers.map(({ file }) => file)))];
  }

  /** The first member that is certainly not there, whichever of the values is meant. */
  function missingOf(file: FilePath, path: NamedPath): MissingName | undefined {
    if (!names.get(path.word)?.isOwner || path.members.length === 0) return undefined;
    const values = valuesOf(file, path);
    if (values === undefined || values.length === 0) return undefined;
    const found = values.map((value) => missingOn(file, value, path));
    const certain = found.filter((each) => each !== undefined);
    return certain.length < found.length ? undefined : [...certain].sort((a, b) => b.index - a.index)[0];
  }

  function missingOn(file: FilePath, start: Value, { members }: NamedPath): MissingName | undefined {
    const { program, sources } = subject;
    let value = start;
    for (const [index, { name, called }] of members.entries()) {
      const receiver = called ? resultOf(value) : value;
      const from = languageOf(file) === undefined && "file" in value ? value.file : file;
      const owner = receiver && ownerOf(program, sources, from, receiver);
      if (receiver === undefined || owner === undefined || owner.manager.kind === "interface") return undefined;
      const found = lookUpOnSides(program, receiver, name, from);
      if (found.kind === "absent") return { ...owner, name, index };
      const [only, ...others] = found.kind === "found" ? alternatives(found.value) : [];
      if (only === undefined || others.length > 0) return undefined;
      value = only;
    }
    return undefined;
  }

  function resultOf(value: Value): Value | undefined {
    if (value.kind === "class") return { ...value, kind: "instance" };
    if (value.kind !== "function") return undefined;
    const [only, ...others] = alternatives(subject.program.resultOf(value));
    return others.length === 0 ? only : undefined;
  }

  /** A call of the same file asks for a missing member of that name, and nothing there has the name. */
  function missingBare(file: FilePath, { word, before, members }: NamedPath): AbsentAccess | undefined {
    const accesses = names.get(word)?.missing.filter((access) => access.file === file) ?? [];
    const [first] = accesses;
    if (first === undefined || before.length > 0 || members.length > 0) return undefined;
    const isOne = accesses.every(({ manager }) => manager.name === first.manager.name);
    const isBound = subject.program.facts(file)?.bindings.some(({ name }) => name === word);
    return isOne && !isBound && !isMemberAnywhere(word) ? first : undefined;
  }

  function isMemberAnywhere(word: string): boolean {
    return subject.program.files.some(
      ({ file, classes, objects, interfaces }) =>
        !subject.program.isTest(file) &&
        [...classes, ...objects, ...interfaces].some(({ members }) => members.some(({ name }) => name === word)),
    );
  }

  /** The one legacy accessor of the name, where nothing else has it. */
  function legacyOf(file: FilePath, path: NamedPath) {
    const [only, ...others] = names.get(path.word)?.legacy ?? [];
    if (only === undefined || others.length > 0 || path.members.length > 0 || path.before.length > 0) return undefined;
    const symbol = legacySymbol(only.legacy);
    const language = languageOf(file);
    if (symbol === undefined || (language !== undefined && language !== languageOf(symbol.file))) return undefined;
    const isOther = subject.program.files.some(({ file: home, bindings }) =>
      bindings.some((binding, id) => {
        if (binding.name !== path.word) return false;
        const named = subject.program.symbols.of(home, { kind: "binding", id });
        return named === undefined || symbolKey(named) !== symbolKey(symbol);
      }),
    );
    return isOther || isMemberAnywhere(path.word) ? undefined : only;
  }

  return { words: [...names.keys()], missingOf, missingBare, legacyOf };
}
