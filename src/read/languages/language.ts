/** What the rest of the program asks of a language: facts about a file, the file an import means, and edits. */

import type { TextEdit } from "../../base/edits/apply.js";
import type { Edit } from "../../base/edits/edit.js";
import type { FilePath, Identity, Range } from "../../base/text/span.js";
import type { Code } from "../facts/body.js";
import type { Binding, FileFacts, ImportedName, LanguageId } from "../facts/facts.js";
import type { Form } from "../facts/forms.js";
import type { BindingId } from "../facts/terms.js";
import type { Comment, CommentRanges } from "./comments.js";
import type { HandleUses, RemovalEdits, RemovalRequest, UsesRequest } from "./handle-uses.js";
import type { MemberWriter } from "./member.js";
import type { Mover } from "./mover.js";
import type { Resolver, ResolverInput } from "./resolver.js";
import type { ShareWriter } from "./share.js";

export interface Language {
  readonly id: LanguageId;
  /** File extensions, with the dot. */
  readonly extensions: readonly string[];
  /**
   * Every import that the text may contain, found without parsing: a superset, because comments and strings count too.
   * Decides which files are parsed.
   */
  outline(text: string): readonly OutlinedImport[];
  /**
   * What a file does with one of its imports, found without parsing: a superset of what it does at run time. Absent if the
   * outline already says it.
   */
  usesOf?(text: string, imported: OutlinedImport): ImportUses;
  /** Names of the functions and classes that the text defines, found without parsing; needed if there is `usesOf`. */
  definedNames?(text: string): readonly string[];
  /** Offsets of a word in code and strings, comments left out; found without parsing. */
  mentions(text: string, word: string): readonly number[];
  /** Creates what maps an import to a file of the project. */
  createResolver(input: ResolverInput): Resolver;
  /** Loads the parser; called once, before the first file that needs it. */
  load(): Promise<LoadedLanguage>;
}

export interface OutlinedImport {
  readonly specifier: string;
  /**
   * The package it means if it is not a file of the project. Present if the specifier alone does not say which registry
   * the package is from.
   */
  readonly package?: { readonly package: string; readonly subpath: string };
  /** The names it imports at run time; absent if that takes parsing. */
  readonly names?: readonly string[];
  /**
   * One reading of an import: `a.b.c` of `from a.b import c`, if `c` is a module. If no such file exists, nothing is wrong.
   */
  readonly guess?: true;
}

export interface ImportUses {
  /** The imported names it uses; absent if that takes parsing. */
  readonly names?: readonly string[];
  /** The local names of the import; other files may import them from this one. */
  readonly local: readonly string[];
}

export interface LoadedLanguage {
  /** @throws never; what does not parse is in `problems`. */
  extract(file: FilePath, text: string): FileFacts;
  /** What the functions of a file do, step by step; read only for files whose functions are asked about. @throws never */
  codeOf(file: FilePath, text: string): Code;
  /** Identifies a range by the definition and code around it, so that it is found again after an edit. @throws never */
  locate(file: FilePath, text: string, range: Range): Identity;
  /** Every value of `within` that `locate` can return for this file, including `""`. @throws never */
  definitions(file: FilePath, text: string): ReadonlySet<string>;
  /** Every comment, in the order of the text. @throws never */
  comments(file: FilePath, text: string): readonly Comment[];
  /** Every string that stands where only people read it. @throws never */
  docstrings(file: FilePath, text: string): readonly Range[];
  /** The code that a comment applies to. */
  readonly commentRanges: CommentRanges;
  /** Writes uses of an accessor, and imports. */
  readonly writer: Writer;
  /** Moves definitions between files. */
  readonly mover: Mover;
}

/** Writes the text of fixes. Ranges are from facts, style is from the text. */
export interface Writer {
  /** The expression that obtains a handle: `await getDb()`. */
  obtain(accessor: string, form: Form): string;
  /** Edits that import `wanted` and remove imported names that the fix leaves unused. */
  imports(request: ImportRequest): ImportEdits;
  /**
   * Edits that put the statements after `x = …` into a block of their own: `async with … as x:`.
   *
   * @throws never
   */
  enclose?(request: EncloseRequest): EncloseEdits;
  /** The same for `x = …` in a `try` whose `finally` only releases it; the statement is the expression. @throws never */
  encloseGuarded?(request: EncloseRequest): EncloseEdits;
  /**
   * Edits that put the statements after `const x = …` into a callback: `await withDb(async (x) => { … })`.
   *
   * @throws never
   */
  intoCallback?(request: CallbackRequest): EncloseEdits;
  /** Around a handle that is used where it is obtained; `undefined` where its result is not awaited or returned. @throws never */
  chainOf?(request: UsesRequest): HandleChain | undefined;
  /** What the code does with a handle after it has it. @throws never */
  uses(request: UsesRequest): HandleUses;
  /**
   * Edits that remove releases, with the tests and blocks that they leave empty; comments are kept.
   *
   * @throws never
   */
  withoutReleases?(request: RemovalRequest): RemovalEdits;
  /**
   * Removes a statement with its line; `undefined` if the code around it needs a statement there.
   *
   * @throws never
   */
  withoutStatement(request: StatementRequest): TextEdit | undefined;
  /** Edits that give a name another one at all its references; `undefined` if that would change what the code means. */
  rename(request: RenameRequest): readonly TextEdit[] | undefined;
  /** Whether an expression can be left out without effect: literals, names, the environment, paths. */
  isPlain(expression: string): boolean;
  /** Writes a module that shares what files build for themselves. */
  readonly share: ShareWriter;
  /** Adds a deprecated member that delegates to the accessor. */
  readonly member: MemberWriter;
  /** Whether code contains a comment; it may begin and end anywhere outside a string. */
  hasComment(text: string): boolean;
  /** The edit with the comments of the code it replaces; `undefined` if they fit nowhere. */
  keepComments?(text: string, edit: TextEdit): TextEdit | undefined;
  /** The specifier of another file of the project, in the style of the file's other imports. */
  specifier(request: SpecifierRequest): string;
  /** Edits that remove imported names that were used before a fix and are not now. */
  removeUnused(
    facts: FileFacts,
    text: string,
    usedBefore: ReadonlySet<string>,
    isTaken?: (name: string) => boolean,
  ): readonly Edit[];
}

