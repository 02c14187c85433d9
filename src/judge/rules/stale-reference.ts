/** A comment, docstring or document that names a member that does not exist, or a legacy accessor. */

import { nearest } from "../../base/text/nearest.js";
import { type FilePath, type Range, spanOf } from "../../base/text/span.js";
import { matchFiles } from "../../read/config/globs.js";
import type { LanguageId } from "../../read/facts/facts.js";
import { languageOf } from "../../read/languages/index.js";
import type { Mention } from "../../read/prose/names.js";
import { tellsHistory } from "../../read/prose/tense.js";
import type { Access } from "../databases/accesses.js";
import { isHandleRequest, isNamedForAccess } from "../databases/names.js";
import { accessorName, type Database, type LegacyAccessor, managerValue } from "../databases/source.js";
import { agentLines } from "./agent-lines.js";
import { accessorNote, memberNames, whatItExports, whatItHas } from "./describe.js";
import { isDatabaseModule, isForDatabase, knownNames } from "./missing-export.js";
import { isBesideAccessor } from "./misuse/legacy.js";
import type { CurrentCall, Rewrite } from "./rewrite.js";
import type { ExampleImport, Finding, Reference, Rule, RuleContext } from "./rule.js";
import { createTextJudge, type MissingName } from "./text-names.js";

export const staleReference: Rule = {
  id: "stale-reference",
  summary: "a comment or document that names a member that does not exist, or a legacy accessor",
  severity: "warning",
  severityWhenAssumed: "warning",
  fix: "safe",
  /** Globs of documents that tell history and are left alone, besides those whose names say so; `!` before one that is to be read. */
  options: { history: [] },
  *check(subject, optionsFor) {
    const historyOf = (file: FilePath): unknown => optionsFor(file).history;
    for (const stale of staleReferences(subject, historyOf)) yield report(subject, stale);
    yield* staleImports(subject, isLeftBy(historyOf));
    yield* staleAgentLines(subject);
  },
};

/** A place in text that names what it should not. */
interface Stale {
  readonly reference: Reference;
  readonly source: Database;
  readonly symbol: string;
  /** Of what is named there. */
  readonly range: Range;
  readonly about:
    | { readonly kind: "missing"; readonly missing: Pick<MissingName, "manager" | "name"> }
    | { readonly kind: "legacy"; readonly legacy: LegacyAccessor };
  /** More than the name of the accessor would have to be written. */
  readonly bound?: string;
}

function staleReferences(subject: RuleContext, historyOf: (file: FilePath) => unknown): readonly Stale[] {
  const judge = createTextJudge(subject);
  const references = subject.references({
    words: judge.words,
    isLeft: isLeftBy(historyOf),
    isForeign: (language, specifier) => {
      const anchor = anchorsOf(subject, language)[0];
      if (anchor === undefined || specifier.startsWith(".")) return false;
      const { kind } = subject.program.resolve(anchor, specifier);
      return kind !== "file" && kind !== "namespace";
    },
    isWanted: (file, path) =>
      judge.missingOf(file, path) !== undefined ||
      judge.missingBare(file, path) !== undefined ||
      legacyIn(subject, judge, file, path) !== undefined,
  });
  return references.flatMap((reference) => staleAt(subject, judge, reference) ?? []);
}

function isLeftBy(historyOf: (file: FilePath) => unknown): (file: FilePath) => boolean {
  return (file) => {
    const globs = listOf(historyOf(file));
    const isExcepted = globs.some((glob) => glob.startsWith("!") && matchFiles([glob.slice(1)])(file));
    const named = globs.filter((glob) => !glob.startsWith("!"));
    return !isExcepted && (tellsHistory(file) || (named.length > 0 && matchFiles(named)(file)));
  };
}

/** Lines that `init` wrote for agents, when the configuration was another one. */
function* staleAgentLines({ sources, agentBlocks }: RuleContext): Iterable<Finding> {
  const lines = agentLines(sources);
  if (lines === undefined) return;
  for (const { file, range, lines: written } of agentBlocks) {
    if (written === lines) continue;
    yield {
      span: spanOf(file, range),
      message: "these lines for agents are not what the configuration says",
      label: "out of date",
      notes: [],
      symbol: "agents",
      source: sources.find(({ accessor }) => accessor !== undefined),
      rewrite: { kind: "token", file, edits: [{ ...range, text: lines }], title: "write them anew" },
    };
  }
}

