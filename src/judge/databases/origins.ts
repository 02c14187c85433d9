/**
 * Where a handle comes from: the places that build the clients behind a function. Two functions that use one client lead to
 * one database.
 */

import { contains, type FilePath, type Range, type Span, spanOf } from "../../base/text/span.js";
import type { Site } from "../../read/facts/facts.js";
import type { Term } from "../../read/facts/terms.js";
import { fileMeant } from "../../read/program/modules.js";
import type { Program } from "../../read/program/program.js";
import { alternatives, type DefinitionRef, type SymbolRef, symbolKey, type Value } from "../../read/program/values.js";
import { argumentAt } from "./accesses.js";
import { clientBuiltAt } from "./handles.js";

/** Where a client is built. */
export interface ClientSpan extends Span {
  /** What it connects to, if that is a text or a named value of the project: equal for one database. */
  readonly to?: string;
}

/** @returns `undefined` where not all of the way can be followed */
export function clientsBehind(program: Program, ref: DefinitionRef): readonly ClientSpan[] | undefined {
  return followed(program, (tracer) => tracer.ofFunction(ref));
}

/** The same of a handle that is one for all, a name at the top of a module. */
export function clientsBehindObject(program: Program, symbol: SymbolRef): readonly ClientSpan[] | undefined {
  return followed(program, (tracer) => tracer.ofSymbol(symbol));
}

function followed(program: Program, isKnown: (tracer: Tracer) => boolean): readonly ClientSpan[] | undefined {
  const found = new Map<string, ClientSpan>();
  const tracer = createTracer(program, { client: (span) => found.set(`${span.file}:${span.start}`, span) });
  return isKnown(tracer) && found.size > 0 ? [...found.values()] : undefined;
}

/** What a client or a factory of sessions at the top of a module is given by name: `expire_on_commit=False`. */
export interface FactoryOption extends Span {
  readonly keyword: string;
}

/** How the handle comes about, beside the client that it stands on. */
export interface Making {
  /** Options of the clients and factories behind it. */
  readonly factoryOptions: readonly FactoryOption[];
  /** Where a class of the project is constructed that stands for the handle, with its arguments. */
  readonly constructions: readonly Span[];
}

/** That of the handles that a function gives, or of the object of this name. */
export function makingBehind(program: Program, from: DefinitionRef | SymbolRef): Making {
  const options = new Map<string, FactoryOption>();
  const constructions = new Map<string, Span>();
  const tracer = createTracer(program, {
    options: (file, site) => {
      for (const { keyword, range } of site.enclosing === undefined ? optionsOf(program, file, site) : [])
        options.set(`${file}:${range.start}`, { ...spanOf(file, range), keyword });
    },
    constructed: (file, { range }) => constructions.set(`${file}:${range.start}`, spanOf(file, range)),
  });
  if ("index" in from) tracer.ofFunction(from);
  else tracer.ofSymbol(from);
  return { factoryOptions: [...options.values()], constructions: [...constructions.values()] };
}

/** `isolation_level="AUTOCOMMIT"`, `{ statement_timeout: 5000 }` */
function optionsOf(
  program: Program,
  file: FilePath,
  { arguments: given }: Site,
): readonly { readonly keyword: string; readonly range: Range }[] {
  return given.flatMap(({ keyword, range, term }) => {
    if (keyword !== undefined) return [{ keyword, range }];
    const members = term.kind === "object" ? program.facts(file)?.objects[term.index]?.members : undefined;
    return (members ?? []).map(({ name, range: own }) => ({ keyword: name, range: own }));
  });
}

/** Each says whether all that leads to the handle was followed. */
interface Tracer {
  ofFunction(ref: DefinitionRef): boolean;
  ofSymbol(symbol: SymbolRef): boolean;
}

interface Report {
  client?(built: ClientSpan): void;
  /** A client or a factory of sessions is given its options here. */
  options?(file: FilePath, at: Site): void;
  /** A class of the project is constructed here. */
  constructed?(file: FilePath, at: Site): void;
}

