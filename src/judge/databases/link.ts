/** Links the names in the configuration, or in a detected one, to their definitions. */

import { compareSpans, compareText, type FilePath, type Span, spanOf } from "../../base/text/span.js";
import type { AccessorConfig, SourceConfig } from "../../read/config/config.js";
import { matchFiles } from "../../read/config/globs.js";
import { type Driver, globalNamed, globalsOf, type PackageName } from "../../read/drivers/index.js";
import type { Import } from "../../read/facts/facts.js";
import type { Form } from "../../read/facts/forms.js";
import { rootOf, type Term } from "../../read/facts/terms.js";
import { packageModule } from "../../read/program/modules.js";
import type { Program } from "../../read/program/program.js";
import { ENTRANCES, USING_DISPOSERS } from "../../read/program/standard/blocks.js";
import { alternatives, type DefinitionRef, type SymbolRef, symbolKey, type Value } from "../../read/program/values.js";
import { handleFrom } from "./handle-from.js";
import { clientBuiltAt, driversIn, type Handles } from "./handles.js";
import { findNamed, type NamedDefinition } from "./named.js";
import { type ClientSpan, clientsBehind, clientsBehindObject } from "./origins.js";
import {
  type Accessor,
  type Database,
  type LegacyAccessor,
  legacySymbol,
  type Manager,
  type RawHandle,
} from "./source.js";

export interface LinkRequest {
  readonly program: Program;
  readonly handles: Handles;
  readonly config: SourceConfig;
  /** Managers known by what they do, those in tests and scripts left out. */
  readonly detected: readonly Manager[];
  /** Found by detection, not configured. */
  readonly assumed: boolean;
}

export function linkSource({ program, handles, config, detected, assumed }: LinkRequest): Database {
  const covers = coverage(program, config);
  const isListed = matchFiles(config.internals);
  const accessor = linkAccessor(program, config.accessor);
  const alsoAllowed = config.alsoAllowed.flatMap((allowed) => linkAccessor(program, allowed) ?? []);
  const allowedOfPackages = config.alsoAllowed.flatMap((each) => (each.package ? [each] : []));
  const legacy = [
    ...linkLegacy(program, config.legacy, covers),
    ...(accessor === undefined ? [] : globalHandles({ program, handles }, config.accessor)),
  ];
  const isInternal = (file: FilePath): boolean =>
    file === config.accessor.module || file === accessor?.symbol.file || isListed(file);
  const known = [...(accessor ? [accessor] : []), ...alsoAllowed].map(({ symbol }) => symbol);
  const taken = [...known, ...legacy.flatMap((each) => legacySymbol(each) ?? [])];
  return {
    name: config.name,
    assumed,
    ...(accessor ? { accessor } : {}),
    alsoAllowed,
    allowedOfPackages,
    managers: distinct([
      ...linkManagers(program, config.managers ?? [], covers),
      ...accessorAsManager(program, config.accessor),
      ...(config.managers?.length === 0 ? [] : detected.filter(({ file }) => covers(file))),
    ]),
    legacy,
    raw: accessor === undefined ? [] : rawHandles({ program, handles }, accessor, isInternal, taken),
    defaultNames: config.defaultNames,
    ...driversBehind({ program, handles }, config.accessor, accessor),
    covers,
    isInternal,
  };
}

/** The files that are named, and could import the accessor: those of its own language. */
function coverage(program: Program, { files, accessor }: SourceConfig): Database["covers"] {
  const isNamed = matchFiles(files);
  const own = program.facts(accessor.module)?.language;
  return (file) => isNamed(file) && (own === undefined || program.facts(file)?.language === own);
}

/** @returns `undefined` where the module does not export the path */
export function linkAccessor(program: Program, config: AccessorConfig): Accessor | undefined {
  const symbol = program.symbols.exported(config.module, config.path);
  if (symbol === undefined) return undefined;
  const value = valueAt(program, config);
  const definition = value.kind === "function" ? { file: value.file, index: value.index } : undefined;
  return {
    module: config.module,
    path: config.path,
    form: config.form === "auto" ? formOf(program, value) : config.form,
    async: isAsync(program, value),
    symbol,
    span: spanOf(symbol.file, symbol.range),
    ...(definition ? { definition } : {}),
  };
}

