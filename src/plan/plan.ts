/** Plans fixes: takes the rewrite that a rule wants, gives a fix, or why none can be written. Reads facts, writes nothing. */

import type { TextEdit } from "../edits/apply.js";
import type { Edit, Fix } from "../edits/edit.js";
import type { Argument, FileFacts } from "../facts/facts.js";
import type { Gathered } from "../gather/gather.js";
import type { LoadedLanguage, ResolvedImport } from "../languages/language.js";
import type { Program } from "../program/program.js";
import { alternatives, type DefinitionRef } from "../program/values.js";
import type { Former, Rewrite } from "../rules/rewrite.js";
import type { Subject } from "../rules/rule.js";
import { contractDifference, contractOf, describeValue } from "../sources/contracts.js";
import { reachedFrom } from "../sources/link.js";
import { type Accessor, accessorName } from "../sources/source.js";
import type { FilePath } from "../text/span.js";
import { type Cell, type CellRequest, fillCell } from "./cells.js";

export type Plan =
  | { readonly kind: "fix"; readonly fix: Fix; readonly help: string }
  | { readonly kind: "person"; readonly help: string }
  | { readonly kind: "none" };

export interface Planner {
  plan(rewrite: Rewrite | undefined): Plan;
}

export interface PlannerInput {
  readonly gathered: Gathered;
  readonly subject: Subject;
}

export function createPlanner({ gathered, subject }: PlannerInput): Planner {
  const { program, texts } = gathered;
  const elsewhere = new Map<FilePath, readonly ResolvedImport[]>();

  function plan(rewrite: Rewrite | undefined): Plan {
    if (rewrite === undefined) return { kind: "none" };
    const facts = program.facts(rewrite.file);
    const text = texts.get(rewrite.file);
    const language = gathered.language(rewrite.file);
    if (facts === undefined || text === undefined || language === undefined) return { kind: "none" };
    if (facts.problems.length > 0) return byPerson("the file does not parse");
    const place: Place = { facts, text, language };
    switch (rewrite.kind) {
      case "obtain":
        return planObtain(place, rewrite);
      case "reimport":
        return planReimport(place, rewrite);
      case "token":
        return planTokens(rewrite);
    }
  }

  function planObtain(place: Place, rewrite: Extract<Rewrite, { kind: "obtain" }>): Plan {
    const { site, accessor, source, former } = rewrite;
    const refusal = refusalOf(program, place.facts, accessor);
    if (refusal !== undefined) return byPerson(refusal);
    const veto = vetoOf(program, former, accessor);
    if (veto !== undefined) return byPerson(veto);
    const given = judgeArguments(program, place, site.arguments, source.defaultNames);
    if (given.kind === "person") return byPerson(given.reason);
    const request = {
      facts: place.facts,
      site,
      form: accessor.form,
      known: givesKnown(program, accessor),
      async: accessor.async,
      text: place.text,
      ...encloser(place),
      wasPromise: gavePromise(program, former),
      wasContextManager: gaveContextManager(program, former),
      releases: releasesOf(program, accessor),
    };
    const draft = fillCell({ ...request, name: accessorName(accessor) });
    if (draft.kind === "person") return byPerson(draft.reason);
    const imports = place.language.writer.imports({
      facts: place.facts,
      text: place.text,
      at: site.range,
      wanted: { specifier: specifierOf(place, accessor), name: accessor.path[0] ?? "" },
      replaced: [{ start: site.range.start, end: site.nameRange.end }],
    });
    const cell = fillCell({ ...request, name: [imports.local, ...accessor.path.slice(1)].join(".") });
    if (cell.kind === "person") return byPerson(cell.reason);
    const lost = lostComment(place, cell.edits);
    const doubts = [cell.doubt, given.doubt, lost, doubtOf(program, former, accessor)].filter(
      (doubt) => doubt !== undefined,
    );
    return asFix(cell, inFile(rewrite.file, cell.edits, imports.edits), doubts, given.dropped);
  }

  function planReimport(
    place: Place,
    { file, import: each, name, accessor }: Extract<Rewrite, { kind: "reimport" }>,
  ): Plan {
    const refusal = refusalOf(program, place.facts, accessor);
    if (refusal !== undefined) return byPerson(refusal);
    const specifier = specifierOf(place, accessor);
    const title = `import \`${accessorName(accessor)}\` from ${specifier}`;
    const wanted = accessor.path[0] ?? "";
    if (each.names.length === 1 && name.imported === wanted) {
      const edit: Edit = { file, ...each.specifierRange, text: specifier };
      return {
        kind: "fix",
        fix: { title, applicability: "safe", edits: [edit] },
        help: title,
      };
    }
    const binding = name.binding === undefined ? undefined : place.facts.bindings[name.binding];
    if (binding === undefined) return byPerson("the import is no statement of its own");
    const at = binding.scope;
    const imports = place.language.writer.imports({
      facts: place.facts,
      text: place.text,
      at,
      wanted: { specifier, name: wanted },
      replaced: binding.references,
    });
    const renames =
      imports.local === name.local
        ? []
        : binding.references.map((range): Edit => ({ file, start: range.start, end: range.end, text: imports.local }));
    return {
      kind: "fix",
      fix: { title, applicability: "safe", edits: [...imports.edits, ...renames] },
      help: title,
    };
  }

  function specifierOf({ facts, language }: Place, accessor: Accessor): string {
    return language.writer.specifier({
      from: facts.file,
      target: accessor.module,
      neighbours: resolvedImports(program, facts),
      elsewhere: importsOf(accessor.module),
    });
  }

  /** How other files import the accessor's module; of files that are in the same package, since aliases differ. */
  function importsOf(module: FilePath): readonly ResolvedImport[] {
    const known = elsewhere.get(module);
    if (known !== undefined) return known;
    const found = program.files
      .filter((facts) => subject.packageOf(facts.file) === subject.packageOf(module))
      .flatMap((facts) => resolvedImports(program, facts));
    elsewhere.set(module, found);
    return found;
  }

  return { plan };
}

