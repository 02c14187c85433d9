/** Modules: what an import refers to, and which names a module exports, through re-exports of every kind. */

import { directoryOf, resolvePath } from "../../base/text/paths.js";
import type { FilePath } from "../../base/text/span.js";
import { driverModule } from "../drivers/index.js";
import type { Export, FileFacts } from "../facts/facts.js";
import { remember } from "../languages/remember.js";
import type { Resolution } from "../languages/resolver.js";
import type { Linker } from "./program.js";
import { standardOf } from "./standard/standard.js";
import { alternatives, type Lookup, unknownValue, type Value } from "./values.js";

export interface Modules {
  /** What `name` imported from `specifier` is in `from`; the names are those of a term `import`. */
  imported(from: FilePath, specifier: string, name: string): Value;
  /** The module that an import of the name leads to: of several that a path may mean, one that has the name. */
  meant(found: Extract<Resolution, { kind: "file" }>, name: string): FilePath;
  /** `absent` only where every export of the module is known. */
  exported(file: FilePath, name: string): Lookup;
  /** What a name means that a file does not bind itself; `undefined` where no import of all names can have brought it. */
  brought(file: FilePath, name: string): Lookup | undefined;
  /** The names that a module exports, sorted; those behind `export *` of a package are not among them. */
  names(file: FilePath): readonly string[];
  /** The module and declaration that a re-export leads to in the end; for the import of a name as it was written. */
  origin(file: FilePath, name: string): { readonly file: FilePath; readonly name: string } | undefined;
}

type NamedExport = Extract<Export, { kind: "name" }>;

/** Where a name of a module comes from. A value is not kept: it may be asked for while it is being found. */
type Place = { readonly kind: "module"; readonly file: FilePath } | Exclude<Lookup, { kind: "found" }>;

interface Search {
  /** Modules that were searched for the name: `export *` may lead in a circle. */
  readonly seen: Set<FilePath>;
  /** The module that has the name. */
  endsIn?: FilePath;
  /** Only statements decide; what `module.exports = …` has depends on values. */
  isSteady: boolean;
}

