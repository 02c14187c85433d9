/**
 * A language is this small interface: text in, facts out, and its own way of writing an import. Nothing outside the
 * language folders knows one language from another.
 */

import type { TextEdit } from "../../base/edits/apply.js";
import type { Edit } from "../../base/edits/edit.js";
import type { FilePath, Identity, Range } from "../../base/text/span.js";
import type { FileFacts, ImportedName, LanguageId } from "../facts/facts.js";
import type { Form } from "../facts/forms.js";
import type { BindingId } from "../facts/terms.js";
import type { Comment, Stretches } from "./comments.js";
import type { HandleUses, RemovalEdits, RemovalRequest, UsesRequest } from "./handle-uses.js";
import type { MemberWriter } from "./member.js";
import type { Mover } from "./mover.js";
import type { Resolver, ResolverInput } from "./resolver.js";

export interface Language {
  readonly id: LanguageId;
  /** Endings of its files, with the dot. */
  readonly extensions: readonly string[];
  /**
   * Every import that the text may hold, found without parsing: a superset, since comments and strings are not told
   * apart. Decides which files are parsed at all.
   */
  outline(text: string): readonly OutlinedImport[];
  /**
   * What a file does with one of its imports, told without parsing where an outline does not tell it: a superset of what
   * it does at run time.
   */
  usesOf?(text: string, imported: OutlinedImport): ImportUses;
  /** Offsets at which a text names a word, in code and in strings but not in what is written for people; found without parsing. */
  mentions(text: string, word: string): readonly number[];
  /** Finds the file that an import means, among the files of the project. */
  createResolver(input: ResolverInput): Resolver;
  /** Loads what `extract` needs (a compiler); called once, before the first file that needs it. */
  load(): Promise<LoadedLanguage>;
}

export interface OutlinedImport {
  readonly specifier: string;
  /**
   * The package that it leads to, should it lead out of the project; said by languages in which the specifier alone does
   * not tell a package from those of other languages.
   */
  readonly package?: { readonly package: string; readonly subpath: string };
  /** The names that it brings in at run time; absent where they cannot be told without parsing. */
  readonly names?: readonly string[];
  /**
   * Not an import by itself but what one may mean: `a.b.c` of `from a.b import c`, should `c` be a module. That nothing is
   * there says nothing.
   */
  readonly guess?: true;
}

export interface ImportUses {
  /** The names that it uses of what it imports; absent where they cannot be told without parsing. */
  readonly names?: readonly string[];
  /** The names under which it has what it imports; others may take them from it. */
  readonly local: readonly string[];
}

export interface LoadedLanguage {
  /** @throws never; what does not parse is in `problems`. */
  extract(file: FilePath, text: string): FileFacts;
  /** Where a stretch stands, in words by which it is known again in another state of the program. @throws never */
  locate(file: FilePath, text: string, range: Range): Identity;
  /** All that `locate` may call `within` in this file, "" among it. @throws never */
  definitions(file: FilePath, text: string): ReadonlySet<string>;
  /** Every comment, in the order of the text. @throws never */
  comments(file: FilePath, text: string): readonly Comment[];
  /** The code that a comment beside it speaks of. */
  readonly stretches: Stretches;
  /** How this language writes the use of an accessor, and its imports. */
  readonly writer: Writer;
  /** How definitions are moved from one file to another. */
  readonly mover: Mover;
}