interface Place {
  readonly facts: FileFacts;
  readonly text: string;
  readonly language: LoadedLanguage;
}

function byPerson(reason: string): Plan {
  return { kind: "person", help: `left to a person: ${reason}` };
}

function planTokens({ file, edits, title }: Extract<Rewrite, { kind: "token" }>): Plan {
  const fix: Fix = { title, applicability: "safe", edits: edits.map((edit) => ({ file, ...edit })) };
  return { kind: "fix", fix, help: title };
}

function inFile(file: FilePath, own: readonly TextEdit[], imports: readonly Edit[]): readonly Edit[] {
  return [...own.map((edit) => ({ file, ...edit })), ...imports];
}

function asFix(
  cell: Extract<Cell, { kind: "edits" }>,
  edits: readonly Edit[],
  doubts: readonly string[],
  dropped: readonly string[],
): Plan {
  const applicability = doubts.length === 0 ? "safe" : "unsafe";
  const reason = doubts.length === 0 ? {} : { reason: doubts.join("; ") };
  return {
    kind: "fix",
    fix: { title: `call \`${cell.shown}\``, applicability, edits, ...reason },
    help: [`\`${cell.shown}\``, ...dropped].join("; "),
  };
}

/** Why no import of the accessor may be added to the file. */
function refusalOf(program: Program, facts: FileFacts, accessor: Accessor): string | undefined {
  if (facts.clientBundle) return `this file is marked \`"use client"\`, and ${accessor.module} belongs on the server`;
  const importsIt = facts.imports.some((each) => {
    const target = program.resolve(facts.file, each.specifier);
    return target.kind === "file" && target.file === accessor.module;
  });
  if (!importsIt && reachedFrom(program, [accessor.module]).has(facts.file)) {
    return `${accessor.module} imports this file, so that the two would import each other`;
  }
  return undefined;
}

type JudgedArguments =
  | { readonly kind: "fine"; readonly dropped: readonly string[]; readonly doubt?: string }
  | { readonly kind: "person"; readonly reason: string };

/** The accessor takes none: the name of the default database may go, another name is another database. */
function judgeArguments(
  program: Program,
  { facts, text }: Place,
  given: readonly Argument[],
  defaultNames: readonly string[],
): JudgedArguments {
  const dropped: string[] = [];
  const doubts: string[] = [];
  for (const argument of given) {
    if (argument.callback !== undefined) continue;
    const written = text.slice(argument.range.start, argument.range.end);
    if (isFunction(program, facts, argument)) {
      return { kind: "person", reason: `the function \`${written.replace(/\s+/g, " ")}\` would not be called` };
    }
    if (argument.text === undefined) {
      doubts.push(`the argument \`${written.replace(/\s+/g, " ")}\` is lost`);
    } else if (defaultNames.includes(argument.text)) {
      dropped.push(`\`${written}\` names the default database and goes`);
    } else {
      return {
        kind: "person",
        reason: `\`${written}\` may name another database; list it in \`defaultNames\` if it names this one`,
      };
    }
  }
  return { kind: "fine", dropped, ...(doubts.length === 0 ? {} : { doubt: doubts.join("; ") }) };
}

/** A function handed on by name, which waits to be called with the handle. */
function isFunction(program: Program, facts: FileFacts, { term }: Argument): boolean {
  const isParameter =
    term.kind === "binding" &&
    /^(fn|func|cb|callback|work|operation|op|task|handler|next)$/.test(facts.bindings[term.id]?.name ?? "");
  return isParameter || alternatives(program.valueOf(facts.file, term)).some((part) => part.kind === "function");
}

