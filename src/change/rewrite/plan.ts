/** Plans fixes: takes the rewrite that a rule wants, gives a fix, or why none can be written. Reads facts, writes nothing. */

import type { TextEdit } from "../../base/edits/apply.js";
import type { Edit, Fix } from "../../base/edits/edit.js";
import { directoryOf } from "../../base/text/paths.js";
import { contains, type FilePath } from "../../base/text/span.js";
import type { Gathered } from "../../judge/gather/gather.js";
import { effectsOfAccessor } from "../../judge/handles/effects.js";
import type { Rewrite } from "../../judge/rules/rewrite.js";
import type { RuleContext } from "../../judge/rules/rule.js";
import { type Accessor, accessorName } from "../../judge/sources/source.js";
import type { FileFacts, ImportedName, Site } from "../../read/facts/facts.js";
import type { ImportEdits } from "../../read/languages/language.js";
import type { Program } from "../../read/program/program.js";
import { judgeArguments } from "./arguments.js";
import { askedDoubt } from "./asked-for.js";
import { type Cell, type CellRequest, fillCell } from "./cells.js";
import { createDoubles, doubleDoubt } from "./doubles.js";
import { doubtOf, gaveContextManager, gavePromise, givesKnown, overrideDoubt, releasesOf, vetoOf } from "./formers.js";
import { givenBy } from "./given.js";
import { handleFacts, type Place } from "./handle-facts.js";
import { UNRELEASED } from "./handles.js";
import { circleOf, isAtTop, refusalOf } from "./importing.js";
import { createLoadOrder } from "./load-order.js";
import { objectDoubt } from "./objects.js";
import { closesItself, isShared, sharedDoubt } from "./shared.js";
import { createSpecifiers } from "./specifiers.js";
import { takenAway, takeOver } from "./takeover.js";
import { usesDoubt } from "./uses.js";

export type Plan =
  | { readonly kind: "fix"; readonly fix: Fix; readonly help: string }
  | { readonly kind: "person"; readonly help: string }
  | { readonly kind: "none" };

export interface Planner {
  plan(rewrite: Rewrite | undefined): Plan;
}

export interface PlannerInput {
  readonly gathered: Gathered;
  readonly subject: RuleContext;
}

