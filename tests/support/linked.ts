/**
 * A small project in memory, linked, and what its code comes to, in words short enough to compare:
 * `instance src/db.ts#Manager`, `external pg: Pool new()`, `manager Manager.getSession: absent`.
 */
import { type Analysis, analyse } from "../../src/judge/analysis/analyse.js";
import type { Access } from "../../src/judge/databases/accesses.js";
import type { FileFacts, Site } from "../../src/read/facts/facts.js";
import type { Term } from "../../src/read/facts/terms.js";
import { type Lookup, symbolKey, type Value } from "../../src/read/program/values.js";
import { type MemoryFiles, memoryWorld } from "./memory-world.js";

export interface Linked {
  readonly analysis: Analysis;
  facts(file: string): FileFacts;
  /** What an expression is: a name that the file binds (the last of that name), or the code of a call or a member. */
  valueAt(file: string, code: string): string;
  /** What looking up the member that the code names gives: `found`, `absent`, or why nobody knows. */
  memberAt(file: string, code: string): string;
  /** The definition that a name or a member means, whatever it is called there: `src/db.ts#getDb`. */
  symbolAt(file: string, code: string): string | undefined;
  /** Every access of a file, in order: its code, and what it is. Client types and unguarded reads included. */
  accesses(file: string): readonly string[];
}

/** @param files with a `db-ssot.json` where detection shall not choose */
export async function linked(files: MemoryFiles): Promise<Linked> {
  const analysis = await analyse(memoryWorld(files), { everything: true });
  const { program } = analysis.gathered;
  const textOf = (file: string): string => analysis.gathered.texts.get(file) ?? "";

  function facts(file: string): FileFacts {
    const found = program.facts(file);
    if (found === undefined) throw new Error(`${file} was not read`);
    return found;
  }

  function termAt(file: string, code: string): Term {
    const id = facts(file).bindings.findLastIndex((binding) => binding.name === code);
    if (id >= 0) return { kind: "binding", id };
    const site = siteAt(facts(file), textOf(file), code);
    return site.kind === "read" || site.kind === "type" ? site.target : { kind: site.kind, of: site.target };
  }

  return {
    analysis,
    facts,
    valueAt: (file, code) => describe(analysis, program.valueOf(file, termAt(file, code))),
    memberAt(file, code) {
      const { target } = siteAt(facts(file), textOf(file), code);
      if (target.kind !== "member") throw new Error(`${code} names no member`);
      return describeLookup(program.members.lookUp(program.valueOf(file, target.of), target.name, file));
    },
    symbolAt(file, code) {
      const id = facts(file).bindings.findLastIndex((binding) => binding.name === code);
      const term: Term = id >= 0 ? { kind: "binding", id } : siteAt(facts(file), textOf(file), code).target;
      const symbol = program.symbols.of(file, term);
      return symbol && symbolKey(symbol);
    },
    accesses: (file) =>
      analysis.subject.accesses
        .filter((access) => access.file === file)
        .map(
          (access) =>
            `${textOf(file).slice(access.site.range.start, access.site.range.end)} → ${describeAccess(access)}`,
        ),
  };
}

function siteAt(facts: FileFacts, text: string, code: string): Site {
  const found = facts.sites.find(({ range }) => text.slice(range.start, range.end) === code);
  if (found === undefined) throw new Error(`no site reads \`${code}\` in ${facts.file}`);
  return found;
}

function describe(analysis: Analysis, value: Value): string {
  const { program } = analysis.gathered;
  switch (value.kind) {
    case "class":
    case "instance":
      return `${value.kind} ${value.file}#${program.facts(value.file)?.classes[value.index]?.name}`;
    case "interface":
      return `interface ${value.file}#${program.facts(value.file)?.interfaces[value.index]?.name}`;
    case "function":
      return `function ${value.file}#${program.facts(value.file)?.functions[value.index]?.name ?? "(anonymous)"}`;
    case "object":
      return `object ${value.file}#${objectName(program.facts(value.file), value.index)}`;
    case "module":
      return `module ${value.file}`;
    case "external":
      return `external ${[value.package, value.subpath].filter(Boolean).join("/")}: ${pathOf(value.path)}`;
    case "promise":
    case "collection":
    case "picker":
      return `${value.kind} of ${describe(analysis, value.of)}`;
    case "union":
      return value.of.map((part) => describe(analysis, part)).join(" | ");
    case "unknown":
      return `unknown: ${value.reason}`;
    default:
      return value.kind;
  }
}

/** The steps in a package; how the module itself was brought in says nothing more once a member was taken. */
function pathOf([first = "", ...rest]: readonly string[]): string {
  return (/^[*=]$/.test(first) && rest.length > 0 ? rest : [first, ...rest]).join(" ");
}

function objectName(facts: FileFacts | undefined, index: number): string {
  const isIt = (term: Term): boolean =>
    (term.kind === "object" && term.index === index) || (term.kind === "union" && term.of.some(isIt));
  const binding = facts?.bindings.find((candidate) => isIt(candidate.term));
  if (binding) return binding.name;
  return facts?.exports.find((entry) => entry.kind === "name" && isIt(entry.term))?.kind === "name"
    ? "(export)"
    : "(object)";
}

function describeLookup(lookup: Lookup): string {
  return lookup.kind === "unknown" ? `unknown: ${lookup.reason}` : lookup.kind;
}

function describeAccess(access: Access): string {
  switch (access.kind) {
    case "accessor":
      return `accessor ${access.accessor.path.join(".")}`;
    case "legacy":
      return `legacy ${access.legacy.name}`;
    case "raw":
      return `raw ${access.raw.name}`;
    case "manager":
      return `manager ${access.manager.name}.${access.name}: ${describeLookup(access.found)}`;
    case "client":
      return `client ${access.driver.packages[0]}`;
    case "module":
      return `missing ${access.name} of ${access.module}`;
  }
}