function createTracer(program: Program, report: Report): Tracer {
  const seen = new Set<string>();
  /** The function whose terms are looked at: of equal calls in one file, its own are meant. */
  let within: Span | undefined;

  function ofFunction(ref: DefinitionRef): boolean {
    const { file } = ref;
    const facts = program.functionAt(ref);
    if (facts === undefined) return false;
    const handed = facts.invokes.flatMap(({ arguments: given }) => given[0] ?? []);
    const given = handed.length > 0 ? handed : [...facts.yields, ...facts.returns];
    const outer = within;
    within = { file, ...facts.range };
    const isKnown = given.length > 0 && every(given, (term) => ofTerm(file, term));
    within = outer;
    return isKnown;
  }

  /** What is under way adds nothing to itself. */
  function ofTerm(file: FilePath, term: Term): boolean {
    const key = `${within?.file}:${within?.start} ${file} ${JSON.stringify(term)}`;
    if (seen.has(key)) return true;
    seen.add(key);
    switch (term.kind) {
      case "await":
      case "promise":
      case "entered":
      case "iterated":
      case "injected":
        return ofTerm(file, term.of);
      case "union":
        return every(term.of, (part) => ofTerm(file, part));
      case "literal":
        return true;
      case "binding":
        return ofBinding(file, term);
      case "member":
        return ofMember(file, term);
      case "call":
      case "construct":
        return ofCall(file, term);
      case "handed":
        return ofTerm(file, term.of);
      case "function":
        return ofFunction({ file, index: term.index });
      default:
        return false;
    }
  }

  function ofBinding(file: FilePath, term: Extract<Term, { kind: "binding" }>): boolean {
    const facts = program.facts(file);
    const binding = facts?.bindings[term.id];
    if (facts === undefined || binding === undefined) return false;
    if (binding.kind === "import") return ofImported(file, term);
    const declared = ofCreations(
      file,
      facts.sites.filter(({ usage }) => usage.declaration?.binding === term.id),
    );
    return declared ?? every([binding.term, ...binding.assigned], (each) => ofTerm(file, each));
  }

  function ofImported(file: FilePath, term: Term): boolean {
    const symbol = program.symbols.of(file, term);
    return symbol !== undefined && ofSymbol(symbol);
  }

  function ofSymbol(symbol: SymbolRef): boolean {
    if (symbol.path.length > 0) return false;
    const bindings = program.facts(symbol.file)?.bindings ?? [];
    const id = bindings.findIndex(({ topLevel, kind, name }) => topLevel && kind !== "import" && name === symbol.name);
    return id >= 0 && ofTerm(symbol.file, { kind: "binding", id });
  }

  function ofMember(file: FilePath, { of, name }: Extract<Term, { kind: "member" }>): boolean {
    return every(alternatives(program.valueOf(file, of)), (part) => {
      if (part.kind === "external") return ofTerm(file, of);
      const found = program.members.lookUp(part, name, file);
      if (found.kind !== "found" || found.member === undefined) return false;
      const { member, owner } = found.member;
      const sites = (program.facts(owner.file)?.sites ?? []).filter(({ range }) => contains(member.range, range));
      const built = member.kind === "field" ? ofCreations(owner.file, sites) : undefined;
      return built ?? ofTerm(owner.file, member.value);
    });
  }

  function ofCall(file: FilePath, term: Extract<Term, { kind: "call" | "construct" }>): boolean {
    const all = sitesOf(program, file, term);
    const own = all.filter(({ range }) => within !== undefined && within.file === file && contains(within, range));
    const sites = own.length > 0 ? own : all;
    const built = ofCreations(file, sites);
    if (built !== undefined) return built;
    return every(alternatives(program.valueOf(file, term.of)), (callee) => {
      if (callee.kind === "function") return ofFunction(callee);
      if (callee.kind === "external") {
        if (callee.path.at(-1) === "execution_options") for (const site of sites) report.options?.(file, site);
        return ofTerm(file, term.of);
      }
      if (callee.kind === "class") for (const site of sites) report.constructed?.(file, site);
      // A session class of the project stands on what it is given.
      return callee.kind === "class" && ofArguments(file, sites);
    });
  }

  /** @returns `undefined` where none of the sites builds a client or a session */
  function ofCreations(file: FilePath, sites: readonly Site[]): boolean | undefined {
    const built = sites.flatMap((site) => {
      const match = clientBuiltAt(program, file, site);
      return match === undefined ? [] : [{ site, match }];
    });
    const [first, other] = built;
    if (first === undefined) return undefined;
    // Of several, nobody can tell here which of them it is.
    if (other !== undefined) return false;
    const { client } = first.match;
    const given = client.wraps.flatMap((place) => argumentAt(first.site, place) ?? []);
    report.options?.(file, first.site);
    if (client.gives === "session") return given.length > 0 && every(given, ({ term }) => ofTerm(file, term));
    if (given.length > 0 && every(given, ({ term }) => ofTerm(file, term))) return true;
    const to = connectedTo(program, file, first.site);
    report.client?.({ ...spanOf(file, first.site.range), ...(to === undefined ? {} : { to }) });
    return true;
  }

  function ofArguments(file: FilePath, [site, other]: readonly Site[]): boolean {
    if (site === undefined || other !== undefined) return false;
    const given = site.arguments.filter(({ term }) => leadsOn(program.valueOf(file, term)));
    return given.length > 0 && every(given, ({ term }) => ofTerm(file, term));
  }

  return { ofFunction, ofSymbol };
}

