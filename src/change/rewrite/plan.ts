/** Plans a fix for a rewrite, or says why there is none. Reads facts, writes nothing. */

import type { TextEdit } from "../../base/edits/apply.js";
import type { Edit, Fix } from "../../base/edits/edit.js";
import { directoryOf } from "../../base/text/paths.js";
import { contains, type FilePath } from "../../base/text/span.js";
import { type Accessor, accessorName, type LegacyAccessor } from "../../judge/databases/source.js";
import type { Gathered } from "../../judge/gather/gather.js";
import { type AccessorProfile, accessorProfile, handleOf } from "../../judge/handles/profile.js";
import type { Rewrite } from "../../judge/rules/rewrite.js";
import type { RuleContext } from "../../judge/rules/rule.js";
import { mentionsAlong } from "../../judge/rules/stale-reference.js";
import { handleOf as driverHandle, type GlobalHandle } from "../../read/drivers/index.js";
import type { FileFacts, ImportedName, Site } from "../../read/facts/facts.js";
import { languageOf } from "../../read/languages/index.js";
import type { ImportEdits } from "../../read/languages/language.js";
import type { Program } from "../../read/program/program.js";
import { contextMaker } from "../../read/program/standard/blocks.js";
import { alternatives } from "../../read/program/values.js";
import { judgeArguments } from "./arguments.js";
import { askedRisk } from "./asked-for.js";
import { currentProfile, effectsRisk, overrideRisk, sharedRisk, vetoOf } from "./current-call.js";
import { circleOf, isAtTop, refusalOf, starRisk } from "./importing.js";
import { UNRELEASED } from "./lifetimes.js";
import { createLoadOrder } from "./load-order.js";
import { createMockFinder, mockRisk } from "./mocks.js";
import { objectRisk } from "./objects.js";
import { createSpecifiers } from "./specifiers.js";
import { takenAway, takeOver } from "./takeover.js";
import type { EditedFile, Rewritten } from "./template.js";
import { fillTemplate } from "./templates.js";
import { usesRisk } from "./uses.js";

export type Plan =
  | { readonly kind: "fix"; readonly fix: Fix; readonly help: string }
  | { readonly kind: "manual"; readonly help: string }
  | { readonly kind: "none" };

export interface Planner {
  plan(rewrite: Rewrite | undefined): Plan;
}

export interface PlannerInput {
  readonly gathered: Gathered;
  readonly subject: RuleContext;
}

type Mention = Extract<Rewrite, { kind: "mention" }>;

