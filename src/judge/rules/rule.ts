/** What a rule is and what it is given. A rule asks questions about linked facts; it reads, prints and edits nothing. */

import type { Note } from "../../base/diagnostics/diagnostic.js";
import type { Applicability } from "../../base/edits/edit.js";
import type { FilePath, Range, Span } from "../../base/text/span.js";
import type { RuleSeverity } from "../../read/config/config.js";
import type { LanguageId } from "../../read/facts/facts.js";
import type { Program } from "../../read/program/program.js";
import type { Mention, NamedPath } from "../../read/prose/names.js";
import type { Access } from "../databases/accesses.js";
import type { DatabaseModules } from "../databases/database-modules.js";
import type { Handles } from "../databases/handles.js";
import type { Database } from "../databases/source.js";
import type { AgentBlock } from "./agent-lines.js";
import type { Rewrite } from "./rewrite.js";

/** What lists, pages and the configuration have to know of whatever may report a finding. */
export interface RuleDescription {
  /** What is wrong; reads well after "allow". */
  readonly id: string;
  readonly summary: string;
  /** Where the source is configured, or the finding is certain whatever the source. */
  readonly severity: RuleSeverity;
  /** The best fix that it may offer; `none` if it has to be fixed by hand. */
  readonly fix: Applicability | "none";
  /** What it reports comes about when other findings are fixed, and speaks against no fix. */
  readonly followUp?: true;
}

export interface Rule extends RuleDescription {
  /** Where the source was only detected. */
  readonly severityWhenAssumed: RuleSeverity;
  readonly options?: Readonly<Record<string, unknown>>;
  check(subject: RuleContext, optionsFor: (file: FilePath) => Readonly<Record<string, unknown>>): Iterable<Finding>;
}

/** The linked program, and what was found of its databases. */
export interface RuleContext {
  readonly program: Program;
  readonly handles: Handles;
  readonly databaseModules: DatabaseModules;
  readonly sources: readonly Database[];
  readonly accesses: readonly Access[];
  readonly kinds: FileKinds;
  /** Directory of the package that a file belongs to. */
  packageOf(file: FilePath): FilePath;
  /** The name of another file's package, and whether the package of the first lists it as a dependency. */
  dependency(file: FilePath, other: FilePath): { readonly name: string; readonly listed: boolean } | undefined;
  /** Whether Node loads a file as an ES module, and whether something bundles it. */
  loading(file: FilePath): { readonly esModule: boolean; readonly bundled: boolean };
  /** How a range of code names databases: environment variables, files, URLs. */
  databaseNames(span: Span): readonly string[];
  /** The code of a range, without spaces, in one kind of quotes. */
  codeAt(span: Span): string;
  /** `undefined` where something may change the value of the name. */
  constantOf(symbol: SymbolPlace): Constant | undefined;
  /** Every place that names a word outside of comments, in all files of the project, those too that were not parsed. */
  mentions(word: string): readonly WordMention[];
  /** The files that do. */
  mentioning(word: string): readonly FilePath[];
  /** Whether the text of a file may give a word a meaning of its own; found without parsing. */
  declares(file: FilePath, word: string): boolean;
  /** Every place in comments, docstrings and documents that names one of these words. */
  references(request: ReferenceRequest): readonly Reference[];
  /** Every name that an example of a document imports by the path of a module. */
  exampleImports(request: Pick<ReferenceRequest, "isLeft"> & ExampleImportRequest): readonly ExampleImport[];
  /** Lines in documents that `init` wrote for agents. */
  readonly agentBlocks: readonly (AgentBlock & { readonly file: FilePath })[];
  /** Line of an offset, from 1. */
  lineOf(span: Span): number;
}

/** A name that a module binds at its top. */
export interface SymbolPlace {
  readonly file: FilePath;
  readonly name: string;
  readonly range: Range;
}

export interface Constant {
  /** Its code, in double quotes where it is a string; absent for what is no literal. */
  readonly literal?: string;
}

export interface WordMention {
  readonly file: FilePath;
  readonly offset: number;
  /** The text after the word looks like a call. */
  readonly called: boolean;
}

export interface ReferenceRequest {
  readonly words: readonly string[];
  /** A document that is not read at all: it tells history. */
  readonly isLeft: (document: FilePath) => boolean;
  /** Whether the path of a module leads out of the project. */
  readonly isForeign: (language: LanguageId, specifier: string) => boolean;
  /** Whether a name matters; asked before its file is parsed. */
  readonly isWanted: (file: FilePath, path: NamedPath) => boolean;
}

export interface ExampleImportRequest {
  /** Asked before the document is parsed. */
  readonly isWanted: (imported: Pick<ExampleImport, "language" | "specifier" | "name">) => boolean;
}

export interface ExampleImport {
  readonly file: FilePath;
  readonly language: LanguageId;
  readonly specifier: string;
  readonly name: string;
  /** Of the name. */
  readonly range: Range;
}

export interface Reference {
  readonly file: FilePath;
  readonly path: NamedPath;
  readonly mention: Mention;
}

export interface FileKinds {
  isTest(file: FilePath): boolean;
  /** A migration, seed, script, example or tool's configuration: run beside the program, not in it; of declarations nothing runs. */
  asideKind(
    file: FilePath,
  ):
    | "tests"
    | "archives"
    | "migrations"
    | "seeds"
    | "scripts"
    | "examples"
    | "declarations"
    | "tool-configs"
    | undefined;
}

/** A diagnostic before severity, suppression and fix are decided. */
export interface Finding {
  readonly span: Span;
  readonly message: string;
  readonly label?: string;
  readonly notes: readonly Note[];
  readonly help?: string;
  readonly symbol: string;
  readonly source?: Database;
  /** It is never more than this: true, but it may be meant. */
  readonly atMost?: "warning" | "info";
  /** How it could be fixed; the fix room decides whether it can be written. */
  readonly rewrite?: Rewrite;
}