export function createPlanner({ gathered, subject }: PlannerInput): Planner {
  const { program, texts } = gathered;
  const specifierFor = createSpecifiers(subject);
  const importOf = ({ facts, language }: Place, accessor: Accessor) => specifierFor(facts, language, accessor);
  const order = createLoadOrder(gathered);
  const doublesOf = createDoubles({ gathered, subject });
  const takenFrom =
    (file: FilePath, settled: ReadonlySet<FilePath> = new Set()) =>
    (name: string) =>
      gathered.importers.taking(file, [name]).some((taker) => !settled.has(taker));

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
    const refusal = refusalOf(place.facts, accessor);
    if (refusal !== undefined) return byPerson(refusal);
    const wanted = importOf(place, accessor);
    if (wanted.kind === "none") return byPerson(wanted.reason);
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
      ...blockEdits(place),
      wasPromise: gavePromise(program, former),
      wasContextManager: gaveContextManager(program, former),
      releases: releasesOf(program, accessor),
      gave: givenBy(program, former),
      ...handleFacts(program, rewrite, place),
      shared: isShared(program, accessor),
      closesItself: closesItself(program, accessor),
      closes: effectsOfAccessor(program, accessor).closes.length > 0,
    };
    const draft = fillCell({ ...request, name: accessorName(accessor) });
    if (draft.kind === "person") return byPerson(draft.reason);
    const doubles = doublesOf(
      place.facts,
      rewrite,
      isPlainCall(draft, site, accessor) && isAtTop(program, place.facts, site, accessor),
    );
    const importing = {
      facts: place.facts,
      text: place.text,
      at: site.range,
      wanted,
      replaced: [{ start: site.range.start, end: site.nameRange.end }, ...takenAway(draft.edits)],
      isTaken: takenFrom(rewrite.file, doubles.settled),
    };
    const instead = takeOver(place, rewrite, draft.edits, importing);
    const imports = instead?.imports ?? place.language.writer.imports(importing);
    const circle = circleOf(order, place.facts, accessor, imports.edits);
    if (circle !== undefined) return byPerson(circle);
    const cell = fillCell({ ...request, name: [imports.local, ...accessor.path.slice(1)].join(".") });
    if (cell.kind === "person") return byPerson(cell.reason);
    const edits = instead?.edits ?? cell.edits.map((edit) => withComments(place, edit));
    const lost = lostComment(place, edits);
    const another = objectDoubt(program, place.facts, rewrite);
    const overridden = site.usage.kind === "injected" ? overrideDoubt(program, former) : undefined;
    const doubts = listOf(
      cell.doubt,
      scriptDoubt(place, accessor, wanted.specifier),
      former.kind === "client" ? environmentDoubt(place.facts) : undefined,
      given.doubt,
      lost,
      doubtOf(subject, rewrite),
      askedDoubt(subject, rewrite),
      sharedDoubt(program, former, accessor),
      usesDoubt(subject, place, rewrite, takenAway(cell.edits)),
      another,
      overridden,
      doubleDoubt(doubles),
    );
    const mocks = doubles.rewrite(imports.local);
    const brought = naming(place.facts, imports);
    const all = [...inFile(rewrite.file, edits, brought), ...mocks];
    if (instead !== undefined) {
      const title = `import \`${imports.local}\` from ${wanted.specifier} in place of the declaration`;
      return asFix({ title, edits: all, doubts });
    }
    const help = [`\`${cell.shown}\``, ...given.dropped].join("; ");
    return asFix({ title: `call \`${cell.shown}\``, edits: all, doubts, help });
  }

  function planReimport(
    place: Place,
    { file, import: each, name, accessor }: Extract<Rewrite, { kind: "reimport" }>,
  ): Plan {
    const refusal = refusalOf(place.facts, accessor);
    if (refusal !== undefined) return byPerson(refusal);
    const wanted = importOf(place, accessor);
    if (wanted.kind === "none") return byPerson(wanted.reason);
    const { specifier } = wanted;
    const title = `import \`${accessorName(accessor)}\` from ${specifier}`;
    const doubts = listOf(injectionDoubt(program, place.facts, name, accessor));
    const reimported = (edits: readonly Edit[]): Plan => {
      const circle = circleOf(order, place.facts, accessor, edits);
      return circle === undefined ? asFix({ title, edits, doubts }) : byPerson(circle);
    };
    if (each.names.length === 1 && name.imported === wanted.name)
      return reimported([{ file, ...each.specifierRange, text: specifier }]);
    const binding = name.binding === undefined ? undefined : place.facts.bindings[name.binding];
    if (binding === undefined) return byPerson("the import is no statement of its own");
    const at = binding.scope;
    const imports = place.language.writer.imports({
      facts: place.facts,
      text: place.text,
      at,
      wanted,
      // What nothing in the file uses is there for others, and gets its place after the import that it leaves.
      replaced: binding.references.length > 0 ? binding.references : [{ start: each.range.end, end: each.range.end }],
      moved: name,
      isTaken: takenFrom(file),
    });
    const renamed = imports.local === name.local ? [] : binding.references;
    const renames = renamed.map((range): Edit => ({ file, start: range.start, end: range.end, text: imports.local }));
    return reimported([...naming(place.facts, imports), ...renames]);
  }

  return { plan };
}

/** Python finds modules from the folder of the script that it runs. */
function scriptDoubt({ facts }: Place, { module }: Accessor, specifier: string): string | undefined {
  const folder = directoryOf(facts.file);
  if (!facts.isScript || folder === directoryOf(module) || specifier.startsWith(".")) return undefined;
  const top = specifier.split(".")[0];
  const isHabit = facts.imports.some((each) => each.specifier.split(".")[0] === top);
  return isHabit ? undefined : `run as a script, ${facts.file} cannot import \`${specifier}\``;
}