export function createPlanner({ gathered, subject }: PlannerInput): Planner {
  const { program, texts } = gathered;
  const specifierFor = createSpecifiers(subject, gathered.importers);
  const importOf = ({ facts, language }: EditedFile, accessor: Accessor) => specifierFor(facts, language, accessor);
  const order = createLoadOrder(gathered);
  const mocksOf = createMockFinder({ gathered, subject });
  const takenFrom =
    (file: FilePath, settled: ReadonlySet<FilePath> = new Set()) =>
    (name: string) =>
      gathered.importers.taking(file, [name]).some((taker) => !settled.has(taker));

  function plan(rewrite: Rewrite | undefined): Plan {
    if (rewrite === undefined) return { kind: "none" };
    if (rewrite.kind === "mention") return planMention(rewrite);
    if (rewrite.kind === "token" && languageOf(rewrite.file) === undefined) return planTokens(rewrite);
    const facts = program.facts(rewrite.file);
    const text = texts.get(rewrite.file);
    const language = gathered.language(rewrite.file);
    if (facts === undefined || text === undefined || language === undefined) return { kind: "none" };
    if (facts.problems.length > 0) return byHand("the file does not parse");
    const file: EditedFile = { facts, text, language };
    switch (rewrite.kind) {
      case "obtain":
        return planObtain(file, rewrite);
      case "reimport":
        return planReimport(file, rewrite);
      case "token":
        return planTokens(rewrite);
    }
  }

  function planObtain(file: EditedFile, rewrite: Extract<Rewrite, { kind: "obtain" }>): Plan {
    const { facts, text, language } = file;
    const { site, accessor, source, from: current } = rewrite;
    const refusal = refusalOf(facts, accessor);
    if (refusal !== undefined) return byHand(refusal);
    const wanted = importOf(file, accessor);
    if (wanted.kind === "none") return byHand(wanted.reason);
    const global = current.kind === "legacy" ? globalOf(current.legacy) : undefined;
    if (global?.instead !== undefined && isClient(program, accessor)) {
      return planGlobal(file, rewrite, wanted, global);
    }
    const veto = vetoOf(program, current, accessor, site.usage.kind === "injected");
    if (veto !== undefined) return byHand(veto);
    const given = judgeArguments(program, file, site.arguments, source.defaultNames);
    if (given.kind === "manual") return byHand(given.reason);
    const from = currentProfile(program, current, accessor);
    const to = accessorProfile(program, accessor);
    const uses = language.writer.uses({ facts, text, site });
    // A class that is injected is no generator.
    const isGenerator = to.form === "dependency" && accessor.definition !== undefined;
    const maker = isGenerator ? contextMaker(to.async) : undefined;
    const request = { file, site, from, to, uses, ...(maker && { maker: maker.name }) };
    const draft = fillTemplate({ ...request, name: accessorName(accessor) });
    if (draft.kind === "manual") return byHand(draft.reason);
    const isPlain = isPlainCall(draft, site, accessor) && isAtTop(program, facts, site, accessor);
    const callMocks = mocksOf(facts, rewrite, isPlain);
    const importing = {
      facts,
      text,
      at: site.range,
      wanted,
      replaced: [{ start: site.range.start, end: site.nameRange.end }, ...takenAway(draft.edits)],
      isTaken: takenFrom(rewrite.file, callMocks.settled),
    };
    const instead = takeOver(file, rewrite, draft.edits, importing);
    const imports = instead?.imports ?? language.writer.imports(importing);
    const circle = circleOf(order, facts, accessor, imports.edits);
    if (circle !== undefined) return byHand(circle);
    const makerImports =
      maker &&
      draft.made &&
      language.writer.imports({ ...importing, wanted: { ...maker, foreign: true }, replaced: [] });
    const [root, ...path] = accessor.path;
    // The file may have another name for it.
    const template =
      imports.local === root && makerImports?.local === maker?.name
        ? draft
        : fillTemplate({
            ...request,
            name: [imports.local, ...path].join("."),
            ...(makerImports && { maker: makerImports.local }),
          });
    if (template.kind === "manual") return byHand(template.reason);
    const edits = instead?.edits ?? template.edits.map((edit) => withComments(file, edit));
    const risks = listOf(
      ...template.risks,
      scriptRisk(file, accessor, wanted.specifier, gathered.importers.of(facts.file).length > 0),
      current.kind === "client" && to.opens !== "always" ? environmentRisk(facts, program, accessor) : undefined,
      ...given.risks,
      lostComment(file, instead === undefined ? edits : draft.edits),
      starRisk(gathered, facts, imports.local, accessor),
      effectsRisk(subject, rewrite),
      askedRisk(subject, rewrite, to),
      current.kind === "client" ? undefined : sharedRisk(from, to, accessor),
      usesRisk(subject, file, rewrite, takenAway(template.edits)),
      objectRisk(program, facts, rewrite),
      site.usage.kind === "injected" ? overrideRisk(program, current) : undefined,
      mockRisk(callMocks),
    );
    const mocks = callMocks.rewrite(imports.local);
    const named = [...naming(facts, imports), ...(makerImports ? naming(facts, beside(makerImports, imports)) : [])];
    const own = [...inFile(rewrite.file, edits, named), ...mocks];
    const all = [...own, ...mentionsOf(rewrite).filter((edit) => !own.some((each) => touches(each, edit)))];
    if (instead !== undefined) {
      const title = `import \`${imports.local}\` from ${wanted.specifier} in place of the declaration`;
      return asFix({ title, edits: all, risks });
    }
    const help = [`\`${template.shown}\``, ...given.dropped].join("; ");
    return asFix({ title: `call \`${template.shown}\``, edits: all, risks, help });
  }

  function planMention(rewrite: Mention): Plan {
    const { bound, accessor } = rewrite;
    const risk = bound ?? askedRisk(subject, rewrite, accessorProfile(program, accessor));
    const name = accessorName(accessor);
    const edit: Edit = { file: rewrite.file, ...rewrite.range, text: name };
    // An object is not called.
    const unfit = risk ?? (rewrite.isCalled && accessor.form === "object" ? `\`${name}\` is not called` : undefined);
    const fix: Fix =
      unfit === undefined
        ? { title: `name \`${name}\``, applicability: "safe", edits: [edit] }
        : { title: `name \`${name}\``, applicability: "suggestion", edits: [edit], reason: unfit };
    return {
      kind: "fix",
      fix,
      help: unfit === undefined ? fix.title : `${fix.title}, if the text is still right then: ${unfit}`,
    };
  }

  /** Comments that name what is called go with the call. */
  function mentionsOf(rewrite: Extract<Rewrite, { kind: "obtain" }>): readonly Edit[] {
    return mentionsAlong(subject, rewrite).flatMap((mention) => {
      const plan = planMention(mention);
      return plan.kind === "fix" && plan.fix.applicability === "safe" ? plan.fix.edits : [];
    });
  }

  /** `getRepository(User)` becomes `AppDataSource.getRepository(User)`. */
  function planGlobal(
    { facts, text, language }: EditedFile,
    { file, site, accessor }: Extract<Rewrite, { kind: "obtain" }>,
    wanted: Extract<ReturnType<typeof importOf>, { kind: "import" }>,
    { written, instead = "" }: GlobalHandle,
  ): Plan {
    const named = { start: site.range.start, end: site.nameRange.end };
    const keepsArguments = instead.endsWith("()");
    const at = keepsArguments ? named : site.range;
    const isTaken = takenFrom(file);
    const imports = language.writer.imports({ facts, text, at: site.range, wanted, replaced: [named], isTaken });
    const circle = circleOf(order, facts, accessor, imports.edits);
    if (circle !== undefined) return byHand(circle);
    const member = instead === "" ? [] : [instead.replace(/\(\)$/, "")];
    const expression = [imports.local, ...accessor.path.slice(1), ...member].join(".");
    const edits = [{ ...at, text: expression }];
    return asFix({
      title: `call \`${expression}${keepsArguments ? "(…)" : ""}\``,
      edits: inFile(file, edits, naming(facts, imports)),
      risks: listOf(
        `\`${written}\` uses the connection that its package keeps, which may be another one`,
        lostComment({ facts, text, language }, edits),
      ),
    });
  }

  function planReimport(
    edited: EditedFile,
    { file, import: each, name, accessor }: Extract<Rewrite, { kind: "reimport" }>,
  ): Plan {
    const refusal = refusalOf(edited.facts, accessor);
    if (refusal !== undefined) return byHand(refusal);
    const wanted = importOf(edited, accessor);
    if (wanted.kind === "none") return byHand(wanted.reason);
    const { specifier } = wanted;
    const title = `import \`${accessorName(accessor)}\` from ${specifier}`;
    const risks = listOf(injectionRisk(edited.facts, name, accessorProfile(program, accessor)));
    const reimported = (edits: readonly Edit[]): Plan => {
      const circle = circleOf(order, edited.facts, accessor, edits);
      return circle === undefined ? asFix({ title, edits, risks }) : byHand(circle);
    };
    if (each.names.length === 1 && name.imported === wanted.name)
      return reimported([{ file, ...each.specifierRange, text: specifier }]);
    const binding = name.binding === undefined ? undefined : edited.facts.bindings[name.binding];
    if (binding === undefined) return byHand("the import is not a separate statement");
    const at = binding.scope;
    const imports = edited.language.writer.imports({
      facts: edited.facts,
      text: edited.text,
      at,
      wanted,
      // What nothing in the file uses is there for others, and gets its place after the import that it leaves.
      replaced: binding.references.length > 0 ? binding.references : [{ start: each.range.end, end: each.range.end }],
      moved: name,
      isTaken: takenFrom(file),
    });
    const renames =
      imports.local === name.local ? [] : edited.language.writer.rename({ ...edited, binding, to: imports.local });
    if (renames === undefined) return byHand(`\`${imports.local}\` means something else here`);
    return reimported([...naming(edited.facts, imports), ...renames.map((edit) => ({ file, ...edit }))]);
  }

  return { plan };
}