/** The first argument of a client, as all files would name it: its text, or the name that stands for it. */
export function connectedTo(program: Program, file: FilePath, { arguments: given }: Site): string | undefined {
  const [first] = given;
  if (first === undefined) return undefined;
  if (first.text !== undefined) return JSON.stringify(withoutFolder(first.text));
  const symbol = program.symbols.of(file, first.term);
  const imported = importedName(program, file, first.term);
  // What is not followed into its module ends in the file that imports it.
  if (symbol === undefined || (imported !== undefined && symbol.file === file)) return imported;
  return textOf(program, symbol) ?? symbolKey(symbol);
}

/** What names the database where the symbol is defined: `PATH = "shop.db"`, `URL = os.environ["DATABASE_URL"]`. */
function textOf(program: Program, { file, path, range }: SymbolRef): string | undefined {
  const facts = program.facts(file);
  if (facts === undefined || path.length > 0) return undefined;
  const after = facts.bindings.map(({ nameRange }) => nameRange.start).filter((start) => start > range.start);
  const end = Math.min(...after, range.end + LONGEST_VALUE);
  const name = facts.databaseNames.find((each) => each.range.start > range.end && each.range.start < end);
  return name && JSON.stringify(withoutFolder(name.name));
}

/** Each place has its own way to the folder of a file: `shop.db` of `data/shop.db` and of `sqlite:///shop.db`. */
export function withoutFolder(name: string): string {
  return /\.(?:db3?|sqlite3?)$/.test(name) ? name.slice(name.lastIndexOf("/") + 1) : name;
}

/** Characters between a name and what it is set to. */
const LONGEST_VALUE = 200;

/** A module of settings names no driver, and so is not read; its names are the same to all who import them. */
function importedName(program: Program, file: FilePath, term: Term): string | undefined {
  if (term.kind === "member") {
    const owner = importedName(program, file, term.of);
    return owner && `${owner}.${term.name}`;
  }
  const imported = term.kind === "binding" ? program.facts(file)?.bindings[term.id]?.term : undefined;
  if (imported?.kind !== "import") return undefined;
  const module = fileMeant(program, file, imported.specifier);
  return module && `${module}#${imported.name}`;
}

/** Sites where exactly this is called or constructed. */
function sitesOf(
  program: Program,
  file: FilePath,
  term: Extract<Term, { kind: "call" | "construct" }>,
): readonly Site[] {
  const target = JSON.stringify(term.of);
  const sites = program.facts(file)?.sites ?? [];
  return sites.filter(
    (site) => (site.kind === "call" || site.kind === "construct") && JSON.stringify(site.target) === target,
  );
}

/** What can be a client, or lead to one. */
function leadsOn(value: Value): boolean {
  return alternatives(value).some(({ kind }) => kind === "external" || kind === "instance" || kind === "promise");
}

function every<Item>(items: readonly Item[], test: (item: Item) => boolean): boolean {
  // Each is looked at, so that all clients are reported.
  return items.map(test).every(Boolean);
}