/** Imports run first, so the shared client is created before the rest of the file runs. */
function environmentDoubt({ setsEnvironment }: FileFacts): string | undefined {
  return setsEnvironment
    ? "the file sets environment variables, and the shared client may be created before that"
    : undefined;
}

function byPerson(reason: string): Plan {
  return { kind: "person", help: `left to a person: ${reason}` };
}

/** A framework goes on with a generator when the request is done; of what a plain function gives it releases nothing. */
function injectionDoubt(
  program: Program,
  { sites }: FileFacts,
  { binding }: ImportedName,
  accessor: Accessor,
): string | undefined {
  if (accessor.form === "dependency" || isShared(program, accessor)) return undefined;
  const isInjected = sites.some(({ usage, target }) => {
    return usage.kind === "injected" && target.kind === "binding" && target.id === binding;
  });
  return isInjected ? UNRELEASED : undefined;
}

function listOf(...doubts: readonly (string | undefined)[]): readonly string[] {
  return doubts.filter((doubt) => doubt !== undefined);
}

function planTokens({ file, edits, title, doubt }: Extract<Rewrite, { kind: "token" }>): Plan {
  return asFix({ title, doubts: listOf(doubt), edits: edits.map((edit) => ({ file, ...edit })) });
}

interface Titled {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Why the fix is unsafe; empty: it is safe. */
  readonly doubts: readonly string[];
  /** The title where absent. */
  readonly help?: string;
}

function asFix({ title, edits, doubts, help = title }: Titled): Plan {
  const certainty =
    doubts.length === 0
      ? ({ applicability: "safe" } as const)
      : ({ applicability: "unsafe", reason: doubts.join("; ") } as const);
  return { kind: "fix", fix: { title, edits, ...certainty }, help };
}

function inFile(file: FilePath, own: readonly TextEdit[], imports: readonly Edit[]): readonly Edit[] {
  return [...own.map((edit) => ({ file, ...edit })), ...imports];
}

/** Two fixes of a file may both need an import, one in the place of another and one of its own: the file can have it once. */
function naming({ functions }: FileFacts, { edits, local }: ImportEdits): readonly Edit[] {
  return edits.map((edit) => {
    const isForAll = edit.text !== "" && !functions.some(({ range }) => contains(range, edit));
    return isForAll ? { ...edit, shared: true, brings: local } : { ...edit, shared: true };
  });
}

/** The call alone becomes another one, of a name at the top of the module, and what it gives is used as before. */
function isPlainCall(cell: Extract<Cell, { kind: "edits" }>, site: Site, accessor: Accessor): boolean {
  const [only, ...others] = cell.edits;
  const isWhole = only?.start === site.range.start && only.end === site.range.end && others.length === 0;
  return isWhole && only.text === `${accessor.path[0]}()` && accessor.path.length === 1;
}

/** How the language of a file puts what follows a statement into a block, and what it does without its releases. */
function blockEdits({ facts, text, language: { writer } }: Place): Pick<CellRequest, "enclose" | "withoutReleases"> {
  const { enclose, withoutReleases } = writer;
  return {
    ...(enclose ? { enclose: (request) => enclose({ facts, text, ...request }) } : {}),
    ...(withoutReleases ? { withoutReleases: (request) => withoutReleases({ facts, text, ...request }) } : {}),
  };
}

function withComments({ text, language: { writer } }: Place, edit: TextEdit): TextEdit {
  if (!writer.hasComment(text.slice(edit.start, edit.end))) return edit;
  return writer.keepComments?.(text, edit) ?? edit;
}

/** A comment inside what an edit takes away. */
function lostComment({ text, language: { writer } }: Place, edits: readonly TextEdit[]): string | undefined {
  const isLost = edits.some((edit) => {
    return writer.hasComment(text.slice(edit.start, edit.end)) && !writer.hasComment(edit.text);
  });
  return isLost ? "a comment inside the call is lost" : undefined;
}