function globalOf({ home }: LegacyAccessor): GlobalHandle | undefined {
  return home.kind === "package" ? home.global : undefined;
}

/** The accessor is a client itself, with all its members: not a session or another view of it. */
function isClient(program: Program, accessor: Accessor): boolean {
  if (accessor.form !== "object") return false;
  return alternatives(handleOf(program, accessor)).every((part) => {
    return part.kind === "external" && driverHandle(part)?.derived === false;
  });
}

const DOTTED = /^\w+(?:\.\w+)*$/;

/** Python finds modules from the folder of the script that it runs. */
function scriptRisk(
  { facts }: EditedFile,
  { module }: Accessor,
  specifier: string,
  isImported: boolean,
): string | undefined {
  const folder = directoryOf(facts.file);
  // What nobody imports and what calls something at its top is run by itself, with a test of its name or without.
  const isRun = facts.isScript || (!isImported && facts.callsAtTop);
  if (!isRun || folder === directoryOf(module) || !DOTTED.test(specifier)) return undefined;
  const top = specifier.split(".")[0];
  const isHabit = facts.imports.some((each) => each.specifier.split(".")[0] === top);
  return isHabit ? undefined : `run as a script, ${facts.file} cannot import \`${specifier}\``;
}

/** Imports run first, so the shared client is created before the rest of the file runs; its module may set the same itself. */
function environmentRisk({ setsEnvironment }: FileFacts, program: Program, { module }: Accessor): string | undefined {
  return setsEnvironment && program.facts(module)?.setsEnvironment !== true
    ? "the file sets environment variables, and the shared client may be created before that"
    : undefined;
}

