/**
 * Moving definitions: what must be known of a language to bring code from one file of the project to another. Every
 * function takes texts and gives stretches, words or edits; which code moves, and whether it may, is decided elsewhere.
 */
import type { TextEdit } from "../../base/edits/apply.js";
import type { FilePath, Range } from "../../base/text/span.js";
import type { FileFacts, Import, ImportedName } from "../facts/facts.js";

export interface Mover {
  /** Blank lines between two definitions at the top of a module. */
  readonly gap: number;
  /** The statements at the top of a module, in their order. */
  statements(file: FilePath, text: string): readonly Statement[];
  /** A class or function that a statement at the top of the module defines; `undefined` where there is none, or several. */
  anatomy(file: FilePath, text: string, name: string): Anatomy | undefined;
  /** Edits by which one imported or re-exported name comes from another module, under the name that it has in this file. */
  reaim(request: ReaimRequest): readonly TextEdit[];
  /** Edits that take a name out of the lists of what a module exports; `undefined` where it is exported in another way. */
  unlist(file: FilePath, text: string, name: string): readonly TextEdit[] | undefined;
  /** How a module passes on a name with the word that it is deprecated. */
  passOn(request: PassOnRequest): PassOn;
  /** Places in which a test names a module by a string, to put a double in its place. */
  mentions(text: string): readonly Mention[];
}

export interface Statement {
  readonly kind: "import" | "definition" | "export" | "documentation" | "code";
  /** The names that it binds. */
  readonly names: readonly string[];
  /** The word `export` makes it one of what the module gives. */
  readonly exported: boolean;
  /** The code, with decorators and `export`. */
  readonly range: Range;
  /** With the comments that belong to it, as whole lines. */
  readonly whole: Range;
  /** Its words without comments, line breaks and `export`; equal words do the same where their names mean the same. */
  readonly words: readonly string[];
  /** Strings of several lines, which say something else when they are indented anew. */
  readonly strings: readonly Range[];
}

export interface Anatomy {
  readonly kind: "class" | "function";
  readonly statement: Statement;
  /** Of a class: its decorators, type parameters and bases. */
  readonly head: readonly string[];
  readonly headRange: Range;
  /** Of a class; of a function there are none. */
  readonly members: readonly MemberPart[];
  /** What the lines of its members begin with. */
  readonly indent: string;
  /** Where fields and the constructor come, and where methods come: ends of lines. */
  readonly fieldsAt: number;
  readonly methodsAt: number;
  /** The body has no lines of its own yet: what is put there has to end with this. */
  readonly closing: string;
  /** A statement that only fills an empty body. */
  readonly filler?: Range;
}

export interface MemberPart {
  /** As a person says it: `static create`, `get size`. */
  readonly name: string;
  readonly role: "constructor" | "field" | "method" | "documentation" | "code";
  /** Parts of two classes with one key are the same member; of overloads there are several in one class. */
  readonly key: string;
  /** Names that it takes in the class; two keys may share one only where `shares` says so. */
  readonly slots: readonly string[];
  /** One half of an accessor, beside which the other may stand. */
  readonly shares: boolean;
  /** Of a constructor: it cannot be called without arguments. */
  readonly wantsArguments: boolean;
  readonly range: Range;
  readonly whole: Range;
  readonly words: readonly string[];
  readonly strings: readonly Range[];
}

export interface ReaimRequest {
  readonly facts: FileFacts;
  readonly text: string;
  readonly import: Import;
  readonly name: ImportedName;
  readonly target: { readonly specifier: string; readonly name: string };
}

export interface PassOnRequest {
  readonly facts: FileFacts;
  readonly text: string;
  /** Names under which the module has it for others, and the one by which it goes in there. */
  readonly exported: readonly string[];
  readonly local: string;
  readonly target: { readonly specifier: string; readonly name: string };
  /** The file itself still uses it. */
  readonly used: boolean;
}

/** What goes to the place of the definition, and whether the name has to be imported besides. */
export interface PassOn {
  /** Lines for the place where the definition was; empty where the import says it all. */
  readonly statement: string;
  readonly imported: boolean;
  /** A comment for the line of that import. */
  readonly comment?: string;
}

export interface Mention {
  /** The module's name, or a dotted path that begins with one. */
  readonly path: string;
  readonly range: Range;
  /** The call around it. */
  readonly call: Range;
  /** What follows the module in `path` are members: `app.db.Manager.open`. */
  readonly dotted: boolean;
}