/** What the dotted path comes to: a function, or the object itself. */
function valueAt(program: Program, { module, path }: AccessorConfig): Value {
  const [first = "", ...rest] = path;
  const start = program.modules.exported(module, first);
  let value: Value = start.kind === "found" ? start.value : { kind: "unknown", reason: "not exported" };
  for (const name of rest) {
    const next = program.members.lookUp(value, name, module);
    value = next.kind === "found" ? next.value : { kind: "unknown", reason: "not a member" };
  }
  return value;
}

/** How an accessor is used, as its own definition tells. */
export function formOf(program: Program, value: Value): Form {
  const [only] = alternatives(value);
  if (only?.kind !== "function") return "object";
  const facts = program.functionAt(only);
  if (facts === undefined) return "value";
  if (
    facts.invokes.some(
      ({ parameter, arguments: given }) => parameter === facts.parameters.length - 1 && given.length > 0,
    )
  ) {
    return "callback";
  }
  const result = program.resultOf(only);
  if (alternatives(result).some((part) => part.kind === "generator")) return "dependency";
  if (isContextManager(program, only, result)) return "context-manager";
  if (isDisposable(program, only, result)) return "disposable";
  const isPromise = facts.async || alternatives(result).some((part) => part.kind === "promise");
  return isPromise ? "promise" : "value";
}

/** Entering, iterating or calling it has to be waited for. */
export function isAsync(program: Program, value: Value): boolean {
  const [only] = alternatives(value);
  if (only?.kind !== "function") return false;
  const result = program.resultOf(only);
  return alternatives(result).some((part) => {
    if (part.kind === "context-manager" || part.kind === "generator") return part.async;
    if (part.kind === "instance") return program.members.lookUp(part, ENTRANCES[0], only.file).kind === "found";
    return part.kind === "promise";
  });
}

/** One of a function under `@contextmanager`, or an object of a class of the project's own that can be entered. */
function isContextManager(program: Program, ref: DefinitionRef, result: Value): boolean {
  return alternatives(result).some((part) => {
    if (part.kind === "context-manager") return true;
    if (part.kind !== "instance") return false;
    return ENTRANCES.some((name) => program.members.lookUp(part, name, ref.file).kind === "found");
  });
}

function isDisposable(program: Program, ref: DefinitionRef, result: Value): boolean {
  const facts = program.functionAt(ref);
  const given = [result, ...(facts?.returns ?? []).map((term) => program.valueOf(ref.file, term))];
  return given.flatMap(alternatives).some((part) => {
    const value = part.kind === "promise" ? part.of : part;
    if (value.kind !== "instance" && value.kind !== "object" && value.kind !== "interface") return false;
    return USING_DISPOSERS.some((name) => program.members.lookUp(value, name, ref.file).kind === "found");
  });
}

function linkManagers(
  program: Program,
  names: readonly string[],
  covers: (file: FilePath) => boolean,
): readonly Manager[] {
  const managers = names.flatMap((name) => {
    const named = findNamed(program, name, covers);
    const found = named.kind === "definitions" ? named.found.flatMap((each) => managersOf(program, each)) : [];
    // A class may have the name of an interface that describes a part of it.
    const defined = found.filter(({ kind }) => kind !== "interface");
    return defined.length > 0 ? defined : found;
  });
  return managers.sort((a, b) => compareSpans(a.span, b.span));
}

/** The class, interface or object that is named; of an object of a class, the class. */
export function managersOf(program: Program, { symbol, value }: NamedDefinition): readonly Manager[] {
  return alternatives(value).flatMap((part): readonly Manager[] => {
    if (part.kind === "object") {
      const name = symbol.path.at(-1) ?? symbol.name;
      return [{ kind: "object", file: part.file, index: part.index, name, span: spanOf(symbol.file, symbol.range) }];
    }
    if (part.kind !== "class" && part.kind !== "instance" && part.kind !== "interface") return [];
    const facts = program.facts(part.file);
    const kind = part.kind === "interface" ? "interface" : "class";
    const definition = kind === "class" ? facts?.classes[part.index] : facts?.interfaces[part.index];
    if (definition === undefined) return [];
    const { name, nameRange } = definition;
    return [{ kind, file: part.file, index: part.index, name, span: spanOf(part.file, nameRange) }];
  });
}