export function createModules(linker: Linker): Modules {
  function imported(from: FilePath, specifier: string, name: string): Value {
    const resolution = linker.input.resolve(from, specifier);
    if (resolution.kind === "external") {
      return { kind: "external", package: resolution.package, subpath: resolution.subpath, path: [name] };
    }
    // A generated client lies in the project, but only after a build.
    const { isNode } = standardOf(linker.input.facts(from)?.language);
    const driver = resolution.kind === "file" || !isNode ? undefined : driverModule(specifier);
    if (driver !== undefined)
      return { kind: "external", package: driver.package, subpath: driver.subpath, path: [name] };
    if (resolution.kind === "missing") return { kind: "missing" };
    if (resolution.kind === "namespace")
      return submodule(packageModule(resolution.directory), name) ?? unknownValue("namespace package");
    if (resolution.kind !== "file") return unknownValue(`${resolution.kind} module`);
    const found = exported(meant(resolution, name), name);
    if (found.kind === "found") return found.value;
    return found.kind === "absent" ? { kind: "missing" } : unknownValue(found.reason);
  }

  function meant({ file, others = [] }: Extract<Resolution, { kind: "file" }>, name: string): FilePath {
    return [file, ...others].find((each) => exported(each, name).kind !== "absent") ?? file;
  }

  const placesIn = remember((_file: FilePath) => new Map<string, Place>());

  function exported(file: FilePath, name: string): Lookup {
    const known = placesIn(file).get(name);
    if (known?.kind === "module") return ownExport(known.file, name, namedExports(known.file, name));
    if (known !== undefined) return known;
    const search: Search = { seen: new Set(), isSteady: true };
    const found = exportedBy(file, name, search);
    if (!search.isSteady) return found;
    if (search.endsIn !== undefined) placesIn(file).set(name, { kind: "module", file: search.endsIn });
    else if (found.kind !== "found") placesIn(file).set(name, found);
    return found;
  }

  function exportedBy(file: FilePath, name: string, search: Search): Lookup {
    const facts = linker.input.facts(file);
    if (facts === undefined) return ofUnread(file, name);
    if (name === "*") return { kind: "found", value: { kind: "module", file } };
    if (name === "=") return { kind: "found", value: commonJsValue(facts) ?? { kind: "module", file } };
    if (search.seen.has(file)) return { kind: "absent" };
    search.seen.add(file);
    return searchIn(facts, name, search);
  }

  /** A package that was not read may hold a module that was. */
  function ofUnread(file: FilePath, name: string): Lookup {
    const value = submodule(file, name);
    return value ? { kind: "found", value } : { kind: "unknown", reason: "a module that cannot reach a database" };
  }

  function submodule(of: FilePath, name: string): Value | undefined {
    const file = linker.input.submodule(of, name);
    return file === undefined ? undefined : { kind: "module", file };
  }

  const exportsOf = remember((file: FilePath) => indexExports(linker.input.facts(file)?.exports ?? []));

  function namedExports(file: FilePath, name: string): readonly NamedExport[] {
    return exportsOf(file).named.get(name) ?? [];
  }

  function ownExport(file: FilePath, name: string, own: readonly NamedExport[]): Lookup {
    return { kind: "found", value: linker.evaluator.exportValue(file, name, unionOfExports(own)) };
  }

  function searchIn(facts: FileFacts, name: string, search: Search): Lookup {
    const own = namedExports(facts.file, name);
    if (own.length > 0) {
      search.endsIn = facts.file;
      return ownExport(facts.file, name, own);
    }
    const whole = commonJsValue(facts);
    if (whole !== undefined) search.isSteady = false;
    if (whole !== undefined && name === "default") return { kind: "found", value: whole };
    if (whole !== undefined) return linker.members.lookUp(whole, name, facts.file);
    if (name === "default" && facts.exports.length > 0 && isCommonJs(facts)) {
      return { kind: "found", value: { kind: "module", file: facts.file } };
    }
    return throughStars(facts, name, search) ?? inPackage(facts, name);
  }

  /** What no statement of a module brings in: the modules of a package, and what every module has. */
  function inPackage(facts: FileFacts, name: string): Lookup {
    const value = submodule(facts.file, name);
    if (value !== undefined) return { kind: "found", value };
    if (standardOf(facts.language).ofEveryModule(name))
      return { kind: "found", value: unknownValue("member of every module") };
    const open = openReason(facts);
    return open === undefined ? { kind: "absent" } : { kind: "unknown", reason: open };
  }

  /** @returns `undefined` where no star can have brought the name in */
  function throughStars(facts: FileFacts, name: string, search: Search): Lookup | undefined {
    let unknown: string | undefined;
    for (const star of name === "default" ? [] : exportsOf(facts.file).stars) {
      const target = linker.input.resolve(facts.file, star.specifier);
      const found = target.kind === "file" ? throughStar(target.file, name, search) : unlisted(target, star.specifier);
      if (found.kind === "found") return found;
      if (found.kind === "unknown") unknown ??= found.reason;
    }
    return unknown === undefined ? undefined : { kind: "unknown", reason: unknown };
  }

  function brought(file: FilePath, name: string): Lookup | undefined {
    const facts = linker.input.facts(file);
    if (facts === undefined || !standardOf(facts.language).starsBind) return undefined;
    return throughStars(facts, name, { seen: new Set([file]), isSteady: true });
  }

  function throughStar(file: FilePath, name: string, search: Search): Lookup {
    const own = namedExports(file, name);
    return own.length > 0 && own.every(({ hidden }) => hidden) ? { kind: "absent" } : exportedBy(file, name, search);
  }

  function commonJsValue(facts: FileFacts): Value | undefined {
    const whole = namedExports(facts.file, "=");
    return whole.length === 0 ? undefined : linker.evaluator.exportValue(facts.file, "=", unionOfExports(whole));
  }

  function names(file: FilePath): readonly string[] {
    const seen = new Set<FilePath>();
    const found = new Set<string>();
    const visit = (at: FilePath): void => {
      const facts = linker.input.facts(at);
      if (facts === undefined || seen.has(at)) return;
      seen.add(at);
      for (const entry of facts.exports) {
        if (entry.kind === "name" && !entry.implicit) found.add(entry.name);
        const target = entry.kind === "star" ? linker.input.resolve(at, entry.specifier) : undefined;
        if (target?.kind === "file") visit(target.file);
      }
      for (const part of alternatives(commonJsValue(facts) ?? unknownValue(""))) {
        for (const member of linker.members.listed(part)) found.add(member.name);
      }
    };
    visit(file);
    return [...found].filter((name) => name !== "=").sort();
  }

  function origin(file: FilePath, name: string): { readonly file: FilePath; readonly name: string } | undefined {
    const seen = new Set<string>();
    let at = { file, name };
    while (!seen.has(`${at.file}#${at.name}`)) {
      seen.add(`${at.file}#${at.name}`);
      const next = forwarded(at.file, at.name);
      if (next === undefined) return at;
      at = next;
    }
    return undefined;
  }

  /** Where a module has an export from, when it only passes it on. */
  function forwarded(file: FilePath, name: string): { readonly file: FilePath; readonly name: string } | undefined {
    const facts = linker.input.facts(file);
    const [own] = namedExports(file, name);
    if (facts && own) {
      const term = own.term.kind === "binding" ? facts.bindings[own.term.id]?.term : own.term;
      if (term?.kind !== "import") return undefined;
      const target = linker.input.resolve(file, term.specifier);
      return target.kind === "file" ? { file: target.file, name: term.name } : undefined;
    }
    for (const star of exportsOf(file).stars) {
      const target = linker.input.resolve(file, star.specifier);
      if (target.kind === "file" && exported(target.file, name).kind === "found") return { file: target.file, name };
    }
    return undefined;
  }

  return { imported, meant, exported, brought, names, origin };
}

