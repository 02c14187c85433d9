/** Moves definitions from one file of the project to another. The caller decides which, and whether they may move. */
import type { TextEdit } from "../../base/edits/apply.js";
import type { FilePath, Range } from "../../base/text/span.js";
import type { FileFacts, Import, ImportedName } from "../facts/facts.js";

export interface Mover {
  /** Blank lines between two definitions at the top of a module. */
  readonly gap: number;
  /** The top-level statements of a module, in order. */
  statements(file: FilePath, text: string): readonly Statement[];
  /** A class or function defined by a top-level statement; `undefined` if there is none, or several. */
  outline(file: FilePath, text: string, name: string): DefinitionOutline | undefined;
  /** Edits that import or re-export one name from another module, under the same local name. */
  retarget(request: RetargetRequest): readonly TextEdit[];
  /** Edits that remove a name from a module's lists of exports; `undefined` if it is exported in another way. */
  removeExport(file: FilePath, text: string, name: string): readonly TextEdit[] | undefined;
  /** How a module re-exports a name, marked as deprecated. */
  reexport(request: ReexportRequest): Reexport;
  /** Calls in which a test names a module by a string, to mock it. */
  mentions(text: string): readonly MockedModule[];
}

export interface Statement {
  readonly kind: "import" | "definition" | "export" | "documentation" | "code";
  /** The names it binds. */
  readonly names: readonly string[];
  /** It has the keyword `export`. */
  readonly exported: boolean;
  /** The code, with decorators and `export`. */
  readonly range: Range;
  /** Whole lines, with the comments that belong to it. */
  readonly whole: Range;
  /** Its tokens without comments, line breaks and `export`. Equal tokens do the same if their names mean the same. */
  readonly words: readonly string[];
  /** Multi-line strings, whose value changes with their indentation. */
  readonly strings: readonly Range[];
}

export interface DefinitionOutline {
  readonly kind: "class" | "function";
  readonly statement: Statement;
  /** Of a class: its decorators, type parameters and bases. */
  readonly head: readonly string[];
  readonly headRange: Range;
  /** Of a class; empty for a function. */
  readonly members: readonly MemberPart[];
  /** The indentation of its members. */
  readonly indent: string;
  /** Where to insert fields and the constructor, and where to insert methods: ends of lines. */
  readonly fieldsAt: number;
  readonly methodsAt: number;
  /** Text that must follow an insertion into a body on one line. */
  readonly closing: string;
  /** The statement of an otherwise empty body: `pass`. */
  readonly filler?: Range;
}

export interface MemberPart {
  /** As a message shows it: `static create`, `get size`. */
  readonly name: string;
  readonly role: "constructor" | "field" | "method" | "documentation" | "code";
  /** Parts of two classes with the same key are the same member; overloads share a key in one class. */
  readonly key: string;
  /** Names it takes in the class; two keys may share one only if `shares` is set. */
  readonly slots: readonly string[];
  /** A getter or a setter; the other one may have the same name. */
  readonly shares: boolean;
  /** Of a constructor: it cannot be called without arguments. */
  readonly wantsArguments: boolean;
  readonly range: Range;
  readonly whole: Range;
  readonly words: readonly string[];
  readonly strings: readonly Range[];
}

export interface RetargetRequest {
  readonly facts: FileFacts;
  readonly text: string;
  readonly import: Import;
  readonly name: ImportedName;
  readonly target: { readonly specifier: string; readonly name: string };
}

export interface ReexportRequest {
  readonly facts: FileFacts;
  readonly text: string;
  /** Names under which the module exports it, and its local name. */
  readonly exported: readonly string[];
  readonly local: string;
  readonly target: { readonly specifier: string; readonly name: string };
  /** The file still uses it. */
  readonly used: boolean;
}

/** The text that replaces the definition, and whether the name must be imported too. */
export interface Reexport {
  /** Replaces the definition; empty if the import is enough. */
  readonly statement: string;
  readonly imported: boolean;
  /** A comment for the line of the import. */
  readonly comment?: string;
}

export interface MockedModule {
  /** A module, or a dotted path that begins with one. */
  readonly path: string;
  readonly range: Range;
  /** The call around it. */
  readonly call: Range;
  /** `path` may continue with members after the module: `app.db.Manager.open`. */
  readonly dotted: boolean;
}