/** Of a manager that is named and detected, the first. */
function distinct(managers: readonly Manager[]): readonly Manager[] {
  const found = new Map<string, Manager>();
  for (const manager of managers) {
    const key = `${manager.kind} ${manager.index} ${manager.file}`;
    if (!found.has(key)) found.set(key, manager);
  }
  return [...found.values()];
}

/** An object accessor that the project itself describes has members, and may be asked for one that it lacks. */
function accessorAsManager(program: Program, config: AccessorConfig): readonly Manager[] {
  if (config.path.length !== 1) return [];
  const value = valueAt(program, config);
  const facts = "file" in value ? program.facts(value.file) : undefined;
  if (facts === undefined || (value.kind !== "instance" && value.kind !== "object")) return [];
  const { file, index } = value;
  if (value.kind === "object") {
    const range = facts.objects[index]?.range;
    const name = config.path[0] ?? "";
    return range ? [{ kind: "object", file, index, name, span: spanOf(file, range) }] : [];
  }
  const definition = facts.classes[index];
  return definition
    ? [{ kind: "class", file, index, name: definition.name, span: spanOf(file, definition.nameRange) }]
    : [];
}

function linkLegacy(
  program: Program,
  names: readonly string[],
  covers: (file: FilePath) => boolean,
): readonly LegacyAccessor[] {
  const named = names.map((name) => findNamed(program, name, covers));
  const own = named.flatMap((each) => (each.kind === "definitions" ? each.found : []));
  const ofPackages = named.flatMap((each) => (each.kind === "package" ? [legacyOfPackage(each.of)] : []));
  const sorted = [...own].sort((a, b) => compareSpans(spanAt(a), spanAt(b)));
  return [...sorted.map((each) => legacyAccessor(program, each)), ...ofPackages];
}

function legacyAccessor(program: Program, named: NamedDefinition): LegacyAccessor {
  const { symbol, value, member } = named;
  const facts = value.kind === "function" ? program.functionAt(value) : undefined;
  return {
    name: [symbol.name, ...symbol.path].join("."),
    home: { kind: "project", symbol, span: spanAt(named), ...(member ? { member } : {}) },
    ...(value.kind === "function" ? { definition: { file: value.file, index: value.index } } : {}),
    ...(facts?.deprecated === undefined ? {} : { deprecated: facts.deprecated }),
  };
}

function legacyOfPackage(of: PackageName): LegacyAccessor {
  const global = globalNamed(of);
  return { name: of.path.join("."), home: { kind: "package", of, ...(global ? { global } : {}) } };
}

/** Handles that the accessor's driver itself keeps, for code that has no accessor. */
function globalHandles(
  { program, handles }: Pick<LinkRequest, "program" | "handles">,
  config: AccessorConfig,
): readonly LegacyAccessor[] {
  const driver = handles.driverOf(handleFrom(program, valueAt(program, config)));
  const globals = driver === undefined ? [] : globalsOf(driver);
  return globals.map(({ of, global }) => ({
    name: global.written,
    home: { kind: "package", of, global, detected: true },
  }));
}

function spanAt({ symbol, member }: NamedDefinition): Span {
  return member ? spanOf(member.owner.file, member.member.nameRange) : spanOf(symbol.file, symbol.range);
}

/** Handles that the internals export, built on a client of the accessor. */
function rawHandles(
  { program, handles }: Pick<LinkRequest, "program" | "handles">,
  accessor: Accessor,
  isInternal: (file: FilePath) => boolean,
  known: readonly SymbolRef[],
): readonly RawHandle[] {
  const own = clientsOf(program, accessor);
  if (own === undefined) return [];
  const taken = new Set(known.map(symbolKey));
  return program.files
    .filter(({ file }) => isInternal(file))
    .flatMap(({ file, exports, bindings }) => {
      return exports.flatMap((entry): RawHandle[] => {
        if (entry.kind !== "name" || entry.term.kind !== "binding" || bindings[entry.term.id]?.kind === "import")
          return [];
        const symbol = program.symbols.of(file, entry.term);
        if (symbol === undefined || symbol.file !== file || taken.has(symbolKey(symbol))) return [];
        taken.add(symbolKey(symbol));
        const [value] = alternatives(program.valueOf(file, entry.term));
        if (value?.kind !== "external" || handles.driverOf(value) === undefined) return [];
        if (isPartOf(program, accessor, file, bindings[entry.term.id]?.term)) return [];
        const clients = clientsBehindObject(program, symbol) ?? [];
        const isSame = clients.some((client) => own.some((each) => compareSpans(each, client) === 0));
        return isSame ? [{ name: symbol.name, symbol, span: spanOf(file, symbol.range) }] : [];
      });
    });
}