/** Imports in examples: by the paths of modules, which mean the same in every file of the language. */
function* staleImports(subject: RuleContext, isLeft: (file: FilePath) => boolean): Iterable<Finding> {
  const missing = ({ language, specifier, name }: Pick<ExampleImport, "language" | "specifier" | "name">) => {
    const sourceOf = (file: FilePath) => subject.sources.find((source) => source.covers(file)) ?? subject.sources[0];
    for (const anchor of anchorsOf(subject, language)) {
      const source = sourceOf(anchor);
      const found = source && missingImport(subject, source, anchor, specifier, name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (const each of subject.exampleImports({ isLeft, isWanted: (wanted) => missing(wanted) !== undefined })) {
    const found = missing(each);
    if (found !== undefined) yield { ...found, span: spanOf(each.file, each.range), label: LABELS.fence };
  }
}

/** Files of the databases, from which the path of a module is followed for a document. */
function anchorsOf(subject: RuleContext, language: LanguageId): readonly FilePath[] {
  const own = subject.sources.flatMap(({ accessor, managers }) => [
    ...(accessor ? [accessor.module] : []),
    ...managers.map(({ file }) => file),
  ]);
  return [...new Set(own)].filter((file) => languageOf(file)?.id === language);
}

function missingImport(
  subject: RuleContext,
  source: Database,
  anchor: FilePath,
  specifier: string,
  name: string,
): Omit<Finding, "span"> | undefined {
  const target = subject.program.resolve(anchor, specifier);
  const facts = target.kind === "file" ? subject.program.facts(target.file) : undefined;
  if (facts === undefined || name === "*" || name === "default" || !isDatabaseModule(subject, facts)) return undefined;
  // Examples name much that has nothing to do with the database, from modules that lead to it by some of their names.
  const isMeant = isForDatabase(subject, facts.file) || isNamedForAccess(name) || knownNames(subject).has(name);
  if (!isMeant) return undefined;
  if (subject.program.members.lookUp({ kind: "module", file: facts.file }, name, anchor).kind !== "absent")
    return undefined;
  const names = subject.program.modules.names(facts.file);
  const similar = nearest(name, names);
  return {
    message: `${facts.file} does not export \`${name}\``,
    notes: [whatItExports(facts.file, names), ...accessorNote(subject, source)],
    ...(similar === undefined ? {} : { help: `there is an export \`${similar}\`` }),
    symbol: `${facts.file}#${name}`,
    source,
  };
}

function listOf(option: unknown): readonly string[] {
  return Array.isArray(option) ? option.filter((each) => typeof each === "string") : [];
}

type Judge = ReturnType<typeof createTextJudge>;

function staleAt(subject: RuleContext, judge: Judge, reference: Reference): Stale | undefined {
  const { file, path, mention } = reference;
  if (mention.isPast) return undefined;
  const { name } = mention;
  const isMarked = mention.isCode || path.isCalled;
  const missing = judge.missingOf(file, path);
  if (missing !== undefined) {
    // `db.users` may be anything where it is not marked as code.
    if (!isMarked && /^[a-z]+$/.test(path.word)) return undefined;
    const { manager, source, index } = missing;
    const member = name.members[index];
    if (member === undefined) return undefined;
    return {
      reference,
      source,
      symbol: `${manager.name}.${missing.name}`,
      range: { start: name.start, end: member.end },
      about: { kind: "missing", missing },
      ...boundBy(mention, index < name.members.length - 1 ? "it names a member of it, too" : undefined, path.before),
    };
  }
  if (!isMarked) return undefined;
  const bare = judge.missingBare(file, path);
  if (bare !== undefined) {
    const { manager, source } = bare;
    return {
      reference,
      source,
      symbol: `${manager.name}.${bare.name}`,
      range: name,
      about: { kind: "missing", missing: { manager, name: bare.name } },
      ...boundBy(mention),
    };
  }
  const found = legacyIn(subject, judge, file, path);
  const accessor = found?.source.accessor;
  if (found === undefined || accessor === undefined) return undefined;
  // A sentence that names both says which of them is to be used.
  if (new RegExp(`\\b${accessor.path.at(-1)}\\b`).test(mention.sentence)) return undefined;
  const { source, legacy } = found;
  return {
    reference,
    source,
    symbol: legacy.name,
    range: name,
    about: { kind: "legacy", legacy },
    ...boundBy(mention),
  };
}

function boundBy({ bound }: Mention, other?: string, before: readonly string[] = []): Pick<Stale, "bound"> {
  const reason = other ?? (before.length > 0 ? "it is named with its module" : bound);
  return reason === undefined ? {} : { bound: reason };
}

function legacyIn(subject: RuleContext, judge: Judge, file: FilePath, path: Reference["path"]) {
  const found = judge.legacyOf(file, path);
  if (found?.source.accessor === undefined) return undefined;
  if (languageOf(file) === undefined) return found;
  return isBesideAccessor(subject, { source: found.source, file }) ? found : undefined;
}

function report(subject: RuleContext, stale: Stale): Finding {
  const { reference, source, symbol, range, about } = stale;
  const { file, mention } = reference;
  const label = LABELS[mention.block];
  const own = rewriteOf(stale);
  // Where the text would be wrong with the other name, the call changes alone.
  const site = own?.kind === "mention" && own.bound !== undefined ? undefined : siteOf(subject, stale);
  const rewrite = site === undefined ? own : undefined;
  const common = { span: spanOf(file, range), label, symbol, source, ...(rewrite ? { rewrite } : {}) };
  const along =
    site === undefined ? undefined : `it changes with the call in line ${subject.lineOf(spanOf(file, site.range))}`;
  if (about.kind === "legacy") {
    const { legacy } = about;
    const accessor = source.accessor === undefined ? "" : `; use \`${accessorName(source.accessor)}\``;
    return {
      ...common,
      message: `\`${legacy.name}\` is a legacy accessor${accessor}`,
      notes: accessorNote(subject, source),
      ...(along === undefined ? {} : { help: along }),
      // Nobody has said so.
      ...(source.assumed ? { atMost: "info" as const } : {}),
    };
  }
  const { manager, name } = about.missing;
  const similar = nearest(name, memberNames(subject, managerValue(manager, "instance")));
  const help = [along, similar === undefined ? undefined : `there is a member \`${similar}\``].filter(
    (each) => each !== undefined,
  );
  return {
    ...common,
    message: `\`${manager.name}\` has no member \`${name}\``,
    notes: [whatItHas(subject, manager), ...accessorNote(subject, source)],
    ...(help.length === 0 ? {} : { help: help.join("; ") }),
  };
}

const LABELS: Readonly<Record<Mention["block"], string>> = {
  comment: "named in a comment",
  docstring: "named in a docstring",
  paragraph: "named in the text",
  heading: "named in a heading",
  fence: "named in an example",
};

/** The call that the text is about: the nearest one of the file that asks for the same; its fix takes the text along. */
function siteOf(subject: RuleContext, { reference: { file, mention }, symbol }: Pick<Stale, "reference" | "symbol">) {
  const own = subject.accesses.filter((access) => access.file === file && symbolOf(access) === symbol);
  const distance = ({ site }: Access): number => Math.abs(site.range.start - mention.name.start);
  return [...own].sort((a, b) => distance(a) - distance(b))[0]?.site;
}

function symbolOf(access: Access): string | undefined {
  if (access.kind === "legacy") return access.legacy.name;
  const isMissing = access.kind === "manager" && access.found.kind === "absent" && access.site.guard === undefined;
  return isMissing ? `${access.manager.name}.${access.name}` : undefined;
}

function rewriteOf({ reference, source, range, about, bound }: Stale): Rewrite | undefined {
  const { accessor } = source;
  if (accessor === undefined) return undefined;
  if (about.kind === "missing" && !isHandleRequest(about.missing.name)) return undefined;
  const { lead } = reference.mention;
  const unfit = bound ?? (lead === undefined || fits(lead, accessor.form) ? undefined : `\`${lead}\` stands before it`);
  return {
    kind: "mention",
    file: reference.file,
    range,
    source,
    accessor,
    from: currentCall(about),
    isCalled: reference.path.isCalled,
    ...(unfit === undefined ? {} : { bound: unfit }),
  };
}

function currentCall(about: Stale["about"]): CurrentCall {
  if (about.kind === "legacy") return { kind: "legacy", legacy: about.legacy };
  return { kind: "absent", path: [about.missing.manager.name, about.missing.name], namesakes: [] };
}

/** Code before a name that is right before the accessor, too. */
function fits(lead: string, form: string): boolean {
  if (lead === "with") return form === "context-manager";
  if (lead === "await") return form === "promise" || form === "disposable";
  return lead === "for" || lead === "return";
}

/** The texts that a fix of a call takes along: those of the same file that name what it calls, and are about this call. */
export function mentionsAlong(
  subject: RuleContext,
  { file, site, from }: Extract<Rewrite, { kind: "obtain" }>,
): readonly Extract<Rewrite, { kind: "mention" }>[] {
  const symbol = from.kind === "absent" ? from.path.join(".") : from.kind === "legacy" ? from.legacy.name : undefined;
  if (symbol === undefined) return [];
  return staleOnce(subject).flatMap((stale) => {
    if (stale.reference.file !== file || stale.symbol !== symbol || siteOf(subject, stale) !== site) return [];
    const rewrite = rewriteOf(stale);
    return rewrite?.kind === "mention" ? [rewrite] : [];
  });
}

/** A fix asks for each call. */
function staleOnce(subject: RuleContext): readonly Stale[] {
  const known =
    KNOWN.get(subject) ?? staleReferences(subject, () => []).filter(({ reference }) => languageOf(reference.file));
  KNOWN.set(subject, known);
  return known;
}

const KNOWN = new WeakMap<RuleContext, readonly Stale[]>();