/** The file of the project that a specifier means, also data and code that is generated later; absent for a package. */
export function fileMeant(
  { resolve }: Pick<Linker["input"], "resolve">,
  from: FilePath,
  specifier: string,
): FilePath | undefined {
  const target = resolve(from, specifier);
  if (target.kind === "file") return target.file;
  return /^\.\.?\//.test(specifier) ? resolvePath(directoryOf(from), specifier) : undefined;
}

/** `app.db.Manager.session`: the longest beginning that is a module, how many parts that is, and the names that lead on from it. */
export function moduleOnPath(
  { resolve }: Pick<Linker["input"], "resolve">,
  from: FilePath,
  path: string,
): { readonly file: FilePath; readonly length: number; readonly names: readonly string[] } | undefined {
  const parts = path.split(".");
  for (let length = parts.length - 1; length > 0; length--) {
    const target = resolve(from, parts.slice(0, length).join("."));
    if (target.kind === "file") return { file: target.file, length, names: parts.slice(length) };
  }
  return undefined;
}

/** Where the module of a package stands, or would. */
export function packageModule(directory: FilePath): FilePath {
  return directory === "" ? "__init__.py" : `${directory}/__init__.py`;
}

interface Exports {
  readonly named: ReadonlyMap<string, readonly NamedExport[]>;
  readonly stars: readonly Extract<Export, { kind: "star" }>[];
}

function indexExports(exports: readonly Export[]): Exports {
  const named = new Map<string, NamedExport[]>();
  for (const entry of exports) {
    if (entry.kind !== "name") continue;
    const known = named.get(entry.name);
    if (known === undefined) named.set(entry.name, [entry]);
    else known.push(entry);
  }
  return { named, stars: exports.filter((entry) => entry.kind === "star") };
}

function unionOfExports(entries: readonly NamedExport[]): NamedExport["term"] {
  const [only] = entries;
  return only && entries.length === 1 ? only.term : { kind: "union", of: entries.map((entry) => entry.term) };
}

function isCommonJs(facts: FileFacts): boolean {
  return (
    facts.imports.every((entry) => entry.kind === "require" || entry.kind === "dynamic") &&
    standardOf(facts.language).isNode
  );
}

/** An `import` statement makes a module of a file, and only statements export from it. */
function isEcmaScriptModule({ imports }: FileFacts): boolean {
  return imports.some(({ kind }) => kind === "static" || kind === "side-effect" || kind === "reexport");
}

/** Why the exports that were read may not be all. */
function openReason(facts: FileFacts): string | undefined {
  if (facts.problems.length > 0) return "the module does not parse";
  const { silentModulesAreOpen } = standardOf(facts.language);
  if (facts.exports.length === 0 && silentModulesAreOpen && !isEcmaScriptModule(facts))
    return "the module exports nothing that can be read";
  return facts.openExports[0];
}

function unlisted(target: Resolution, specifier: string): Lookup {
  return {
    kind: "unknown",
    reason:
      target.kind === "missing"
        ? `re-exports \`${specifier}\`, which is not there`
        : `re-exports all of \`${specifier}\``,
  };
}