function touches(a: Edit, b: Edit): boolean {
  return a.file === b.file && a.start < b.end && b.start < a.end;
}

function byHand(reason: string): Plan {
  return { kind: "manual", help: `fix by hand: ${reason}` };
}

/** A framework resumes a generator when the request is done; it releases nothing that a plain function gives. */
function injectionRisk(
  { sites }: FileFacts,
  { binding }: ImportedName,
  { form, shared }: AccessorProfile,
): string | undefined {
  const isInjected = sites.some(({ usage, target }) => {
    return usage.kind === "injected" && target.kind === "binding" && target.id === binding;
  });
  return isInjected && form !== "dependency" && !shared ? UNRELEASED : undefined;
}

function listOf(...risks: readonly (string | undefined)[]): readonly string[] {
  return risks.filter((risk) => risk !== undefined);
}

function planTokens({ file, edits, title, risk }: Extract<Rewrite, { kind: "token" }>): Plan {
  return asFix({ title, risks: listOf(risk), edits: edits.map((edit) => ({ file, ...edit })) });
}

interface Titled {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Why the fix is unsafe; empty: it is safe. */
  readonly risks: readonly string[];
  /** The title where absent. */
  readonly help?: string;
}

function asFix({ title, edits, risks, help = title }: Titled): Plan {
  const certainty =
    risks.length === 0
      ? ({ applicability: "safe" } as const)
      : ({ applicability: "unsafe", reason: risks.join("; ") } as const);
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

/** Where the one import takes statements away, the other goes before them. */
function beside(own: ImportEdits, { edits: others }: ImportEdits): ImportEdits {
  const edits = own.edits.map((edit) => {
    const hit = others.find((other) => other.start < edit.start && edit.start < other.end && other.start < other.end);
    if (hit === undefined || edit.start !== edit.end) return edit;
    return { ...edit, start: hit.start, end: hit.start, text: `${edit.text.trim()}\n` };
  });
  return { ...own, edits };
}

/** The call alone becomes another one, of a name at the top of the module, and what it gives is used as before. */
function isPlainCall({ edits }: Rewritten, site: Site, accessor: Accessor): boolean {
  const [only, ...others] = edits;
  const isWhole = only?.start === site.range.start && only.end === site.range.end && others.length === 0;
  return isWhole && only.text === `${accessor.path[0]}()` && accessor.path.length === 1;
}

function withComments({ text, language: { writer } }: EditedFile, edit: TextEdit): TextEdit {
  if (!writer.hasComment(text.slice(edit.start, edit.end))) return edit;
  return writer.keepComments?.(text, edit) ?? edit;
}

/** A comment inside what an edit takes away. */
function lostComment({ text, language: { writer } }: EditedFile, edits: readonly TextEdit[]): string | undefined {
  const isLost = edits.some((edit) => {
    return writer.hasComment(text.slice(edit.start, edit.end)) && !writer.hasComment(edit.text);
  });
  return isLost ? "a comment inside the call is lost" : undefined;
}