export interface EncloseRequest {
  readonly facts: FileFacts;
  readonly text: string;
  /** The statement that binds the handle; it is replaced by the head of the block. */
  readonly statement: Range;
  /** `async with get_db() as x`, without the colon. */
  readonly head: string;
  /** The name of the handle in the block. */
  readonly name: string;
  /** Methods whose calls release the handle; those calls are removed. */
  readonly releases: readonly string[];
  /** What keeps the handle, as the code calls it: `Session.remove()` releases it, too. */
  readonly registry?: string;
}

export interface CallbackRequest {
  readonly facts: FileFacts;
  readonly text: string;
  /** The statement that binds the handle; it is replaced by the head of the call. */
  readonly statement: Range;
  /** What takes the callback: `withDb`. */
  readonly call: string;
  /** The name of the handle in the callback. */
  readonly name: string;
  /** What takes the callback awaits it. */
  readonly async: boolean;
  /** Calls that release the handle; they are removed. */
  readonly releases: readonly Range[];
}

/** `(await f()).query(…)`. */
export interface HandleChain {
  /** Where the expression ends. */
  readonly end: number;
  /** A name that nothing in it has. */
  readonly free: string;
}

export type EncloseEdits =
  | {
      readonly kind: "edits";
      readonly edits: readonly TextEdit[];
      /** The code already released the handle on every path, in a `finally` around it all. */
      readonly releasedAtEnd?: true;
      /** A name that gets something in the block and is used after it. */
      readonly usedAfter?: string;
      /** What has moved into a callback returns something. */
      readonly returns?: true;
    }
  /** Why it is impossible: `the handle is used after its block`. */
  | { readonly kind: "refused"; readonly reason: string };

export interface StatementRequest {
  readonly facts: FileFacts;
  readonly text: string;
  readonly statement: Range;
}

export interface RenameRequest {
  readonly facts: FileFacts;
  readonly text: string;
  readonly binding: Binding;
  /** A name that is free at the top of the module, or means there what the binding is to mean. */
  readonly to: string;
}

export interface SpecifierRequest {
  /** The importing file. */
  readonly from: FilePath;
  /** The file to import. */
  readonly target: FilePath;
  /** The file's own imports of project files. */
  readonly neighbours: readonly ResolvedImport[];
  /** Such imports of other files, for the style that this file does not show. */
  readonly elsewhere?: readonly ResolvedImport[];
  /** Write the file extension if no other import shows the style. */
  readonly explicit?: boolean;
  /** The file that a specifier means in the importing file; absent if only the target is possible. */
  readonly leadsTo?: (specifier: string) => FilePath | undefined;
}

/** An import of a project file, with the file that it means. */
export interface ResolvedImport {
  readonly specifier: string;
  readonly resolved: FilePath;
}

export interface ImportRequest {
  readonly facts: FileFacts;
  readonly text: string;
  /** Where the name will be used: an import inside this function counts, and a name bound there is taken. */
  readonly at: Range;
  /** The name to import. */
  readonly wanted?: {
    readonly specifier: string;
    readonly name: string;
    /** It is used in types only. */
    readonly typeOnly?: boolean;
    /** It is from a package, not from the project. */
    readonly foreign?: boolean;
  };
  /** Ranges that the fix replaces: a name referenced only there is unused afterwards. */
  readonly replaced: readonly Range[];
  /** The import that `wanted` replaces, under the same name if the language allows it. */
  readonly moved?: ImportedName;
  /** The local name that `wanted` must have; the import `moved` is then removed even if it is used. */
  readonly local?: string;
  /** A declaration that the fix removes; the import may take its name. */
  readonly instead?: BindingId;
  /** Whether other files import the name from this one, so that it must stay in scope. */
  readonly isTaken?: (name: string) => boolean;
}

export interface ImportEdits {
  readonly edits: readonly Edit[];
  /** The local name of `wanted`: its own, or an alias if that is taken. */
  readonly local: string;
}
