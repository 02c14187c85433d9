/**
 * Which modules run when a module is loaded: imports at its top level count, those in functions or for types only do not. A
 * new import that closes such a cycle may find the other module half loaded.
 */

import { contains, type FilePath, type Range } from "../../base/text/span.js";
import type { Gathered } from "../../judge/gather/gather.js";
import type { FileFacts, Import } from "../../read/facts/facts.js";
import { rootOf } from "../../read/facts/terms.js";
import { packageModule } from "../../read/program/modules.js";
import { standardOf } from "../../read/program/standard/standard.js";

export interface LoadOrder {
  /** To load the first file may load the second; what runs on a condition counts. */
  mayLoad(from: FilePath, to: FilePath): boolean;
  /** To load the file always loads the module first. */
  loads(facts: FileFacts, module: FilePath): boolean;
}

export function createLoadOrder({ program, allTexts, language }: Gathered): LoadOrder {
  const reached = new Map<FilePath, ReadonlySet<FilePath>>();
  const extracted = new Map<FilePath, FileFacts | undefined>();

  /** Of files that nothing asked about so far, too: a circle may lead through models that no rule looks at. */
  function factsOf(file: FilePath): FileFacts | undefined {
    const known = program.facts(file) ?? extracted.get(file);
    const text = allTexts.get(file);
    if (known !== undefined || extracted.has(file) || text === undefined) return known;
    const facts = language(file)?.extract(file, text);
    extracted.set(file, facts);
    return facts;
  }

  function reachedFrom(start: FilePath): ReadonlySet<FilePath> {
    const known = reached.get(start);
    if (known !== undefined) return known;
    const found = new Set<FilePath>();
    const pending = [start];
    for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
      if (found.has(file)) continue;
      found.add(file);
      const facts = factsOf(file);
      for (const each of facts?.imports ?? [])
        if (facts !== undefined && mayRun(facts, each)) pending.push(...loadedBy(file, each));
    }
    reached.set(start, found);
    return found;
  }

  /** The modules that an import runs, if it runs: those of the packages around them come first. */
  function loadedBy(file: FilePath, { specifier, names }: Import): readonly FilePath[] {
    const target = program.resolve(file, specifier);
    if (target.kind !== "file" && target.kind !== "namespace") return [];
    const home = target.kind === "file" ? target.file : packageModule(target.directory);
    const modules = [home, ...names.flatMap(({ imported }) => program.submodule(home, imported) ?? [])];
    return [...modules, ...modules.flatMap((module) => packagesAround(file, module))].filter((each) =>
      allTexts.has(each),
    );
  }

  return {
    mayLoad: (from, to) => reachedFrom(from).has(to),
    loads: (facts, module) =>
      facts.imports.some((each) => {
        if (each.nested || each.kind === "dynamic" || each.typeOnly || !hasUse(facts, each)) return false;
        const target = program.resolve(facts.file, each.specifier);
        return target.kind === "file" && target.file === module;
      }),
  };
}

/** Packages of Python that are not on the way to the importing file, and so not loaded yet: `app/db/__init__.py`. */
function packagesAround(from: FilePath, module: FilePath): readonly FilePath[] {
  const folders = module.split("/").slice(0, -1);
  return folders.flatMap((_, index) => {
    const folder = `${folders.slice(0, index + 1).join("/")}/`;
    return module.endsWith(".py") && !from.startsWith(folder) ? [`${folder}__init__.py`] : [];
  });
}

function mayRun(facts: FileFacts, each: Import): boolean {
  return !each.typeOnly && each.kind !== "type-query" && !isInFunction(facts, each.range);
}

export function isInFunction({ functions }: FileFacts, range: Range): boolean {
  return functions.some((each) => contains(each.range, range));
}

/** A compiler leaves out what only types are taken from. */
function hasUse({ sites, language }: FileFacts, { kind, names }: Import): boolean {
  if (kind !== "static" || !standardOf(language).dropsTypeImports) return true;
  return names.some(({ binding, typeOnly }) => {
    if (typeOnly || binding === undefined) return false;
    return sites.some(({ kind: use, target }) => {
      const root = rootOf(target);
      return use !== "type" && root.kind === "binding" && root.id === binding;
    });
  });
}