/** `sounds = db.table("sounds")` is taken from the accessor, and leads past nothing. */
function isPartOf(program: Program, { symbol }: Accessor, file: FilePath, term: Term | undefined): boolean {
  const root = term && rootOf(term);
  // `client = db.$client` is the driver's own, behind the accessor.
  const whole =
    root === undefined || root === term || term?.kind === "member" ? undefined : program.symbols.of(file, root);
  return whole !== undefined && symbolKey({ ...whole, path: [] }) === symbolKey(symbol);
}

function clientsOf(program: Program, { definition, symbol }: Accessor): readonly ClientSpan[] | undefined {
  return definition === undefined ? clientsBehindObject(program, symbol) : clientsBehind(program, definition);
}

/**
 * The drivers of the clients that the accessor's handle comes from. Where that cannot be followed, those of the clients built
 * in its own module; where there are none, in the modules that it imports.
 */
function driversBehind(
  { program, handles }: Pick<LinkRequest, "program" | "handles">,
  config: AccessorConfig,
  accessor: Accessor | undefined,
): Pick<Database, "engines" | "drivers"> {
  if (accessor === undefined) return { drivers: [], engines: [] };
  const own = [accessor.module, accessor.symbol.file];
  const ways = [
    () => tracedDrivers({ program, handles }, config, accessor),
    () => own.flatMap((file) => driversIn(program, file)),
    () => [...reachedFrom(program, own)].flatMap((file) => driversIn(program, file)),
  ];
  const drivers = ways.reduce<readonly Driver[]>((found, way) => (found.length > 0 ? found : way()), []);
  const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort(compareText);
  return {
    drivers: sorted(drivers.flatMap(({ packages }) => packages)),
    engines: sorted(drivers.flatMap(({ engines }) => engines)),
  };
}

/** Of the handle itself, and of the clients that it stands on: of a Prisma client over a pool of pg, both. */
function tracedDrivers(
  { program, handles }: Pick<LinkRequest, "program" | "handles">,
  config: AccessorConfig,
  accessor: Accessor,
): readonly Driver[] {
  const given = handleFrom(program, valueAt(program, config));
  const own = handles.driverOf(given);
  const behind = (clientsOf(program, accessor) ?? []).flatMap(({ file, start, end }) => {
    const site = program.facts(file)?.sites.find(({ range }) => range.start === start && range.end === end);
    return (site && clientBuiltAt(program, file, site)?.driver) ?? [];
  });
  return own === undefined ? behind : [own, ...behind];
}

/** The file that an import leads to, and those of the modules that it takes out of a package. */
function importedFiles(program: Program, file: FilePath, { specifier, names }: Import): readonly FilePath[] {
  const target = program.resolve(file, specifier);
  if (target.kind !== "file" && target.kind !== "namespace") return [];
  const home = target.kind === "file" ? target.file : packageModule(target.directory);
  const modules = names.flatMap(({ imported }) => program.submodule(home, imported) ?? []);
  return target.kind === "file" ? [target.file, ...modules] : modules;
}

/** The files and what they import, directly or not, among those that were read. */
export function reachedFrom(program: Program, files: readonly FilePath[]): ReadonlySet<FilePath> {
  const reached = new Set<FilePath>();
  const pending = [...files];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    const facts = program.facts(file);
    if (facts === undefined || reached.has(file)) continue;
    reached.add(file);
    for (const each of facts.imports) pending.push(...importedFiles(program, file, each));
  }
  return reached;
}