/** Why the accessor cannot stand here at all, whatever the user allows: what it gives is something else. */
function vetoOf(program: Program, former: Former, accessor: Accessor): string | undefined {
  const wanted = requiredParameters(program, accessor);
  if (wanted.length > 0) return `\`${accessorName(accessor)}\` wants ${wanted.map((name) => `\`${name}\``).join(", ")}`;
  if (former.kind === "absent") return undefined;
  const definition = definitionOf(former);
  const given = definition && contractOf(program, definition).gives;
  if (given === undefined) return "what is given now is not known to be a handle";
  const canonical = accessor.definition
    ? contractOf(program, accessor.definition).gives
    : objectGiven(program, accessor);
  return canonical === undefined || canonical === given ? undefined : "the two give different things";
}

function objectGiven(program: Program, { module, path }: Accessor): string | undefined {
  const found = program.modules.exported(module, path[0] ?? "");
  return found.kind === "found" && path.length === 1 ? describeValue(found.value) : undefined;
}

/** Parameters that a call of the accessor must give, its callback left out. */
function requiredParameters(program: Program, { definition, form }: Accessor): readonly string[] {
  const facts = definition && program.facts(definition.file)?.functions[definition.index];
  const parameters = (facts?.parameters ?? []).filter((parameter) => !parameter.optional && !parameter.rest);
  return parameters.slice(0, form === "callback" ? -1 : undefined).map((parameter) => parameter.name);
}

function doubtOf(program: Program, former: Former, accessor: Accessor): string | undefined {
  if (former.kind === "absent") return undefined;
  const definition = definitionOf(former);
  // An object does nothing around itself, so only what the former way did can be lost.
  if (definition !== undefined && accessor.definition === undefined) {
    const { commits, rollsBack, closes } = contractOf(program, definition);
    return commits || rollsBack || closes ? "what it does around the handle is lost" : undefined;
  }
  if (definition === undefined || accessor.definition === undefined)
    return "what the two do around the handle cannot be compared";
  return contractDifference(contractOf(program, definition), contractOf(program, accessor.definition));
}

function encloser({ facts, text, language: { writer } }: Place): Pick<CellRequest, "enclose"> {
  const { enclose } = writer;
  return enclose ? { enclose: (request) => enclose({ facts, text, ...request }) } : {};
}

/** What never ran was to be entered, if its author did not await it. */
function gaveContextManager(program: Program, former: Former): boolean {
  const definition = definitionOf(former);
  if (definition === undefined) return former.kind === "absent";
  const result = program.valueOf(definition.file, { kind: "call", of: { kind: "function", index: definition.index } });
  return alternatives(result).some((part) => part.kind === "context-manager");
}

/** What never ran was written as its author took it: not awaited, it was to be a promise. */
function gavePromise(program: Program, former: Former): boolean {
  const definition = definitionOf(former);
  if (definition === undefined) return former.kind === "absent";
  const facts = program.facts(definition.file)?.functions[definition.index];
  const result = program.valueOf(definition.file, { kind: "call", of: { kind: "function", index: definition.index } });
  return facts?.async === true || alternatives(result).some((part) => part.kind === "promise");
}

function definitionOf(former: Former): DefinitionRef | undefined {
  return former.kind === "function"
    ? former.definition
    : former.kind === "legacy"
      ? former.legacy.definition
      : undefined;
}

/** The whole result is known, or comes out of a package, whose handles have no `Symbol.asyncDispose` that code relies on. */
function givesKnown(program: Program, { definition }: Accessor): boolean {
  if (definition === undefined) return true;
  const { file, index } = definition;
  const given = program.valueOf(file, { kind: "await", of: { kind: "call", of: { kind: "function", index } } });
  return alternatives(given).every((part) => part.kind !== "unknown" && part.kind !== "nothing");
}

/** A comment inside what an edit takes away. */
function lostComment({ text, language: { writer } }: Place, edits: readonly TextEdit[]): string | undefined {
  const isLost = edits.some((edit) => {
    return writer.hasComment(text.slice(edit.start, edit.end)) && !writer.hasComment(edit.text);
  });
  return isLost ? "a comment inside the call is lost" : undefined;
}

/** Whether what the accessor gives has a method of this name. */
function releasesOf(program: Program, accessor: Accessor): (method: string) => boolean {
  return (method) => {
    if (accessor.definition === undefined) return false;
    const { file, index } = accessor.definition;
    const given = program.valueOf(file, { kind: "await", of: { kind: "call", of: { kind: "function", index } } });
    return alternatives(given).some((part) => program.members.lookUp(part, method, file).kind === "found");
  };
}

function resolvedImports(program: Program, facts: FileFacts): readonly ResolvedImport[] {
  return facts.imports.flatMap(({ specifier }) => {
    const target = program.resolve(facts.file, specifier);
    if (target.kind === "file") return [{ specifier, resolved: target.file }];
    // An import that leads nowhere shows how the file writes its imports all the same.
    const [meant] = target.kind === "missing" ? target.tried : [];
    return meant === undefined ? [] : [{ specifier, resolved: meant }];
  });
}