/** Text for a fix. Pure: spans come from facts, style from the text. */
export interface Writer {
  /** The expression that obtains a handle: `await getDb()`. */
  obtain(accessor: string, form: Form): string;
  /** Edits that make `wanted` available in the file and take away imported names that are no longer used. */
  imports(request: ImportRequest): ImportEdits;
  /**
   * Edits that put the rest of a block into a `with` of its own: of `x = …` and what follows, `async with … as x:` around
   * what follows. `undefined` where the statement stands in no block that could be moved.
   *
   * @throws never
   */
  enclose?(request: EncloseRequest): EncloseEdits;
  /**
   * What the code does with a handle after it has it; absent where the language has its blocks tell.
   *
   * @throws never
   */
  uses?(request: UsesRequest): HandleUses;
  /**
   * Edits that take releases away, with the tests and blocks that they leave empty; comments stay.
   *
   * @throws never
   */
  withoutReleases?(request: RemovalRequest): RemovalEdits;
  /**
   * Removes a statement with its line; `undefined` where the statement cannot be removed without a replacement.
   *
   * @throws never
   */
  withoutStatement(request: StatementRequest): TextEdit | undefined;
  /** How a class gets a member that stands in for the accessor. */
  readonly member: MemberWriter;
  /** Whether a stretch of code holds a comment; it may begin and end anywhere outside of strings. */
  hasComment(text: string): boolean;
  /** An edit with the comments of what it replaces; `undefined` where they have no place in it. */
  keepComments?(text: string, edit: TextEdit): TextEdit | undefined;
  /** How a file of this language names another file of the project, as its other imports do. */
  specifier(request: SpecifierRequest): string;
  /** Edits that take away imported names that had a use before a fix and have none now. */
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
  /** The statement that binds the handle; it becomes the head of the block. */
  readonly statement: Range;
  /** `async with get_db() as x`, without the colon. */
  readonly head: string;
  /** The name that the handle has in the block. */
  readonly name: string;
  /** Calls that release the handle in the block by themselves, and go. */
  readonly releases: readonly string[];
}

export type EncloseEdits =
  | {
      readonly kind: "edits";
      readonly edits: readonly TextEdit[];
      /** The code released the handle where the block does now, whatever happened in between: in a `finally` around it all. */
      readonly releasedAtEnd?: true;
    }
  /** Why it cannot be done: `the handle is used after its block`. */
  | { readonly kind: "refused"; readonly reason: string };

export interface StatementRequest {
  readonly facts: FileFacts;
  readonly text: string;
  readonly statement: Range;
}

export interface SpecifierRequest {
  /** The importing file. */
  readonly from: FilePath;
  /** The file to import. */
  readonly target: FilePath;
  /** The file's own imports of project files. */
  readonly neighbours: readonly ResolvedImport[];
  /** Such imports of other files in the project, asked about what the file itself does not show. */
  readonly elsewhere?: readonly ResolvedImport[];
  /** Write the file extension if no other import shows the style. */
  readonly explicit?: boolean;
  /** Which file a specifier leads to from there; not given where nothing beside the target could be meant. */
  readonly leadsTo?: (specifier: string) => FilePath | undefined;
}

/** An import of a project file, with the file that it leads to. */
export interface ResolvedImport {
  readonly specifier: string;
  readonly resolved: FilePath;
}

export interface ImportRequest {
  readonly facts: FileFacts;
  readonly text: string;
  /** Where the name will be used: an import inside this function counts, and a name bound there is taken. */
  readonly at: Range;
  /** What must be in scope. */
  readonly wanted?: {
    readonly specifier: string;
    readonly name: string;
    /** It is used in types alone, so that the import may say so. */
    readonly typeOnly?: boolean;
    /** It belongs to a package, and so among the imports of such. */
    readonly foreign?: boolean;
  };
  /** Stretches that the fix replaces: a name referenced only in there is unused afterwards. */
  readonly replaced: readonly Range[];
  /** An import of the wanted name from elsewhere, in whose place it comes, under the same name where the language can. */
  readonly moved?: ImportedName;
  /** The name that `wanted` has to have here; the import that `moved` names goes then, whatever uses it. */
  readonly local?: string;
  /** A declaration that the fix removes; the import may have its name. */
  readonly instead?: BindingId;
  /** Whether others take the name from this file, so that it has to stay in scope. */
  readonly isTaken?: (name: string) => boolean;
}

export interface ImportEdits {
  readonly edits: readonly Edit[];
  /** The name under which `wanted` is in scope: its own, or an alias where that is taken. */
  readonly local: string;
}
